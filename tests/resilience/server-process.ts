// A server reduced to its long acts: it does what it is told until it is killed.
import { connectDatabase } from '../../platform/database/connect.ts'
import { openSchemeLibrary, schemesFolder } from '../../platform/schemes/scheme-library.ts'
import { openSecrets } from '../../platform/secrets/secrets.ts'
import { schemeSections } from '../../server/scheme-sections.ts'
import { makeTestServices } from '../test-services.ts'
import { doWork, type Order } from './work.ts'

const { connection, masterKey } = JSON.parse(process.env.SHANZHI_RESILIENCE!) as {
  connection: { host: string; port: number; user: string; password: string; database: string }
  masterKey: string
}
const database = connectDatabase({ ...connection, role: 'shanzhi_app', application_name: 'resilience' })
const services = {
  ...makeTestServices(database, () => new Date('2021-06-01T10:00:00+08:00')),
  schemes: await openSchemeLibrary(schemesFolder, schemeSections, '2026-01-01'),
  secrets: openSecrets(Buffer.from(masterKey, 'base64')),
}

process.on('message', async (order: Order) => {
  for (const work of order.works) {
    process.send!({ started: work })
    await doWork(work, order, database, services)
    process.send!({ committed: work })
  }
  process.send!({ finished: true })
})
process.send!({ ready: true })
