import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { v7 as makeId } from 'uuid'
import { drawInputs, type Input, urlOf } from './make-input.ts'
import {
  type LivedVillage,
  openVillages,
  type VillagePlace,
  type Villages,
  villagePlaces,
} from './open-villages.ts'
import type { RouteUnderTest } from './routes-under-test.ts'

let villages: Villages
before(async () => {
  villages = await openVillages()
})
after(() => villages?.close())

interface Reply {
  status: number
  text: string
  replayed: boolean
}

async function send(
  as: string,
  method: string,
  url: string,
  body?: unknown,
  key: string = makeId(),
): Promise<Reply> {
  const reply = await villages.server.app.inject({
    method: method as 'GET',
    url,
    headers: { authorization: `Bearer ${as}`, 'idempotency-key': key },
    ...(body === undefined ? {} : { payload: body as object }),
  })
  return {
    status: reply.statusCode,
    text: reply.body,
    replayed: reply.headers['idempotency-replayed'] === 'true',
  }
}

/** Everybody who has something to do with another place: its chief, its villager, and the officer of another county. */
function outsidersOf(place: VillagePlace): string[] {
  const others = villagePlaces.filter((other) => other !== place)
  const counties = others.filter((other) => other.slice(0, 6) !== place.slice(0, 6))
  return [
    ...others.flatMap((other) => [`${other} chief`, `${other} villager`]),
    ...counties.map((other) => `${other} county`),
  ]
}

const asking = (village: LivedVillage, route: RouteUnderTest, count = 2): Input[] =>
  drawInputs(route, { known: village.known, sure: true }, { seed: route.name.length * 3, count })

const leakOf = (village: LivedVillage, text: string) =>
  village.secrets.find((secret) => text.includes(secret))

test('the reads are sound: whoever belongs to a village is told of it', async () => {
  for (const place of villagePlaces) {
    const village = villages.lived[place]
    const told = new Set<string>()
    for (const route of readingRoutes())
      for (const input of asking(village, route, 12))
        for (const who of ['chief', 'county']) {
          const reply = await send(`${place} ${who}`, route.method, urlOf(route, input))
          for (const secret of village.secrets) if (reply.text.includes(secret)) told.add(secret)
        }
    // A staged roll is told of by its faulty rows, which are a workbook.
    const staged = village.known.uploadId ?? []
    const faults = await send(`${place} chief`, 'GET', `/api/households/roll/uploads/${staged[0]}/faults`)
    assert.equal(faults.status, 200)
    assert.deepEqual(
      village.secrets.filter((secret) => !told.has(secret) && !staged.includes(secret)),
      [],
      `${place}: what nobody is told proves nothing when others are not told either`,
    )
  }
})

const readingRoutes = () =>
  villages.routes.filter((route) => route.method === 'GET' && (route.params ?? route.query))

test('nobody of another village, town or county is told anything by any read', async () => {
  const faults: string[] = []
  for (const place of villagePlaces) {
    const village = villages.lived[place]
    for (const route of readingRoutes())
      for (const input of asking(village, route))
        for (const who of outsidersOf(place)) {
          const reply = await send(who, route.method, urlOf(route, input))
          const leaked = leakOf(village, reply.text)
          if (leaked) faults.push(`${route.name} tells ${who} of ${place}: ${leaked}`)
          if (![200, 403, 404].includes(reply.status))
            faults.push(`${route.name} as ${who} of ${place}: ${reply.status} ${reply.text.slice(0, 200)}`)
        }
  }
  assert.deepEqual(faults, [])
})
