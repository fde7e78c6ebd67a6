-- breaking: no
create schema account;
grant usage on schema account to shanzhi_app, shanzhi_reader;

create table account.login (
  login text primary key,
  kind text not null check (kind in ('name', 'phone', 'oidc')),
  county_code text not null,
  account_id uuid not null,
  from_roll boolean not null default false
);
comment on table account.login is 'local · login name, phone print or single sign-on subject to its account, looked up before the county is known; from_roll: a phone that holds only while the roll says so';
create index login_account on account.login (account_id);
grant select, insert, delete on account.login to shanzhi_app;

create table account.attempt (
  key text primary key,
  count int not null,
  since timestamptz not null
);
comment on table account.attempt is 'local · tries at a login or a phone code in the present window, counted before each is judged';
create index attempt_since on account.attempt (since);
grant select, insert, update, delete on account.attempt to shanzhi_app;

create table account.account (
  county_code text not null,
  id uuid not null,
  place_code text not null,
  name text not null,
  person_id uuid,
  household_id uuid,
  login_name text,
  phone_masked text,
  password_hash text,
  totp_cipher bytea,
  totp_step bigint,
  state text not null check (state in ('active', 'locked', 'closed')),
  locale text not null default 'zh-CN',
  elder_mode boolean not null default false,
  revision int not null default 1,
  created_at timestamptz not null,
  primary key (county_code, id)
);
comment on table account.account is 'distributed · who may sign in; county 000000 stands for the nation, 330000 for a province';
create index account_place on account.account (county_code, place_code);
create index account_household on account.account (county_code, household_id);
create unique index account_person on account.account (county_code, person_id) where person_id is not null and state <> 'closed';
alter table account.account enable row level security;
create policy place on account.account using (platform.in_scope(place_code)) with check (platform.in_scope(place_code));
create policy own on account.account using (platform.is_own_account(id)) with check (platform.is_own_account(id));
grant select, insert, update on account.account to shanzhi_app;

create table account.grant (
  county_code text not null,
  id uuid not null,
  account_id uuid not null,
  place_code text not null,
  role text not null,
  scope text not null check (scope ~ '^([0-9]{2}|[0-9]{4}|[0-9]{6}|[0-9]{9}|[0-9]{12}(-[nzgc][0-9]{3})*)?$'),
  valid_from date not null,
  valid_to date,
  granted_by uuid,
  reason text not null,
  primary key (county_code, id),
  foreign key (county_code, account_id) references account.account (county_code, id)
);
comment on table account.grant is 'distributed · role, scope (a code prefix) and term of office of an account';
create index grant_account on account.grant (county_code, account_id);
alter table account.grant enable row level security;
create policy place on account.grant using (platform.in_scope(place_code)) with check (platform.in_scope(place_code));
create policy own on account.grant for select using (platform.is_own_account(account_id));
grant select, insert, update on account.grant to shanzhi_app;

create table account.session (
  county_code text not null,
  token_hash text not null,
  account_id uuid not null,
  kind text not null check (kind in ('cookie', 'bearer')),
  created_at timestamptz not null,
  expires_at timestamptz not null,
  ended_at timestamptz,
  address text,
  device text,
  primary key (county_code, token_hash),
  foreign key (county_code, account_id) references account.account (county_code, id)
);
comment on table account.session is 'distributed · sign-ins; only the hash of a token is kept';
create index session_account on account.session (county_code, account_id);
alter table account.session enable row level security;
create policy own on account.session using (platform.is_own_account(account_id)) with check (platform.is_own_account(account_id));
grant select, insert, update on account.session to shanzhi_app;

create table account.phone_code (
  phone_hash text primary key,
  code_hash text not null,
  sent_at timestamptz not null,
  expires_at timestamptz not null,
  attempts int not null
);
comment on table account.phone_code is 'local · the last sign-in code sent to a phone';
grant select, insert, update, delete on account.phone_code to shanzhi_app;

create table account.message (
  id uuid primary key,
  at timestamptz not null,
  channel text not null,
  recipient_masked text not null,
  body text not null
);
comment on table account.message is 'local · sample mailbox: what the message gateway would have sent';
create index message_at on account.message (at desc);
grant select, insert on account.message to shanzhi_app;

-- Before sign-in the account is not known, so these read as the owner; they return one row by its key.
-- A person's household is the one on the roll today: who moves, marries or is merged takes the account along.
create function account.find_for_sign_in(county text, account uuid, at_time timestamptz)
returns table (id uuid, place_code text, name text, person_id uuid, household_id uuid, password_hash text, totp_cipher bytea, state text, holds_role boolean)
language sql stable security definer set search_path = pg_catalog as $$
  select a.id, a.place_code, a.name, a.person_id, coalesce(p.household_id, a.household_id), a.password_hash, a.totp_cipher, a.state,
    exists (select 1 from account.grant g where g.county_code = county and g.account_id = a.id
      and (g.valid_to is null or g.valid_to >= (at_time at time zone 'Asia/Shanghai')::date))
  from account.account a
  left join household.person p on p.county_code = county and p.id = a.person_id
  where a.county_code = county and a.id = account
$$;
create function account.find_session(county text, token text, at_time timestamptz)
returns table (account_id uuid, kind text, expires_at timestamptz, place_code text, name text, person_id uuid, household_id uuid, locale text, elder_mode boolean, grants jsonb)
language sql stable security definer set search_path = pg_catalog as $$
  select a.id, s.kind, s.expires_at, a.place_code, a.name, a.person_id, coalesce(p.household_id, a.household_id), a.locale, a.elder_mode,
    coalesce((select jsonb_agg(jsonb_build_object('role', g.role, 'scope', g.scope) order by g.valid_from, g.id)
      from account.grant g where g.county_code = county and g.account_id = a.id
        and g.valid_from <= (at_time at time zone 'Asia/Shanghai')::date
        and (g.valid_to is null or g.valid_to >= (at_time at time zone 'Asia/Shanghai')::date)), '[]'::jsonb)
  from account.session s
  join account.account a on a.county_code = county and a.id = s.account_id
  left join household.person p on p.county_code = county and p.id = a.person_id
  where s.county_code = county and s.token_hash = token and s.ended_at is null and s.expires_at > at_time and a.state = 'active'
$$;
-- An administrator who locks an account, and a person who changes a password, end sessions that are not their own rows to see.
create function account.end_sessions(county text, account uuid, at_time timestamptz, except_token text)
returns void
language sql volatile security definer set search_path = pg_catalog as $$
  update account.session s set ended_at = at_time
  where s.county_code = county and s.account_id = account and s.ended_at is null and s.token_hash <> except_token
$$;
revoke all on function account.find_for_sign_in(text, uuid, timestamptz), account.find_session(text, text, timestamptz),
  account.end_sessions(text, uuid, timestamptz, text) from public;
grant execute on function account.find_for_sign_in(text, uuid, timestamptz), account.find_session(text, text, timestamptz),
  account.end_sessions(text, uuid, timestamptz, text) to shanzhi_app;
