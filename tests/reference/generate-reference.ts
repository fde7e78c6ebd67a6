import type { SchemaDescription } from '../../platform/database/describe-schema.ts'
import { makeJsonSchema } from '../../platform/schemes/json-schema.ts'
import { allActions, allErrors } from '../../server/app.ts'
import { schemeSections } from '../../server/scheme-sections.ts'
import { listRoutes } from './list-routes.ts'
import { printActions } from './print-actions.ts'
import { printErrors } from './print-errors.ts'
import { printRoutes } from './print-routes.ts'
import { printSchemeKeys } from './print-scheme-keys.ts'
import { printTables } from './print-tables.ts'

/** The pages of docs/reference that follow from the code: path → text. */
export async function codeReference(): Promise<Record<string, string>> {
  return {
    'docs/reference/errors.md': printErrors(allErrors),
    'docs/reference/actions.md': printActions(allActions),
    'docs/reference/routes.md': printRoutes(await listRoutes(), allActions),
    'docs/reference/scheme-keys.md': printSchemeKeys(schemeSections),
    'docs/reference/scheme.schema.json': `${JSON.stringify(makeJsonSchema(schemeSections), null, 1)}\n`,
  }
}

/** The page that follows from the migrations. */
export function schemaReference(schema: SchemaDescription): Record<string, string> {
  return { 'docs/reference/tables.md': printTables(schema) }
}
