-- breaking: no
alter table meeting.resolution add column households int, add column households_present int;
comment on column meeting.resolution.households is 'households of the village, where a villagers'' assembly was counted by households too; households_present of them were represented';
