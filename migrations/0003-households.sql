-- breaking: no
create schema household;
grant usage on schema household to shanzhi_app, shanzhi_reader;

create table household.household (
  county_code text not null,
  id uuid not null,
  place_code text not null,
  number text not null,
  head_id uuid,
  head_name text not null,
  group_id uuid,
  address text not null default '',
  standing text not null check (standing in ('local', 'resident')),
  valid_from date not null,
  valid_to date,
  ended_by text check (ended_by in ('merged', 'moved', 'dissolved', 'undone')),
  successor_id uuid,
  plate_code text not null,
  revision int not null default 1,
  primary key (county_code, id),
  unique (county_code, plate_code),
  foreign key (county_code, group_id) references territory.area (county_code, id)
);
comment on table household.household is 'distributed · households (户); standing local 本村户 or resident 非本村户籍常住';
create unique index household_number on household.household (county_code, place_code, number) where valid_to is null;
alter table household.household enable row level security;
create policy place on household.household using (platform.in_scope(place_code)) with check (platform.in_scope(place_code));
create policy own on household.household for select using (platform.is_own(id));
grant select, insert, update on household.household to shanzhi_app;
grant select on household.household to shanzhi_reader;

create table household.person (
  county_code text not null,
  id uuid not null,
  place_code text not null,
  household_id uuid not null,
  name text not null,
  pinyin text not null,
  initials text not null,
  sex text not null check (sex in ('male', 'female', 'unknown')),
  birth_date date,
  identity_hash text collate "C",
  identity_cipher bytea,
  identity_masked text,
  phone_hash text collate "C",
  phone_cipher bytea,
  phone_masked text,
  registration text not null check (registration in ('local', 'elsewhere')),
  presence text not null check (presence in ('resident', 'away')),
  party_member boolean not null default false,
  guardian_id uuid,
  died_on date,
  left_on date,
  merged_into uuid,
  revision int not null default 1,
  primary key (county_code, id),
  foreign key (county_code, household_id) references household.household (county_code, id),
  foreign key (county_code, guardian_id) references household.person (county_code, id)
);
comment on table household.person is 'distributed · persons; identity number and phone encrypted, household_id the present household';
create unique index person_identity on household.person (county_code, identity_hash) where merged_into is null and left_on is null and identity_hash is not null;
create index person_household on household.person (county_code, household_id);
create index person_place on household.person (county_code, place_code);
create index person_phone on household.person (county_code, phone_hash) where phone_hash is not null;
create index person_initials on household.person (county_code, initials text_pattern_ops);
alter table household.person enable row level security;
create policy place on household.person using (platform.in_scope(place_code)) with check (platform.in_scope(place_code));
create policy own on household.person for select using (platform.is_own(household_id));
grant select, insert, update on household.person to shanzhi_app;
grant select on household.person to shanzhi_reader;

create table household.membership (
  county_code text not null,
  id uuid not null,
  place_code text not null,
  person_id uuid not null,
  household_id uuid not null,
  relation text not null,
  valid_from date not null,
  valid_to date,
  reason_in text not null,
  reason_out text,
  primary key (county_code, id),
  foreign key (county_code, person_id) references household.person (county_code, id),
  foreign key (county_code, household_id) references household.household (county_code, id),
  check (valid_to is null or valid_to >= valid_from)
);
comment on table household.membership is 'distributed · who belonged to which household from when to when; one at a time';
create unique index membership_present on household.membership (county_code, person_id) where valid_to is null;
create index membership_household on household.membership (county_code, household_id);
alter table household.membership enable row level security;
create policy place on household.membership using (platform.in_scope(place_code)) with check (platform.in_scope(place_code));
create policy own on household.membership for select using (platform.is_own(household_id));
grant select, insert, update on household.membership to shanzhi_app;
grant select on household.membership to shanzhi_reader;

create table household.tag (
  county_code text not null,
  id uuid not null,
  place_code text not null,
  household_id uuid not null,
  person_id uuid,
  tag text not null,
  valid_from date not null,
  valid_to date,
  source text not null,
  ended_because text,
  primary key (county_code, id),
  foreign key (county_code, household_id) references household.household (county_code, id),
  foreign key (county_code, person_id) references household.person (county_code, id)
);
comment on table household.tag is 'distributed · dated tags (低保, 残疾, 留守 …) and posts, with their source';
create index tag_household on household.tag (county_code, household_id);
alter table household.tag enable row level security;
create policy place on household.tag using (platform.in_scope(place_code)) with check (platform.in_scope(place_code));
create policy own on household.tag for select using (platform.is_own(household_id));
grant select, insert, update on household.tag to shanzhi_app;
grant select on household.tag to shanzhi_reader;

create table household.change (
  county_code text not null,
  id uuid not null,
  place_code text not null,
  household_id uuid not null,
  other_household_id uuid,
  person_id uuid,
  kind text not null,
  on_date date not null,
  at timestamptz not null,
  account_id uuid,
  by_name text not null,
  detail jsonb not null,
  undoes_id uuid,
  primary key (county_code, id),
  foreign key (county_code, household_id) references household.household (county_code, id)
);
comment on table household.change is 'distributed · history of households: split, merge, move, birth, death …; append-only';
create index change_household on household.change (county_code, household_id, at desc);
create index change_other on household.change (county_code, other_household_id) where other_household_id is not null;
create unique index change_undone_once on household.change (county_code, undoes_id) where undoes_id is not null;
alter table household.change enable row level security;
create policy place on household.change using (platform.in_scope(place_code)) with check (platform.in_scope(place_code));
create policy own on household.change for select using (platform.is_own(household_id) or platform.is_own(other_household_id));
grant select, insert on household.change to shanzhi_app;
grant select on household.change to shanzhi_reader;

create table household.placement (
  county_code text not null,
  id uuid not null,
  place_code text not null,
  household_id uuid not null,
  area_id uuid not null,
  kind text not null check (kind in ('natural_village', 'grid', 'cell')),
  system text not null,
  valid_from date not null,
  valid_to date,
  primary key (county_code, id),
  foreign key (county_code, household_id) references household.household (county_code, id),
  foreign key (county_code, area_id) references territory.area (county_code, id),
  check (valid_to is null or valid_to >= valid_from)
);
comment on table household.placement is 'distributed · which natural village, grid and cell a household lies in; one of each kind and system at a time';
create unique index placement_present on household.placement (county_code, household_id, system, kind) where valid_to is null;
create index placement_area on household.placement (county_code, area_id);
alter table household.placement enable row level security;
create policy place on household.placement using (platform.in_scope(place_code)) with check (platform.in_scope(place_code));
create policy own on household.placement for select using (platform.is_own(household_id));
grant select, insert, update on household.placement to shanzhi_app;
grant select on household.placement to shanzhi_reader;

-- An uploaded roll waits here, sealed, until it is confirmed: identity numbers never lie open on a disk.
create table household.roll_upload (
  county_code text not null,
  id uuid not null,
  place_code text not null,
  account_id uuid not null,
  file_name text not null,
  bytes bigint not null,
  at timestamptz not null,
  primary key (county_code, id)
);
comment on table household.roll_upload is 'distributed · uploaded rolls that wait for confirmation, for a day';
alter table household.roll_upload enable row level security;
create policy own on household.roll_upload using (platform.is_own_account(account_id)) with check (platform.is_own_account(account_id));
grant select, insert, delete on household.roll_upload to shanzhi_app;

create table household.roll_upload_part (
  county_code text not null,
  upload_id uuid not null,
  position int not null,
  account_id uuid not null,
  sealed bytea not null,
  primary key (county_code, upload_id, position),
  foreign key (county_code, upload_id) references household.roll_upload (county_code, id) on delete cascade
);
comment on table household.roll_upload_part is 'distributed · the sealed pieces of an uploaded roll';
alter table household.roll_upload_part enable row level security;
create policy own on household.roll_upload_part using (platform.is_own_account(account_id)) with check (platform.is_own_account(account_id));
grant select, insert, delete on household.roll_upload_part to shanzhi_app;

-- Whoever scans a door plate learns where it hangs and nothing of who lives there; this reads one row by its code.
create function household.find_plate(county text, plate text)
returns table (household_id uuid, place_code text)
language sql stable security definer set search_path = pg_catalog as $$
  select h.id, h.place_code from household.household h
  where h.county_code = county and h.plate_code = plate and h.valid_to is null
$$;

-- One identity number stands once in a county, also across villages that a clerk cannot see: whoever already holds
-- the number learns in which village it is registered, and nothing else.
create function household.find_identities(county text, hashes text[])
returns table (identity_hash text, person_id uuid, household_id uuid, place_code text, household_number text, died boolean)
language sql stable security definer set search_path = pg_catalog as $$
  select p.identity_hash, p.id, p.household_id, p.place_code, h.number, p.died_on is not null
  from household.person p
  join household.household h on h.county_code = county and h.id = p.household_id
  where p.county_code = county and p.identity_hash = any (hashes) and p.merged_into is null and p.left_on is null
$$;
revoke all on function household.find_plate(text, text), household.find_identities(text, text[]) from public;
grant execute on function household.find_plate(text, text), household.find_identities(text, text[]) to shanzhi_app;
