import { createHash, randomBytes } from 'node:crypto'
import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import type { Database } from '../platform/database/connect.ts'
import { FileError } from '../platform/files/file-error.ts'
import type { FileStore } from '../platform/files/index.ts'
import type { Services } from '../platform/http/context.ts'
import { openSecrets } from '../platform/secrets/secrets.ts'

/** The services of a server without schemes, rights or texts, at a time that the test sets. */
export function makeTestServices(database: Database, clock: () => Date): Services {
  return {
    database,
    actions: {},
    errors: {},
    clock,
    secrets: openSecrets(randomBytes(32)),
    files: makeTestFileStore(),
    schemes: { sections: [], norms: [], schemes: [], find: () => undefined },
  }
}

/** A file store in memory. */
export function makeTestFileStore(): FileStore {
  const kept = new Map<string, Buffer>()
  return {
    put: async (countyCode, content) => {
      const bytes = await buffer(content)
      const sha256 = createHash('sha256').update(bytes).digest('hex')
      const key = `${countyCode}/${sha256.slice(0, 2)}/${sha256}`
      kept.set(key, bytes)
      return { key, sha256, bytes: bytes.length }
    },
    get: async (key) => {
      const bytes = kept.get(key)
      if (!bytes) throw new FileError('file.not_found')
      return { stream: Readable.from([bytes]), bytes: bytes.length }
    },
    delete: async (key) => void kept.delete(key),
  }
}
