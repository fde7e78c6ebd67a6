-- breaking: no
create schema publicity;
grant usage on schema publicity to shanzhi_app, shanzhi_reader;

create table publicity.list (
  county_code text not null,
  id uuid not null,
  place_code text not null,
  kind text not null,
  title text not null,
  duty text not null,
  opens_on date not null,
  closes_on date not null,
  hides_names_on date not null,
  spot text not null,
  columns jsonb not null,
  source jsonb not null,
  totals jsonb not null,
  state text not null check (state in ('open', 'closed', 'settled')),
  public boolean not null,
  opened_by uuid,
  opened_at timestamptz not null,
  settled_at timestamptz,
  revision int not null default 1,
  primary key (county_code, id)
);
comment on table publicity.list is 'distributed · publicity lists (公示): what is shown, from when to when, by which duty';
create index list_place on publicity.list (county_code, place_code, opens_on desc);
create index list_due on publicity.list (county_code, state, closes_on);
alter table publicity.list enable row level security;
create policy place on publicity.list using (platform.in_scope(place_code)) with check (platform.in_scope(place_code));
create policy anyone_reads_public on publicity.list for select using (public);
grant select, insert, update on publicity.list to shanzhi_app;
grant select on publicity.list to shanzhi_reader;

create table publicity.line (
  county_code text not null,
  id uuid not null,
  list_id uuid not null,
  place_code text not null,
  household_id uuid,
  position int not null,
  subject_kind text not null,
  subject_id uuid not null,
  shown jsonb not null,
  disputed boolean not null default false,
  public boolean not null,
  primary key (county_code, id),
  unique (county_code, list_id, position),
  foreign key (county_code, list_id) references publicity.list (county_code, id)
);
comment on table publicity.line is 'distributed · lines of a list, already cut to the whitelisted fields and masked';
create index line_subject on publicity.line (county_code, subject_id);
alter table publicity.line enable row level security;
create policy place on publicity.line using (platform.in_scope(place_code)) with check (platform.in_scope(place_code));
create policy anyone_reads_public on publicity.line for select using (public);
grant select, insert, update on publicity.line to shanzhi_app;
grant select on publicity.line to shanzhi_reader;

create table publicity.objection (
  county_code text not null,
  id uuid not null,
  list_id uuid not null,
  line_id uuid not null,
  place_code text not null,
  household_id uuid,
  objector_account uuid not null,
  objector_name text not null,
  proxy jsonb,
  medium text not null,
  reason text not null,
  evidence uuid[] not null default '{}',
  state text not null check (state in ('open', 'upheld', 'dismissed', 'withdrawn')),
  answer text,
  answered_by uuid,
  answered_name text,
  answered_at timestamptz,
  raised_at timestamptz not null,
  revision int not null default 1,
  primary key (county_code, id),
  foreign key (county_code, list_id) references publicity.list (county_code, id),
  foreign key (county_code, line_id) references publicity.line (county_code, id)
);
comment on table publicity.objection is 'distributed · objections (异议) to one line; it holds that line and no other';
create index objection_list on publicity.objection (county_code, list_id);
create index objection_place on publicity.objection (county_code, place_code, state);
-- A clerk writes down what several villagers said of one line, so the objector's name belongs to the key.
create unique index objection_once on publicity.objection (county_code, line_id, objector_account, objector_name) where state = 'open';
alter table publicity.objection enable row level security;
create policy place on publicity.objection using (platform.in_scope(place_code)) with check (platform.in_scope(place_code));
create policy own on publicity.objection using (platform.is_own_account(objector_account)) with check (platform.is_own_account(objector_account));
grant select, insert, update on publicity.objection to shanzhi_app;
grant select on publicity.objection to shanzhi_reader;
