-- breaking: no
-- Recovery codes stand in for the second factor once each; kept as keyed prints, and taken out when used.
alter table account.account add column recovery_prints text[] not null default '{}';

drop function account.find_for_sign_in(text, uuid, timestamptz);
create function account.find_for_sign_in(county text, account uuid, at_time timestamptz)
returns table (id uuid, place_code text, name text, person_id uuid, household_id uuid, password_hash text, totp_cipher bytea, recovery_prints text[], state text, holds_role boolean)
language sql stable security definer set search_path = pg_catalog as $$
  select a.id, a.place_code, a.name, a.person_id, coalesce(p.household_id, a.household_id), a.password_hash, a.totp_cipher, a.recovery_prints, a.state,
    exists (select 1 from account.grant g where g.county_code = county and g.account_id = a.id
      and (g.valid_to is null or g.valid_to >= (at_time at time zone 'Asia/Shanghai')::date))
  from account.account a
  left join household.person p on p.county_code = county and p.id = a.person_id
  where a.county_code = county and a.id = account
$$;
revoke all on function account.find_for_sign_in(text, uuid, timestamptz) from public;
grant execute on function account.find_for_sign_in(text, uuid, timestamptz) to shanzhi_app;
