-- breaking: no
create schema points;
grant usage on schema points to shanzhi_app, shanzhi_reader;

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
  at timestamptz not null,
  primary key (county_code, id),
  foreign key (county_code, household_id) references household.household (county_code, id),
  foreign key (county_code, adoption_id) references scheme.adoption (county_code, id)
);
comment on table points.enrolment is 'distributed · a household''s own choice to take part in a scheme, and its withdrawal';
create unique index enrolment_present on points.enrolment (county_code, adoption_id, household_id) where left_on is null;
create index enrolment_household on points.enrolment (county_code, household_id);
alter table points.enrolment enable row level security;
create policy place on points.enrolment using (platform.in_scope(place_code)) with check (platform.in_scope(place_code));
create policy own on points.enrolment using (platform.is_own(household_id)) with check (platform.is_own(household_id));
grant select, insert, update on points.enrolment to shanzhi_app;
grant select on points.enrolment to shanzhi_reader;

create table points.book (
  county_code text not null,
  id uuid not null,
  place_code text not null,
  household_id uuid not null,
  subject_kind text not null check (subject_kind in ('household', 'person', 'group', 'village', 'post')),
  subject_id uuid not null,
  subject_name text not null,
  adoption_id uuid not null,
  book_key text not null,
  cycle text not null,
  opened_on date not null,
  closed_on date,
  primary key (county_code, id),
  unique (county_code, adoption_id, book_key, subject_id, cycle),
  foreign key (county_code, household_id) references household.household (county_code, id),
  foreign key (county_code, adoption_id) references scheme.adoption (county_code, id)
);
comment on table points.book is 'distributed · passbooks (积分存折): one per subject, book and cycle';
create index book_household on points.book (county_code, household_id);
create index book_place on points.book (county_code, place_code, cycle);
alter table points.book enable row level security;
create policy place on points.book using (platform.in_scope(place_code)) with check (platform.in_scope(place_code));
create policy own on points.book for select using (platform.is_own(household_id));
grant select, insert, update on points.book to shanzhi_app;
grant select on points.book to shanzhi_reader;

create table points.balance (
  county_code text not null,
  book_id uuid not null,
  place_code text not null,
  household_id uuid not null,
  redeemable bigint not null,
  cumulative bigint not null,
  gained bigint not null,
  lost bigint not null,
  entries bigint not null,
  last_at timestamptz not null,
  primary key (county_code, book_id),
  foreign key (county_code, book_id) references points.book (county_code, id)
);
comment on table points.balance is 'distributed · sums of the entries of a book, in hundredths, kept in the same transaction';
alter table points.balance enable row level security;
create policy place on points.balance using (platform.in_scope(place_code)) with check (platform.in_scope(place_code));
create policy own on points.balance for select using (platform.is_own(household_id));
grant select, insert, update on points.balance to shanzhi_app;
grant select on points.balance to shanzhi_reader;

create table points.claim (
  county_code text not null,
  id uuid not null,
  place_code text not null,
  household_id uuid not null,
  person_name text,
  adoption_id uuid not null,
  book_key text not null,
  item_key text not null,
  direction text not null check (direction in ('plus', 'minus')),
  quantity bigint not null,
  proposed bigint not null,
  decided bigint,
  occurred_on date not null,
  happened_at text not null default '',
  reason text not null,
  evidence uuid[] not null default '{}',
  channel text not null check (channel in ('self', 'behalf', 'neighbour', 'organisation', 'cadre', 'system')),
  medium text not null check (medium in ('app', 'console', 'oral', 'phone', 'paper', 'workbook')),
  declared_by uuid not null,
  declared_name text not null,
  declared_at timestamptz not null,
  proxy jsonb,
  state text not null check (state in ('in_review', 'returned', 'rejected', 'withdrawn', 'rectifying', 'waived', 'approved', 'publicised', 'disputed', 'posted')),
  step_key text,
  publicised_until date,
  revision int not null default 1,
  updated_at timestamptz not null,
  primary key (county_code, id),
  foreign key (county_code, household_id) references household.household (county_code, id),
  foreign key (county_code, adoption_id) references scheme.adoption (county_code, id)
);
comment on table points.claim is 'distributed · declared deeds (申报) on their way from word to entry; points in hundredths';
create index claim_inbox on points.claim (county_code, place_code, state, step_key, declared_at);
create index claim_household on points.claim (county_code, household_id, occurred_on desc);
alter table points.claim enable row level security;
create policy place on points.claim using (platform.in_scope(place_code)) with check (platform.in_scope(place_code));
create policy own on points.claim using (platform.is_own(household_id)) with check (platform.is_own(household_id));
create policy declared on points.claim using (platform.is_own_account(declared_by)) with check (platform.is_own_account(declared_by));
grant select, insert, update on points.claim to shanzhi_app;
grant select on points.claim to shanzhi_reader;

create table points.review (
  county_code text not null,
  id uuid not null,
  place_code text not null,
  household_id uuid not null,
  claim_id uuid not null,
  step_key text not null,
  decision text not null check (decision in ('pass', 'return', 'reject')),
  points bigint,
  panel jsonb not null,
  note text not null default '',
  decided_by uuid not null,
  decided_name text not null,
  decided_at timestamptz not null,
  primary key (county_code, id),
  foreign key (county_code, claim_id) references points.claim (county_code, id)
);
comment on table points.review is 'distributed · decisions of the review steps with the panel that took them; append-only';
create index review_claim on points.review (county_code, claim_id, decided_at);
alter table points.review enable row level security;
create policy place on points.review using (platform.in_scope(place_code)) with check (platform.in_scope(place_code));
create policy own on points.review for select using (platform.is_own(household_id));
grant select, insert on points.review to shanzhi_app;
grant select on points.review to shanzhi_reader;

create table points.rectification (
  county_code text not null,
  id uuid not null,
  place_code text not null,
  household_id uuid not null,
  claim_id uuid not null,
  number text not null,
  issued_on date not null,
  due_on date not null,
  state text not null check (state in ('open', 'waived', 'lapsed')),
  mended_on date,
  evidence uuid[] not null default '{}',
  note text not null default '',
  settled_by uuid,
  settled_at timestamptz,
  primary key (county_code, id),
  unique (county_code, claim_id),
  foreign key (county_code, claim_id) references points.claim (county_code, id)
);
comment on table points.rectification is 'distributed · notices (整改告知书): mended in time, the deduction is waived';
create index rectification_due on points.rectification (county_code, state, due_on);
alter table points.rectification enable row level security;
create policy place on points.rectification using (platform.in_scope(place_code)) with check (platform.in_scope(place_code));
create policy own on points.rectification for select using (platform.is_own(household_id));
grant select, insert, update on points.rectification to shanzhi_app;
grant select on points.rectification to shanzhi_reader;

create table points.entry (
  county_code text not null,
  id uuid not null,
  place_code text not null,
  household_id uuid not null,
  book_id uuid not null,
  kind text not null check (kind in ('base', 'award', 'deduction', 'reversal', 'adjustment', 'carry')),
  amount bigint not null,
  item_key text,
  claim_id uuid,
  reverses_id uuid,
  occurred_on date not null,
  posted_at timestamptz not null,
  posted_by uuid,
  scheme_id text not null,
  scheme_version int not null,
  scheme_hash text not null,
  note text not null,
  primary key (county_code, id),
  foreign key (county_code, book_id) references points.book (county_code, id),
  foreign key (county_code, claim_id) references points.claim (county_code, id),
  foreign key (county_code, reverses_id) references points.entry (county_code, id)
);
comment on table points.entry is 'distributed · the ledger: hundredths of a point, append-only; a mistake is reversed by an entry that names it';
create index entry_book on points.entry (county_code, book_id, posted_at desc, id desc);
create unique index entry_claim_once on points.entry (county_code, claim_id) where claim_id is not null and kind in ('award', 'deduction');
create unique index entry_reversed_once on points.entry (county_code, reverses_id) where reverses_id is not null;
alter table points.entry enable row level security;
create policy place on points.entry using (platform.in_scope(place_code)) with check (platform.in_scope(place_code));
create policy own on points.entry for select using (platform.is_own(household_id));
grant select, insert on points.entry to shanzhi_app;
grant select on points.entry to shanzhi_reader;

create table points.close (
  county_code text not null,
  id uuid not null,
  place_code text not null,
  adoption_id uuid not null,
  book_key text not null,
  period_kind text not null check (period_kind in ('month', 'quarter', 'half_year', 'year')),
  period text not null,
  attempt int not null,
  rules jsonb not null,
  correction_reason text,
  scheme_hash text not null,
  closed_by uuid,
  closed_at timestamptz not null,
  primary key (county_code, id),
  unique (county_code, place_code, adoption_id, book_key, period_kind, period, attempt),
  foreign key (county_code, adoption_id) references scheme.adoption (county_code, id)
);
comment on table points.close is 'distributed · closes (结算) of a period; a correction is a further attempt with its reason; append-only';
alter table points.close enable row level security;
create policy place on points.close using (platform.in_scope(place_code)) with check (platform.in_scope(place_code));
grant select, insert on points.close to shanzhi_app;
grant select on points.close to shanzhi_reader;

create table points.close_line (
  county_code text not null,
  close_id uuid not null,
  book_id uuid not null,
  place_code text not null,
  household_id uuid not null,
  base bigint not null,
  gained bigint not null,
  lost bigint not null,
  total bigint not null,
  rank int not null,
  weighted boolean not null,
  marks text[] not null default '{}',
  primary key (county_code, close_id, book_id),
  foreign key (county_code, close_id) references points.close (county_code, id),
  foreign key (county_code, book_id) references points.book (county_code, id)
);
comment on table points.close_line is 'distributed · a close''s figures per passbook: total, rank, marks (前 10 % …); append-only';
create index close_line_rank on points.close_line (county_code, close_id, rank);
create index close_line_book on points.close_line (county_code, book_id);
alter table points.close_line enable row level security;
create policy place on points.close_line using (platform.in_scope(place_code)) with check (platform.in_scope(place_code));
create policy own on points.close_line for select using (platform.is_own(household_id));
grant select, insert on points.close_line to shanzhi_app;
grant select on points.close_line to shanzhi_reader;
