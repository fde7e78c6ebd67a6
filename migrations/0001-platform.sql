-- breaking: no
-- Scopes, idempotency and the audit log: what every module stands on.

create schema platform;
create schema audit;

-- Scopes are set by this function alone, in a statement of its own, inside a transaction (Citus hands
-- a SET LOCAL made here to its workers; set_config would not reach them).
create function platform.set_scopes(scopes text, households text, account text) returns void
language plpgsql as $$
begin
  set local citus.propagate_set_commands = 'local';
  execute format('set local app.scopes = %L; set local app.place = %L; set local app.households = %L; set local app.account = %L',
    scopes, case when scopes ~ '^[0-9]+%$' then left(scopes, -1) else 'none' end, households, account);
end
$$;

-- A scope is a division-code prefix, kept as a LIKE pattern: '330482%'. Nothing set means nothing seen.
-- Most actors have one scope, so that one is asked first by a plain prefix: sets of millions pass through here.
-- After a transaction the setting is the empty text, which every code begins with: it must count as nothing.
-- Policies are tried in the reverse order of their names, so that of the place ('place') comes before 'own'.
create function platform.in_scope(place_code text) returns boolean
language sql stable parallel safe as $$
  select place_code ^@ nullif(current_setting('app.place', true), '') or place_code like any (string_to_array(current_setting('app.scopes', true), ','))
$$;

create function platform.is_own(household_id uuid) returns boolean
language sql stable parallel safe as $$
  select household_id::text = any (string_to_array(current_setting('app.households', true), ','))
$$;

create function platform.is_own_account(account_id uuid) returns boolean
language sql stable parallel safe as $$
  select account_id::text = current_setting('app.account', true)
$$;

-- An id that follows from its keys (a UUID of version 8), so that a repeat of a set-based write finds its own rows.
create function platform.id_of(keys text) returns uuid
language sql immutable strict parallel safe as $$
  select overlay(overlay(md5(keys) placing '8' from 13) placing 'a' from 17)::uuid
$$;

create table platform.two_phase (one int primary key);
comment on table platform.two_phase is 'managed · fence, always empty: a delete from it makes Citus commit people''s rows and a local job together';
grant select, delete on platform.two_phase to shanzhi_app;

create table platform.idempotency (
  county_code text not null,
  account_id uuid not null,
  key text not null check (length(key) between 8 and 100),
  route text not null,
  request_hash text not null,
  reply json not null,
  at timestamptz not null,
  primary key (county_code, account_id, key)
);
-- reply is json, not jsonb: a repeat gets the first answer byte for byte.
comment on table platform.idempotency is 'distributed · first answer of each write, returned again to a repeat of the same key';
create index idempotency_at on platform.idempotency (county_code, at);
alter table platform.idempotency enable row level security;
create policy own on platform.idempotency using (platform.is_own_account(account_id)) with check (platform.is_own_account(account_id));
grant select, insert on platform.idempotency to shanzhi_app;

-- One counter row per county and series gives document numbers without gaps.
create table platform.counter (
  county_code text not null,
  series text not null,
  place_code text not null,
  value bigint not null,
  primary key (county_code, series)
);
comment on table platform.counter is 'distributed · document numbers, one row per series, no gaps';
alter table platform.counter enable row level security;
create policy place on platform.counter using (platform.in_scope(place_code)) with check (platform.in_scope(place_code));
grant select, insert, update on platform.counter to shanzhi_app;
grant select on platform.counter to shanzhi_reader;

create table audit.entry (
  county_code text not null,
  id uuid not null,
  place_code text not null,
  household_id uuid,
  at timestamptz not null,
  account_id uuid,
  actor_name text not null,
  on_behalf jsonb,
  action text not null,
  subject_kind text not null,
  subject_id text not null,
  channel text not null,
  address text,
  detail jsonb not null,
  primary key (county_code, id)
);
comment on table audit.entry is 'distributed · who did what, for whom, when and from where; append-only';
create index entry_at on audit.entry (county_code, at desc, id desc);
create index entry_subject on audit.entry (county_code, subject_id);
create index entry_recent on audit.entry using brin (id);
alter table audit.entry enable row level security;
create policy read_in_scope on audit.entry for select using (platform.in_scope(place_code));
create policy append on audit.entry for insert with check (true);
grant select, insert on audit.entry to shanzhi_app;
grant select on audit.entry to shanzhi_reader;

-- digest covers the entry; hash binds it to its place behind the entry before, under a key that lies outside the database.
create table audit.seal (
  county_code text not null,
  position bigint not null check (position > 0),
  entry_id uuid not null,
  digest text not null,
  hash text not null,
  sealed_at timestamptz not null,
  primary key (county_code, position),
  unique (county_code, entry_id)
);
comment on table audit.seal is 'distributed · the hash chain over audit.entry, one chain per county; append-only';
alter table audit.seal enable row level security;
create policy place on audit.seal using (platform.in_scope(county_code)) with check (platform.in_scope(county_code));
grant select, insert on audit.seal to shanzhi_app;
grant select on audit.seal to shanzhi_reader;

-- The end of each chain, stamped under the same key: a chain that was cut short no longer reaches its head.
create table audit.head (
  county_code text not null,
  position bigint not null,
  hash text not null,
  open_from uuid not null,
  sealed_at timestamptz not null,
  stamp text not null,
  primary key (county_code)
);
comment on table audit.head is 'distributed · where each county''s hash chain ends, one row per county, locked while a batch is sealed; entries below open_from are all sealed';
alter table audit.head enable row level security;
create policy place on audit.head using (platform.in_scope(county_code)) with check (platform.in_scope(county_code));
grant select, insert, update on audit.head to shanzhi_app;
grant select on audit.head to shanzhi_reader;

grant usage on schema platform, audit to shanzhi_app, shanzhi_reader;
