import { hash } from 'node:crypto'
import type { FastifyRequest } from 'fastify'

/** Tokens that have opened an account on this server. Only prints of them are kept, and only so many. */
export interface ProvenTokens {
  /** The account that the token of this request opened the last time it was asked; no query. */
  accountOf(request: FastifyRequest): string | undefined
  keep(request: FastifyRequest, accountId: string): void
  drop(request: FastifyRequest): void
}

declare module 'fastify' {
  interface FastifyInstance {
    provenTokens: ProvenTokens
  }
}

const keptMax = 20_000

export function makeProvenTokens(): ProvenTokens {
  const accounts = new Map<string, string>()
  return {
    accountOf: (request) => {
      const print = printOf(request)
      return print && accounts.get(print)
    },
    keep: (request, accountId) => {
      const print = printOf(request)
      if (!print || accounts.get(print) === accountId) return
      const oldest = accounts.size >= keptMax ? accounts.keys().next().value : undefined
      if (oldest !== undefined) accounts.delete(oldest)
      accounts.set(print, accountId)
    },
    drop: (request) => {
      const print = printOf(request)
      if (print) accounts.delete(print)
    },
  }
}

function printOf(request: FastifyRequest): string | undefined {
  const token = request.headers.authorization ?? request.cookies.shanzhi_session
  return token === undefined ? undefined : hash('sha256', token, 'base64')
}
