-- breaking: no
create table points.recusal (
  county_code text not null,
  id uuid not null,
  place_code text not null,
  household_id uuid not null,
  claim_id uuid not null,
  step_key text not null,
  name text not null,
  account_id uuid,
  reason text not null,
  recorded_by uuid not null,
  recorded_name text not null,
  at timestamptz not null,
  primary key (county_code, id),
  unique (county_code, claim_id, step_key, name),
  foreign key (county_code, claim_id) references points.claim (county_code, id)
);
comment on table points.recusal is 'distributed · who stepped aside (回避) from a claim at a review step, in writing; append-only';
alter table points.recusal enable row level security;
create policy place on points.recusal using (platform.in_scope(place_code)) with check (platform.in_scope(place_code));
create policy own on points.recusal for select using (platform.is_own(household_id));
grant select, insert on points.recusal to shanzhi_app;
grant select on points.recusal to shanzhi_reader;
