import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { v7 as makeId } from 'uuid'
import { faultOfRefusal, type Told } from './fault-of-refusal.ts'
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
        const fault = faultOfRefusal(told, english)
        if (fault)
          faults.push(
            `${route.name}: ${fault}: ${told.status} ${told.text.slice(0, 300)} for ${JSON.stringify(input).slice(0, 300)}`,
          )
      }
    }
    assert.deepEqual(faults, [])
    assert.ok(sent > scene.routes.length * 12 && refused > sent / 2, `${refused} of ${sent} refused`)
  })
