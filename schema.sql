-- Generated from the migrations by `npm run generate`; read it, do not edit it.

CREATE OR REPLACE FUNCTION account.end_sessions(county text, account uuid, at_time timestamp with time zone, except_token text)
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
  update account.session s set ended_at = at_time
  where s.county_code = county and s.account_id = account and s.ended_at is null and s.token_hash <> except_token
$function$;

CREATE OR REPLACE FUNCTION account.find_for_sign_in(county text, account uuid, at_time timestamp with time zone)
 RETURNS TABLE(id uuid, place_code text, name text, person_id uuid, household_id uuid, password_hash text, totp_cipher bytea, recovery_prints text[], state text, holds_role boolean)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
  select a.id, a.place_code, a.name, a.person_id, coalesce(p.household_id, a.household_id), a.password_hash, a.totp_cipher, a.recovery_prints, a.state,
    exists (select 1 from account.grant g where g.county_code = county and g.account_id = a.id
      and (g.valid_to is null or g.valid_to >= (at_time at time zone 'Asia/Shanghai')::date))
  from account.account a
  left join household.person p on p.county_code = county and p.id = a.person_id
  where a.county_code = county and a.id = account
$function$;

CREATE OR REPLACE FUNCTION account.find_session(county text, token text, at_time timestamp with time zone)
 RETURNS TABLE(account_id uuid, kind text, expires_at timestamp with time zone, place_code text, name text, person_id uuid, household_id uuid, locale text, elder_mode boolean, grants jsonb)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
  select a.id, s.kind, s.expires_at, a.place_code, a.name, a.person_id, coalesce(p.household_id, a.household_id), a.locale, a.elder_mode,
    coalesce((select jsonb_agg(jsonb_build_object('role', g.role, 'scope', g.scope) order by g.valid_from, g.id)
      from account.grant g where g.county_code = county and g.account_id = a.id
        and g.valid_from <= (at_time at time zone 'Asia/Shanghai')::date
        and (g.valid_to is null or g.valid_to >= (at_time at time zone 'Asia/Shanghai')::date)), '[]'::jsonb)
  from account.session s
  join account.account a on a.county_code = county and a.id = s.account_id
  left join household.person p on p.county_code = county and p.id = a.person_id
  where s.county_code = county and s.token_hash = token and s.ended_at is null and s.expires_at > at_time and a.state = 'active'
$function$;

CREATE OR REPLACE FUNCTION household.find_identities(county text, hashes text[])
 RETURNS TABLE(identity_hash text, person_id uuid, household_id uuid, place_code text, household_number text, died boolean)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
  select p.identity_hash, p.id, p.household_id, p.place_code, h.number, p.died_on is not null
  from household.person p
  join household.household h on h.county_code = county and h.id = p.household_id
  where p.county_code = county and p.identity_hash = any (hashes) and p.merged_into is null and p.left_on is null
$function$;

CREATE OR REPLACE FUNCTION household.find_plate(county text, plate text)
 RETURNS TABLE(household_id uuid, place_code text)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
  select h.id, h.place_code from household.household h
  where h.county_code = county and h.plate_code = plate and h.valid_to is null
$function$;

CREATE OR REPLACE FUNCTION household.refresh_statistics()
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
  analyze household.household, household.person, household.membership, household.tag, household.change
$function$;

CREATE OR REPLACE FUNCTION platform.id_of(keys text)
 RETURNS uuid
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE STRICT
AS $function$
  select overlay(overlay(md5(keys) placing '8' from 13) placing 'a' from 17)::uuid
$function$;

CREATE OR REPLACE FUNCTION platform.in_scope(place_code text)
 RETURNS boolean
 LANGUAGE sql
 STABLE PARALLEL SAFE
AS $function$
  select place_code ^@ nullif(current_setting('app.place', true), '') or place_code like any (string_to_array(current_setting('app.scopes', true), ','))
$function$;

CREATE OR REPLACE FUNCTION platform.is_own(household_id uuid)
 RETURNS boolean
 LANGUAGE sql
 STABLE PARALLEL SAFE
AS $function$
  select household_id::text = any (string_to_array(current_setting('app.households', true), ','))
$function$;

CREATE OR REPLACE FUNCTION platform.is_own_account(account_id uuid)
 RETURNS boolean
 LANGUAGE sql
 STABLE PARALLEL SAFE
AS $function$
  select account_id::text = current_setting('app.account', true)
$function$;

CREATE OR REPLACE FUNCTION platform.is_system()
 RETURNS boolean
 LANGUAGE sql
 STABLE PARALLEL SAFE
AS $function$
  select current_setting('app.scopes', true) = '%' and current_setting('app.account', true) = ''
$function$;

CREATE OR REPLACE FUNCTION platform.set_scopes(scopes text, households text, account text)
 RETURNS void
 LANGUAGE plpgsql
AS $function$
begin
  set local citus.propagate_set_commands = 'local';
  execute format('set local app.scopes = %L; set local app.place = %L; set local app.households = %L; set local app.account = %L',
    scopes, case when scopes ~ '^[0-9]+%$' then left(scopes, -1) else 'none' end, households, account);
end
$function$;

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
  state text not null,
  locale text not null default 'zh-CN'::text,
  elder_mode boolean not null default false,
  revision integer not null default 1,
  created_at timestamp with time zone not null,
  recovery_prints text[] not null default '{}'::text[],
  constraint account_pkey PRIMARY KEY (county_code, id),
  constraint account_state_check CHECK ((state = ANY (ARRAY['active'::text, 'locked'::text, 'closed'::text])))
);
comment on table account.account is 'distributed · who may sign in; county 000000 stands for the nation, 330000 for a province';
CREATE INDEX account_household ON account.account USING btree (county_code, household_id);
CREATE UNIQUE INDEX account_person ON account.account USING btree (county_code, person_id) WHERE ((person_id IS NOT NULL) AND (state <> 'closed'::text));
CREATE INDEX account_place ON account.account USING btree (county_code, place_code);
alter table account.account enable row level security;
create policy own on account.account for all using (platform.is_own_account(id)) with check (platform.is_own_account(id));
create policy place on account.account for all using (platform.in_scope(place_code)) with check (platform.in_scope(place_code));
grant insert, select, update on account.account to shanzhi_app;

create table account.attempt (
  key text not null,
  count integer not null,
  since timestamp with time zone not null,
  constraint attempt_pkey PRIMARY KEY (key)
);
comment on table account.attempt is 'local · tries at a login or a phone code in the present window, counted before each is judged';
CREATE INDEX attempt_since ON account.attempt USING btree (since);
grant delete, insert, select, update on account.attempt to shanzhi_app;

create table account.grant (
  county_code text not null,
  id uuid not null,
  account_id uuid not null,
  place_code text not null,
  role text not null,
  scope text not null,
  valid_from date not null,
  valid_to date,
  granted_by uuid,
  reason text not null,
  constraint grant_pkey PRIMARY KEY (county_code, id),
  constraint grant_county_code_account_id_fkey FOREIGN KEY (county_code, account_id) REFERENCES account.account(county_code, id),
  constraint grant_scope_check CHECK ((scope ~ '^([0-9]{2}|[0-9]{4}|[0-9]{6}|[0-9]{9}|[0-9]{12}(-[nzgc][0-9]{3})*)?$'::text))
);
comment on table account.grant is 'distributed · role, scope (a code prefix) and term of office of an account';
CREATE INDEX grant_account ON account."grant" USING btree (county_code, account_id);
alter table account.grant enable row level security;
create policy own on account.grant for select using (platform.is_own_account(account_id));
create policy place on account.grant for all using (platform.in_scope(place_code)) with check (platform.in_scope(place_code));
grant insert, select, update on account.grant to shanzhi_app;

create table account.login (
  login text not null,
  kind text not null,
  county_code text not null,
  account_id uuid not null,
  from_roll boolean not null default false,
  constraint login_pkey PRIMARY KEY (login),
  constraint login_kind_check CHECK ((kind = ANY (ARRAY['name'::text, 'phone'::text, 'oidc'::text])))
);
comment on table account.login is 'local · login name, phone print or single sign-on subject to its account, looked up before the county is known; from_roll: a phone that holds only while the roll says so';
CREATE INDEX login_account ON account.login USING btree (account_id);
grant delete, insert, select on account.login to shanzhi_app;

create table account.message (
  id uuid not null,
  at timestamp with time zone not null,
  channel text not null,
  recipient_masked text not null,
  body text not null,
  constraint message_pkey PRIMARY KEY (id)
);
comment on table account.message is 'local · sample mailbox: what the message gateway would have sent';
CREATE INDEX message_at ON account.message USING btree (at DESC);
grant delete, insert, select on account.message to shanzhi_app;

create table account.phone_code (
  phone_hash text not null,
  code_hash text not null,
  sent_at timestamp with time zone not null,
  expires_at timestamp with time zone not null,
  attempts integer not null,
  constraint phone_code_pkey PRIMARY KEY (phone_hash)
);
comment on table account.phone_code is 'local · the last sign-in code sent to a phone';
grant delete, insert, select, update on account.phone_code to shanzhi_app;

create table account.session (
  county_code text not null,
  token_hash text not null,
  account_id uuid not null,
  kind text not null,
  created_at timestamp with time zone not null,
  expires_at timestamp with time zone not null,
  ended_at timestamp with time zone,
  address text,
  device text,
  constraint session_pkey PRIMARY KEY (county_code, token_hash),
  constraint session_county_code_account_id_fkey FOREIGN KEY (county_code, account_id) REFERENCES account.account(county_code, id),
  constraint session_kind_check CHECK ((kind = ANY (ARRAY['cookie'::text, 'bearer'::text])))
);
comment on table account.session is 'distributed · sign-ins; only the hash of a token is kept';
CREATE INDEX session_account ON account.session USING btree (county_code, account_id);
alter table account.session enable row level security;
create policy own on account.session for all using (platform.is_own_account(account_id)) with check (platform.is_own_account(account_id));
create policy sweep on account.session for delete using (platform.is_system());
create policy sweep_sees on account.session for select using (platform.is_system());
grant delete, insert, select, update on account.session to shanzhi_app;

create table audit.entry (
  county_code text not null,
  id uuid not null,
  place_code text not null,
  household_id uuid,
  at timestamp with time zone not null,
  account_id uuid,
  actor_name text not null,
  on_behalf jsonb,
  action text not null,
  subject_kind text not null,
  subject_id text not null,
  channel text not null,
  address text,
  detail jsonb not null,
  constraint entry_pkey PRIMARY KEY (county_code, id)
);
comment on table audit.entry is 'distributed · who did what, for whom, when and from where; append-only';
CREATE INDEX entry_at ON audit.entry USING btree (county_code, at DESC, id DESC);
CREATE INDEX entry_recent ON audit.entry USING brin (id);
CREATE INDEX entry_subject ON audit.entry USING btree (county_code, subject_id);
alter table audit.entry enable row level security;
create policy append on audit.entry for insert with check (true);
create policy read_in_scope on audit.entry for select using (platform.in_scope(place_code));
grant insert, select on audit.entry to shanzhi_app;
grant select on audit.entry to shanzhi_reader;

create table audit.head (
  county_code text not null,
  position bigint not null,
  hash text not null,
  open_from uuid not null,
  sealed_at timestamp with time zone not null,
  stamp text not null,
  constraint head_pkey PRIMARY KEY (county_code)
);
comment on table audit.head is 'distributed · where each county''s hash chain ends, one row per county, locked while a batch is sealed; entries below open_from are all sealed';
alter table audit.head enable row level security;
create policy place on audit.head for all using (platform.in_scope(county_code)) with check (platform.in_scope(county_code));
grant insert, select, update on audit.head to shanzhi_app;
grant select on audit.head to shanzhi_reader;

create table audit.seal (
  county_code text not null,
  position bigint not null,
  entry_id uuid not null,
  digest text not null,
  hash text not null,
  sealed_at timestamp with time zone not null,
  constraint seal_pkey PRIMARY KEY (county_code, "position"),
  constraint seal_county_code_entry_id_key UNIQUE (county_code, entry_id),
  constraint seal_position_check CHECK (("position" > 0))
);
comment on table audit.seal is 'distributed · the hash chain over audit.entry, one chain per county; append-only';
alter table audit.seal enable row level security;
create policy place on audit.seal for all using (platform.in_scope(county_code)) with check (platform.in_scope(county_code));
grant insert, select on audit.seal to shanzhi_app;
grant select on audit.seal to shanzhi_reader;

create table board.broadcast (
  county_code text not null,
  id uuid not null,
  place_code text not null,
  list_id uuid,
  title text not null,
  words text not null,
  plays_at jsonb not null default '[]'::jsonb,
  made_by uuid not null,
  made_name text not null,
  made_at timestamp with time zone not null,
  revision integer not null default 1,
  constraint broadcast_pkey PRIMARY KEY (county_code, id),
  constraint broadcast_county_code_list_id_fkey FOREIGN KEY (county_code, list_id) REFERENCES publicity.list(county_code, id)
);
comment on table board.broadcast is 'distributed · texts for the loudspeaker (广播稿) with the times at which they are to be played';
CREATE INDEX broadcast_place ON board.broadcast USING btree (county_code, place_code, made_at DESC, id DESC);
alter table board.broadcast enable row level security;
create policy place on board.broadcast for all using (platform.in_scope(place_code)) with check (platform.in_scope(place_code));
grant insert, select, update on board.broadcast to shanzhi_app;
grant select on board.broadcast to shanzhi_reader;

create table board.help (
  county_code text not null,
  id uuid not null,
  place_code text not null,
  household_id uuid not null,
  listing_id uuid not null,
  held_on date not null,
  text text not null,
  outcome text not null,
  recorded_by uuid not null,
  recorded_name text not null,
  recorded_at timestamp with time zone not null,
  constraint help_pkey PRIMARY KEY (county_code, id),
  constraint help_county_code_listing_id_fkey FOREIGN KEY (county_code, listing_id) REFERENCES board.listing(county_code, id),
  constraint help_outcome_check CHECK ((outcome = ANY (ARRAY['help'::text, 'taught_changed'::text, 'taught_unchanged'::text])))
);
comment on table board.help is 'distributed · help and teaching (帮教) of who stands on a black board; append-only';
CREATE INDEX help_listing ON board.help USING btree (county_code, listing_id, held_on);
alter table board.help enable row level security;
create policy own on board.help for select using (platform.is_own(household_id));
create policy place on board.help for all using (platform.in_scope(place_code)) with check (platform.in_scope(place_code));
grant insert, select on board.help to shanzhi_app;
grant select on board.help to shanzhi_reader;

create table board.listing (
  county_code text not null,
  id uuid not null,
  place_code text not null,
  household_id uuid not null,
  person_id uuid,
  adoption_id uuid not null,
  board_key text not null,
  side text not null,
  name text not null,
  ground_key text not null,
  reason text not null,
  evidence uuid[] not null default '{}'::uuid[],
  state text not null,
  proposed_by uuid not null,
  proposed_name text not null,
  proposed_at timestamp with time zone not null,
  panel text[] not null default '{}'::text[],
  note text not null default ''::text,
  decided_by uuid,
  decided_name text,
  decided_at timestamp with time zone,
  listed_on date,
  ends_on date,
  taken_down_on date,
  probation_until date,
  scheme_hash text not null,
  assistant text,
  plan text,
  revision integer not null default 1,
  constraint listing_pkey PRIMARY KEY (county_code, id),
  constraint listing_county_code_adoption_id_fkey FOREIGN KEY (county_code, adoption_id) REFERENCES scheme.adoption(county_code, id),
  constraint listing_county_code_household_id_fkey FOREIGN KEY (county_code, household_id) REFERENCES household.household(county_code, id),
  constraint listing_side_check CHECK ((side = ANY (ARRAY['red'::text, 'black'::text]))),
  constraint listing_state_check CHECK ((state = ANY (ARRAY['proposed'::text, 'standing'::text, 'refused'::text, 'taken_down'::text])))
);
comment on table board.listing is 'distributed · listings on a red or black board (上榜): ground, evidence, decision, days, taking down, probation, who helps';
CREATE INDEX listing_frozen ON board.listing USING btree (county_code, place_code, adoption_id) WHERE ((side = 'black'::text) AND (state = ANY (ARRAY['standing'::text, 'taken_down'::text])));
CREATE INDEX listing_household ON board.listing USING btree (county_code, household_id);
CREATE INDEX listing_place ON board.listing USING btree (county_code, place_code, proposed_at DESC, id DESC);
alter table board.listing enable row level security;
create policy own on board.listing for select using (platform.is_own(household_id));
create policy place on board.listing for all using (platform.in_scope(place_code)) with check (platform.in_scope(place_code));
grant insert, select, update on board.listing to shanzhi_app;
grant select on board.listing to shanzhi_reader;

create table board.play (
  county_code text not null,
  id uuid not null,
  place_code text not null,
  broadcast_id uuid not null,
  words text not null,
  played_at timestamp with time zone not null,
  spot text not null,
  played_by uuid not null,
  played_name text not null,
  constraint play_pkey PRIMARY KEY (county_code, id),
  constraint play_county_code_broadcast_id_fkey FOREIGN KEY (county_code, broadcast_id) REFERENCES board.broadcast(county_code, id)
);
comment on table board.play is 'distributed · what was played over the loudspeaker, when and by whom (播放记录); append-only';
CREATE INDEX play_broadcast ON board.play USING btree (county_code, broadcast_id, played_at DESC);
alter table board.play enable row level security;
create policy place on board.play for all using (platform.in_scope(place_code)) with check (platform.in_scope(place_code));
grant insert, select on board.play to shanzhi_app;
grant select on board.play to shanzhi_reader;

create table board.ranking (
  county_code text not null,
  id uuid not null,
  place_code text not null,
  adoption_id uuid not null,
  board_key text not null,
  shown boolean not null,
  resolution_id uuid not null,
  decided_by uuid not null,
  decided_at timestamp with time zone not null,
  constraint ranking_pkey PRIMARY KEY (county_code, id),
  constraint ranking_county_code_adoption_id_fkey FOREIGN KEY (county_code, adoption_id) REFERENCES scheme.adoption(county_code, id),
  constraint ranking_county_code_resolution_id_fkey FOREIGN KEY (county_code, resolution_id) REFERENCES meeting.resolution(county_code, id)
);
comment on table board.ranking is 'distributed · the village resolved that ranks are shown, or no longer; the newest counts; append-only';
CREATE INDEX ranking_board ON board.ranking USING btree (county_code, place_code, adoption_id, board_key, decided_at DESC);
alter table board.ranking enable row level security;
create policy place on board.ranking for all using (platform.in_scope(place_code)) with check (platform.in_scope(place_code));
grant insert, select on board.ranking to shanzhi_app;
grant select on board.ranking to shanzhi_reader;

create table board.referral (
  county_code text not null,
  id uuid not null,
  place_code text not null,
  household_id uuid not null,
  listing_id uuid not null,
  authority text not null,
  suspicion text not null,
  listings integer not null,
  teachings integer not null,
  evidence uuid[] not null default '{}'::uuid[],
  referred_by uuid not null,
  referred_name text not null,
  referred_at timestamp with time zone not null,
  constraint referral_pkey PRIMARY KEY (county_code, id),
  constraint referral_county_code_listing_id_fkey FOREIGN KEY (county_code, listing_id) REFERENCES board.listing(county_code, id),
  constraint referral_county_code_listing_id_key UNIQUE (county_code, listing_id)
);
comment on table board.referral is 'distributed · referrals to an authority (移送) with the conditions as they stood; a person decided; append-only';
alter table board.referral enable row level security;
create policy place on board.referral for all using (platform.in_scope(place_code)) with check (platform.in_scope(place_code));
grant insert, select on board.referral to shanzhi_app;
grant select on board.referral to shanzhi_reader;

create table board.request (
  county_code text not null,
  id uuid not null,
  place_code text not null,
  household_id uuid not null,
  kind text not null,
  adoption_id uuid not null,
  board_key text not null,
  listing_id uuid,
  list_id uuid,
  line_id uuid,
  asker_account uuid not null,
  asker_name text not null,
  medium text not null,
  proxy jsonb,
  reason text not null,
  due_on date not null,
  state text not null,
  answer text,
  answered_by uuid,
  answered_name text,
  answered_at timestamp with time zone,
  asked_at timestamp with time zone not null,
  revision integer not null default 1,
  constraint request_pkey PRIMARY KEY (county_code, id),
  constraint request_county_code_line_id_fkey FOREIGN KEY (county_code, line_id) REFERENCES publicity.line(county_code, id),
  constraint request_county_code_list_id_fkey FOREIGN KEY (county_code, list_id) REFERENCES publicity.list(county_code, id),
  constraint request_county_code_listing_id_fkey FOREIGN KEY (county_code, listing_id) REFERENCES board.listing(county_code, id),
  constraint request_kind_check CHECK ((kind = ANY (ARRAY['mended'::text, 'privacy'::text]))),
  constraint request_medium_check CHECK ((medium = ANY (ARRAY['app'::text, 'console'::text, 'oral'::text, 'phone'::text, 'paper'::text]))),
  constraint request_state_check CHECK ((state = ANY (ARRAY['open'::text, 'granted'::text, 'refused'::text])))
);
comment on table board.request is 'distributed · requests to be taken down (撤榜申请): mended, or privacy, with the day by which they are answered';
CREATE UNIQUE INDEX request_once ON board.request USING btree (county_code, household_id, adoption_id, board_key, kind) WHERE (state = 'open'::text);
CREATE INDEX request_place ON board.request USING btree (county_code, place_code, state, due_on);
alter table board.request enable row level security;
create policy own on board.request for all using (platform.is_own(household_id)) with check (platform.is_own(household_id));
create policy place on board.request for all using (platform.in_scope(place_code)) with check (platform.in_scope(place_code));
grant insert, select, update on board.request to shanzhi_app;
grant select on board.request to shanzhi_reader;

create table collective.acceptance (
  county_code text not null,
  id uuid not null,
  place_code text not null,
  creation_id uuid not null,
  stage text not null,
  held_on date not null,
  reviewers text[] not null,
  observers jsonb not null,
  long_term boolean not null,
  note text not null,
  files uuid[] not null,
  passed boolean not null,
  households integer not null,
  failed_households integer not null,
  vetoed_by text[] not null,
  score bigint not null,
  grade text,
  scheme_hash text not null,
  recorded_by uuid not null,
  recorded_at timestamp with time zone not null,
  constraint acceptance_pkey PRIMARY KEY (county_code, id),
  constraint acceptance_county_code_creation_id_fkey FOREIGN KEY (county_code, creation_id) REFERENCES collective.creation(county_code, id),
  constraint acceptance_stage_check CHECK ((stage = ANY (ARRAY['preliminary'::text, 'on_site'::text])))
);
comment on table collective.acceptance is 'distributed · preliminary and on-site acceptance (验收) with its people and its outcome; append-only';
CREATE INDEX acceptance_creation ON collective.acceptance USING btree (county_code, creation_id, recorded_at);
alter table collective.acceptance enable row level security;
create policy place on collective.acceptance for all using (platform.in_scope(place_code)) with check (platform.in_scope(place_code));
grant insert, select on collective.acceptance to shanzhi_app;
grant select on collective.acceptance to shanzhi_reader;

create table collective.creation (
  county_code text not null,
  id uuid not null,
  place_code text not null,
  adoption_id uuid not null,
  group_id uuid not null,
  year text not null,
  attempt integer not null,
  leader_name text not null,
  applied_on date not null,
  consent jsonb not null,
  team jsonb not null,
  stretches jsonb not null,
  state text not null,
  applied_by uuid not null,
  applied_at timestamp with time zone not null,
  revision integer not null default 1,
  constraint creation_pkey PRIMARY KEY (county_code, id),
  constraint creation_county_code_adoption_id_fkey FOREIGN KEY (county_code, adoption_id) REFERENCES scheme.adoption(county_code, id),
  constraint creation_county_code_adoption_id_group_id_year_attempt_key UNIQUE (county_code, adoption_id, group_id, year, attempt),
  constraint creation_county_code_group_id_fkey FOREIGN KEY (county_code, group_id) REFERENCES territory.area(county_code, id),
  constraint creation_state_check CHECK ((state = ANY (ARRAY['creating'::text, 'preliminary'::text, 'accepted'::text, 'failed'::text])))
);
comment on table collective.creation is 'distributed · a villagers'' group (村民小组) that creates together in a year: application, stretches of responsibility (责任区), state';
CREATE INDEX creation_place ON collective.creation USING btree (county_code, place_code, year);
alter table collective.creation enable row level security;
create policy place on collective.creation for all using (platform.in_scope(place_code)) with check (platform.in_scope(place_code));
grant insert, select, update on collective.creation to shanzhi_app;
grant select on collective.creation to shanzhi_reader;

create table collective.evaluation (
  county_code text not null,
  id uuid not null,
  place_code text not null,
  adoption_id uuid not null,
  group_id uuid not null,
  kind text not null,
  period text not null,
  department text not null default ''::text,
  score bigint not null,
  note text not null,
  recorded_by uuid not null,
  recorded_name text not null,
  recorded_at timestamp with time zone not null,
  constraint evaluation_pkey PRIMARY KEY (county_code, id),
  constraint evaluation_county_code_adoption_id_fkey FOREIGN KEY (county_code, adoption_id) REFERENCES scheme.adoption(county_code, id),
  constraint evaluation_county_code_adoption_id_group_id_kind_period_dep_key UNIQUE (county_code, adoption_id, group_id, kind, period, department),
  constraint evaluation_county_code_group_id_fkey FOREIGN KEY (county_code, group_id) REFERENCES territory.area(county_code, id),
  constraint evaluation_kind_check CHECK ((kind = ANY (ARRAY['self'::text, 'audit'::text, 'review'::text])))
);
comment on table collective.evaluation is 'distributed · the village''s own monthly score (自评), the town''s audit of it (审核), the departments'' quarterly review (评审); append-only';
CREATE INDEX evaluation_place ON collective.evaluation USING btree (county_code, place_code, period);
alter table collective.evaluation enable row level security;
create policy place on collective.evaluation for all using (platform.in_scope(place_code)) with check (platform.in_scope(place_code));
grant insert, select on collective.evaluation to shanzhi_app;
grant select on collective.evaluation to shanzhi_reader;

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
  inspected_at timestamp with time zone not null,
  constraint inspection_pkey PRIMARY KEY (county_code, id),
  constraint inspection_county_code_creation_id_fkey FOREIGN KEY (county_code, creation_id) REFERENCES collective.creation(county_code, id),
  constraint inspection_county_code_household_id_fkey FOREIGN KEY (county_code, household_id) REFERENCES household.household(county_code, id)
);
comment on table collective.inspection is 'distributed · what was found at one household, or in the group as a whole, standard by standard; append-only, the newest counts';
CREATE INDEX inspection_creation ON collective.inspection USING btree (county_code, creation_id, household_id, inspected_at DESC, id DESC);
alter table collective.inspection enable row level security;
create policy place on collective.inspection for all using (platform.in_scope(place_code)) with check (platform.in_scope(place_code));
grant insert, select on collective.inspection to shanzhi_app;
grant select on collective.inspection to shanzhi_reader;

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
  recorded_at timestamp with time zone not null,
  constraint issue_pkey PRIMARY KEY (county_code, id),
  constraint issue_county_code_adoption_id_fkey FOREIGN KEY (county_code, adoption_id) REFERENCES scheme.adoption(county_code, id),
  constraint issue_county_code_group_id_fkey FOREIGN KEY (county_code, group_id) REFERENCES territory.area(county_code, id),
  constraint issue_county_code_platform_number_key UNIQUE (county_code, platform, number)
);
comment on table collective.issue is 'distributed · issues of another platform, each one deduction (应发现未发现) and once only by platform and number; append-only';
CREATE INDEX issue_place ON collective.issue USING btree (county_code, place_code, found_on);
alter table collective.issue enable row level security;
create policy place on collective.issue for all using (platform.in_scope(place_code)) with check (platform.in_scope(place_code));
grant insert, select on collective.issue to shanzhi_app;
grant select on collective.issue to shanzhi_reader;

create table collective.violation (
  county_code text not null,
  id uuid not null,
  place_code text not null,
  creation_id uuid not null,
  found_by text not null,
  found_on date not null,
  due_on date not null,
  words text not null,
  files uuid[] not null,
  state text not null,
  mended_on date,
  consequence text,
  barred_year text,
  recorded_by uuid not null,
  recorded_at timestamp with time zone not null,
  settled_by uuid,
  settled_at timestamp with time zone,
  constraint violation_pkey PRIMARY KEY (county_code, id),
  constraint violation_consequence_check CHECK ((consequence = ANY (ARRAY['clawback'::text, 'bar'::text]))),
  constraint violation_county_code_creation_id_fkey FOREIGN KEY (county_code, creation_id) REFERENCES collective.creation(county_code, id),
  constraint violation_found_by_check CHECK ((found_by = ANY (ARRAY['recheck'::text, 'spot_check'::text, 'report'::text]))),
  constraint violation_state_check CHECK ((state = ANY (ARRAY['open'::text, 'mended'::text, 'lapsed'::text])))
);
comment on table collective.violation is 'distributed · what a re-check (复审), spot check (抽查) or report found true at an accepted group, its time to mend, and what followed';
CREATE INDEX violation_creation ON collective.violation USING btree (county_code, creation_id);
CREATE INDEX violation_place ON collective.violation USING btree (county_code, place_code, state);
alter table collective.violation enable row level security;
create policy place on collective.violation for all using (platform.in_scope(place_code)) with check (platform.in_scope(place_code));
grant insert, select, update on collective.violation to shanzhi_app;
grant select on collective.violation to shanzhi_reader;

create table dividend.line (
  county_code text not null,
  plan_id uuid not null,
  household_id uuid not null,
  place_code text not null,
  household_number text not null,
  head_name text not null,
  shares bigint not null,
  share_fen bigint not null,
  points bigint not null,
  weighted boolean not null,
  incentive_fen bigint not null,
  capped boolean not null,
  total_fen bigint not null,
  constraint line_pkey PRIMARY KEY (county_code, plan_id, household_id),
  constraint line_check CHECK ((total_fen = (share_fen + incentive_fen))),
  constraint line_county_code_plan_id_fkey FOREIGN KEY (county_code, plan_id) REFERENCES dividend.plan(county_code, id),
  constraint line_incentive_fen_check CHECK ((incentive_fen >= 0))
);
comment on table dividend.line is 'distributed · what each household receives under a plan, in fen; append-only';
alter table dividend.line enable row level security;
create policy own on dividend.line for select using (platform.is_own(household_id));
create policy place on dividend.line for all using (platform.in_scope(place_code)) with check (platform.in_scope(place_code));
grant insert, select on dividend.line to shanzhi_app;
grant select on dividend.line to shanzhi_reader;

create table dividend.payment (
  county_code text not null,
  id uuid not null,
  place_code text not null,
  household_id uuid not null,
  plan_id uuid not null,
  number text not null,
  amount_fen bigint not null,
  paid_on date not null,
  method text not null,
  reverses_id uuid,
  note text not null default ''::text,
  paid_by uuid,
  paid_at timestamp with time zone not null,
  constraint payment_pkey PRIMARY KEY (county_code, id),
  constraint payment_county_code_number_key UNIQUE (county_code, number),
  constraint payment_county_code_plan_id_household_id_fkey FOREIGN KEY (county_code, plan_id, household_id) REFERENCES dividend.line(county_code, plan_id, household_id),
  constraint payment_county_code_reverses_id_fkey FOREIGN KEY (county_code, reverses_id) REFERENCES dividend.payment(county_code, id),
  constraint payment_method_check CHECK ((method = ANY (ARRAY['bank'::text, 'cash'::text, 'hold'::text])))
);
comment on table dividend.payment is 'distributed · payments to households; append-only, a mistake is reversed';
CREATE UNIQUE INDEX payment_once ON dividend.payment USING btree (county_code, plan_id, household_id) WHERE (reverses_id IS NULL);
CREATE UNIQUE INDEX payment_reversed_once ON dividend.payment USING btree (county_code, reverses_id) WHERE (reverses_id IS NOT NULL);
alter table dividend.payment enable row level security;
create policy own on dividend.payment for select using (platform.is_own(household_id));
create policy place on dividend.payment for all using (platform.in_scope(place_code)) with check (platform.in_scope(place_code));
grant insert, select on dividend.payment to shanzhi_app;
grant select on dividend.payment to shanzhi_reader;

create table dividend.plan (
  county_code text not null,
  id uuid not null,
  place_code text not null,
  adoption_id uuid not null,
  cycle text not null,
  attempt integer not null,
  close_id uuid not null,
  share_pool_fen bigint not null,
  incentive_pool_fen bigint not null,
  price_fen bigint not null,
  figures jsonb not null,
  scheme_hash text not null,
  state text not null,
  resolution_id uuid,
  drafted_by uuid,
  drafted_at timestamp with time zone not null,
  revision integer not null default 1,
  constraint plan_pkey PRIMARY KEY (county_code, id),
  constraint plan_county_code_adoption_id_cycle_attempt_key UNIQUE (county_code, adoption_id, cycle, attempt),
  constraint plan_county_code_adoption_id_fkey FOREIGN KEY (county_code, adoption_id) REFERENCES scheme.adoption(county_code, id),
  constraint plan_county_code_close_id_fkey FOREIGN KEY (county_code, close_id) REFERENCES points.close(county_code, id),
  constraint plan_county_code_resolution_id_fkey FOREIGN KEY (county_code, resolution_id) REFERENCES meeting.resolution(county_code, id),
  constraint plan_incentive_pool_fen_check CHECK ((incentive_pool_fen >= 0)),
  constraint plan_price_fen_check CHECK ((price_fen >= 0)),
  constraint plan_share_pool_fen_check CHECK ((share_pool_fen >= 0)),
  constraint plan_state_check CHECK ((state = ANY (ARRAY['drafted'::text, 'publicised'::text, 'resolved'::text, 'paid'::text, 'dropped'::text])))
);
comment on table dividend.plan is 'distributed · distribution plans (分配方案): pools, price, figures, resolution';
alter table dividend.plan enable row level security;
create policy place on dividend.plan for all using (platform.in_scope(place_code)) with check (platform.in_scope(place_code));
create policy read_decided on dividend.plan for select using ((state = ANY (ARRAY['publicised'::text, 'resolved'::text, 'paid'::text])));
grant insert, select, update on dividend.plan to shanzhi_app;
grant select on dividend.plan to shanzhi_reader;

create table dividend.share (
  county_code text not null,
  id uuid not null,
  place_code text not null,
  household_id uuid not null,
  shares bigint not null,
  valid_from date not null,
  valid_to date,
  basis text not null,
  constraint share_pkey PRIMARY KEY (county_code, id),
  constraint share_county_code_household_id_fkey FOREIGN KEY (county_code, household_id) REFERENCES household.household(county_code, id),
  constraint share_shares_check CHECK ((shares >= 0))
);
comment on table dividend.share is 'distributed · share register (股份底册), in hundredths of a share, dated';
CREATE UNIQUE INDEX share_present ON dividend.share USING btree (county_code, household_id) WHERE (valid_to IS NULL);
alter table dividend.share enable row level security;
create policy own on dividend.share for select using (platform.is_own(household_id));
create policy place on dividend.share for all using (platform.in_scope(place_code)) with check (platform.in_scope(place_code));
grant insert, select, update on dividend.share to shanzhi_app;
grant select on dividend.share to shanzhi_reader;

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
  width integer,
  height integer,
  position jsonb,
  purpose text not null,
  at timestamp with time zone not null,
  constraint object_pkey PRIMARY KEY (county_code, id)
);
comment on table file.object is 'distributed · photos and evidence; the bytes lie in the file store under their hash';
alter table file.object enable row level security;
create policy own on file.object for all using ((platform.is_own_account(account_id) OR platform.is_own(household_id))) with check (platform.is_own_account(account_id));
create policy place on file.object for all using (platform.in_scope(place_code)) with check (platform.in_scope(place_code));
grant insert, select on file.object to shanzhi_app;

create table fund.account (
  county_code text not null,
  id uuid not null,
  place_code text not null,
  fund_id uuid not null,
  class text not null,
  key text not null,
  constraint account_pkey PRIMARY KEY (county_code, id),
  constraint account_class_check CHECK ((class = ANY (ARRAY['money'::text, 'goods'::text, 'source'::text, 'use'::text, 'opening'::text]))),
  constraint account_county_code_fund_id_class_key_key UNIQUE (county_code, fund_id, class, key),
  constraint account_county_code_fund_id_fkey FOREIGN KEY (county_code, fund_id) REFERENCES fund.fund(county_code, id)
);
comment on table fund.account is 'distributed · accounts of a fund: money and goods by source, sources, uses; insert and select only';
alter table fund.account enable row level security;
create policy place on fund.account for all using (platform.in_scope(place_code)) with check (platform.in_scope(place_code));
grant insert, select on fund.account to shanzhi_app;
grant select on fund.account to shanzhi_reader;

create table fund.approval (
  county_code text not null,
  movement_id uuid not null,
  place_code text not null,
  fund_id uuid not null,
  decision text not null,
  note text not null,
  decided_by uuid not null,
  decided_name text not null,
  decided_at timestamp with time zone not null,
  constraint approval_pkey PRIMARY KEY (county_code, movement_id),
  constraint approval_county_code_movement_id_fkey FOREIGN KEY (county_code, movement_id) REFERENCES fund.movement(county_code, id),
  constraint approval_decision_check CHECK ((decision = ANY (ARRAY['approved'::text, 'refused'::text])))
);
comment on table fund.approval is 'distributed · the second person''s decision on a movement, once; append-only';
alter table fund.approval enable row level security;
create policy place on fund.approval for all using (platform.in_scope(place_code)) with check (platform.in_scope(place_code));
grant insert, select on fund.approval to shanzhi_app;
grant select on fund.approval to shanzhi_reader;

create table fund.fund (
  county_code text not null,
  id uuid not null,
  place_code text not null,
  adoption_id uuid not null,
  kind text not null,
  name text not null,
  opened_on date not null,
  opened_by uuid,
  constraint fund_pkey PRIMARY KEY (county_code, id),
  constraint fund_county_code_adoption_id_fkey FOREIGN KEY (county_code, adoption_id) REFERENCES scheme.adoption(county_code, id),
  constraint fund_county_code_place_code_name_key UNIQUE (county_code, place_code, name),
  constraint fund_kind_check CHECK ((kind = ANY (ARRAY['village'::text, 'special'::text])))
);
comment on table fund.fund is 'distributed · funds (资金): a village''s own account or a special one (专账) of a scheme';
alter table fund.fund enable row level security;
create policy place on fund.fund for all using (platform.in_scope(place_code)) with check (platform.in_scope(place_code));
grant insert, select, update on fund.fund to shanzhi_app;
grant select on fund.fund to shanzhi_reader;

create table fund.line (
  county_code text not null,
  movement_id uuid not null,
  position integer not null,
  place_code text not null,
  fund_id uuid not null,
  account_id uuid not null,
  amount_fen bigint not null,
  constraint line_pkey PRIMARY KEY (county_code, movement_id, "position"),
  constraint line_amount_fen_check CHECK ((amount_fen <> 0)),
  constraint line_county_code_account_id_fkey FOREIGN KEY (county_code, account_id) REFERENCES fund.account(county_code, id),
  constraint line_county_code_movement_id_fkey FOREIGN KEY (county_code, movement_id) REFERENCES fund.movement(county_code, id)
);
comment on table fund.line is 'distributed · lines of a movement in fen; those of one movement sum to zero; append-only';
CREATE INDEX line_account ON fund.line USING btree (county_code, fund_id, account_id);
alter table fund.line enable row level security;
create policy place on fund.line for all using (platform.in_scope(place_code)) with check (platform.in_scope(place_code));
grant insert, select on fund.line to shanzhi_app;
grant select on fund.line to shanzhi_reader;

create table fund.movement (
  county_code text not null,
  id uuid not null,
  place_code text not null,
  fund_id uuid not null,
  number text not null,
  kind text not null,
  occurred_on date not null,
  source_key text not null,
  use_key text,
  amount_fen bigint not null,
  words text not null,
  donor text,
  donor_hidden boolean not null default false,
  vouchers uuid[] not null default '{}'::uuid[],
  reverses_id uuid,
  recorded_by uuid not null,
  recorded_name text not null,
  recorded_at timestamp with time zone not null,
  constraint movement_pkey PRIMARY KEY (county_code, id),
  constraint movement_amount_fen_check CHECK ((amount_fen > 0)),
  constraint movement_county_code_fund_id_fkey FOREIGN KEY (county_code, fund_id) REFERENCES fund.fund(county_code, id),
  constraint movement_county_code_fund_id_number_key UNIQUE (county_code, fund_id, number),
  constraint movement_county_code_reverses_id_fkey FOREIGN KEY (county_code, reverses_id) REFERENCES fund.movement(county_code, id),
  constraint movement_kind_check CHECK ((kind = ANY (ARRAY['opening'::text, 'income'::text, 'in_kind'::text, 'spending'::text, 'goods_out'::text, 'reversal'::text])))
);
comment on table fund.movement is 'distributed · income and spending (收支) with purpose, donor and voucher; append-only; a mistake is reversed by a movement that names it';
CREATE INDEX movement_fund ON fund.movement USING btree (county_code, fund_id, occurred_on DESC, id DESC);
CREATE INDEX movement_reverses ON fund.movement USING btree (county_code, reverses_id) WHERE (reverses_id IS NOT NULL);
alter table fund.movement enable row level security;
create policy place on fund.movement for all using (platform.in_scope(place_code)) with check (platform.in_scope(place_code));
grant insert, select on fund.movement to shanzhi_app;
grant select on fund.movement to shanzhi_reader;

create table fund.statement (
  county_code text not null,
  id uuid not null,
  place_code text not null,
  fund_id uuid not null,
  period text not null,
  first_day date not null,
  last_day date not null,
  figures jsonb not null,
  list_id uuid not null,
  published_by uuid,
  published_at timestamp with time zone not null,
  constraint statement_pkey PRIMARY KEY (county_code, id),
  constraint statement_county_code_fund_id_fkey FOREIGN KEY (county_code, fund_id) REFERENCES fund.fund(county_code, id),
  constraint statement_county_code_fund_id_period_key UNIQUE (county_code, fund_id, period)
);
comment on table fund.statement is 'distributed · published periods of a fund: opening balance, movements, closing balance; append-only, and the period takes no more movements';
alter table fund.statement enable row level security;
create policy place on fund.statement for all using (platform.in_scope(place_code)) with check (platform.in_scope(place_code));
grant insert, select on fund.statement to shanzhi_app;
grant select on fund.statement to shanzhi_reader;

create table household.change (
  county_code text not null,
  id uuid not null,
  place_code text not null,
  household_id uuid not null,
  other_household_id uuid,
  person_id uuid,
  kind text not null,
  on_date date not null,
  at timestamp with time zone not null,
  account_id uuid,
  by_name text not null,
  detail jsonb not null,
  undoes_id uuid,
  constraint change_pkey PRIMARY KEY (county_code, id),
  constraint change_county_code_household_id_fkey FOREIGN KEY (county_code, household_id) REFERENCES household.household(county_code, id)
);
comment on table household.change is 'distributed · history of households: split, merge, move, birth, death …; append-only';
CREATE INDEX change_household ON household.change USING btree (county_code, household_id, at DESC);
CREATE INDEX change_other ON household.change USING btree (county_code, other_household_id) WHERE (other_household_id IS NOT NULL);
CREATE UNIQUE INDEX change_undone_once ON household.change USING btree (county_code, undoes_id) WHERE (undoes_id IS NOT NULL);
alter table household.change enable row level security;
create policy own on household.change for select using ((platform.is_own(household_id) OR platform.is_own(other_household_id)));
create policy place on household.change for all using (platform.in_scope(place_code)) with check (platform.in_scope(place_code));
grant insert, select on household.change to shanzhi_app;
grant select on household.change to shanzhi_reader;

create table household.household (
  county_code text not null,
  id uuid not null,
  place_code text not null,
  number text not null,
  head_id uuid,
  head_name text not null,
  group_id uuid,
  address text not null default ''::text,
  standing text not null,
  valid_from date not null,
  valid_to date,
  ended_by text,
  successor_id uuid,
  plate_code text not null,
  revision integer not null default 1,
  constraint household_pkey PRIMARY KEY (county_code, id),
  constraint household_county_code_group_id_fkey FOREIGN KEY (county_code, group_id) REFERENCES territory.area(county_code, id),
  constraint household_county_code_plate_code_key UNIQUE (county_code, plate_code),
  constraint household_ended_by_check CHECK ((ended_by = ANY (ARRAY['merged'::text, 'moved'::text, 'dissolved'::text, 'undone'::text]))),
  constraint household_standing_check CHECK ((standing = ANY (ARRAY['local'::text, 'resident'::text])))
);
comment on table household.household is 'distributed · households (户); standing local 本村户 or resident 非本村户籍常住';
CREATE UNIQUE INDEX household_number ON household.household USING btree (county_code, place_code, number) WHERE (valid_to IS NULL);
alter table household.household enable row level security;
create policy own on household.household for select using (platform.is_own(id));
create policy place on household.household for all using (platform.in_scope(place_code)) with check (platform.in_scope(place_code));
grant insert, select, update on household.household to shanzhi_app;
grant select on household.household to shanzhi_reader;

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
  constraint membership_pkey PRIMARY KEY (county_code, id),
  constraint membership_check CHECK (((valid_to IS NULL) OR (valid_to >= valid_from))),
  constraint membership_county_code_household_id_fkey FOREIGN KEY (county_code, household_id) REFERENCES household.household(county_code, id),
  constraint membership_county_code_person_id_fkey FOREIGN KEY (county_code, person_id) REFERENCES household.person(county_code, id)
);
comment on table household.membership is 'distributed · who belonged to which household from when to when; one at a time';
CREATE INDEX membership_household ON household.membership USING btree (county_code, household_id);
CREATE UNIQUE INDEX membership_present ON household.membership USING btree (county_code, person_id) WHERE (valid_to IS NULL);
alter table household.membership enable row level security;
create policy own on household.membership for select using (platform.is_own(household_id));
create policy place on household.membership for all using (platform.in_scope(place_code)) with check (platform.in_scope(place_code));
grant insert, select, update on household.membership to shanzhi_app;
grant select on household.membership to shanzhi_reader;

create table household.person (
  county_code text not null,
  id uuid not null,
  place_code text not null,
  household_id uuid not null,
  name text not null,
  pinyin text not null,
  initials text not null,
  sex text not null,
  birth_date date,
  identity_hash text,
  identity_cipher bytea,
  identity_masked text,
  phone_hash text,
  phone_cipher bytea,
  phone_masked text,
  registration text not null,
  presence text not null,
  party_member boolean not null default false,
  guardian_id uuid,
  died_on date,
  left_on date,
  merged_into uuid,
  revision integer not null default 1,
  constraint person_pkey PRIMARY KEY (county_code, id),
  constraint person_county_code_guardian_id_fkey FOREIGN KEY (county_code, guardian_id) REFERENCES household.person(county_code, id),
  constraint person_county_code_household_id_fkey FOREIGN KEY (county_code, household_id) REFERENCES household.household(county_code, id),
  constraint person_presence_check CHECK ((presence = ANY (ARRAY['resident'::text, 'away'::text]))),
  constraint person_registration_check CHECK ((registration = ANY (ARRAY['local'::text, 'elsewhere'::text]))),
  constraint person_sex_check CHECK ((sex = ANY (ARRAY['male'::text, 'female'::text, 'unknown'::text])))
);
comment on table household.person is 'distributed · persons; identity number and phone encrypted, household_id the present household';
CREATE INDEX person_household ON household.person USING btree (county_code, household_id);
CREATE UNIQUE INDEX person_identity ON household.person USING btree (county_code, identity_hash) WHERE ((merged_into IS NULL) AND (left_on IS NULL) AND (identity_hash IS NOT NULL));
CREATE INDEX person_initials ON household.person USING btree (county_code, initials text_pattern_ops);
CREATE INDEX person_phone ON household.person USING btree (county_code, phone_hash) WHERE (phone_hash IS NOT NULL);
CREATE INDEX person_place ON household.person USING btree (county_code, place_code);
alter table household.person enable row level security;
create policy own on household.person for select using (platform.is_own(household_id));
create policy place on household.person for all using (platform.in_scope(place_code)) with check (platform.in_scope(place_code));
grant insert, select, update on household.person to shanzhi_app;
grant select on household.person to shanzhi_reader;

create table household.placement (
  county_code text not null,
  id uuid not null,
  place_code text not null,
  household_id uuid not null,
  area_id uuid not null,
  kind text not null,
  system text not null,
  valid_from date not null,
  valid_to date,
  constraint placement_pkey PRIMARY KEY (county_code, id),
  constraint placement_check CHECK (((valid_to IS NULL) OR (valid_to >= valid_from))),
  constraint placement_county_code_area_id_fkey FOREIGN KEY (county_code, area_id) REFERENCES territory.area(county_code, id),
  constraint placement_county_code_household_id_fkey FOREIGN KEY (county_code, household_id) REFERENCES household.household(county_code, id),
  constraint placement_kind_check CHECK ((kind = ANY (ARRAY['natural_village'::text, 'grid'::text, 'cell'::text])))
);
comment on table household.placement is 'distributed · which natural village, grid and cell a household lies in; one of each kind and system at a time';
CREATE INDEX placement_area ON household.placement USING btree (county_code, area_id);
CREATE UNIQUE INDEX placement_present ON household.placement USING btree (county_code, household_id, system, kind) WHERE (valid_to IS NULL);
alter table household.placement enable row level security;
create policy own on household.placement for select using (platform.is_own(household_id));
create policy place on household.placement for all using (platform.in_scope(place_code)) with check (platform.in_scope(place_code));
grant insert, select, update on household.placement to shanzhi_app;
grant select on household.placement to shanzhi_reader;

create table household.roll_upload (
  county_code text not null,
  id uuid not null,
  place_code text not null,
  account_id uuid not null,
  file_name text not null,
  at timestamp with time zone not null,
  rows integer,
  run_id uuid,
  constraint roll_upload_pkey PRIMARY KEY (county_code, id)
);
comment on table household.roll_upload is 'distributed · uploaded rolls that wait for confirmation or for the mending of what was left out, for a day';
alter table household.roll_upload enable row level security;
create policy own on household.roll_upload for all using (platform.is_own_account(account_id)) with check (platform.is_own_account(account_id));
create policy sweep on household.roll_upload for delete using (platform.is_system());
create policy sweep_sees on household.roll_upload for select using (platform.is_system());
grant delete, insert, select on household.roll_upload to shanzhi_app;

create table household.roll_upload_part (
  county_code text not null,
  upload_id uuid not null,
  position integer not null,
  account_id uuid not null,
  sealed bytea not null,
  constraint roll_upload_part_pkey PRIMARY KEY (county_code, upload_id, "position"),
  constraint roll_upload_part_county_code_upload_id_fkey FOREIGN KEY (county_code, upload_id) REFERENCES household.roll_upload(county_code, id) ON DELETE CASCADE
);
comment on table household.roll_upload_part is 'distributed · the sealed pieces of an uploaded roll';
alter table household.roll_upload_part enable row level security;
create policy own on household.roll_upload_part for all using (platform.is_own_account(account_id)) with check (platform.is_own_account(account_id));
grant delete, insert, select on household.roll_upload_part to shanzhi_app;

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
  constraint tag_pkey PRIMARY KEY (county_code, id),
  constraint tag_county_code_household_id_fkey FOREIGN KEY (county_code, household_id) REFERENCES household.household(county_code, id),
  constraint tag_county_code_person_id_fkey FOREIGN KEY (county_code, person_id) REFERENCES household.person(county_code, id)
);
comment on table household.tag is 'distributed · dated tags (低保, 残疾, 留守 …) and posts, with their source';
CREATE INDEX tag_household ON household.tag USING btree (county_code, household_id);
alter table household.tag enable row level security;
create policy own on household.tag for select using (platform.is_own(household_id));
create policy place on household.tag for all using (platform.in_scope(place_code)) with check (platform.in_scope(place_code));
grant insert, select, update on household.tag to shanzhi_app;
grant select on household.tag to shanzhi_reader;

create table job.run (
  county_code text not null,
  id uuid not null,
  place_code text not null,
  account_id uuid not null,
  actor jsonb not null,
  channel text not null,
  kind text not null,
  title text not null,
  state text not null,
  done bigint not null default 0,
  total bigint,
  request jsonb not null,
  result jsonb,
  error jsonb,
  created_at timestamp with time zone not null,
  ended_at timestamp with time zone,
  constraint run_pkey PRIMARY KEY (county_code, id),
  constraint run_state_check CHECK ((state = ANY (ARRAY['waiting'::text, 'running'::text, 'done'::text, 'failed'::text, 'cancelled'::text])))
);
comment on table job.run is 'distributed · long work with its progress and result, seen by the one who started it';
CREATE INDEX run_account ON job.run USING btree (county_code, account_id, created_at DESC);
alter table job.run enable row level security;
create policy own on job.run for all using (platform.is_own_account(account_id)) with check (platform.is_own_account(account_id));
grant insert, select, update on job.run to shanzhi_app;

create table meeting.resolution (
  county_code text not null,
  id uuid not null,
  place_code text not null,
  title text not null,
  body text not null,
  rule jsonb not null,
  held_on date not null,
  eligible integer not null,
  present integer not null,
  votes_for integer not null,
  votes_against integer not null,
  votes_abstain integer not null,
  passed boolean not null,
  findings jsonb not null,
  minutes uuid[] not null default '{}'::uuid[],
  recorded_by uuid not null,
  recorded_at timestamp with time zone not null,
  households integer,
  households_present integer,
  constraint resolution_pkey PRIMARY KEY (county_code, id)
);
comment on table meeting.resolution is 'distributed · resolutions (决议) with their counts and the rule they were held to; append-only';
CREATE INDEX resolution_place ON meeting.resolution USING btree (county_code, place_code, held_on DESC);
alter table meeting.resolution enable row level security;
create policy place on meeting.resolution for all using (platform.in_scope(place_code)) with check (platform.in_scope(place_code));
grant insert, select on meeting.resolution to shanzhi_app;
grant select on meeting.resolution to shanzhi_reader;

create table migration.done (
  number integer not null,
  name text not null,
  hash text not null,
  at timestamp with time zone not null,
  constraint done_pkey PRIMARY KEY (number)
);
comment on table migration.done is 'local · migrations that ran';

create table platform.counter (
  county_code text not null,
  series text not null,
  place_code text not null,
  value bigint not null,
  constraint counter_pkey PRIMARY KEY (county_code, series)
);
comment on table platform.counter is 'distributed · document numbers, one row per series, no gaps';
alter table platform.counter enable row level security;
create policy place on platform.counter for all using (platform.in_scope(place_code)) with check (platform.in_scope(place_code));
grant insert, select, update on platform.counter to shanzhi_app;
grant select on platform.counter to shanzhi_reader;

create table platform.idempotency (
  county_code text not null,
  account_id uuid not null,
  key text not null,
  route text not null,
  request_hash text not null,
  reply json not null,
  at timestamp with time zone not null,
  constraint idempotency_pkey PRIMARY KEY (county_code, account_id, key),
  constraint idempotency_key_check CHECK (((length(key) >= 8) AND (length(key) <= 100)))
);
comment on table platform.idempotency is 'distributed · first answer of each write, returned again to a repeat of the same key';
CREATE INDEX idempotency_at ON platform.idempotency USING btree (county_code, at);
alter table platform.idempotency enable row level security;
create policy own on platform.idempotency for all using (platform.is_own_account(account_id)) with check (platform.is_own_account(account_id));
create policy sweep on platform.idempotency for delete using (platform.is_system());
create policy sweep_sees on platform.idempotency for select using (platform.is_system());
grant delete, insert, select on platform.idempotency to shanzhi_app;

create table platform.two_phase (
  one integer not null,
  constraint two_phase_pkey PRIMARY KEY (one)
);
comment on table platform.two_phase is 'managed · fence, always empty: a delete from it makes Citus commit people''s rows and a local job together';
grant delete, select on platform.two_phase to shanzhi_app;

create table points.balance (
  county_code text not null,
  book_id uuid not null,
  place_code text not null,
  household_id uuid,
  redeemable bigint not null,
  cumulative bigint not null,
  gained bigint not null,
  lost bigint not null,
  entries bigint not null,
  last_at timestamp with time zone not null,
  constraint balance_pkey PRIMARY KEY (county_code, book_id),
  constraint balance_county_code_book_id_fkey FOREIGN KEY (county_code, book_id) REFERENCES points.book(county_code, id)
);
comment on table points.balance is 'distributed · sums of the entries of a book, in hundredths, kept in the same transaction';
alter table points.balance enable row level security;
create policy own on points.balance for select using (platform.is_own(household_id));
create policy place on points.balance for all using (platform.in_scope(place_code)) with check (platform.in_scope(place_code));
grant insert, select, update on points.balance to shanzhi_app;
grant select on points.balance to shanzhi_reader;

create table points.book (
  county_code text not null,
  id uuid not null,
  place_code text not null,
  household_id uuid,
  subject_kind text not null,
  subject_id uuid not null,
  subject_name text not null,
  adoption_id uuid not null,
  book_key text not null,
  cycle text not null,
  opened_on date not null,
  closed_on date,
  constraint book_pkey PRIMARY KEY (county_code, id),
  constraint book_county_code_adoption_id_book_key_subject_id_cycle_key UNIQUE (county_code, adoption_id, book_key, subject_id, cycle),
  constraint book_county_code_adoption_id_fkey FOREIGN KEY (county_code, adoption_id) REFERENCES scheme.adoption(county_code, id),
  constraint book_county_code_household_id_fkey FOREIGN KEY (county_code, household_id) REFERENCES household.household(county_code, id),
  constraint book_subject_kind_check CHECK ((subject_kind = ANY (ARRAY['household'::text, 'person'::text, 'group'::text, 'village'::text, 'post'::text])))
);
comment on table points.book is 'distributed · passbooks (积分存折): one per subject, book and cycle';
CREATE INDEX book_household ON points.book USING btree (county_code, household_id);
CREATE INDEX book_place ON points.book USING btree (county_code, place_code, cycle);
alter table points.book enable row level security;
create policy own on points.book for select using (platform.is_own(household_id));
create policy place on points.book for all using (platform.in_scope(place_code)) with check (platform.in_scope(place_code));
grant insert, select, update on points.book to shanzhi_app;
grant select on points.book to shanzhi_reader;

create table points.claim (
  county_code text not null,
  id uuid not null,
  place_code text not null,
  household_id uuid,
  person_name text,
  adoption_id uuid not null,
  book_key text not null,
  item_key text not null,
  direction text not null,
  quantity bigint not null,
  proposed bigint not null,
  decided bigint,
  occurred_on date not null,
  happened_at text not null default ''::text,
  reason text not null,
  evidence uuid[] not null default '{}'::uuid[],
  channel text not null,
  medium text not null,
  declared_by uuid not null,
  declared_name text not null,
  declared_at timestamp with time zone not null,
  proxy jsonb,
  state text not null,
  step_key text,
  publicised_until date,
  revision integer not null default 1,
  updated_at timestamp with time zone not null,
  shows_left integer,
  subject_kind text not null default 'household'::text,
  subject_id uuid not null,
  subject_name text not null default ''::text,
  person_id uuid,
  constraint claim_pkey PRIMARY KEY (county_code, id),
  constraint claim_channel_check CHECK ((channel = ANY (ARRAY['self'::text, 'behalf'::text, 'neighbour'::text, 'organisation'::text, 'cadre'::text, 'system'::text]))),
  constraint claim_county_code_adoption_id_fkey FOREIGN KEY (county_code, adoption_id) REFERENCES scheme.adoption(county_code, id),
  constraint claim_county_code_household_id_fkey FOREIGN KEY (county_code, household_id) REFERENCES household.household(county_code, id),
  constraint claim_county_code_person_id_fkey FOREIGN KEY (county_code, person_id) REFERENCES household.person(county_code, id),
  constraint claim_direction_check CHECK ((direction = ANY (ARRAY['plus'::text, 'minus'::text]))),
  constraint claim_medium_check CHECK ((medium = ANY (ARRAY['app'::text, 'console'::text, 'oral'::text, 'phone'::text, 'paper'::text, 'workbook'::text]))),
  constraint claim_state_check CHECK ((state = ANY (ARRAY['in_review'::text, 'returned'::text, 'rejected'::text, 'withdrawn'::text, 'rectifying'::text, 'waived'::text, 'approved'::text, 'publicised'::text, 'disputed'::text, 'posted'::text]))),
  constraint claim_subject_kind_check CHECK ((subject_kind = ANY (ARRAY['household'::text, 'person'::text, 'group'::text, 'village'::text])))
);
comment on table points.claim is 'distributed · declared deeds (申报) on their way from word to entry; points in hundredths';
CREATE INDEX claim_household ON points.claim USING btree (county_code, household_id, occurred_on DESC);
CREATE INDEX claim_inbox ON points.claim USING btree (county_code, place_code, state, step_key, declared_at);
CREATE INDEX claim_subject ON points.claim USING btree (county_code, subject_id, occurred_on DESC);
alter table points.claim enable row level security;
create policy declared on points.claim for all using (platform.is_own_account(declared_by)) with check (platform.is_own_account(declared_by));
create policy own on points.claim for all using (platform.is_own(household_id)) with check (platform.is_own(household_id));
create policy place on points.claim for all using (platform.in_scope(place_code)) with check (platform.in_scope(place_code));
grant insert, select, update on points.claim to shanzhi_app;
grant select on points.claim to shanzhi_reader;

create table points.close (
  county_code text not null,
  id uuid not null,
  place_code text not null,
  adoption_id uuid not null,
  book_key text not null,
  period_kind text not null,
  period text not null,
  attempt integer not null,
  rules jsonb not null,
  correction_reason text,
  scheme_hash text not null,
  closed_by uuid,
  closed_at timestamp with time zone not null,
  constraint close_pkey PRIMARY KEY (county_code, id),
  constraint close_county_code_adoption_id_fkey FOREIGN KEY (county_code, adoption_id) REFERENCES scheme.adoption(county_code, id),
  constraint close_county_code_place_code_adoption_id_book_key_period_ki_key UNIQUE (county_code, place_code, adoption_id, book_key, period_kind, period, attempt),
  constraint close_period_kind_check CHECK ((period_kind = ANY (ARRAY['month'::text, 'quarter'::text, 'half_year'::text, 'year'::text])))
);
comment on table points.close is 'distributed · closes (结算) of a period; a correction is a further attempt with its reason; append-only';
alter table points.close enable row level security;
create policy place on points.close for all using (platform.in_scope(place_code)) with check (platform.in_scope(place_code));
grant insert, select on points.close to shanzhi_app;
grant select on points.close to shanzhi_reader;

create table points.close_line (
  county_code text not null,
  close_id uuid not null,
  book_id uuid not null,
  place_code text not null,
  household_id uuid,
  base bigint not null,
  gained bigint not null,
  lost bigint not null,
  total bigint not null,
  rank integer not null,
  weighted boolean not null,
  marks text[] not null default '{}'::text[],
  constraint close_line_pkey PRIMARY KEY (county_code, close_id, book_id),
  constraint close_line_county_code_book_id_fkey FOREIGN KEY (county_code, book_id) REFERENCES points.book(county_code, id),
  constraint close_line_county_code_close_id_fkey FOREIGN KEY (county_code, close_id) REFERENCES points.close(county_code, id)
);
comment on table points.close_line is 'distributed · a close''s figures per passbook: total, rank, marks (前 10 % …); append-only';
CREATE INDEX close_line_book ON points.close_line USING btree (county_code, book_id);
CREATE INDEX close_line_rank ON points.close_line USING btree (county_code, close_id, rank);
alter table points.close_line enable row level security;
create policy own on points.close_line for select using (platform.is_own(household_id));
create policy place on points.close_line for all using (platform.in_scope(place_code)) with check (platform.in_scope(place_code));
grant insert, select on points.close_line to shanzhi_app;
grant select on points.close_line to shanzhi_reader;

create table points.enrolment (
  county_code text not null,
  id uuid not null,
  place_code text not null,
  household_id uuid not null,
  adoption_id uuid not null,
  joined_on date not null,
  agreed_by text not null,
  proxy jsonb,
  left_on date,
  left_reason text,
  at timestamp with time zone not null,
  person_id uuid,
  constraint enrolment_pkey PRIMARY KEY (county_code, id),
  constraint enrolment_county_code_adoption_id_fkey FOREIGN KEY (county_code, adoption_id) REFERENCES scheme.adoption(county_code, id),
  constraint enrolment_county_code_household_id_fkey FOREIGN KEY (county_code, household_id) REFERENCES household.household(county_code, id),
  constraint enrolment_county_code_person_id_fkey FOREIGN KEY (county_code, person_id) REFERENCES household.person(county_code, id)
);
comment on table points.enrolment is 'distributed · a household''s own choice to take part in a scheme, and its withdrawal';
CREATE INDEX enrolment_household ON points.enrolment USING btree (county_code, household_id);
CREATE UNIQUE INDEX enrolment_present ON points.enrolment USING btree (county_code, adoption_id, household_id, person_id) NULLS NOT DISTINCT WHERE (left_on IS NULL);
alter table points.enrolment enable row level security;
create policy own on points.enrolment for all using (platform.is_own(household_id)) with check (platform.is_own(household_id));
create policy place on points.enrolment for all using (platform.in_scope(place_code)) with check (platform.in_scope(place_code));
grant insert, select, update on points.enrolment to shanzhi_app;
grant select on points.enrolment to shanzhi_reader;

create table points.entry (
  county_code text not null,
  id uuid not null,
  place_code text not null,
  household_id uuid,
  book_id uuid not null,
  kind text not null,
  amount bigint not null,
  item_key text,
  claim_id uuid,
  reverses_id uuid,
  occurred_on date not null,
  posted_at timestamp with time zone not null,
  posted_by uuid,
  scheme_id text not null,
  scheme_version integer not null,
  scheme_hash text not null,
  note text not null,
  constraint entry_pkey PRIMARY KEY (county_code, id),
  constraint entry_county_code_book_id_fkey FOREIGN KEY (county_code, book_id) REFERENCES points.book(county_code, id),
  constraint entry_county_code_claim_id_fkey FOREIGN KEY (county_code, claim_id) REFERENCES points.claim(county_code, id),
  constraint entry_county_code_reverses_id_fkey FOREIGN KEY (county_code, reverses_id) REFERENCES points.entry(county_code, id),
  constraint entry_kind_check CHECK ((kind = ANY (ARRAY['base'::text, 'award'::text, 'deduction'::text, 'reversal'::text, 'adjustment'::text, 'carry'::text, 'carried_out'::text, 'redemption'::text, 'redemption_return'::text])))
);
comment on table points.entry is 'distributed · the ledger: hundredths of a point, append-only; a mistake is reversed by an entry that names it';
CREATE INDEX entry_book ON points.entry USING btree (county_code, book_id, posted_at DESC, id DESC);
CREATE UNIQUE INDEX entry_claim_once ON points.entry USING btree (county_code, claim_id) WHERE ((claim_id IS NOT NULL) AND (kind = ANY (ARRAY['award'::text, 'deduction'::text])));
CREATE UNIQUE INDEX entry_reversed_once ON points.entry USING btree (county_code, reverses_id) WHERE (reverses_id IS NOT NULL);
alter table points.entry enable row level security;
create policy own on points.entry for select using (platform.is_own(household_id));
create policy place on points.entry for all using (platform.in_scope(place_code)) with check (platform.in_scope(place_code));
grant insert, select on points.entry to shanzhi_app;
grant select on points.entry to shanzhi_reader;

create table points.rectification (
  county_code text not null,
  id uuid not null,
  place_code text not null,
  household_id uuid,
  claim_id uuid not null,
  number text not null,
  issued_on date not null,
  due_on date not null,
  state text not null,
  mended_on date,
  evidence uuid[] not null default '{}'::uuid[],
  note text not null default ''::text,
  settled_by uuid,
  settled_at timestamp with time zone,
  constraint rectification_pkey PRIMARY KEY (county_code, id),
  constraint rectification_county_code_claim_id_fkey FOREIGN KEY (county_code, claim_id) REFERENCES points.claim(county_code, id),
  constraint rectification_county_code_claim_id_key UNIQUE (county_code, claim_id),
  constraint rectification_state_check CHECK ((state = ANY (ARRAY['open'::text, 'waived'::text, 'lapsed'::text])))
);
comment on table points.rectification is 'distributed · notices (整改告知书): mended in time, the deduction is waived';
CREATE INDEX rectification_due ON points.rectification USING btree (county_code, state, due_on);
alter table points.rectification enable row level security;
create policy own on points.rectification for select using (platform.is_own(household_id));
create policy place on points.rectification for all using (platform.in_scope(place_code)) with check (platform.in_scope(place_code));
grant insert, select, update on points.rectification to shanzhi_app;
grant select on points.rectification to shanzhi_reader;

create table points.recusal (
  county_code text not null,
  id uuid not null,
  place_code text not null,
  household_id uuid,
  claim_id uuid not null,
  step_key text not null,
  name text not null,
  account_id uuid,
  reason text not null,
  recorded_by uuid not null,
  recorded_name text not null,
  at timestamp with time zone not null,
  constraint recusal_pkey PRIMARY KEY (county_code, id),
  constraint recusal_county_code_claim_id_fkey FOREIGN KEY (county_code, claim_id) REFERENCES points.claim(county_code, id),
  constraint recusal_county_code_claim_id_step_key_name_key UNIQUE (county_code, claim_id, step_key, name)
);
comment on table points.recusal is 'distributed · who stepped aside (回避) from a claim at a review step, in writing; append-only';
alter table points.recusal enable row level security;
create policy own on points.recusal for select using (platform.is_own(household_id));
create policy place on points.recusal for all using (platform.in_scope(place_code)) with check (platform.in_scope(place_code));
grant insert, select on points.recusal to shanzhi_app;
grant select on points.recusal to shanzhi_reader;

create table points.review (
  county_code text not null,
  id uuid not null,
  place_code text not null,
  household_id uuid,
  claim_id uuid not null,
  step_key text not null,
  decision text not null,
  points bigint,
  panel jsonb not null,
  note text not null default ''::text,
  decided_by uuid not null,
  decided_name text not null,
  decided_at timestamp with time zone not null,
  constraint review_pkey PRIMARY KEY (county_code, id),
  constraint review_county_code_claim_id_fkey FOREIGN KEY (county_code, claim_id) REFERENCES points.claim(county_code, id),
  constraint review_decision_check CHECK ((decision = ANY (ARRAY['pass'::text, 'return'::text, 'reject'::text])))
);
comment on table points.review is 'distributed · decisions of the review steps with the panel that took them; append-only';
CREATE INDEX review_claim ON points.review USING btree (county_code, claim_id, decided_at);
alter table points.review enable row level security;
create policy own on points.review for select using (platform.is_own(household_id));
create policy place on points.review for all using (platform.in_scope(place_code)) with check (platform.in_scope(place_code));
grant insert, select on points.review to shanzhi_app;
grant select on points.review to shanzhi_reader;

create table procedure.run (
  county_code text not null,
  id uuid not null,
  place_code text not null,
  adoption_id uuid not null,
  cycle text not null,
  started_on date not null,
  constraint run_pkey PRIMARY KEY (county_code, id),
  constraint run_county_code_adoption_id_cycle_key UNIQUE (county_code, adoption_id, cycle),
  constraint run_county_code_adoption_id_fkey FOREIGN KEY (county_code, adoption_id) REFERENCES scheme.adoption(county_code, id)
);
comment on table procedure.run is 'distributed · one year''s walk through a scheme''s gated steps (十二步)';
alter table procedure.run enable row level security;
create policy place on procedure.run for all using (platform.in_scope(place_code)) with check (platform.in_scope(place_code));
create policy read_by_all on procedure.run for select using (true);
grant insert, select on procedure.run to shanzhi_app;
grant select on procedure.run to shanzhi_reader;

create table procedure.step (
  county_code text not null,
  run_id uuid not null,
  step_key text not null,
  place_code text not null,
  done_on date not null,
  evidence jsonb not null,
  note text not null,
  done_by uuid,
  done_name text not null,
  done_at timestamp with time zone not null,
  part text not null default ''::text,
  constraint step_pkey PRIMARY KEY (county_code, run_id, step_key, part),
  constraint step_county_code_run_id_fkey FOREIGN KEY (county_code, run_id) REFERENCES procedure.run(county_code, id)
);
comment on table procedure.step is 'distributed · a step done, with its evidence; append-only';
alter table procedure.step enable row level security;
create policy place on procedure.step for all using (platform.in_scope(place_code)) with check (platform.in_scope(place_code));
create policy read_by_all on procedure.step for select using (true);
grant insert, select on procedure.step to shanzhi_app;
grant select on procedure.step to shanzhi_reader;

create table publicity.line (
  county_code text not null,
  id uuid not null,
  list_id uuid not null,
  place_code text not null,
  household_id uuid,
  position integer not null,
  subject_kind text not null,
  subject_id uuid not null,
  shown jsonb not null,
  disputed boolean not null default false,
  public boolean not null,
  taken_down_on date,
  constraint line_pkey PRIMARY KEY (county_code, id),
  constraint line_county_code_list_id_fkey FOREIGN KEY (county_code, list_id) REFERENCES publicity.list(county_code, id),
  constraint line_county_code_list_id_position_key UNIQUE (county_code, list_id, "position")
);
comment on table publicity.line is 'distributed · lines of a list, already cut to the whitelisted fields and masked';
CREATE INDEX line_subject ON publicity.line USING btree (county_code, subject_id);
alter table publicity.line enable row level security;
create policy anyone_reads_public on publicity.line for select using (public);
create policy place on publicity.line for all using (platform.in_scope(place_code)) with check (platform.in_scope(place_code));
grant insert, select, update on publicity.line to shanzhi_app;
grant select on publicity.line to shanzhi_reader;

create table publicity.list (
  county_code text not null,
  id uuid not null,
  place_code text not null,
  kind text not null,
  title text not null,
  duty text not null,
  opens_on date not null,
  closes_on date not null,
  hides_names_on date not null,
  spot text not null,
  columns jsonb not null,
  source jsonb not null,
  totals jsonb not null,
  state text not null,
  public boolean not null,
  opened_by uuid,
  opened_at timestamp with time zone not null,
  settled_at timestamp with time zone,
  revision integer not null default 1,
  constraint list_pkey PRIMARY KEY (county_code, id),
  constraint list_state_check CHECK ((state = ANY (ARRAY['open'::text, 'closed'::text, 'settled'::text])))
);
comment on table publicity.list is 'distributed · publicity lists (公示): what is shown, from when to when, by which duty';
CREATE INDEX list_due ON publicity.list USING btree (county_code, state, closes_on);
CREATE INDEX list_month ON publicity.list USING btree (county_code, place_code, kind, opens_on DESC);
CREATE INDEX list_place ON publicity.list USING btree (county_code, place_code, opens_on DESC);
alter table publicity.list enable row level security;
create policy anyone_reads_public on publicity.list for select using (public);
create policy place on publicity.list for all using (platform.in_scope(place_code)) with check (platform.in_scope(place_code));
grant insert, select, update on publicity.list to shanzhi_app;
grant select on publicity.list to shanzhi_reader;

create table publicity.objection (
  county_code text not null,
  id uuid not null,
  list_id uuid not null,
  line_id uuid not null,
  place_code text not null,
  household_id uuid,
  objector_account uuid not null,
  objector_name text not null,
  proxy jsonb,
  medium text not null,
  reason text not null,
  evidence uuid[] not null default '{}'::uuid[],
  state text not null,
  answer text,
  answered_by uuid,
  answered_name text,
  answered_at timestamp with time zone,
  raised_at timestamp with time zone not null,
  revision integer not null default 1,
  constraint objection_pkey PRIMARY KEY (county_code, id),
  constraint objection_county_code_line_id_fkey FOREIGN KEY (county_code, line_id) REFERENCES publicity.line(county_code, id),
  constraint objection_county_code_list_id_fkey FOREIGN KEY (county_code, list_id) REFERENCES publicity.list(county_code, id),
  constraint objection_state_check CHECK ((state = ANY (ARRAY['open'::text, 'upheld'::text, 'dismissed'::text, 'withdrawn'::text])))
);
comment on table publicity.objection is 'distributed · objections (异议) to one line; it holds that line and no other';
CREATE INDEX objection_list ON publicity.objection USING btree (county_code, list_id);
CREATE UNIQUE INDEX objection_once ON publicity.objection USING btree (county_code, line_id, objector_account, objector_name) WHERE (state = 'open'::text);
CREATE INDEX objection_place ON publicity.objection USING btree (county_code, place_code, state);
alter table publicity.objection enable row level security;
create policy own on publicity.objection for all using (platform.is_own_account(objector_account)) with check (platform.is_own_account(objector_account));
create policy place on publicity.objection for all using (platform.in_scope(place_code)) with check (platform.in_scope(place_code));
grant insert, select, update on publicity.objection to shanzhi_app;
grant select on publicity.objection to shanzhi_reader;

create table reward.clawback (
  county_code text not null,
  violation_id uuid not null,
  place_code text not null,
  creation_id uuid not null,
  amount_fen bigint not null,
  with_leader boolean not null,
  decided_on date not null,
  document text not null,
  recorded_by uuid not null,
  recorded_at timestamp with time zone not null,
  constraint clawback_pkey PRIMARY KEY (county_code, violation_id),
  constraint clawback_amount_fen_check CHECK ((amount_fen > 0)),
  constraint clawback_county_code_violation_id_fkey FOREIGN KEY (county_code, violation_id) REFERENCES collective.violation(county_code, id)
);
comment on table reward.clawback is 'distributed · rewards taken back from the transfer payment (转移支付扣减), once a violation; append-only';
CREATE INDEX clawback_place ON reward.clawback USING btree (county_code, place_code);
alter table reward.clawback enable row level security;
create policy place on reward.clawback for all using (platform.in_scope(place_code)) with check (platform.in_scope(place_code));
grant insert, select on reward.clawback to shanzhi_app;
grant select on reward.clawback to shanzhi_reader;

create table reward.line (
  county_code text not null,
  sheet_id uuid not null,
  position integer not null,
  place_code text not null,
  creation_id uuid,
  household_id uuid,
  part text not null,
  recipient text not null,
  grade text not null,
  points bigint,
  rule text not null,
  source text not null,
  since date not null,
  rate_fen bigint not null,
  count integer not null,
  amount_fen bigint not null,
  constraint line_pkey PRIMARY KEY (county_code, sheet_id, "position"),
  constraint line_amount_fen_check CHECK ((amount_fen >= 0)),
  constraint line_check CHECK (((part = 'share'::text) OR (amount_fen = (rate_fen * count)))),
  constraint line_count_check CHECK ((count >= 0)),
  constraint line_county_code_creation_id_fkey FOREIGN KEY (county_code, creation_id) REFERENCES collective.creation(county_code, id),
  constraint line_county_code_household_id_fkey FOREIGN KEY (county_code, household_id) REFERENCES household.household(county_code, id),
  constraint line_county_code_sheet_id_fkey FOREIGN KEY (county_code, sheet_id) REFERENCES reward.sheet(county_code, id),
  constraint line_part_check CHECK ((part = ANY (ARRAY['household'::text, 'leader'::text, 'whole_household'::text, 'whole_leader'::text, 'points'::text, 'mark'::text, 'share'::text]))),
  constraint line_rate_fen_check CHECK ((rate_fen >= 0))
);
comment on table reward.line is 'distributed · lines of a worksheet: rule, its value that day, source, count, amount; append-only';
CREATE INDEX line_creation ON reward.line USING btree (county_code, creation_id) WHERE (creation_id IS NOT NULL);
CREATE INDEX line_household ON reward.line USING btree (county_code, household_id) WHERE (household_id IS NOT NULL);
alter table reward.line enable row level security;
create policy place on reward.line for all using (platform.in_scope(place_code)) with check (platform.in_scope(place_code));
grant insert, select on reward.line to shanzhi_app;
grant select on reward.line to shanzhi_reader;

create table reward.payment (
  county_code text not null,
  sheet_id uuid not null,
  attempt integer not null,
  place_code text not null,
  number text not null,
  amount_fen bigint not null,
  paid_on date not null,
  method text not null,
  movement_id uuid,
  paid_by uuid not null,
  paid_at timestamp with time zone not null,
  constraint payment_pkey PRIMARY KEY (county_code, sheet_id, attempt),
  constraint payment_amount_fen_check CHECK ((amount_fen > 0)),
  constraint payment_county_code_movement_id_fkey FOREIGN KEY (county_code, movement_id) REFERENCES fund.movement(county_code, id),
  constraint payment_county_code_number_key UNIQUE (county_code, number),
  constraint payment_county_code_sheet_id_fkey FOREIGN KEY (county_code, sheet_id) REFERENCES reward.sheet(county_code, id),
  constraint payment_method_check CHECK ((method = ANY (ARRAY['bank'::text, 'cash'::text])))
);
comment on table reward.payment is 'distributed · the payout of a worksheet with the fund''s movement where one pays; another attempt only where that movement was refused or reversed; append-only';
alter table reward.payment enable row level security;
create policy place on reward.payment for all using (platform.in_scope(place_code)) with check (platform.in_scope(place_code));
grant insert, select on reward.payment to shanzhi_app;
grant select on reward.payment to shanzhi_reader;

create table reward.sheet (
  county_code text not null,
  id uuid not null,
  place_code text not null,
  adoption_id uuid not null,
  ladder text not null,
  period text not null,
  attempt integer not null,
  whole_village boolean not null,
  close_id uuid,
  income_fen bigint,
  total_fen bigint not null,
  remainder_fen bigint not null,
  scheme_hash text not null,
  state text not null,
  approval jsonb,
  drafted_by uuid not null,
  drafted_at timestamp with time zone not null,
  revision integer not null default 1,
  constraint sheet_pkey PRIMARY KEY (county_code, id),
  constraint sheet_county_code_adoption_id_fkey FOREIGN KEY (county_code, adoption_id) REFERENCES scheme.adoption(county_code, id),
  constraint sheet_county_code_adoption_id_ladder_period_attempt_key UNIQUE (county_code, adoption_id, ladder, period, attempt),
  constraint sheet_county_code_close_id_fkey FOREIGN KEY (county_code, close_id) REFERENCES points.close(county_code, id),
  constraint sheet_income_fen_check CHECK ((income_fen >= 0)),
  constraint sheet_remainder_fen_check CHECK ((remainder_fen >= 0)),
  constraint sheet_state_check CHECK ((state = ANY (ARRAY['drafted'::text, 'approved'::text, 'paid'::text, 'dropped'::text]))),
  constraint sheet_total_fen_check CHECK ((total_fen >= 0))
);
comment on table reward.sheet is 'distributed · worksheets (计算表) of the rewards of a period: drafted, approved, paid, dropped';
CREATE INDEX sheet_place ON reward.sheet USING btree (county_code, place_code, period);
alter table reward.sheet enable row level security;
create policy place on reward.sheet for all using (platform.in_scope(place_code)) with check (platform.in_scope(place_code));
grant insert, select, update on reward.sheet to shanzhi_app;
grant select on reward.sheet to shanzhi_reader;

create table scheme.adoption (
  county_code text not null,
  id uuid not null,
  place_code text not null,
  scheme_id text not null,
  version integer not null,
  hash text not null,
  settings jsonb not null,
  state text not null,
  starts_on date,
  ends_on date,
  resolution_id uuid,
  revision integer not null default 1,
  earlier jsonb not null,
  constraint adoption_pkey PRIMARY KEY (county_code, id),
  constraint adoption_scheme_id_version_fkey FOREIGN KEY (scheme_id, version) REFERENCES scheme.version(scheme_id, version),
  constraint adoption_state_check CHECK ((state = ANY (ARRAY['draft'::text, 'in_force'::text, 'ended'::text])))
);
comment on table scheme.adoption is 'distributed · a village (or county) runs a scheme from a day on, with its open values filled';
CREATE UNIQUE INDEX adoption_in_force ON scheme.adoption USING btree (county_code, place_code, scheme_id) WHERE (state = 'in_force'::text);
CREATE INDEX adoption_place ON scheme.adoption USING btree (county_code, place_code);
alter table scheme.adoption enable row level security;
create policy place on scheme.adoption for all using (platform.in_scope(place_code)) with check (platform.in_scope(place_code));
create policy read_in_force on scheme.adoption for select using ((state = 'in_force'::text));
grant insert, select, update on scheme.adoption to shanzhi_app;
grant select on scheme.adoption to shanzhi_reader;

create table scheme.copy (
  county_code text not null,
  id uuid not null,
  place_code text not null,
  scheme_id text not null,
  source_id text,
  source_version integer,
  content jsonb not null,
  changed_at timestamp with time zone not null,
  revision integer not null default 1,
  constraint copy_pkey PRIMARY KEY (county_code, id),
  constraint copy_county_code_scheme_id_key UNIQUE (county_code, scheme_id),
  constraint copy_source_id_source_version_fkey FOREIGN KEY (source_id, source_version) REFERENCES scheme.version(scheme_id, version)
);
comment on table scheme.copy is 'distributed · a place''s own copy of a scheme as it is being written; what goes into force is kept as a version';
CREATE INDEX copy_place ON scheme.copy USING btree (county_code, place_code);
alter table scheme.copy enable row level security;
create policy place on scheme.copy for all using (platform.in_scope(place_code)) with check (platform.in_scope(place_code));
grant insert, select, update on scheme.copy to shanzhi_app;
grant select on scheme.copy to shanzhi_reader;

create table scheme.version (
  scheme_id text not null,
  version integer not null,
  hash text not null,
  content jsonb not null,
  origin text not null,
  created_at timestamp with time zone not null,
  place_code text,
  source_id text,
  source_version integer,
  constraint version_pkey PRIMARY KEY (scheme_id, version),
  constraint version_origin_check CHECK ((origin = ANY (ARRAY['pack'::text, 'adapted'::text]))),
  constraint version_scheme_id_hash_key UNIQUE (scheme_id, hash)
);
comment on table scheme.version is 'reference · every scheme text that was ever in force, by its content hash; append-only';
CREATE INDEX version_place ON scheme.version USING btree (place_code) WHERE (place_code IS NOT NULL);
grant insert, select on scheme.version to shanzhi_app;
grant select on scheme.version to shanzhi_reader;

create table shop.code (
  county_code text not null,
  digest text not null,
  place_code text not null,
  household_id uuid not null,
  book_id uuid not null,
  points_max bigint,
  made_by uuid not null,
  made_at timestamp with time zone not null,
  expires_at timestamp with time zone not null,
  redemption_id uuid,
  constraint code_pkey PRIMARY KEY (county_code, digest),
  constraint code_county_code_book_id_fkey FOREIGN KEY (county_code, book_id) REFERENCES points.book(county_code, id),
  constraint code_points_max_check CHECK ((points_max > 0))
);
comment on table shop.code is 'distributed · one-time codes that a household shows at a counter: bound to a book, short-lived, used once; only the digest is kept';
CREATE INDEX code_book ON shop.code USING btree (county_code, book_id) WHERE (redemption_id IS NULL);
alter table shop.code enable row level security;
create policy place on shop.code for all using (platform.in_scope(place_code)) with check (platform.in_scope(place_code));
grant insert, select, update on shop.code to shanzhi_app;

create table shop.day (
  county_code text not null,
  shop_id uuid not null,
  on_day date not null,
  place_code text not null,
  figures jsonb not null,
  counts jsonb not null,
  note text not null,
  closed_by uuid not null,
  closed_name text not null,
  closed_at timestamp with time zone not null,
  constraint day_pkey PRIMARY KEY (county_code, shop_id, on_day),
  constraint day_county_code_shop_id_fkey FOREIGN KEY (county_code, shop_id) REFERENCES shop.shop(county_code, id)
);
comment on table shop.day is 'distributed · days that a shop has reconciled: counted against recorded, differences explained; append-only, and the day takes no more redemptions';
alter table shop.day enable row level security;
create policy place on shop.day for all using (platform.in_scope(place_code)) with check (platform.in_scope(place_code));
grant insert, select on shop.day to shanzhi_app;
grant select on shop.day to shanzhi_reader;

create table shop.good (
  county_code text not null,
  id uuid not null,
  place_code text not null,
  shop_id uuid not null,
  name text not null,
  kind text not null,
  class_key text not null,
  shelf text not null,
  unit text not null,
  price_fen bigint not null,
  price_points bigint,
  stocked boolean not null,
  on_hand bigint not null default 0,
  retired_on date,
  revision integer not null default 1,
  constraint good_pkey PRIMARY KEY (county_code, id),
  constraint good_county_code_shop_id_fkey FOREIGN KEY (county_code, shop_id) REFERENCES shop.shop(county_code, id),
  constraint good_county_code_shop_id_name_shelf_key UNIQUE (county_code, shop_id, name, shelf),
  constraint good_kind_check CHECK ((kind = ANY (ARRAY['goods'::text, 'service'::text, 'voucher'::text]))),
  constraint good_on_hand_check CHECK ((on_hand >= 0)),
  constraint good_price_fen_check CHECK ((price_fen >= 0)),
  constraint good_price_points_check CHECK ((price_points > 0)),
  constraint good_shelf_check CHECK ((shelf = ANY (ARRAY['charity'::text, 'business'::text])))
);
comment on table shop.good is 'distributed · goods, services and vouchers of a shop with what is on hand, never below zero';
alter table shop.good enable row level security;
create policy place on shop.good for all using (platform.in_scope(place_code)) with check (platform.in_scope(place_code));
grant insert, select, update on shop.good to shanzhi_app;
grant select on shop.good to shanzhi_reader;

create table shop.redemption (
  county_code text not null,
  id uuid not null,
  place_code text not null,
  shop_id uuid not null,
  household_id uuid not null,
  book_id uuid not null,
  book_key text not null,
  points bigint not null,
  value_fen bigint not null,
  payable_fen bigint not null,
  cash_fen bigint not null,
  rest bigint not null,
  time_mode text not null,
  medium text not null,
  confirmation jsonb,
  warnings text[] not null default '{}'::text[],
  redeemed_on date not null,
  reverses_id uuid,
  reason text not null default ''::text,
  recorded_by uuid not null,
  recorded_name text not null,
  recorded_at timestamp with time zone not null,
  constraint redemption_pkey PRIMARY KEY (county_code, id),
  constraint redemption_county_code_book_id_fkey FOREIGN KEY (county_code, book_id) REFERENCES points.book(county_code, id),
  constraint redemption_county_code_reverses_id_fkey FOREIGN KEY (county_code, reverses_id) REFERENCES shop.redemption(county_code, id),
  constraint redemption_county_code_shop_id_fkey FOREIGN KEY (county_code, shop_id) REFERENCES shop.shop(county_code, id),
  constraint redemption_medium_check CHECK ((medium = ANY (ARRAY['code'::text, 'counter'::text]))),
  constraint redemption_time_mode_check CHECK ((time_mode = ANY (ARRAY['usual'::text, 'chosen'::text, 'year_end'::text])))
);
comment on table shop.redemption is 'distributed · redemptions (兑换): points out, goods or cash over the counter; a cancelled one is reversed by a row that names it; append-only';
CREATE INDEX redemption_household ON shop.redemption USING btree (county_code, household_id, redeemed_on DESC);
CREATE UNIQUE INDEX redemption_reversed_once ON shop.redemption USING btree (county_code, reverses_id) WHERE (reverses_id IS NOT NULL);
CREATE INDEX redemption_shop ON shop.redemption USING btree (county_code, shop_id, redeemed_on DESC, id DESC);
alter table shop.redemption enable row level security;
create policy own on shop.redemption for select using (platform.is_own(household_id));
create policy place on shop.redemption for all using (platform.in_scope(place_code)) with check (platform.in_scope(place_code));
grant insert, select on shop.redemption to shanzhi_app;
grant select on shop.redemption to shanzhi_reader;

create table shop.redemption_line (
  county_code text not null,
  redemption_id uuid not null,
  position integer not null,
  place_code text not null,
  household_id uuid not null,
  good_id uuid,
  name text not null,
  unit text not null,
  shelf text not null,
  quantity bigint not null,
  points bigint not null,
  value_fen bigint not null,
  constraint redemption_line_pkey PRIMARY KEY (county_code, redemption_id, "position"),
  constraint redemption_line_county_code_good_id_fkey FOREIGN KEY (county_code, good_id) REFERENCES shop.good(county_code, id),
  constraint redemption_line_county_code_redemption_id_fkey FOREIGN KEY (county_code, redemption_id) REFERENCES shop.redemption(county_code, id),
  constraint redemption_line_quantity_check CHECK ((quantity <> 0)),
  constraint redemption_line_shelf_check CHECK ((shelf = ANY (ARRAY['charity'::text, 'business'::text, 'cash'::text])))
);
comment on table shop.redemption_line is 'distributed · what each redemption was for, with its points and value; append-only';
alter table shop.redemption_line enable row level security;
create policy own on shop.redemption_line for select using (platform.is_own(household_id));
create policy place on shop.redemption_line for all using (platform.in_scope(place_code)) with check (platform.in_scope(place_code));
grant insert, select on shop.redemption_line to shanzhi_app;
grant select on shop.redemption_line to shanzhi_reader;

create table shop.settlement (
  county_code text not null,
  id uuid not null,
  place_code text not null,
  shop_id uuid not null,
  period text not null,
  first_day date not null,
  last_day date not null,
  basis text not null,
  issued bigint not null,
  redeemed bigint not null,
  payable_fen bigint not null,
  movement_id uuid not null,
  settled_by uuid not null,
  settled_name text not null,
  settled_at timestamp with time zone not null,
  constraint settlement_pkey PRIMARY KEY (county_code, id),
  constraint settlement_basis_check CHECK ((basis = ANY (ARRAY['redeemed'::text, 'issued'::text]))),
  constraint settlement_county_code_movement_id_fkey FOREIGN KEY (county_code, movement_id) REFERENCES fund.movement(county_code, id),
  constraint settlement_county_code_shop_id_fkey FOREIGN KEY (county_code, shop_id) REFERENCES shop.shop(county_code, id),
  constraint settlement_payable_fen_check CHECK ((payable_fen > 0))
);
comment on table shop.settlement is 'distributed · settlements with a shop (结算): what a period comes to and the movement of the fund that pays it; append-only';
CREATE INDEX settlement_shop ON shop.settlement USING btree (county_code, shop_id, settled_at DESC);
alter table shop.settlement enable row level security;
create policy place on shop.settlement for all using (platform.in_scope(place_code)) with check (platform.in_scope(place_code));
grant insert, select on shop.settlement to shanzhi_app;
grant select on shop.settlement to shanzhi_reader;

create table shop.shop (
  county_code text not null,
  id uuid not null,
  place_code text not null,
  adoption_id uuid not null,
  name text not null,
  site text not null,
  partner text not null,
  address text not null,
  operator_account_id uuid,
  operator_name text not null,
  resolution_id uuid,
  opened_on date not null,
  closed_on date,
  revision integer not null default 1,
  constraint shop_pkey PRIMARY KEY (county_code, id),
  constraint shop_county_code_adoption_id_fkey FOREIGN KEY (county_code, adoption_id) REFERENCES scheme.adoption(county_code, id),
  constraint shop_county_code_place_code_name_key UNIQUE (county_code, place_code, name),
  constraint shop_county_code_resolution_id_fkey FOREIGN KEY (county_code, resolution_id) REFERENCES meeting.resolution(county_code, id),
  constraint shop_site_check CHECK ((site = ANY (ARRAY['store'::text, 'idle_house'::text, 'partner'::text])))
);
comment on table shop.shop is 'distributed · shops (兑换点) with their partner, place and operator';
alter table shop.shop enable row level security;
create policy operator on shop.shop for select using (platform.is_own_account(operator_account_id));
create policy place on shop.shop for all using (platform.in_scope(place_code)) with check (platform.in_scope(place_code));
grant insert, select, update on shop.shop to shanzhi_app;
grant select on shop.shop to shanzhi_reader;

create table shop.stock_entry (
  county_code text not null,
  id uuid not null,
  place_code text not null,
  shop_id uuid not null,
  good_id uuid not null,
  kind text not null,
  quantity bigint not null,
  value_fen bigint not null,
  occurred_on date not null,
  party text,
  party_hidden boolean not null default false,
  reason text not null,
  redemption_id uuid,
  recorded_by uuid not null,
  recorded_name text not null,
  recorded_at timestamp with time zone not null,
  constraint stock_entry_pkey PRIMARY KEY (county_code, id),
  constraint stock_entry_county_code_good_id_fkey FOREIGN KEY (county_code, good_id) REFERENCES shop.good(county_code, id),
  constraint stock_entry_kind_check CHECK ((kind = ANY (ARRAY['donation'::text, 'purchase'::text, 'dispatch'::text, 'sale'::text, 'count'::text, 'redemption'::text, 'redemption_return'::text]))),
  constraint stock_entry_quantity_check CHECK ((quantity <> 0))
);
comment on table shop.stock_entry is 'distributed · the stock ledger: in by donation, purchase or dispatch, out by redemption or sale, corrected by count; append-only';
CREATE INDEX stock_entry_day ON shop.stock_entry USING btree (county_code, shop_id, occurred_on);
CREATE INDEX stock_entry_good ON shop.stock_entry USING btree (county_code, good_id, recorded_at DESC);
alter table shop.stock_entry enable row level security;
create policy place on shop.stock_entry for all using (platform.in_scope(place_code)) with check (platform.in_scope(place_code));
grant insert, select on shop.stock_entry to shanzhi_app;
grant select on shop.stock_entry to shanzhi_reader;

create table shop.year (
  county_code text not null,
  place_code text not null,
  adoption_id uuid not null,
  year text not null,
  stripe integer not null,
  payable_fen bigint not null,
  constraint year_pkey PRIMARY KEY (county_code, place_code, adoption_id, year, stripe)
);
comment on table shop.year is 'distributed · what a village owes its shops for the redemptions of a year, in stripes that counters add to without waiting for each other; where a budget is refused all add to stripe 0, so that it is never passed by two at once';
alter table shop.year enable row level security;
create policy place on shop.year for all using (platform.in_scope(place_code)) with check (platform.in_scope(place_code));
grant insert, select, update on shop.year to shanzhi_app;
grant select on shop.year to shanzhi_reader;

create table territory.area (
  county_code text not null,
  id uuid not null,
  place_code text not null,
  parent_id uuid,
  kind text not null,
  system text not null,
  name text not null,
  number text not null,
  former_names jsonb not null,
  valid_from date not null,
  valid_to date,
  ended_because text,
  constraint area_pkey PRIMARY KEY (county_code, id),
  constraint area_check1 CHECK (((valid_to IS NULL) OR (valid_to >= valid_from))),
  constraint area_county_code_parent_id_fkey FOREIGN KEY (county_code, parent_id) REFERENCES territory.area(county_code, id),
  constraint area_kind_check CHECK ((kind = ANY (ARRAY['natural_village'::text, 'group'::text, 'grid'::text, 'cell'::text])))
);
comment on table territory.area is 'distributed · natural villages, groups, grids and cells below the village; systems may overlap';
CREATE UNIQUE INDEX area_number ON territory.area USING btree (county_code, place_code, system, kind, number) WHERE (valid_to IS NULL);
CREATE INDEX area_place ON territory.area USING btree (county_code, place_code);
alter table territory.area enable row level security;
create policy place on territory.area for all using (platform.in_scope(place_code)) with check (platform.in_scope(place_code));
create policy read on territory.area for select using (true);
grant insert, select, update on territory.area to shanzhi_app;
grant select on territory.area to shanzhi_reader;

create table territory.area_boundary (
  county_code text not null,
  area_id uuid not null,
  revision integer not null,
  place_code text not null,
  datum text,
  shape jsonb,
  drawn_on date not null,
  source text not null,
  drawn_by uuid,
  drawn_name text not null,
  drawn_at timestamp with time zone not null,
  constraint area_boundary_pkey PRIMARY KEY (county_code, area_id, revision),
  constraint area_boundary_check CHECK (((datum IS NULL) = (shape IS NULL))),
  constraint area_boundary_county_code_area_id_fkey FOREIGN KEY (county_code, area_id) REFERENCES territory.area(county_code, id),
  constraint area_boundary_datum_check CHECK ((datum = ANY (ARRAY['CGCS2000'::text, 'GCJ-02'::text]))),
  constraint area_boundary_revision_check CHECK ((revision > 0))
);
comment on table territory.area_boundary is 'distributed · boundaries of natural villages, groups, grids and cells, each drawing a revision, the newest counts; append-only';
CREATE INDEX area_boundary_place ON territory.area_boundary USING btree (county_code, place_code);
alter table territory.area_boundary enable row level security;
create policy place on territory.area_boundary for all using (platform.in_scope(place_code)) with check (platform.in_scope(place_code));
create policy read on territory.area_boundary for select using (true);
grant insert, select on territory.area_boundary to shanzhi_app;
grant select on territory.area_boundary to shanzhi_reader;

create table territory.boundary (
  code text not null,
  datum text,
  shape jsonb,
  drawn_on date not null,
  source text not null,
  revision integer not null,
  drawn_by uuid,
  drawn_name text not null,
  drawn_at timestamp with time zone not null,
  constraint boundary_pkey PRIMARY KEY (code, revision),
  constraint boundary_check CHECK (((datum IS NULL) = (shape IS NULL))),
  constraint boundary_code_fkey FOREIGN KEY (code) REFERENCES territory.division(code),
  constraint boundary_datum_check CHECK ((datum = ANY (ARRAY['CGCS2000'::text, 'GCJ-02'::text]))),
  constraint boundary_revision_check CHECK ((revision > 0))
);
comment on table territory.boundary is 'reference · boundaries of divisions as GeoJSON with their datum, each drawing a revision, the newest counts, none taken away; append-only';
grant insert, select on territory.boundary to shanzhi_app;
grant select on territory.boundary to shanzhi_reader;

create table territory.division (
  code text not null,
  parent_code text,
  level text not null,
  name text not null,
  short_name text not null,
  pinyin text not null,
  initials text not null,
  valid_from date not null,
  valid_to date,
  source text not null,
  constraint division_pkey PRIMARY KEY (code),
  constraint division_check CHECK (((valid_to IS NULL) OR (valid_to > valid_from))),
  constraint division_code_check CHECK ((code ~ '^[0-9]{12}$'::text)),
  constraint division_level_check CHECK ((level = ANY (ARRAY['province'::text, 'city'::text, 'county'::text, 'town'::text, 'village'::text]))),
  constraint division_parent_code_fkey FOREIGN KEY (parent_code) REFERENCES territory.division(code)
);
comment on table territory.division is 'reference · 12-digit division codes with their present names, dated (统计用区划代码)';
CREATE INDEX division_code_prefix ON territory.division USING btree (code text_pattern_ops);
CREATE INDEX division_initials ON territory.division USING btree (initials text_pattern_ops);
CREATE INDEX division_parent ON territory.division USING btree (parent_code);
CREATE INDEX division_pinyin ON territory.division USING btree (pinyin text_pattern_ops);
grant insert, select, update on territory.division to shanzhi_app;
grant select on territory.division to shanzhi_reader;

create table territory.former_name (
  code text not null,
  name text not null,
  short_name text not null,
  valid_from date not null,
  valid_to date not null,
  source text not null,
  constraint former_name_pkey PRIMARY KEY (code, valid_from),
  constraint former_name_check CHECK ((valid_to > valid_from)),
  constraint former_name_code_fkey FOREIGN KEY (code) REFERENCES territory.division(code)
);
comment on table territory.former_name is 'reference · names that a division had, from when to when';
grant insert, select on territory.former_name to shanzhi_app;
grant select on territory.former_name to shanzhi_reader;

create table territory.succession (
  code text not null,
  successor_code text not null,
  on_date date not null,
  source text not null,
  constraint succession_pkey PRIMARY KEY (code, successor_code),
  constraint succession_check CHECK ((code <> successor_code)),
  constraint succession_code_fkey FOREIGN KEY (code) REFERENCES territory.division(code),
  constraint succession_successor_code_fkey FOREIGN KEY (successor_code) REFERENCES territory.division(code)
);
comment on table territory.succession is 'reference · which divisions took over from an ended one';
CREATE INDEX succession_successor ON territory.succession USING btree (successor_code);
grant insert, select on territory.succession to shanzhi_app;
grant select on territory.succession to shanzhi_reader;

