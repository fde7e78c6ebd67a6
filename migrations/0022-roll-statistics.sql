-- breaking: no
-- A roll fills its tables at once, and PostgreSQL looks at what came in only some minutes later: until then it plans
-- every close and every list as if the village had nobody. Only the owner of a table may look, and only these are.
create function household.refresh_statistics() returns void
language sql volatile security definer set search_path = pg_catalog as $$
  analyze household.household, household.person, household.membership, household.tag, household.change
$$;
revoke all on function household.refresh_statistics() from public;
grant execute on function household.refresh_statistics() to shanzhi_app;
