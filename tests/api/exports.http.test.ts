import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { chinaClock } from '../../engines/calendar/china-time.ts'
import type { CellKind, ListDefinition } from '../../engines/contract/list.ts'
import { accountsList } from '../../modules/accounts/contract-lists.ts'
import { auditList } from '../../modules/audit/contract-lists.ts'
import * as boards from '../../modules/boards/contract-lists.ts'
import { creationsList, issuesList } from '../../modules/collectives/contract-lists.ts'
import { planLinesList, sharesList } from '../../modules/dividends/contract-lists.ts'
import { movementsList } from '../../modules/funds/contract-lists.ts'
import * as households from '../../modules/households/contract-lists.ts'
import { claimsList } from '../../modules/points/contract-claims.ts'
import * as points from '../../modules/points/contract-lists.ts'
import { objectionsList, publicityLines, publicityLists } from '../../modules/publicity/contract-lists.ts'
import { sheetLinesList } from '../../modules/rewards/contract-lists.ts'
import { runsList } from '../../modules/runs/contract-lists.ts'
import * as shops from '../../modules/shops/contract-lists.ts'
import { type LivedVillage, openVillages, today, type Villages, villagePlaces } from './open-villages.ts'
import { type ReadExport, readExport, textIn } from './read-export.ts'
import { namesIn } from './routes-under-test.ts'

let villages: Villages
let here: LivedVillage
before(async () => {
  villages = await openVillages()
  here = villages.lived[villagePlaces[0]]
})
after(() => villages?.close())

type Row = Record<string, unknown>
type AnyList = ListDefinition<never>
interface Listed {
  rows: Row[]
  total: number
}

const [, next] = villagePlaces

interface Export {
  status: number
  fileName: string
  content: Buffer
  code: string | undefined
}

async function exportAs(who: string, url: string, language = 'zh-CN'): Promise<Export> {
  const reply = await villages.server.app.inject({
    method: 'GET',
    url,
    headers: { ...(who ? { authorization: `Bearer ${who}` } : {}), 'accept-language': language },
  })
  const name = /filename\*=UTF-8''(.+)/.exec(String(reply.headers['content-disposition'] ?? ''))?.[1] ?? ''
  return {
    status: reply.statusCode,
    fileName: decodeURIComponent(name),
    content: reply.rawPayload,
    code: reply.statusCode === 200 ? undefined : reply.json<{ code: string }>().code,
  }
}

async function readAs(who: string, url: string, language?: string): Promise<ReadExport> {
  const exported = await exportAs(who, url, language)
  assert.equal(exported.status, 200, `${url}: ${exported.status} ${exported.code}`)
  return readExport(exported.content)
}

/** Every paged list with a query that finds something; a definition of its own where the rows bring the columns. */
function everyList(): { path: string; query: string; list: AnyList | ((reply: never) => AnyList) }[] {
  const id = (name: string) => here.known[name]![0]!
  const place = `place=${here.place}`
  const of = (path: string, query: string, list: unknown) => ({ path, query, list: list as AnyList })
  return [
    of('/api/accounts', '', accountsList(today)),
    of('/api/audit/entries', `placeCode=${here.place}`, auditList),
    of(`/api/dividends/plans/${id('planId')}/lines`, '', planLinesList),
    of('/api/boards/listings', place, boards.listingsList),
    of('/api/boards/requests', place, boards.requestsList),
    of('/api/boards/broadcasts', place, boards.broadcastsList),
    of('/api/dividends/shares', place, sharesList),
    of('/api/collectives', place, creationsList),
    of('/api/collectives/issues', place, issuesList),
    of(`/api/rewards/sheets/${id('sheetId')}/lines`, '', sheetLinesList),
    of('/api/households', `${place}&state=all`, households.householdsList),
    of('/api/households/persons', place, households.personsList),
    of(`/api/households/${id('householdId')}/changes`, '', households.changesList),
    of('/api/households/duplicates', place, households.duplicatesList),
    of('/api/households/plates', `placeCode=${here.place}`, households.platesList),
    of('/api/points/claims', place, claimsList),
    of('/api/points/passbooks', `${place}&cycle=2019`, points.passbooksList),
    of(`/api/points/passbooks/${id('bookId')}/entries`, '', points.entriesList),
    {
      path: `/api/points/closes/${id('closeId')}/lines`,
      query: '',
      list: (reply: { marks: points.CloseMark[] }) => points.closeLinesList(reply.marks) as AnyList,
    },
    of('/api/points/enrolments', place, points.enrolmentsList),
    of('/api/publicity', place, publicityLists),
    { path: `/api/publicity/${id('listId')}`, query: '', list: publicityLines as (reply: never) => AnyList },
    of('/api/publicity/objections', place, objectionsList),
    of('/api/runs', '', runsList),
    of(`/api/funds/${id('fundId')}/movements`, '', movementsList),
    of(`/api/shops/${id('shopId')}/goods`, '', shops.goodsList),
    of(`/api/shops/${id('shopId')}/stock`, '', shops.stockList),
    of(`/api/shops/${id('shopId')}/redemptions`, '', shops.redemptionsList),
  ]
}

/** The value of a cell as another program reads it. */
function cellOf(kind: CellKind, value: string | number | null): string | number | null {
  if (value === null || value === '') return null
  if (kind === 'instant') return chinaClock(new Date(value))
  if (kind === 'text' || kind === 'date') return String(value)
  return kind === 'count' ? Number(value) : Number(value) / 100
}

test('every paged list in the OpenAPI document can be exported', async () => {
  const document = (await villages.server.call('', 'GET', '/api/openapi.json')).body as unknown as {
    paths: Record<string, Record<string, { parameters?: { name: string; in: string }[]; security?: [] }>>
  }
  const names = new Set(namesIn(document))
  const paged = Object.entries(document.paths).flatMap(([path, { get }]) =>
    get?.parameters?.some((one) => one.in === 'query' && one.name === 'page')
      ? [`GET ${path.replaceAll(/\{(\w+)\}/g, ':$1')}`]
      : [],
  )
  assert.ok(paged.length >= 18, `${paged.length}`)
  assert.deepEqual(
    paged.filter((name) => !names.has(`${name}/workbook`)),
    [],
  )
  const tried = everyList().map(({ path }) => `GET ${path}`)
  assert.deepEqual(
    paged.filter(
      (name) => !tried.some((one) => new RegExp(`^${name.replaceAll(/:\w+/g, '[^/]+')}$`).test(one)),
    ),
    [],
    'a list that this file does not read back',
  )
})

test('each export holds the rows and columns of its list, in its order, with figures as figures', async () => {
  let cells = 0
  for (const { path, query, list } of everyList()) {
    const who = path === '/api/runs' ? `${here.place} county` : `${here.place} chief`
    const listed = (await villages.server.call(who, 'GET', `${path}?${query}&pageSize=200`))
      .body as unknown as Listed
    const definition = typeof list === 'function' ? list(listed as never) : list
    const columns = definition.columns.filter((column) => !column.hidden)
    const read = await readAs(who, `${path}/workbook?${query}`)
    assert.deepEqual(
      read.header,
      columns.map((column) => column.title.zh),
      path,
    )
    assert.deepEqual(
      read.rows,
      listed.rows.map((row) =>
        columns.map((column) => cellOf(column.kind, column.value(row as never, 'zh'))),
      ),
      path,
    )
    assert.match(read.notes.at(-1)!, new RegExp(`共 ${listed.total} 行$`), path)
    cells += read.rows.length * columns.length
  }
  assert.ok(cells > 200, `${cells} cells`)
})

test('filters, order and chosen columns are those of the request, and stand above the table', async () => {
  const chief = `${here.place} chief`
  const url = `/api/points/claims/workbook?place=${here.place}&state=withdrawn&sort=occurred&from=2019-03-01&columns=state,number,reason`
  const read = await readAs(chief, url)
  assert.deepEqual(read.header, ['户号', '状态', '事由'])
  assert.deepEqual(
    read.rows.map((row) => row[1]),
    ['已撤回'],
  )
  assert.equal(read.notes[1], '筛选：状态：已撤回；发生日期：2019-03-01至最近')
  assert.equal(read.notes[2], '排序：发生日期 从小到大')
  const english = await readAs(chief, url, 'en')
  assert.deepEqual(english.header, ['Number', 'State', 'What happened'])
  assert.equal(english.notes[1], 'Filters: State: Withdrawn; Day: 2019-03-01 to the last')
  assert.match(english.notes.at(-1)!, /^Exported: 2020-04-03 \d\d:\d\d, .+, 1 rows$/)
  const named = await readAs(chief, `/api/points/claims/workbook?place=${here.place}&item=public_affairs`)
  assert.match(named.notes[1]!, /^筛选：项目：[^_]+$/)
})

test('the file is named by county, village, list and day', async () => {
  const { fileName } = await exportAs(`${here.place} chief`, `/api/households/workbook?place=${here.place}`)
  assert.equal(fileName, '平湖市 通界村 农户名册 2020-04-03.xlsx')
})

test('an unknown column or a wrong filter is refused in words', async () => {
  const url = `/api/points/claims/workbook?place=${here.place}`
  const unknown = await exportAs(`${here.place} chief`, `${url}&columns=number,identityCipher`)
  assert.deepEqual([unknown.status, unknown.code], [400, 'export.column_unknown'])
  const wrong = await exportAs(`${here.place} chief`, `${url}&state=lost`)
  assert.deepEqual([wrong.status, wrong.code], [400, 'request.invalid'])
})

test('nobody exports without sign-in, a villager only what is her own, another village nothing', async () => {
  const theirs = villages.lived[next]
  for (const { path, query } of everyList()) {
    const url = `${path}/workbook?${query}`
    const stranger = await exportAs('', url)
    assert.deepEqual([stranger.status, stranger.code], [401, 'access.sign_in'], path)
    for (const who of [`${next} chief`, `${next} villager`]) {
      const foreign = await exportAs(who, url)
      assert.ok([200, 403, 404].includes(foreign.status), `${path} ${who} ${foreign.status}`)
      if (foreign.status !== 200) continue
      const text = textIn(foreign.content)
      for (const secret of here.secrets) assert.ok(!text.includes(secret), `${path} tells ${who} ${secret}`)
    }
  }
  const villager = `${here.place} villager`
  for (const path of [
    '/api/points/passbooks',
    '/api/dividends/shares',
    '/api/households/plates',
    '/api/audit/entries',
  ]) {
    const refused = await exportAs(
      villager,
      `${path}/workbook?place=${here.place}&placeCode=${here.place}&cycle=2019`,
    )
    assert.deepEqual([refused.status, refused.code], [403, 'access.denied'], path)
  }
  const own = await readAs(villager, '/api/points/claims/workbook')
  assert.ok(own.rows.length > 0)
  const all = (
    await villages.server.call(`${here.place} chief`, 'GET', `/api/points/claims?place=${here.place}`)
  ).body
  assert.ok(all.total >= own.rows.length)
  assert.ok(theirs.secrets.length > 0)
})

test('a text that begins like a formula stays a text', async () => {
  const chief = `${here.place} chief`
  for (const reason of ['=1+1', '=HYPERLINK("http://example.com","x")', '@SUM(A1)', '-2+3', '+cmd|x!A0']) {
    const wrote = await villages.base.database.owner.query(
      'update points.claim set reason = $1 where id = $2',
      [reason, here.known.claimId![0]],
    )
    assert.equal(wrote.rowCount, 1)
    const read = await readAs(chief, `/api/points/claims/workbook?place=${here.place}&columns=number,reason`)
    assert.ok(
      read.rows.some((row) => row[1] === reason),
      reason,
    )
    assert.ok(!read.text.includes('<f>'))
  }
})

test('the log says who took which list out with how many rows, and not what was searched for', async () => {
  const chief = `${here.place} chief`
  const phone = '13700001234'
  const exported = await exportAs(chief, `/api/households/workbook?place=${here.place}&search=${phone}`)
  const read = await readExport(exported.content)
  assert.ok(!read.text.includes(phone))
  assert.match(read.notes[1]!, /查找：\*{11}$/)
  await readAs(chief, `/api/points/enrolments/workbook?place=${here.place}&state=joined`)
  const { body } = await villages.server.call(
    chief,
    'GET',
    `/api/audit/entries?placeCode=${here.place}&action=lists.export`,
  )
  const logged = body.rows.map(({ detail, subjectKind, subjectId, actorName }) => ({
    ...{ detail: detail as Row, subjectKind, subjectId, actorName },
  }))
  assert.ok(!JSON.stringify(body).includes(phone))
  const searched = logged.find(({ detail }) => detail.search === true)!
  assert.deepEqual(
    [searched.subjectKind, searched.subjectId, searched.detail.rows],
    ['export', 'households', 0],
  )
  const enrolled = logged.find(({ subjectId }) => subjectId === 'enrolments')!
  assert.equal(enrolled.detail.rows, 3)
  assert.deepEqual((enrolled.detail.filters as Row).state, 'joined')
  assert.equal(enrolled.actorName, villages.server.actors[chief]!.name)
})

test('a list of many batches comes whole, in order and as it stood when it was begun', async () => {
  const count = 4500
  await villages.base.database.owner.query(
    `insert into audit.entry (county_code, id, place_code, at, actor_name, action, subject_kind, subject_id, channel, detail)
     select $1, gen_random_uuid(), $2, timestamptz '2020-04-01' + n * interval '1 second', '批量' || n, 'points.post', 'entry', n::text, 'timer', '{}'
     from generate_series(1, ${count}) n`,
    [here.place.slice(0, 6), here.place],
  )
  const url = `/api/audit/entries/workbook?placeCode=${here.place}&search=${encodeURIComponent('批量')}&sort=oldest`
  const read = await readAs(`${here.place} chief`, url)
  assert.deepEqual(
    read.rows.map((row) => row[1]),
    Array.from({ length: count }, (_, index) => `批量${index + 1}`),
  )
})

test('an account has one export at a time; others go on', async () => {
  const url = `/api/audit/entries/workbook?placeCode=${here.place}`
  const together = await Promise.all([
    exportAs(`${here.place} chief`, url),
    exportAs(`${here.place} chief`, url),
    exportAs(`${here.place} county`, url),
  ])
  assert.deepEqual(together.map(({ status, code }) => code ?? status).sort(), [200, 200, 'export.running'])
  assert.equal((await exportAs(`${here.place} chief`, url)).status, 200)
})

test('the tables of the charts are workbooks too', async () => {
  for (const chart of ['months', 'items', 'groups']) {
    const read = await readAs(
      `${here.place} chief`,
      `/api/points/overview/${chart}/workbook?place=${here.place}&cycle=2019`,
    )
    assert.ok(read.rows.length > 0, chart)
    assert.equal(read.notes[1], '筛选：年度：2019')
    const refused = await exportAs(
      `${next} chief`,
      `/api/points/overview/${chart}/workbook?place=${here.place}&cycle=2019`,
    )
    assert.equal(refused.status, 403)
  }
})
