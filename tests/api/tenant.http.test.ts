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
import { textIn } from './read-export.ts'
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
    text: String(reply.headers['content-type']).includes('spreadsheetml')
      ? textIn(reply.rawPayload)
      : reply.body,
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
  // One village of each county: what holds for one holds for its like.
  for (const place of [villagePlaces[0], villagePlaces[2]]) {
    const village = villages.lived[place]
    // A staged roll is told of by its faulty rows, which are a workbook.
    const staged = village.known.uploadId!
    const rows = await send(`${place} chief`, 'GET', `/api/households/roll/uploads/${staged[0]}/faults`)
    assert.equal(rows.status, 200)
    const untold = new Set(village.secrets.filter((secret) => !staged.includes(secret)))
    // A shop's and a fund's lists are asked for whole: a random search or day finds none of their few rows.
    const [shopId, fundId] = [village.known.shopId![0], village.known.fundId![0]]
    for (const path of [
      `shops/${shopId}/goods`,
      `shops/${shopId}/redemptions`,
      `funds/${fundId}/movements`,
    ]) {
      const told = await send(`${place} chief`, 'GET', `/api/${path}`)
      for (const secret of untold) if (told.text.includes(secret)) untold.delete(secret)
    }
    const drawn = readingRoutes().map((route) => ({ route, inputs: asking(village, route, 20) }))
    for (let turn = 0; turn < 20 && untold.size > 0; turn++)
      for (const { route, inputs } of drawn)
        for (const who of ['chief', 'county']) {
          const reply = await send(`${place} ${who}`, route.method, urlOf(route, inputs[turn]!))
          for (const secret of untold) if (reply.text.includes(secret)) untold.delete(secret)
        }
    assert.deepEqual(
      [...untold],
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

/** What stands under a place in any table that knows places, as one print a table. */
async function printOf(place: VillagePlace): Promise<Record<string, string>> {
  const { owner } = villages.base.database
  const tables = await owner.query<{ name: string }>(
    `select distinct format('%I.%I', table_schema, table_name) as name from information_schema.columns
     where column_name = 'place_code' and table_schema not in ('platform', 'audit') order by 1`,
  )
  const prints: Record<string, string> = {}
  for (const { name } of tables.rows) {
    const { rows } = await owner.query(
      `select count(*) || coalesce(md5(string_agg(t::text, ',' order by t::text)), '') as print from ${name} t where place_code = $1`,
      [place],
    )
    prints[name] = rows[0].print
  }
  return prints
}

test('a write sent again by another village, with the same key, is refused and answered with nothing', async () => {
  const faults: string[] = []
  for (const place of villagePlaces) {
    const village = villages.lived[place]
    const before = await printOf(place)
    assert.ok(village.writes.length > 15)
    for (const write of village.writes)
      for (const who of outsidersOf(place)) {
        const reply = await send(who, write.method, write.url, write.body, write.key)
        const leaked = leakOf(village, reply.text)
        if (reply.replayed || leaked || reply.status < 400 || reply.status >= 500)
          faults.push(`${write.method} ${write.url} as ${who}: ${reply.status} ${reply.text.slice(0, 200)}`)
      }
    assert.deepEqual(await printOf(place), before)
  }
  assert.deepEqual(faults, [])
})

test('the same write by the same person is answered as before; by a colleague of the village it is a new one', async () => {
  const village = villages.lived[villagePlaces[0]]
  const declared = village.writes.find((write) => write.url === '/api/points/claims')!
  const again = await send(`${village.place} chief`, 'POST', declared.url, declared.body, declared.key)
  assert.deepEqual([again.status, again.replayed], [200, true])
  const colleague = await send(`${village.place} reviewer`, 'POST', declared.url, declared.body, declared.key)
  assert.equal(colleague.replayed, false)
})

/** Ids of another village in requests that speak of the own place. */
function mixed(theirs: LivedVillage, own: LivedVillage): LivedVillage['known'] {
  const places = ['place', 'placeCode', 'of', 'code', 'toPlaceCode', 'parent', 'county', 'countyCode']
  return { ...theirs.known, ...Object.fromEntries(places.map((name) => [name, own.known[name] ?? []])) }
}

test('a record of another village is named in vain: in a path, a query or a body', async () => {
  const faults: string[] = []
  let tried = 0
  for (const [own, theirs] of [
    [villagePlaces[0], villagePlaces[1]],
    [villagePlaces[0], villagePlaces[2]],
    [villagePlaces[3], villagePlaces[2]],
  ] as const) {
    const village = villages.lived[theirs]
    const known = mixed(village, villages.lived[own])
    const before = await printOf(theirs)
    for (const route of villages.routes.filter((one) => one.right !== 'public' && !one.upload)) {
      for (const input of drawInputs(route, { known, sure: true }, { seed: 7, count: 6 })) {
        const sent = JSON.stringify(input)
        const names = village.secrets.filter((secret) => sent.includes(secret))
        if (names.length === 0) continue
        tried += 1
        const reply = await send(`${own} chief`, route.method, urlOf(route, input), input.body)
        const leaked = village.secrets.find(
          (secret) => reply.text.includes(secret) && !names.includes(secret),
        )
        // A batch tells of each claim by itself: none may pass.
        const done =
          route.method !== 'GET' && reply.status === 200 && !reply.text.startsWith('{"passed":0,"refused":[{')
        if (leaked || done || reply.status >= 500)
          faults.push(
            `${route.name} as ${own} of ${theirs}: ${reply.status} ${reply.text.slice(0, 300)} for ${sent.slice(0, 300)}`,
          )
      }
    }
    assert.deepEqual(await printOf(theirs), before)
  }
  assert.deepEqual(faults, [])
  assert.ok(tried > 500, `${tried}`)
})

test('a batch tells of each claim that is not there in words of the reader', async () => {
  const [own, other] = [villages.lived[villagePlaces[0]], villages.lived[villagePlaces[1]]]
  const body = { placeCode: own.place, stepKey: 'verify', claimIds: other.known.claimId!.slice(0, 1) }
  for (const [language, words] of [
    ['zh-CN', /找不到这条记录/],
    ['en', /no such record/],
  ] as const) {
    const reply = await villages.server.app.inject({
      method: 'POST',
      url: '/api/points/decisions/batch',
      headers: {
        authorization: `Bearer ${own.place} chief`,
        'idempotency-key': makeId(),
        'accept-language': language,
      },
      payload: body,
    })
    assert.match(reply.json<{ refused: { message: string }[] }>().refused[0]!.message, words)
  }
})
