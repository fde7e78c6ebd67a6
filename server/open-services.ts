import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { chinaDateOf } from '../engines/calendar/china-time.ts'
import { checkMasterKey } from '../platform/audit/check-key.ts'
import type { Database } from '../platform/database/connect.ts'
import { openFileStore } from '../platform/files/index.ts'
import type { Services } from '../platform/http/context.ts'
import { openSchemeLibrary, schemesFolder } from '../platform/schemes/scheme-library.ts'
import { openSecrets } from '../platform/secrets/secrets.ts'
import { allActions, allErrors } from './app.ts'
import { readFileSettings } from './read-file-settings.ts'
import { readMasterKey } from './read-master-key.ts'
import { schemeSections } from './scheme-sections.ts'

export const projectFolder = join(import.meta.dirname, '..')

/** What the server and the commands work with, beside the database. */
export async function openServices(
  database: Database,
  env: Record<string, string | undefined>,
  folder: string,
): Promise<Services> {
  const clock = () => new Date()
  const [secrets, files, schemes] = await Promise.all([
    readMasterKey(env, folder).then(openSecrets),
    openFileStore(readFileSettings(env, folder)),
    openSchemeLibrary(schemesFolder, schemeSections, chinaDateOf(clock())),
  ])
  await checkMasterKey(database, secrets)
  return { database, actions: allActions, errors: allErrors, clock, secrets, files, schemes }
}

/** Version of this program, from package.json. */
export async function readVersion(): Promise<string> {
  return JSON.parse(await readFile(join(projectFolder, 'package.json'), 'utf8')).version
}
