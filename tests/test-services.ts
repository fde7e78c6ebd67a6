import { randomBytes } from 'node:crypto'
import type { Database } from '../platform/database/connect.ts'
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
    schemes: { sections: [], norms: [], schemes: [], find: () => undefined },
  }
}
