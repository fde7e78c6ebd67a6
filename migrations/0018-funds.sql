-- breaking: no
-- Money and goods of a scheme: double entry, append-only, two persons for each movement.
create schema fund;
grant usage on schema fund to shanzhi_app, shanzhi_reader;

create table fund.fund (
  county_code text not null,
  id uuid not null,
  place_code text not null,
  adoption_id uuid not null,
  kind text not null check (kind in ('village', 'special')),
  name text not null,
  opened_on date not null,
  opened_by uuid,
  primary key (county_code, id),
  unique (county_code, place_code, name),
  foreign key (county_code, adoption_id) references scheme.adoption (county_code, id)
);
comment on table fund.fund is 'distributed · funds (资金): a village''s own account or a special one (专账) of a scheme';
alter table fund.fund enable row level security;
create policy place on fund.fund using (platform.in_scope(place_code)) with check (platform.in_scope(place_code));
grant select, insert, update on fund.fund to shanzhi_app;
grant select on fund.fund to shanzhi_reader;

create table fund.account (
  county_code text not null,
  id uuid not null,
  place_code text not null,
  fund_id uuid not null,
  class text not null check (class in ('money', 'goods', 'source', 'use', 'opening')),
  key text not null,
  primary key (county_code, id),
  unique (county_code, fund_id, class, key),
  foreign key (county_code, fund_id) references fund.fund (county_code, id)
);
comment on table fund.account is 'distributed · accounts of a fund: money and goods by source, sources, uses; insert and select only';
alter table fund.account enable row level security;
create policy place on fund.account using (platform.in_scope(place_code)) with check (platform.in_scope(place_code));
grant select, insert on fund.account to shanzhi_app;
grant select on fund.account to shanzhi_reader;

create table fund.movement (
  county_code text not null,
  id uuid not null,
  place_code text not null,
  fund_id uuid not null,
  number text not null,
  kind text not null check (kind in ('opening', 'income', 'in_kind', 'spending', 'goods_out', 'reversal')),
  occurred_on date not null,
  source_key text not null,
  use_key text,
  amount_fen bigint not null check (amount_fen > 0),
  words text not null,
  donor text,
  donor_hidden boolean not null default false,
  vouchers uuid[] not null default '{}',
  reverses_id uuid,
  recorded_by uuid not null,
  recorded_name text not null,
  recorded_at timestamptz not null,
  primary key (county_code, id),
  unique (county_code, fund_id, number),
  foreign key (county_code, fund_id) references fund.fund (county_code, id),
  foreign key (county_code, reverses_id) references fund.movement (county_code, id)
);
comment on table fund.movement is 'distributed · income and spending (收支) with purpose, donor and voucher; append-only; a mistake is reversed by a movement that names it';
create index movement_fund on fund.movement (county_code, fund_id, occurred_on desc, id desc);
create index movement_reverses on fund.movement (county_code, reverses_id) where reverses_id is not null;
alter table fund.movement enable row level security;
create policy place on fund.movement using (platform.in_scope(place_code)) with check (platform.in_scope(place_code));
grant select, insert on fund.movement to shanzhi_app;
grant select on fund.movement to shanzhi_reader;

create table fund.line (
  county_code text not null,
  movement_id uuid not null,
  position int not null,
  place_code text not null,
  fund_id uuid not null,
  account_id uuid not null,
  amount_fen bigint not null check (amount_fen <> 0),
  primary key (county_code, movement_id, position),
  foreign key (county_code, movement_id) references fund.movement (county_code, id),
  foreign key (county_code, account_id) references fund.account (county_code, id)
);
comment on table fund.line is 'distributed · lines of a movement in fen; those of one movement sum to zero; append-only';
create index line_account on fund.line (county_code, fund_id, account_id);
alter table fund.line enable row level security;
create policy place on fund.line using (platform.in_scope(place_code)) with check (platform.in_scope(place_code));
grant select, insert on fund.line to shanzhi_app;
grant select on fund.line to shanzhi_reader;

create table fund.approval (
  county_code text not null,
  movement_id uuid not null,
  place_code text not null,
  fund_id uuid not null,
  decision text not null check (decision in ('approved', 'refused')),
  note text not null,
  decided_by uuid not null,
  decided_name text not null,
  decided_at timestamptz not null,
  primary key (county_code, movement_id),
  foreign key (county_code, movement_id) references fund.movement (county_code, id)
);
comment on table fund.approval is 'distributed · the second person''s decision on a movement, once; append-only';
alter table fund.approval enable row level security;
create policy place on fund.approval using (platform.in_scope(place_code)) with check (platform.in_scope(place_code));
grant select, insert on fund.approval to shanzhi_app;
grant select on fund.approval to shanzhi_reader;

create table fund.statement (
  county_code text not null,
  id uuid not null,
  place_code text not null,
  fund_id uuid not null,
  period text not null,
  first_day date not null,
  last_day date not null,
  figures jsonb not null,
  list_id uuid not null,
  published_by uuid,
  published_at timestamptz not null,
  primary key (county_code, id),
  unique (county_code, fund_id, period),
  foreign key (county_code, fund_id) references fund.fund (county_code, id)
);
comment on table fund.statement is 'distributed · published periods of a fund: opening balance, movements, closing balance; append-only, and the period takes no more movements';
alter table fund.statement enable row level security;
create policy place on fund.statement using (platform.in_scope(place_code)) with check (platform.in_scope(place_code));
grant select, insert on fund.statement to shanzhi_app;
grant select on fund.statement to shanzhi_reader;
