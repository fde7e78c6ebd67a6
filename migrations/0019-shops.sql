-- breaking: no
-- Where points are exchanged. What a shop's operator sees follows from being named on the shop, not from a scope.
create schema shop;
grant usage on schema shop to shanzhi_app, shanzhi_reader;

create table shop.shop (
  county_code text not null,
  id uuid not null,
  place_code text not null,
  adoption_id uuid not null,
  name text not null,
  site text not null check (site in ('store', 'idle_house', 'partner')),
  partner text not null,
  address text not null,
  operator_account_id uuid,
  operator_name text not null,
  resolution_id uuid,
  opened_on date not null,
  closed_on date,
  revision int not null default 1,
  primary key (county_code, id),
  unique (county_code, place_code, name),
  foreign key (county_code, adoption_id) references scheme.adoption (county_code, id),
  foreign key (county_code, resolution_id) references meeting.resolution (county_code, id)
);
comment on table shop.shop is 'distributed · shops (兑换点) with their partner, place and operator';
alter table shop.shop enable row level security;
create policy place on shop.shop using (platform.in_scope(place_code)) with check (platform.in_scope(place_code));
create policy operator on shop.shop for select using (platform.is_own_account(operator_account_id));
grant select, insert, update on shop.shop to shanzhi_app;
grant select on shop.shop to shanzhi_reader;

create table shop.good (
  county_code text not null,
  id uuid not null,
  place_code text not null,
  shop_id uuid not null,
  name text not null,
  kind text not null check (kind in ('goods', 'service', 'voucher')),
  class_key text not null,
  shelf text not null check (shelf in ('charity', 'business')),
  unit text not null,
  price_fen bigint not null check (price_fen >= 0),
  price_points bigint check (price_points > 0),
  stocked boolean not null,
  on_hand bigint not null default 0 check (on_hand >= 0),
  retired_on date,
  revision int not null default 1,
  primary key (county_code, id),
  unique (county_code, shop_id, name, shelf),
  foreign key (county_code, shop_id) references shop.shop (county_code, id)
);
comment on table shop.good is 'distributed · goods, services and vouchers of a shop with what is on hand, never below zero';
alter table shop.good enable row level security;
create policy place on shop.good using (platform.in_scope(place_code)) with check (platform.in_scope(place_code));
grant select, insert, update on shop.good to shanzhi_app;
grant select on shop.good to shanzhi_reader;

create table shop.stock_entry (
  county_code text not null,
  id uuid not null,
  place_code text not null,
  shop_id uuid not null,
  good_id uuid not null,
  kind text not null check (kind in ('donation', 'purchase', 'dispatch', 'sale', 'count', 'redemption', 'redemption_return')),
  quantity bigint not null check (quantity <> 0),
  value_fen bigint not null,
  occurred_on date not null,
  party text,
  party_hidden boolean not null default false,
  reason text not null,
  redemption_id uuid,
  recorded_by uuid not null,
  recorded_name text not null,
  recorded_at timestamptz not null,
  primary key (county_code, id),
  foreign key (county_code, good_id) references shop.good (county_code, id)
);
comment on table shop.stock_entry is 'distributed · the stock ledger: in by donation, purchase or dispatch, out by redemption or sale, corrected by count; append-only';
create index stock_entry_good on shop.stock_entry (county_code, good_id, recorded_at desc);
create index stock_entry_day on shop.stock_entry (county_code, shop_id, occurred_on);
alter table shop.stock_entry enable row level security;
create policy place on shop.stock_entry using (platform.in_scope(place_code)) with check (platform.in_scope(place_code));
grant select, insert on shop.stock_entry to shanzhi_app;
grant select on shop.stock_entry to shanzhi_reader;

create table shop.code (
  county_code text not null,
  digest text not null,
  place_code text not null,
  household_id uuid not null,
  book_id uuid not null,
  points_max bigint check (points_max > 0),
  made_by uuid not null,
  made_at timestamptz not null,
  expires_at timestamptz not null,
  redemption_id uuid,
  primary key (county_code, digest),
  foreign key (county_code, book_id) references points.book (county_code, id)
);
comment on table shop.code is 'distributed · one-time codes that a household shows at a counter: bound to a book, short-lived, used once; only the digest is kept';
create index code_book on shop.code (county_code, book_id) where redemption_id is null;
alter table shop.code enable row level security;
create policy place on shop.code using (platform.in_scope(place_code)) with check (platform.in_scope(place_code));
grant select, insert, update on shop.code to shanzhi_app;

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
  time_mode text not null check (time_mode in ('usual', 'chosen', 'year_end')),
  medium text not null check (medium in ('code', 'counter')),
  confirmation jsonb,
  warnings text[] not null default '{}',
  redeemed_on date not null,
  reverses_id uuid,
  reason text not null default '',
  recorded_by uuid not null,
  recorded_name text not null,
  recorded_at timestamptz not null,
  primary key (county_code, id),
  foreign key (county_code, shop_id) references shop.shop (county_code, id),
  foreign key (county_code, book_id) references points.book (county_code, id),
  foreign key (county_code, reverses_id) references shop.redemption (county_code, id)
);
comment on table shop.redemption is 'distributed · redemptions (兑换): points out, goods or cash over the counter; a cancelled one is reversed by a row that names it; append-only';
create unique index redemption_reversed_once on shop.redemption (county_code, reverses_id) where reverses_id is not null;
create index redemption_shop on shop.redemption (county_code, shop_id, redeemed_on desc, id desc);
create index redemption_household on shop.redemption (county_code, household_id, redeemed_on desc);
alter table shop.redemption enable row level security;
create policy place on shop.redemption using (platform.in_scope(place_code)) with check (platform.in_scope(place_code));
create policy own on shop.redemption for select using (platform.is_own(household_id));
grant select, insert on shop.redemption to shanzhi_app;
grant select on shop.redemption to shanzhi_reader;

create table shop.redemption_line (
  county_code text not null,
  redemption_id uuid not null,
  position int not null,
  place_code text not null,
  household_id uuid not null,
  good_id uuid,
  name text not null,
  unit text not null,
  shelf text not null check (shelf in ('charity', 'business', 'cash')),
  quantity bigint not null check (quantity <> 0),
  points bigint not null,
  value_fen bigint not null,
  primary key (county_code, redemption_id, position),
  foreign key (county_code, redemption_id) references shop.redemption (county_code, id),
  foreign key (county_code, good_id) references shop.good (county_code, id)
);
comment on table shop.redemption_line is 'distributed · what each redemption was for, with its points and value; append-only';
alter table shop.redemption_line enable row level security;
create policy place on shop.redemption_line using (platform.in_scope(place_code)) with check (platform.in_scope(place_code));
create policy own on shop.redemption_line for select using (platform.is_own(household_id));
grant select, insert on shop.redemption_line to shanzhi_app;
grant select on shop.redemption_line to shanzhi_reader;

create table shop.year (
  county_code text not null,
  place_code text not null,
  adoption_id uuid not null,
  year text not null,
  stripe int not null,
  payable_fen bigint not null,
  primary key (county_code, place_code, adoption_id, year, stripe)
);
comment on table shop.year is 'distributed · what a village owes its shops for the redemptions of a year, in stripes that counters add to without waiting for each other; where a budget is refused all add to stripe 0, so that it is never passed by two at once';
alter table shop.year enable row level security;
create policy place on shop.year using (platform.in_scope(place_code)) with check (platform.in_scope(place_code));
grant select, insert, update on shop.year to shanzhi_app;
grant select on shop.year to shanzhi_reader;

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
  closed_at timestamptz not null,
  primary key (county_code, shop_id, on_day),
  foreign key (county_code, shop_id) references shop.shop (county_code, id)
);
comment on table shop.day is 'distributed · days that a shop has reconciled: counted against recorded, differences explained; append-only, and the day takes no more redemptions';
alter table shop.day enable row level security;
create policy place on shop.day using (platform.in_scope(place_code)) with check (platform.in_scope(place_code));
grant select, insert on shop.day to shanzhi_app;
grant select on shop.day to shanzhi_reader;

create table shop.settlement (
  county_code text not null,
  id uuid not null,
  place_code text not null,
  shop_id uuid not null,
  period text not null,
  first_day date not null,
  last_day date not null,
  basis text not null check (basis in ('redeemed', 'issued')),
  issued bigint not null,
  redeemed bigint not null,
  payable_fen bigint not null check (payable_fen > 0),
  movement_id uuid not null,
  settled_by uuid not null,
  settled_name text not null,
  settled_at timestamptz not null,
  primary key (county_code, id),
  foreign key (county_code, shop_id) references shop.shop (county_code, id),
  foreign key (county_code, movement_id) references fund.movement (county_code, id)
);
comment on table shop.settlement is 'distributed · settlements with a shop (结算): what a period comes to and the movement of the fund that pays it; append-only';
create index settlement_shop on shop.settlement (county_code, shop_id, settled_at desc);
alter table shop.settlement enable row level security;
create policy place on shop.settlement using (platform.in_scope(place_code)) with check (platform.in_scope(place_code));
grant select, insert on shop.settlement to shanzhi_app;
grant select on shop.settlement to shanzhi_reader;
