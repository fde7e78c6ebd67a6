/** A reply as the checks of refusals see it. */
export interface Told {
  status: number
  text: string
  json: unknown
}

const chinese = /[\u4e00-\u9fff]/

/** What is wrong with a reply: a failure of the server, or a refusal without the one body in the reader's language. */
export function faultOfRefusal(told: Told, english: boolean): string | undefined {
  if (told.status >= 500) return 'the server failed'
  if (told.status < 400) return undefined
  const body = told.json as { code: string; message: string; at: string | null; details: object } | undefined
  if (!body || Object.keys(body).join() !== 'code,message,at,details') return 'not the one error body'
  if (typeof body.details !== 'object' || !(body.at === null || typeof body.at === 'string'))
    return 'the error body has other types'
  if (!/^[a-z_]+\.[a-z_]+$/.test(body.code)) return 'no code'
  if (told.text.length > 10_000) return 'the refusal itself is large'
  if (/\{\w+\}/.test(body.message)) return 'a hole in the message'
  const words = english ? withoutData(body.message, body.details) : body.message
  if (chinese.test(words) === english) return english ? 'Chinese in an English message' : 'no Chinese message'
  return undefined
}

/** Names that the village gave, and what was sent, are data in any language. */
function withoutData(message: string, details: object): string {
  const names = Object.entries(details)
    .filter(([key]) => !['summary', 'zh', 'en'].includes(key))
    .flatMap(([, value]) => (typeof value === 'string' ? [value] : []))
  return names.reduce((text, name) => text.replaceAll(name, ''), message.replaceAll(/"[^"]*"/g, ''))
}
