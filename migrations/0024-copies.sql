-- breaking: no
-- Adapted schemes (改编): a place's own copy of a scheme, worked on until it goes into force as a version.

create table scheme.copy (
  county_code text not null,
  id uuid not null,
  place_code text not null,
  scheme_id text not null,
  source_id text,
  source_version int,
  content jsonb not null,
  changed_at timestamptz not null,
  revision int not null default 1,
  primary key (county_code, id),
  unique (county_code, scheme_id),
  foreign key (source_id, source_version) references scheme.version (scheme_id, version)
);
comment on table scheme.copy is 'distributed · a place''s own copy of a scheme as it is being written; what goes into force is kept as a version';
create index copy_place on scheme.copy (county_code, place_code);
alter table scheme.copy enable row level security;
create policy place on scheme.copy using (platform.in_scope(place_code)) with check (platform.in_scope(place_code));
grant select, insert, update on scheme.copy to shanzhi_app;
grant select on scheme.copy to shanzhi_reader;

-- Whose an adapted version is: the places below may run it, too.
alter table scheme.version add column place_code text, add column source_id text, add column source_version int;
create index version_place on scheme.version (place_code) where place_code is not null;

-- Versions that an adoption ran before, each with its first day: what was decided by them stays decided by them.
alter table scheme.adoption add column earlier jsonb not null default '[]';
alter table scheme.adoption alter column earlier drop default;
