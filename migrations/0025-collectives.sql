-- breaking: no
-- Villagers' groups that create together (集体创建), and rewards worked out by rules (奖补).
create schema collective;
grant usage on schema collective to shanzhi_app, shanzhi_reader;

create table collective.creation (
  county_code text not null,
  id uuid not null,
  place_code text not null,
  adoption_id uuid not null,
  group_id uuid not null,
  year text not null,
  attempt int not null,
  leader_name text not null,
  applied_on date not null,
  consent jsonb not null,
  team jsonb not null,
  stretches jsonb not null,
  state text not null check (state in ('creating', 'preliminary', 'accepted', 'failed')),
  applied_by uuid not null,
  applied_at timestamptz not null,
  revision int not null default 1,
  primary key (county_code, id),
  unique (county_code, adoption_id, group_id, year, attempt),
  foreign key (county_code, adoption_id) references scheme.adoption (county_code, id),
  foreign key (county_code, group_id) references territory.area (county_code, id)
);
comment on table collective.creation is 'distributed · a villagers'' group (村民小组) that creates together in a year: application, stretches of responsibility (责任区), state';
create index creation_place on collective.creation (county_code, place_code, year);
alter table collective.creation enable row level security;
create policy place on collective.creation using (platform.in_scope(place_code)) with check (platform.in_scope(place_code));
grant select, insert, update on collective.creation to shanzhi_app;
grant select on collective.creation to shanzhi_reader;

create table collective.inspection (
  county_code text not null,
  id uuid not null,
  place_code text not null,
  creation_id uuid not null,
  household_id uuid,
  passed text[] not null,
  failed text[] not null,
  note text not null,
  files uuid[] not null,
  inspected_by uuid not null,
  inspected_name text not null,
  inspected_at timestamptz not null,
  primary key (county_code, id),
  foreign key (county_code, creation_id) references collective.creation (county_code, id),
  foreign key (county_code, household_id) references household.household (county_code, id)
);
comment on table collective.inspection is 'distributed · what was found at one household, or in the group as a whole, standard by standard; append-only, the newest counts';
create index inspection_creation on collective.inspection (county_code, creation_id, household_id, inspected_at desc, id desc);
alter table collective.inspection enable row level security;
create policy place on collective.inspection using (platform.in_scope(place_code)) with check (platform.in_scope(place_code));
grant select, insert on collective.inspection to shanzhi_app;
grant select on collective.inspection to shanzhi_reader;

create table collective.acceptance (
  county_code text not null,
  id uuid not null,
  place_code text not null,
  creation_id uuid not null,
  stage text not null check (stage in ('preliminary', 'on_site')),
  held_on date not null,
  reviewers text[] not null,
  observers jsonb not null,
  long_term boolean not null,
  note text not null,
  files uuid[] not null,
  passed boolean not null,
  households int not null,
  failed_households int not null,
  vetoed_by text[] not null,
  score bigint not null,
  grade text,
  scheme_hash text not null,
  recorded_by uuid not null,
  recorded_at timestamptz not null,
  primary key (county_code, id),
  foreign key (county_code, creation_id) references collective.creation (county_code, id)
);
comment on table collective.acceptance is 'distributed · preliminary and on-site acceptance (验收) with its people and its outcome; append-only';
create index acceptance_creation on collective.acceptance (county_code, creation_id, recorded_at);
alter table collective.acceptance enable row level security;
create policy place on collective.acceptance using (platform.in_scope(place_code)) with check (platform.in_scope(place_code));
grant select, insert on collective.acceptance to shanzhi_app;
grant select on collective.acceptance to shanzhi_reader;

create table collective.violation (
  county_code text not null,
  id uuid not null,
  place_code text not null,
  creation_id uuid not null,
  found_by text not null check (found_by in ('recheck', 'spot_check', 'report')),
  found_on date not null,
  due_on date not null,
  words text not null,
  files uuid[] not null,
  state text not null check (state in ('open', 'mended', 'lapsed')),
  mended_on date,
  consequence text check (consequence in ('clawback', 'bar')),
  barred_year text,
  recorded_by uuid not null,
  recorded_at timestamptz not null,
  settled_by uuid,
  settled_at timestamptz,
  primary key (county_code, id),
  foreign key (county_code, creation_id) references collective.creation (county_code, id)
);
comment on table collective.violation is 'distributed · what a re-check (复审), spot check (抽查) or report found true at an accepted group, its time to mend, and what followed';
create index violation_creation on collective.violation (county_code, creation_id);
create index violation_place on collective.violation (county_code, place_code, state);
alter table collective.violation enable row level security;
create policy place on collective.violation using (platform.in_scope(place_code)) with check (platform.in_scope(place_code));
grant select, insert, update on collective.violation to shanzhi_app;
grant select on collective.violation to shanzhi_reader;

create table collective.evaluation (
  county_code text not null,
  id uuid not null,
  place_code text not null,
  adoption_id uuid not null,
  group_id uuid not null,
  kind text not null check (kind in ('self', 'audit', 'review')),
  period text not null,
  department text not null default '',
  score bigint not null,
  note text not null,
  recorded_by uuid not null,
  recorded_name text not null,
  recorded_at timestamptz not null,
  primary key (county_code, id),
  unique (county_code, adoption_id, group_id, kind, period, department),
  foreign key (county_code, adoption_id) references scheme.adoption (county_code, id),
  foreign key (county_code, group_id) references territory.area (county_code, id)
);
comment on table collective.evaluation is 'distributed · the village''s own monthly score (自评), the town''s audit of it (审核), the departments'' quarterly review (评审); append-only';
create index evaluation_place on collective.evaluation (county_code, place_code, period);
alter table collective.evaluation enable row level security;
create policy place on collective.evaluation using (platform.in_scope(place_code)) with check (platform.in_scope(place_code));
grant select, insert on collective.evaluation to shanzhi_app;
grant select on collective.evaluation to shanzhi_reader;

create table collective.issue (
  county_code text not null,
  id uuid not null,
  place_code text not null,
  adoption_id uuid not null,
  group_id uuid not null,
  platform text not null,
  number text not null,
  found_on date not null,
  words text not null,
  points bigint not null,
  recorded_by uuid not null,
  recorded_at timestamptz not null,
  primary key (county_code, id),
  unique (county_code, platform, number),
  foreign key (county_code, adoption_id) references scheme.adoption (county_code, id),
  foreign key (county_code, group_id) references territory.area (county_code, id)
);
comment on table collective.issue is 'distributed · issues of another platform, each one deduction (应发现未发现) and once only by platform and number; append-only';
create index issue_place on collective.issue (county_code, place_code, found_on);
alter table collective.issue enable row level security;
create policy place on collective.issue using (platform.in_scope(place_code)) with check (platform.in_scope(place_code));
grant select, insert on collective.issue to shanzhi_app;
grant select on collective.issue to shanzhi_reader;

create schema reward;
grant usage on schema reward to shanzhi_app, shanzhi_reader;

create table reward.sheet (
  county_code text not null,
  id uuid not null,
  place_code text not null,
  adoption_id uuid not null,
  ladder text not null,
  period text not null,
  attempt int not null,
  whole_village boolean not null,
  close_id uuid,
  income_fen bigint check (income_fen >= 0),
  total_fen bigint not null check (total_fen >= 0),
  remainder_fen bigint not null check (remainder_fen >= 0),
  scheme_hash text not null,
  state text not null check (state in ('drafted', 'approved', 'paid', 'dropped')),
  approval jsonb,
  drafted_by uuid not null,
  drafted_at timestamptz not null,
  revision int not null default 1,
  primary key (county_code, id),
  unique (county_code, adoption_id, ladder, period, attempt),
  foreign key (county_code, adoption_id) references scheme.adoption (county_code, id),
  foreign key (county_code, close_id) references points.close (county_code, id)
);
comment on table reward.sheet is 'distributed · worksheets (计算表) of the rewards of a period: drafted, approved, paid, dropped';
create index sheet_place on reward.sheet (county_code, place_code, period);
alter table reward.sheet enable row level security;
create policy place on reward.sheet using (platform.in_scope(place_code)) with check (platform.in_scope(place_code));
grant select, insert, update on reward.sheet to shanzhi_app;
grant select on reward.sheet to shanzhi_reader;

create table reward.line (
  county_code text not null,
  sheet_id uuid not null,
  position int not null,
  place_code text not null,
  creation_id uuid,
  household_id uuid,
  part text not null check (part in ('household', 'leader', 'whole_household', 'whole_leader', 'points', 'mark', 'share')),
  recipient text not null,
  grade text not null,
  points bigint,
  rule text not null,
  source text not null,
  since date not null,
  rate_fen bigint not null check (rate_fen >= 0),
  count int not null check (count >= 0),
  amount_fen bigint not null check (amount_fen >= 0),
  primary key (county_code, sheet_id, position),
  check (part = 'share' or amount_fen = rate_fen * count),
  foreign key (county_code, sheet_id) references reward.sheet (county_code, id),
  foreign key (county_code, creation_id) references collective.creation (county_code, id),
  foreign key (county_code, household_id) references household.household (county_code, id)
);
comment on table reward.line is 'distributed · lines of a worksheet: rule, its value that day, source, count, amount; append-only';
create index line_creation on reward.line (county_code, creation_id) where creation_id is not null;
create index line_household on reward.line (county_code, household_id) where household_id is not null;
alter table reward.line enable row level security;
create policy place on reward.line using (platform.in_scope(place_code)) with check (platform.in_scope(place_code));
grant select, insert on reward.line to shanzhi_app;
grant select on reward.line to shanzhi_reader;

create table reward.payment (
  county_code text not null,
  sheet_id uuid not null,
  attempt int not null,
  place_code text not null,
  number text not null,
  amount_fen bigint not null check (amount_fen > 0),
  paid_on date not null,
  method text not null check (method in ('bank', 'cash')),
  movement_id uuid,
  paid_by uuid not null,
  paid_at timestamptz not null,
  primary key (county_code, sheet_id, attempt),
  unique (county_code, number),
  foreign key (county_code, sheet_id) references reward.sheet (county_code, id),
  foreign key (county_code, movement_id) references fund.movement (county_code, id)
);
comment on table reward.payment is 'distributed · the payout of a worksheet with the fund''s movement where one pays; another attempt only where that movement was refused or reversed; append-only';
alter table reward.payment enable row level security;
create policy place on reward.payment using (platform.in_scope(place_code)) with check (platform.in_scope(place_code));
grant select, insert on reward.payment to shanzhi_app;
grant select on reward.payment to shanzhi_reader;

create table reward.clawback (
  county_code text not null,
  violation_id uuid not null,
  place_code text not null,
  creation_id uuid not null,
  amount_fen bigint not null check (amount_fen > 0),
  with_leader boolean not null,
  decided_on date not null,
  document text not null,
  recorded_by uuid not null,
  recorded_at timestamptz not null,
  primary key (county_code, violation_id),
  foreign key (county_code, violation_id) references collective.violation (county_code, id)
);
comment on table reward.clawback is 'distributed · rewards taken back from the transfer payment (转移支付扣减), once a violation; append-only';
create index clawback_place on reward.clawback (county_code, place_code);
alter table reward.clawback enable row level security;
create policy place on reward.clawback using (platform.in_scope(place_code)) with check (platform.in_scope(place_code));
grant select, insert on reward.clawback to shanzhi_app;
grant select on reward.clawback to shanzhi_reader;
