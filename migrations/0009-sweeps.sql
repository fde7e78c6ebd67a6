-- breaking: no
-- What is kept for a time only is swept by the system. Answers and sessions are their account's own to see;
-- the system sees them, too, when it acts for nobody and over the whole land.
create function platform.is_system() returns boolean
language sql stable parallel safe as $$
  select current_setting('app.scopes', true) = '%' and current_setting('app.account', true) = ''
$$;

create policy sweep_sees on platform.idempotency for select using (platform.is_system());
create policy sweep on platform.idempotency for delete using (platform.is_system());
grant delete on platform.idempotency to shanzhi_app;

create policy sweep_sees on account.session for select using (platform.is_system());
create policy sweep on account.session for delete using (platform.is_system());
grant delete on account.session to shanzhi_app;
grant delete on account.message to shanzhi_app;
