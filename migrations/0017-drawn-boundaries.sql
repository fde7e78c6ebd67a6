-- breaking: yes
-- A boundary is drawn anew rather than changed: every drawing stays, with its day, its source and who drew it.
alter table territory.boundary
  add column revision int not null default 1 check (revision > 0),
  add column drawn_by uuid,
  add column drawn_name text not null default '',
  add column drawn_at timestamptz not null default now(),
  alter column datum drop not null,
  alter column shape drop not null,
  add check ((datum is null) = (shape is null)),
  drop constraint boundary_pkey,
  add primary key (code, revision);
alter table territory.boundary
  alter column revision drop default,
  alter column drawn_name drop default,
  alter column drawn_at drop default;
comment on table territory.boundary is 'reference · boundaries of divisions as GeoJSON with their datum, each drawing a revision, the newest counts, none taken away; append-only';
revoke update, delete on territory.boundary from shanzhi_app;

create table territory.area_boundary (
  county_code text not null,
  area_id uuid not null,
  revision int not null check (revision > 0),
  place_code text not null,
  datum text check (datum in ('CGCS2000', 'GCJ-02')),
  shape jsonb,
  drawn_on date not null,
  source text not null,
  drawn_by uuid,
  drawn_name text not null,
  drawn_at timestamptz not null,
  primary key (county_code, area_id, revision),
  check ((datum is null) = (shape is null)),
  foreign key (county_code, area_id) references territory.area (county_code, id)
);
comment on table territory.area_boundary is 'distributed · boundaries of natural villages, groups, grids and cells, each drawing a revision, the newest counts; append-only';
create index area_boundary_place on territory.area_boundary (county_code, place_code);
alter table territory.area_boundary enable row level security;
create policy place on territory.area_boundary using (platform.in_scope(place_code)) with check (platform.in_scope(place_code));
create policy read on territory.area_boundary for select using (true);
grant select, insert on territory.area_boundary to shanzhi_app;
grant select on territory.area_boundary to shanzhi_reader;

insert into territory.area_boundary (county_code, area_id, revision, place_code, datum, shape, drawn_on, source, drawn_name, drawn_at)
  select county_code, id, 1, place_code, datum, shape, valid_from, '', '', now() from territory.area where datum is not null;
alter table territory.area drop column datum, drop column shape;
