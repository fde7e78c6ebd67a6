// The server in a process of its own: the load comes from elsewhere, as it does in life. Prints its port as JSON.
import { join } from 'node:path'
import type pg from 'pg'
import { makeAuthenticate, readAccountsTools } from '../modules/accounts/index.ts'
import { connectDatabase } from '../platform/database/connect.ts'
import { openFileStore } from '../platform/files/index.ts'
import { openSchemeLibrary, schemesFolder } from '../platform/schemes/scheme-library.ts'
import { openSecrets } from '../platform/secrets/secrets.ts'
import { allActions, allErrors, buildApp } from '../server/app.ts'
import { projectFolder } from '../server/open-services.ts'
import { schemeSections } from '../server/scheme-sections.ts'
import { serveApps } from '../server/serve-apps.ts'

const { owner, folder, secret } = JSON.parse(process.argv[2]!) as {
  owner: pg.PoolConfig
  folder: string
  secret: string
}
const clock = () => new Date()
const database = connectDatabase({ ...owner, role: 'shanzhi_app', max: 24 })
const services = {
  database,
  actions: allActions,
  errors: allErrors,
  clock,
  secrets: openSecrets(Buffer.from(secret, 'base64')),
  files: await openFileStore({ kind: 'folder', path: folder }),
  schemes: await openSchemeLibrary(schemesFolder, schemeSections, '2026-01-01'),
}
const accounts = readAccountsTools(
  {},
  {
    database,
    clock,
    log: () => undefined,
    sample: true,
    roll: { findPeopleByPhone: async () => [], findPerson: async () => undefined },
  },
)
const app = await buildApp(
  { ...services, accounts, authenticate: makeAuthenticate({ database, clock }) },
  { logLevel: 'silent', secure: false, version: 'bench' },
)

/** What a route costs that does nothing but the passbook's own query: the limit that the product is held to. */
app.get('/bench/passbook/:bookId', { schema: { hide: true } }, async (request) => {
  const { rows } = await database.pool.query({
    name: 'bench-passbook',
    text: `select b.id, b.cycle, b.household_id, h.number, h.head_name, x.redeemable, x.gained, x.lost, x.entries, x.last_at
      from points.book b join points.balance x on x.county_code = b.county_code and x.book_id = b.id
      join household.household h on h.county_code = b.county_code and h.id = b.household_id where b.county_code = '330482' and b.id = $1`,
    values: [(request.params as { bookId: string }).bookId],
  })
  return rows[0] ?? {}
})
await serveApps(app, join(projectFolder, 'dist'))
await app.listen({ host: '127.0.0.1', port: 0 })
const { port } = app.server.address() as { port: number }
process.stdout.write(`${JSON.stringify({ port })}\n`)
process.on('SIGTERM', () => process.exit(0))
