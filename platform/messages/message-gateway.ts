/** A short message to one phone. `kind` tells the gateway which approved template the body belongs to. */
export interface ShortMessage {
  /** Eleven digits. */
  phone: string
  /** The whole text; a gateway with templates of its own takes what it needs from `values`. */
  body: string
  kind: 'sign_in_code' | 'notice'
  values?: Record<string, string>
}

/** Sends short messages. Another provider takes its place by this one act, which rejects when it did not send. */
export interface MessageGateway {
  send(message: ShortMessage): Promise<void>
}

/**
 * Hands each message to the operator's own gateway: a POST of the message as JSON, with the bearer token
 * when there is one. Any 2xx answer counts as sent; no answer within ten seconds is a failure.
 */
export function openHttpGateway(options: { url: string; token: string | null }): MessageGateway {
  return {
    send: async (message) => {
      const reply = await fetch(options.url, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          ...(options.token ? { authorization: `Bearer ${options.token}` } : {}),
        },
        body: JSON.stringify(message),
        redirect: 'error',
        signal: AbortSignal.timeout(10_000),
      })
      await reply.body?.cancel()
      if (!reply.ok) throw new Error(`The message gateway answered ${reply.status}`)
    },
  }
}

/** 138****1234: enough to know one's own number, too little to call a stranger. */
export function maskPhone(phone: string): string {
  return `${phone.slice(0, 3)}****${phone.slice(-4)}`
}
