-- breaking: no
create schema file;
create schema scheme;
grant usage on schema file, scheme to shanzhi_app, shanzhi_reader;

create table file.object (
  county_code text not null,
  id uuid not null,
  place_code text not null,
  household_id uuid,
  account_id uuid not null,
  sha256 text not null,
  thumbnail_sha256 text,
  media_type text not null,
  bytes bigint not null,
  width int,
  height int,
  position jsonb,
  purpose text not null,
  at timestamptz not null,
  primary key (county_code, id)
);
comment on table file.object is 'distributed · photos and evidence; the bytes lie in the file store under their hash';
alter table file.object enable row level security;
create policy place on file.object using (platform.in_scope(place_code)) with check (platform.in_scope(place_code));
create policy own on file.object using (platform.is_own_account(account_id) or platform.is_own(household_id)) with check (platform.is_own_account(account_id));
grant select, insert on file.object to shanzhi_app;

create table scheme.version (
  scheme_id text not null,
  version int not null,
  hash text not null,
  content jsonb not null,
  origin text not null check (origin in ('pack', 'adapted')),
  created_at timestamptz not null,
  primary key (scheme_id, version),
  unique (scheme_id, hash)
);
comment on table scheme.version is 'reference · every scheme text that was ever in force, by its content hash; append-only';
grant select, insert on scheme.version to shanzhi_app;
grant select on scheme.version to shanzhi_reader;

create table scheme.adoption (
  county_code text not null,
  id uuid not null,
  place_code text not null,
  scheme_id text not null,
  version int not null,
  hash text not null,
  settings jsonb not null,
  state text not null check (state in ('draft', 'in_force', 'ended')),
  starts_on date,
  ends_on date,
  resolution_id uuid,
  revision int not null default 1,
  primary key (county_code, id),
  foreign key (scheme_id, version) references scheme.version (scheme_id, version)
);
comment on table scheme.adoption is 'distributed · a village (or county) runs a scheme from a day on, with its open values filled';
create index adoption_place on scheme.adoption (county_code, place_code);
create unique index adoption_in_force on scheme.adoption (county_code, place_code, scheme_id) where state = 'in_force';
alter table scheme.adoption enable row level security;
create policy place on scheme.adoption using (platform.in_scope(place_code)) with check (platform.in_scope(place_code));
create policy read_in_force on scheme.adoption for select using (state = 'in_force');
grant select, insert, update on scheme.adoption to shanzhi_app;
grant select on scheme.adoption to shanzhi_reader;
