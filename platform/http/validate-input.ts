import type { FastifySchemaCompiler } from 'fastify'
import type { z } from 'zod'

/** What was sent does not fit the contract of its route. */
export class InputFault extends Error {
  readonly issues: readonly z.core.$ZodIssue[]
  readonly statusCode = 400
  /** The part of the request: body, params or querystring, which the server fills in. */
  validationContext: string

  constructor(issues: readonly z.core.$ZodIssue[], part = '') {
    super('the request does not fit its contract')
    this.issues = issues
    this.validationContext = part
  }
}

/** Checks a part of a request by its zod type; what stands there stays known, so that it can be told in words. */
export const validateInput: FastifySchemaCompiler<z.ZodType> =
  ({ schema, httpPart }) =>
  (value: unknown) => {
    const hole = httpPart === 'body' ? undefined : findNul(value)
    if (hole) return { error: new InputFault([hole]) }
    const parsed = schema.safeParse(value, { reportInput: true })
    return parsed.success ? { value: parsed.data } : { error: new InputFault(parsed.error.issues) }
  }

/**
 * No text that is looked for holds a NUL, and PostgreSQL refuses one: told here, because a download has begun by
 * the time that the database is asked.
 */
function findNul(part: unknown): z.core.$ZodIssue | undefined {
  const name = Object.entries(part ?? {}).find(
    ([, text]) => typeof text === 'string' && text.includes('\0'),
  )?.[0]
  if (name === undefined) return undefined
  const message = '有无法使用的字符 · holds a character that cannot be used'
  return { code: 'custom', path: [name], message, input: undefined }
}
