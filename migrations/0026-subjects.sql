-- breaking: no
-- Books of persons, villagers' groups and villages: the latter two belong to no household, and no household sees them.
alter table points.book alter column household_id drop not null;
alter table points.balance alter column household_id drop not null;
alter table points.entry alter column household_id drop not null;
alter table points.review alter column household_id drop not null;
alter table points.rectification alter column household_id drop not null;
alter table points.recusal alter column household_id drop not null;
alter table points.close_line alter column household_id drop not null;
alter table points.claim alter column household_id drop not null;

-- person_id says who did the deed; a child's points stand in the household's book, so it need not be the subject.
alter table points.claim add column subject_kind text not null default 'household' check (subject_kind in ('household', 'person', 'group', 'village'));
alter table points.claim add column subject_id uuid;
alter table points.claim add column subject_name text not null default '';
alter table points.claim add column person_id uuid;
update points.claim set subject_id = household_id;
alter table points.claim alter column subject_id set not null;
alter table points.claim add foreign key (county_code, person_id) references household.person (county_code, id);
create index claim_subject on points.claim (county_code, subject_id, occurred_on desc);

-- A person takes part for herself where the scheme asks the persons; null is the household as a whole.
alter table points.enrolment add column person_id uuid;
alter table points.enrolment add foreign key (county_code, person_id) references household.person (county_code, id);
drop index points.enrolment_present;
create unique index enrolment_present on points.enrolment (county_code, adoption_id, household_id, person_id) nulls not distinct where left_on is null;
