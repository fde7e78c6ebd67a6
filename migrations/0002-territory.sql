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
  successor_code text,
  source text not null,
  check (valid_to is null or valid_to > valid_from)
);
comment on table territory.division is 'reference · 12-digit division codes with names, dated, with successors (统计用区划代码)';
create index division_parent on territory.division (parent_code);
create index division_initials on territory.division (initials text_pattern_ops);
create index division_code_prefix on territory.division (code text_pattern_ops);
grant select, insert, update on territory.division to shanzhi_app;
grant select on territory.division to shanzhi_reader;

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
  valid_from date not null,
  valid_to date,
  datum text check (datum in ('CGCS2000', 'GCJ-02')),
  shape jsonb,
  primary key (county_code, id),
  unique (county_code, place_code, system, kind, number, valid_from),
  foreign key (county_code, parent_id) references territory.area (county_code, id)
);
comment on table territory.area is 'distributed · natural villages, groups, grids and cells below the village; systems may overlap';
create index area_place on territory.area (county_code, place_code);
alter table territory.area enable row level security;
create policy in_scope on territory.area using (platform.in_scope(place_code)) with check (platform.in_scope(place_code));
grant select, insert, update on territory.area to shanzhi_app;
grant select on territory.area to shanzhi_reader;
