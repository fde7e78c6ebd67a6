-- breaking: no
-- Boards: who is listed and why, help, requests to be taken down, referrals, ranks by resolution, texts for the loudspeaker.
create schema board;
grant usage on schema board to shanzhi_app, shanzhi_reader;

-- A line that was taken down keeps its place and shows nothing any more.
alter table publicity.line add column taken_down_on date;
create index list_month on publicity.list (county_code, place_code, kind, opens_on desc);

create table board.listing (
  county_code text not null,
  id uuid not null,
  place_code text not null,
  household_id uuid not null,
  person_id uuid,
  adoption_id uuid not null,
  board_key text not null,
  side text not null check (side in ('red', 'black')),
  name text not null,
  ground_key text not null,
  reason text not null,
  evidence uuid[] not null default '{}',
  state text not null check (state in ('proposed', 'standing', 'refused', 'taken_down')),
  proposed_by uuid not null,
  proposed_name text not null,
  proposed_at timestamptz not null,
  panel text[] not null default '{}',
  note text not null default '',
  decided_by uuid,
  decided_name text,
  decided_at timestamptz,
  listed_on date,
  ends_on date,
  taken_down_on date,
  probation_until date,
  scheme_hash text not null,
  assistant text,
  plan text,
  revision int not null default 1,
  primary key (county_code, id),
  foreign key (county_code, adoption_id) references scheme.adoption (county_code, id),
  foreign key (county_code, household_id) references household.household (county_code, id)
);
comment on table board.listing is 'distributed · listings on a red or black board (上榜): ground, evidence, decision, days, taking down, probation, who helps';
create index listing_place on board.listing (county_code, place_code, proposed_at desc, id desc);
create index listing_household on board.listing (county_code, household_id);
create index listing_frozen on board.listing (county_code, place_code, adoption_id) where side = 'black' and state in ('standing', 'taken_down');
alter table board.listing enable row level security;
create policy place on board.listing using (platform.in_scope(place_code)) with check (platform.in_scope(place_code));
create policy own on board.listing for select using (platform.is_own(household_id));
grant select, insert, update on board.listing to shanzhi_app;
grant select on board.listing to shanzhi_reader;

create table board.help (
  county_code text not null,
  id uuid not null,
  place_code text not null,
  household_id uuid not null,
  listing_id uuid not null,
  held_on date not null,
  text text not null,
  outcome text not null check (outcome in ('help', 'taught_changed', 'taught_unchanged')),
  recorded_by uuid not null,
  recorded_name text not null,
  recorded_at timestamptz not null,
  primary key (county_code, id),
  foreign key (county_code, listing_id) references board.listing (county_code, id)
);
comment on table board.help is 'distributed · help and teaching (帮教) of who stands on a black board; append-only';
create index help_listing on board.help (county_code, listing_id, held_on);
alter table board.help enable row level security;
create policy place on board.help using (platform.in_scope(place_code)) with check (platform.in_scope(place_code));
create policy own on board.help for select using (platform.is_own(household_id));
grant select, insert on board.help to shanzhi_app;
grant select on board.help to shanzhi_reader;

create table board.request (
  county_code text not null,
  id uuid not null,
  place_code text not null,
  household_id uuid not null,
  kind text not null check (kind in ('mended', 'privacy')),
  adoption_id uuid not null,
  board_key text not null,
  listing_id uuid,
  list_id uuid,
  line_id uuid,
  asker_account uuid not null,
  asker_name text not null,
  medium text not null check (medium in ('app', 'console', 'oral', 'phone', 'paper')),
  proxy jsonb,
  reason text not null,
  due_on date not null,
  state text not null check (state in ('open', 'granted', 'refused')),
  answer text,
  answered_by uuid,
  answered_name text,
  answered_at timestamptz,
  asked_at timestamptz not null,
  revision int not null default 1,
  primary key (county_code, id),
  foreign key (county_code, listing_id) references board.listing (county_code, id),
  foreign key (county_code, list_id) references publicity.list (county_code, id),
  foreign key (county_code, line_id) references publicity.line (county_code, id)
);
comment on table board.request is 'distributed · requests to be taken down (撤榜申请): mended, or privacy, with the day by which they are answered';
create unique index request_once on board.request (county_code, household_id, adoption_id, board_key, kind) where state = 'open';
create index request_place on board.request (county_code, place_code, state, due_on);
alter table board.request enable row level security;
create policy place on board.request using (platform.in_scope(place_code)) with check (platform.in_scope(place_code));
create policy own on board.request using (platform.is_own(household_id)) with check (platform.is_own(household_id));
grant select, insert, update on board.request to shanzhi_app;
grant select on board.request to shanzhi_reader;

create table board.referral (
  county_code text not null,
  id uuid not null,
  place_code text not null,
  household_id uuid not null,
  listing_id uuid not null,
  authority text not null,
  suspicion text not null,
  listings int not null,
  teachings int not null,
  evidence uuid[] not null default '{}',
  referred_by uuid not null,
  referred_name text not null,
  referred_at timestamptz not null,
  primary key (county_code, id),
  unique (county_code, listing_id),
  foreign key (county_code, listing_id) references board.listing (county_code, id)
);
comment on table board.referral is 'distributed · referrals to an authority (移送) with the conditions as they stood; a person decided; append-only';
alter table board.referral enable row level security;
create policy place on board.referral using (platform.in_scope(place_code)) with check (platform.in_scope(place_code));
grant select, insert on board.referral to shanzhi_app;
grant select on board.referral to shanzhi_reader;

create table board.ranking (
  county_code text not null,
  id uuid not null,
  place_code text not null,
  adoption_id uuid not null,
  board_key text not null,
  shown boolean not null,
  resolution_id uuid not null,
  decided_by uuid not null,
  decided_at timestamptz not null,
  primary key (county_code, id),
  foreign key (county_code, adoption_id) references scheme.adoption (county_code, id),
  foreign key (county_code, resolution_id) references meeting.resolution (county_code, id)
);
comment on table board.ranking is 'distributed · the village resolved that ranks are shown, or no longer; the newest counts; append-only';
create index ranking_board on board.ranking (county_code, place_code, adoption_id, board_key, decided_at desc);
alter table board.ranking enable row level security;
create policy place on board.ranking using (platform.in_scope(place_code)) with check (platform.in_scope(place_code));
grant select, insert on board.ranking to shanzhi_app;
grant select on board.ranking to shanzhi_reader;

create table board.broadcast (
  county_code text not null,
  id uuid not null,
  place_code text not null,
  list_id uuid,
  title text not null,
  words text not null,
  plays_at jsonb not null default '[]',
  made_by uuid not null,
  made_name text not null,
  made_at timestamptz not null,
  revision int not null default 1,
  primary key (county_code, id),
  foreign key (county_code, list_id) references publicity.list (county_code, id)
);
comment on table board.broadcast is 'distributed · texts for the loudspeaker (广播稿) with the times at which they are to be played';
create index broadcast_place on board.broadcast (county_code, place_code, made_at desc, id desc);
alter table board.broadcast enable row level security;
create policy place on board.broadcast using (platform.in_scope(place_code)) with check (platform.in_scope(place_code));
grant select, insert, update on board.broadcast to shanzhi_app;
grant select on board.broadcast to shanzhi_reader;

create table board.play (
  county_code text not null,
  id uuid not null,
  place_code text not null,
  broadcast_id uuid not null,
  words text not null,
  played_at timestamptz not null,
  spot text not null,
  played_by uuid not null,
  played_name text not null,
  primary key (county_code, id),
  foreign key (county_code, broadcast_id) references board.broadcast (county_code, id)
);
comment on table board.play is 'distributed · what was played over the loudspeaker, when and by whom (播放记录); append-only';
create index play_broadcast on board.play (county_code, broadcast_id, played_at desc);
alter table board.play enable row level security;
create policy place on board.play using (platform.in_scope(place_code)) with check (platform.in_scope(place_code));
grant select, insert on board.play to shanzhi_app;
grant select on board.play to shanzhi_reader;
