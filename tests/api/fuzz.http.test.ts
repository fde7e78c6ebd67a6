import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { v7 as makeId } from 'uuid'
import { drawInputs, type Input, urlOf } from './make-input.ts'
import { openScene, type Scene } from './open-scene.ts'
import type { RouteUnderTest } from './routes-under-test.ts'
import { spoil } from './spoil-input.ts'

let scene: Scene
before(async () => {
  scene = await openScene()
})
after(() => scene?.close())

/** Good inputs of a route, and spoiled ones for each. */
const counts = { good: 3, spoiledOfEach: 4 }

interface Told {
  status: number
  text: string
  json: unknown
}

async function send(as: string, route: RouteUnderTest, input: Input, english: boolean): Promise<Told> {
  const reply = await scene.server.app.inject({
    method: route.method as 'GET',
    url: urlOf(route, input),
    headers: {
      ...(route.right === 'public' ? {} : { authorization: `Bearer ${as}` }),
      'idempotency-key': makeId(),
      ...(english ? { 'accept-language': 'en' } : {}),
      ...(input.body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(input.body === undefined ? {} : { payload: JSON.stringify(input.body) }),
  })
  const isJson = String(reply.headers['content-type']).includes('json')
  return { status: reply.statusCode, text: reply.body, json: isJson ? reply.json() : undefined }
}

const chinese = /[\u4e00-\u9fff]/

/** What is wrong with a reply; undefined when nothing is. */
function faultOf(told: Told, english: boolean): string | undefined {
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

/** Reads the country's list each time, some seconds of work: tried less often. */
const slow = 'POST /api/territory/import/official'

function inputsOf(route: RouteUnderTest, seed: number): Input[] {
  const count = route.name === slow ? 1 : counts.good
  const good = drawInputs(route, { known: scene.known, sure: false }, { seed, count })
  return [
    ...good,
    ...good.flatMap((input, index) => spoil(input, { seed: seed + index, count: counts.spoiledOfEach })),
  ]
}

for (const [seed, who] of ['clerk', 'county', 'villager'].entries())
  test(`whatever a ${who} sends to any route, the server answers in words`, async () => {
    const faults: string[] = []
    let sent = 0
    let refused = 0
    for (const [index, route] of scene.routes.entries()) {
      const inputs = inputsOf(route, seed * 1000 + index * 10 + 1)
      const answers = await Promise.all(
        inputs.map(async (input, turn) => {
          const english = turn % 2 === 1
          return { input, english, told: await send(who, route, input, english) }
        }),
      )
      for (const { input, english, told } of answers) {
        sent += 1
        if (told.status >= 400) refused += 1
        const fault = faultOf(told, english)
        if (fault)
          faults.push(
            `${route.name}: ${fault}: ${told.status} ${told.text.slice(0, 300)} for ${JSON.stringify(input).slice(0, 300)}`,
          )
      }
    }
    assert.deepEqual(faults, [])
    assert.ok(sent > scene.routes.length * 12 && refused > sent / 2, `${refused} of ${sent} refused`)
  })
