import type { Database, Tx } from '../../platform/database/connect.ts'
import { type MessageGateway, openHttpGateway } from '../../platform/messages/message-gateway.ts'
import type { RollPerson } from './decide-phone-owner.ts'
import { openSampleGateway } from './sample-mailbox.ts'
import { type OidcSettings, readOidcSettings } from './single-sign-on.ts'

/** What the accounts module is handed by the server, beside what all routes share. */
export interface AccountsTools {
  /** Sends sign-in codes; null when no gateway is set up: sign-in by phone is off. */
  messages: MessageGateway | null
  /** The sample county: its mailbox is open to anyone. */
  sample: boolean
  oidc: OidcSettings | null
  roll: Roll
}

/** Reads of the roll. The transaction's scopes decide what is found. */
export interface Roll {
  /** Living persons with this phone in all counties that the transaction sees; at most some dozens. */
  findPeopleByPhone(tx: Tx, phone: string): Promise<RollPerson[]>
  findPerson(tx: Tx, countyCode: string, personId: string): Promise<RollPerson | undefined>
}

/** A server that was handed nothing: passwords only. */
export const bareTools: AccountsTools = {
  messages: null,
  sample: false,
  oidc: null,
  roll: { findPeopleByPhone: async () => [], findPerson: async () => undefined },
}

/**
 * Reads the operator's settings: OIDC_ISSUER, OIDC_CLIENT_ID, OIDC_CLIENT_SECRET, OIDC_REDIRECT_URI,
 * OIDC_LOGIN_CLAIM; MESSAGE_GATEWAY_URL and MESSAGE_GATEWAY_TOKEN. In the sample the messages go to the
 * server log and the mailbox page. Throws, in words, when single sign-on is set up by halves.
 */
export function readAccountsTools(
  env: Record<string, string | undefined>,
  server: {
    database: Database
    clock: () => Date
    log: (line: string) => void
    sample: boolean
    roll: Roll
  },
): AccountsTools {
  const url = env.MESSAGE_GATEWAY_URL
  const gateway = url ? openHttpGateway({ url, token: env.MESSAGE_GATEWAY_TOKEN ?? null }) : null
  return {
    messages: server.sample ? openSampleGateway(server) : gateway,
    sample: server.sample,
    oidc: readOidcSettings(env),
    roll: server.roll,
  }
}
