import { v7 as makeId } from 'uuid'
import { type Database, nowhere } from '../../platform/database/connect.ts'
import { type MessageGateway, maskPhone } from '../../platform/messages/message-gateway.ts'
import { insertMessage } from './store-codes.ts'

/** Sends nothing: what it would have sent stands in the server log and on the sample mailbox page. */
export function openSampleGateway(tools: {
  database: Database
  clock: () => Date
  log: (line: string) => void
}): MessageGateway {
  return {
    send: async ({ phone, body, kind }) => {
      const recipient = maskPhone(phone)
      tools.log(`[短信 · ${recipient}] ${body}`)
      await tools.database.transact(nowhere, (tx) =>
        insertMessage(tx, { id: makeId(), at: tools.clock(), channel: kind, recipient, body }),
      )
    },
  }
}
