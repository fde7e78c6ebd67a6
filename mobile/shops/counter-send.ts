import type { RouteBodyInput, RouteReply } from '../../engines/contract/route.ts'
import { redeem } from '../../modules/shops/contract.ts'
import { callServer, ServerRefusal } from '../shell/call-server.ts'
import { makeKey } from '../shell/make-key.ts'

export interface CounterAct {
  key: string
  shopId: string
  body: RouteBodyInput<typeof redeem>
}

const keptKey = 'shanzhi.counter'

/** The redemption that this phone sent and had no answer to; undefined when there is none. */
export function keptAct(): CounterAct | undefined {
  return JSON.parse(localStorage.getItem(keptKey) ?? 'null') ?? undefined
}

export const makeAct = (shopId: string, body: CounterAct['body']): CounterAct => ({
  key: makeKey(),
  shopId,
  body,
})

/**
 * Sends a redemption and waits for the answer: goods go over the counter only then, so it does not lie in the
 * outbox. It is kept under its key until the server has answered, and sent again it counts once.
 */
export async function sendAct(act: CounterAct): Promise<RouteReply<typeof redeem>> {
  localStorage.setItem(keptKey, JSON.stringify(act))
  try {
    const done = await callServer(redeem, { params: { shopId: act.shopId }, body: act.body, key: act.key })
    localStorage.removeItem(keptKey)
    return done
  } catch (error) {
    if (error instanceof ServerRefusal && error.status < 500) localStorage.removeItem(keptKey)
    throw error
  }
}
