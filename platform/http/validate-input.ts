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
  ({ schema }) =>
  (value: unknown) => {
    const parsed = schema.safeParse(value, { reportInput: true })
    return parsed.success ? { value: parsed.data } : { error: new InputFault(parsed.error.issues) }
  }
