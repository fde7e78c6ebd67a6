-- breaking: no
alter table procedure.step add column part text not null default '';
alter table procedure.step drop constraint step_pkey;
alter table procedure.step add primary key (county_code, run_id, step_key, part);
comment on column procedure.step.part is 'the period of a step that is done once a quarter or the like: 2019-Q1; empty: the step as a whole';
