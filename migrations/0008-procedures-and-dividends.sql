-- breaking: no
create schema meeting;
create schema procedure;
create schema dividend;
grant usage on schema meeting, procedure, dividend to shanzhi_app, shanzhi_reader;

create table meeting.resolution (
  county_code text not null,
  id uuid not null,
  place_code text not null,
  title text not null,
  body text not null,
  rule jsonb not null,
  held_on date not null,
  eligible int not null,
  present int not null,
  votes_for int not null,
  votes_against int not null,
  votes_abstain int not null,
  passed boolean not null,
  findings jsonb not null,
  minutes uuid[] not null default '{}',
  recorded_by uuid not null,
  recorded_at timestamptz not null,
  primary key (county_code, id)
);
comment on table meeting.resolution is 'distributed · resolutions (决议) with their counts and the rule they were held to; append-only';
create index resolution_place on meeting.resolution (county_code, place_code, held_on desc);
alter table meeting.resolution enable row level security;
create policy place on meeting.resolution using (platform.in_scope(place_code)) with check (platform.in_scope(place_code));
grant select, insert on meeting.resolution to shanzhi_app;
grant select on meeting.resolution to shanzhi_reader;

create table procedure.run (
  county_code text not null,
  id uuid not null,
  place_code text not null,
  adoption_id uuid not null,
  cycle text not null,
  started_on date not null,
  primary key (county_code, id),
  unique (county_code, adoption_id, cycle),
  foreign key (county_code, adoption_id) references scheme.adoption (county_code, id)
);
comment on table procedure.run is 'distributed · one year''s walk through a scheme''s gated steps (十二步)';
alter table procedure.run enable row level security;
create policy place on procedure.run using (platform.in_scope(place_code)) with check (platform.in_scope(place_code));
create policy read_by_all on procedure.run for select using (true);
grant select, insert on procedure.run to shanzhi_app;
grant select on procedure.run to shanzhi_reader;

create table procedure.step (
  county_code text not null,
  run_id uuid not null,
  step_key text not null,
  place_code text not null,
  done_on date not null,
  evidence jsonb not null,
  note text not null,
  done_by uuid,
  done_name text not null,
  done_at timestamptz not null,
  primary key (county_code, run_id, step_key),
  foreign key (county_code, run_id) references procedure.run (county_code, id)
);
comment on table procedure.step is 'distributed · a step done, with its evidence; append-only';
alter table procedure.step enable row level security;
create policy place on procedure.step using (platform.in_scope(place_code)) with check (platform.in_scope(place_code));
create policy read_by_all on procedure.step for select using (true);
grant select, insert on procedure.step to shanzhi_app;
grant select on procedure.step to shanzhi_reader;

create table dividend.share (
  county_code text not null,
  id uuid not null,
  place_code text not null,
  household_id uuid not null,
  shares bigint not null check (shares >= 0),
  valid_from date not null,
  valid_to date,
  basis text not null,
  primary key (county_code, id),
  foreign key (county_code, household_id) references household.household (county_code, id)
);
comment on table dividend.share is 'distributed · share register (股份底册), in hundredths of a share, dated';
create unique index share_present on dividend.share (county_code, household_id) where valid_to is null;
alter table dividend.share enable row level security;
create policy place on dividend.share using (platform.in_scope(place_code)) with check (platform.in_scope(place_code));
create policy own on dividend.share for select using (platform.is_own(household_id));
grant select, insert, update on dividend.share to shanzhi_app;
grant select on dividend.share to shanzhi_reader;

create table dividend.plan (
  county_code text not null,
  id uuid not null,
  place_code text not null,
  adoption_id uuid not null,
  cycle text not null,
  attempt int not null,
  close_id uuid not null,
  share_pool_fen bigint not null check (share_pool_fen >= 0),
  incentive_pool_fen bigint not null check (incentive_pool_fen >= 0),
  price_fen bigint not null check (price_fen >= 0),
  figures jsonb not null,
  scheme_hash text not null,
  state text not null check (state in ('drafted', 'publicised', 'resolved', 'paid', 'dropped')),
  resolution_id uuid,
  drafted_by uuid,
  drafted_at timestamptz not null,
  revision int not null default 1,
  primary key (county_code, id),
  unique (county_code, adoption_id, cycle, attempt),
  foreign key (county_code, adoption_id) references scheme.adoption (county_code, id),
  foreign key (county_code, close_id) references points.close (county_code, id),
  foreign key (county_code, resolution_id) references meeting.resolution (county_code, id)
);
comment on table dividend.plan is 'distributed · distribution plans (分配方案): pools, price, figures, resolution';
alter table dividend.plan enable row level security;
create policy place on dividend.plan using (platform.in_scope(place_code)) with check (platform.in_scope(place_code));
create policy read_decided on dividend.plan for select using (state in ('publicised', 'resolved', 'paid'));
grant select, insert, update on dividend.plan to shanzhi_app;
grant select on dividend.plan to shanzhi_reader;

create table dividend.line (
  county_code text not null,
  plan_id uuid not null,
  household_id uuid not null,
  place_code text not null,
  household_number text not null,
  head_name text not null,
  shares bigint not null,
  share_fen bigint not null,
  points bigint not null,
  weighted boolean not null,
  incentive_fen bigint not null check (incentive_fen >= 0),
  capped boolean not null,
  total_fen bigint not null check (total_fen = share_fen + incentive_fen),
  primary key (county_code, plan_id, household_id),
  foreign key (county_code, plan_id) references dividend.plan (county_code, id)
);
comment on table dividend.line is 'distributed · what each household receives under a plan, in fen; append-only';
alter table dividend.line enable row level security;
create policy place on dividend.line using (platform.in_scope(place_code)) with check (platform.in_scope(place_code));
create policy own on dividend.line for select using (platform.is_own(household_id));
grant select, insert on dividend.line to shanzhi_app;
grant select on dividend.line to shanzhi_reader;

create table dividend.payment (
  county_code text not null,
  id uuid not null,
  place_code text not null,
  household_id uuid not null,
  plan_id uuid not null,
  number text not null,
  amount_fen bigint not null,
  paid_on date not null,
  method text not null check (method in ('bank', 'cash', 'hold')),
  reverses_id uuid,
  note text not null default '',
  paid_by uuid,
  paid_at timestamptz not null,
  primary key (county_code, id),
  unique (county_code, number),
  foreign key (county_code, plan_id, household_id) references dividend.line (county_code, plan_id, household_id),
  foreign key (county_code, reverses_id) references dividend.payment (county_code, id)
);
comment on table dividend.payment is 'distributed · payments to households; append-only, a mistake is reversed';
create unique index payment_once on dividend.payment (county_code, plan_id, household_id) where reverses_id is null;
create unique index payment_reversed_once on dividend.payment (county_code, reverses_id) where reverses_id is not null;
alter table dividend.payment enable row level security;
create policy place on dividend.payment using (platform.in_scope(place_code)) with check (platform.in_scope(place_code));
create policy own on dividend.payment for select using (platform.is_own(household_id));
grant select, insert on dividend.payment to shanzhi_app;
grant select on dividend.payment to shanzhi_reader;

create schema job;
grant usage on schema job to shanzhi_app;
create table job.run (
  county_code text not null,
  id uuid not null,
  place_code text not null,
  account_id uuid not null,
  actor jsonb not null,
  channel text not null,
  kind text not null,
  title text not null,
  state text not null check (state in ('waiting', 'running', 'done', 'failed', 'cancelled')),
  done bigint not null default 0,
  total bigint,
  request jsonb not null,
  result jsonb,
  error jsonb,
  created_at timestamptz not null,
  ended_at timestamptz,
  primary key (county_code, id)
);
comment on table job.run is 'distributed · long work with its progress and result, seen by the one who started it';
create index run_account on job.run (county_code, account_id, created_at desc);
alter table job.run enable row level security;
create policy own on job.run using (platform.is_own_account(account_id)) with check (platform.is_own_account(account_id));
grant select, insert, update on job.run to shanzhi_app;
