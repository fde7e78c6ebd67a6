-- breaking: no
-- What is kept for a time only is swept by the system. Answers and sessions are their account's own to see,
-- so these delete as the owner, and nothing but what is old.
create function platform.forget_answers(before timestamptz) returns void
language sql volatile security definer set search_path = pg_catalog as $$
  delete from platform.idempotency i where i.at < before
$$;
create function account.forget_sessions(before timestamptz) returns void
language sql volatile security definer set search_path = pg_catalog as $$
  delete from account.session s where s.expires_at < before or s.ended_at < before
$$;
revoke all on function platform.forget_answers(timestamptz), account.forget_sessions(timestamptz) from public;
grant execute on function platform.forget_answers(timestamptz), account.forget_sessions(timestamptz) to shanzhi_app;
grant delete on account.message to shanzhi_app;
