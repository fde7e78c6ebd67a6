// `npm run generate`: writes what is derived from the migrations and the code; tests compare it.
import { mkdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { describeSchema, printSchema, printTableTypes } from '../platform/database/describe-schema.ts'
import { openTestDatabase } from '../platform/database/test-database.ts'
import { codeReference, schemaReference } from './reference/generate-reference.ts'
import { startTestCluster } from './test-cluster.ts'

const root = join(import.meta.dirname, '..')

async function write(pages: Record<string, string>): Promise<void> {
  for (const [path, text] of Object.entries(pages)) {
    await mkdir(dirname(join(root, path)), { recursive: true })
    await writeFile(join(root, path), text)
  }
}

const cluster = await startTestCluster()
const database = await openTestDatabase()
try {
  const schema = await describeSchema(database.owner)
  await write({
    'schema.sql': printSchema(schema),
    'platform/database/tables.ts': printTableTypes(schema),
    ...schemaReference(schema),
    ...(await codeReference()),
  })
} finally {
  await database.close()
  await cluster.stop()
}
