// `npm run generate`: writes what is derived from the migrations; a test compares it.
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describeSchema, printSchema, printTableTypes } from '../platform/database/describe-schema.ts'
import { openTestDatabase } from '../platform/database/test-database.ts'
import { startTestCluster } from './test-cluster.ts'

const root = join(import.meta.dirname, '..')
const cluster = await startTestCluster()
const database = await openTestDatabase()
try {
  const schema = await describeSchema(database.owner)
  await writeFile(join(root, 'schema.sql'), printSchema(schema))
  await writeFile(join(root, 'platform', 'database', 'tables.ts'), printTableTypes(schema))
} finally {
  await database.close()
  await cluster.stop()
}
