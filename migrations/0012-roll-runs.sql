-- breaking: yes
-- An uploaded roll is imported by a run; which one, and how many rows it has to read, stands with the upload.
alter table household.roll_upload drop column bytes;
alter table household.roll_upload add column rows int;
alter table household.roll_upload add column run_id uuid;
grant update (rows, run_id) on household.roll_upload to shanzhi_app;
comment on table household.roll_upload is 'distributed · uploaded rolls that wait for confirmation or for the mending of what was left out, for a day';

create policy sweep on household.roll_upload for delete using (platform.is_system());
create policy sweep_sees on household.roll_upload for select using (platform.is_system());
