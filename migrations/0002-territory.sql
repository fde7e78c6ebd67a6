-- breaking: no
create schema territory;
grant usage on schema territory to shanzhi_app, shanzhi_reader;

create table territory.division (
  code text primary key check (code ~ '^[0-9]{12}$'),
  parent_code text references territory.division (code),
  level text not null check (level in ('province', 'city', 'county', 'town', 'village')),
  name text not null,
  short_name text not null,
  pinyin text not null,
  initials text not null,
  valid_from date not null,
  valid_to date,
  source text not null,
  check (valid_to is null or valid_to > valid_from)
);
comment on table territory.division is 'reference · 12-digit division codes with their present names, dated (统计用区划代码)';
create index division_parent on territory.division (parent_code);
create index division_initials on territory.division (initials text_pattern_ops);
create index division_pinyin on territory.division (pinyin text_pattern_ops);
create index division_code_prefix on territory.division (code text_pattern_ops);
grant select, insert, update on territory.division to shanzhi_app;
grant select on territory.division to shanzhi_reader;

create table territory.former_name (
  code text not null references territory.division (code),
  name text not null,
  short_name text not null,
  valid_from date not null,
  valid_to date not null,
  source text not null,
  primary key (code, valid_from),
  check (valid_to > valid_from)
);
comment on table territory.former_name is 'reference · names that a division had, from when to when';
grant select, insert on territory.former_name to shanzhi_app;
grant select on territory.former_name to shanzhi_reader;

create table territory.succession (
  code text not null references territory.division (code),
  successor_code text not null references territory.division (code),
  on_date date not null,
  source text not null,
  primary key (code, successor_code),
  check (code <> successor_code)
);
comment on table territory.succession is 'reference · which divisions took over from an ended one';
create index succession_successor on territory.succession (successor_code);
grant select, insert on territory.succession to shanzhi_app;
grant select on territory.succession to shanzhi_reader;

create table territory.boundary (
  code text primary key references territory.division (code),
  datum text not null check (datum in ('CGCS2000', 'GCJ-02')),
  shape jsonb not null,
  drawn_on date not null,
  source text not null
);
comment on table territory.boundary is 'reference · boundary of a division as GeoJSON, with its datum';
grant select, insert, update, delete on territory.boundary to shanzhi_app;
grant select on territory.boundary to shanzhi_reader;

create table territory.area (
  county_code text not null,
  id uuid not null,
  place_code text not null,
  parent_id uuid,
  kind text not null check (kind in ('natural_village', 'group', 'grid', 'cell')),
  system text not null,
  name text not null,
  number text not null,
  former_names jsonb not null,
  valid_from date not null,
  valid_to date,
  ended_because text,
  datum text check (datum in ('CGCS2000', 'GCJ-02')),
  shape jsonb,
  primary key (county_code, id),
  check ((datum is null) = (shape is null)),
  check (valid_to is null or valid_to >= valid_from),
  foreign key (county_code, parent_id) references territory.area (county_code, id)
);
comment on table territory.area is 'distributed · natural villages, groups, grids and cells below the village; systems may overlap';
create unique index area_number on territory.area (county_code, place_code, system, kind, number) where valid_to is null;
create index area_place on territory.area (county_code, place_code);
alter table territory.area enable row level security;
create policy place on territory.area using (platform.in_scope(place_code)) with check (platform.in_scope(place_code));
-- Where a group or grid lies is no secret, and a villager reads the name of the own group.
create policy read on territory.area for select using (true);
grant select, insert, update on territory.area to shanzhi_app;
grant select on territory.area to shanzhi_reader;
