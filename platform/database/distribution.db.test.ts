import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { checkDistribution } from './check-distribution.ts'
import { describeSchema, printSchema } from './describe-schema.ts'
import { findKind, printDistribution, tableKinds } from './distribution.ts'
import { openTestDatabase, type TestDatabase } from './test-database.ts'

let database: TestDatabase
before(async () => {
  database = await openTestDatabase()
})
after(() => database?.close())

test('every table is distributed by county, a reference table, or declared local, and fits the rules', async () => {
  const schema = await describeSchema(database.owner)
  assert.deepEqual(checkDistribution(schema), [])
  const kinds = new Set(schema.tables.map(findKind))
  assert.deepEqual([...kinds].sort(), [...tableKinds].sort())
})

test('there are no rules, no inherited, partitioned or unlogged tables, and the application owns nothing', async () => {
  const odd = await database.owner.query(`
    select c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where n.nspname not in ('pg_catalog', 'information_schema', 'pgboss', 'pg_toast')
      and (c.relkind in ('p', 'f') or c.relpersistence <> 'p' or c.relispartition
        or (c.relkind = 'r' and c.relhasrules)
        or pg_get_userbyid(c.relowner) in ('shanzhi_app', 'shanzhi_reader'))`)
  assert.deepEqual(odd.rows, [])
})

/** Stands in for Citus where it is not installed: refuses what Citus refuses of keys, in the order it sees them. */
const citusStandIn = `
  create table public.citus_known (name regclass primary key, kind text);
  create function public.must_know(t regclass, allowed text[]) returns void language plpgsql as $$
  declare missing regclass;
  begin
    if current_setting('citus.multi_shard_modify_mode', true) is distinct from 'sequential' then raise 'not sequential'; end if;
    select k.confrelid into missing from pg_constraint k left join public.citus_known o on o.name = k.confrelid
      where k.conrelid = t and k.contype = 'f' and k.confrelid <> t and not coalesce(o.kind = any (allowed), false) limit 1;
    if missing is not null then raise 'referenced table % must be a distributed table or a reference table', missing; end if;
    select k.conrelid into missing from pg_constraint k left join public.citus_known o on o.name = k.conrelid
      where k.confrelid = t and k.contype = 'f' and k.conrelid <> t and o.kind = 'reference' limit 1;
    if missing is not null then raise 'foreign keys from reference tables to distributed tables are not supported'; end if;
  end $$;
  create function public.create_reference_table(t text) returns void language plpgsql as $$
  begin
    if exists (select 1 from pg_constraint where contype = 'f' and t::regclass in (conrelid, confrelid)) then raise '% has keys', t; end if;
    insert into public.citus_known values (t::regclass, 'reference');
  end $$;
  create function public.create_distributed_table(t text, c text, colocate_with text default null) returns void language plpgsql as $$
  begin
    perform public.must_know(t::regclass, array['distributed']);
    if exists (select 1 from pg_index i where i.indrelid = t::regclass and i.indisunique
      and i.indkey[0] <> (select attnum from pg_attribute where attrelid = t::regclass and attname = c)) then
      raise 'cannot create constraint on %', t;
    end if;
    if colocate_with is not null and not exists (select 1 from public.citus_known where name = colocate_with::regclass) then
      raise '% is not distributed', colocate_with;
    end if;
    insert into public.citus_known values (t::regclass, 'distributed');
  end $$;
  create function public.citus_add_local_table_to_metadata(t text) returns void language sql as $$
    insert into public.citus_known values (t::regclass, 'managed') $$;`

test('the printed transaction runs in an order that Citus accepts, reaches every table, and leaves all keys as they were', async () => {
  const before = await describeSchema(database.owner)
  await database.owner.query(citusStandIn)
  await database.owner.query(printDistribution(before))
  const known = await database.owner.query<{ name: string; kind: string }>(
    `select name::text, kind from public.citus_known`,
  )
  const expected = before.tables
    .filter((table) => findKind(table) !== 'local')
    .map((table) => ({ name: table.name, kind: findKind(table)! }))
  const byName = (a: { name: string }, b: { name: string }) => (a.name < b.name ? -1 : 1)
  const plain = known.rows.map((row) => ({ ...row, name: row.name.replaceAll('"', '') }))
  assert.deepEqual(plain.sort(byName), expected.sort(byName))
  assert.equal(printSchema(await describeSchema(database.owner)), printSchema(before))
})
