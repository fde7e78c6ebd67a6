import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { Refusal } from '../../engines/refusal/refusal.ts'
import { readScheme } from '../../platform/schemes/read-scheme.ts'
import { openTestVillage, place, type TestVillage } from '../../tests/points-village.ts'
import { recordResolution } from '../meetings/index.ts'
import { setValues } from './adapt-scheme.ts'
import { changeText, copyScheme, releaseScheme } from './copy-scheme.ts'
import { endScheme } from './end-scheme.ts'
import { fileOf, findScheme, listFound } from './find-scheme.ts'
import { importScheme } from './import-scheme.ts'
import { putInForce } from './put-in-force.ts'
import { readDifferences, runCasesOf } from './read-schemes.ts'
import { rulesOf } from './rules-in-force.ts'
import { type Adoption, findAdoption } from './store.ts'
import { findCopy } from './store-copies.ts'

let village: TestVillage
let resolutionId: string
before(async () => {
  village = await openTestVillage(1)
  const vote = { eligible: 60, present: 55, votesFor: 50, votesAgainst: 3, votesAbstain: 2, minutes: [] }
  const body = {
    placeCode: place,
    title: '通过本村办法',
    body: 'members_congress',
    heldOn: '2026-01-05',
  } as const
  resolutionId = (
    await as('2026-01-06', (act) => recordResolution(act, village.library, { ...body, ...vote }))
  ).id
})
after(() => village.close())

type Work<T> = Parameters<typeof village.as<T>>[2]
const as = <T>(day: string, work: Work<T>) => village.as(village.actors.clerk, day, work)
const source = 'pinghu-tongjie'
const price = 'dividend.incentive.price'
const basis = 'points.shanzhi.items.illegal_building.basis'
const today = '2026-02-01'

/** The code of a refusal and what it says, or 'done'. */
async function told(work: Promise<unknown>): Promise<string> {
  try {
    await work
    return 'done'
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    return `${error.code} ${error.details.reason ?? error.details.names ?? error.details.path ?? ''}`.trim()
  }
}

const name = { zh: '本村积分办法', en: 'Points of our village' }
const copy = (slug: string, from = source) =>
  as(today, (act) => copyScheme(act, village.library, from, { placeCode: place, slug, name }))

async function edit(schemeId: string, edits: { path: string; value: unknown }[]) {
  const { revision } = (await as(today, (act) => findCopy(act.tx, place, schemeId)))!
  return as(today, (act) => changeText(act, village.library, schemeId, { placeCode: place, revision, edits }))
}

const adopt = (
  schemeId: string,
  startsOn = '2026-03-01',
  more: { replaces?: string; revision?: number } = {},
) =>
  as(today, (act) =>
    putInForce(act, village.library, schemeId, {
      ...{ placeCode: place, startsOn, resolutionId, revision: 0 },
      ...more,
    }),
  )

test('a scheme in which nothing is open goes into force at once, without a value set first', async () => {
  const { schemeId } = await copy('at-once')
  assert.equal(schemeId, `at-once-${place}`)
  const adoption = await adopt(schemeId)
  assert.deepEqual([adoption.state, adoption.startsOn, adoption.version], ['in_force', '2026-03-01', 1])
  assert.equal(await told(adopt(schemeId)), 'schemes.already_in_force')
})

test('a copy carries the village’s own values, dated and sourced, and differs from its source in nothing else', async () => {
  const { schemeId } = await copy('carried')
  const { differences, was } = await as(today, (act) =>
    readDifferences(act.tx, village.library, schemeId, { place }),
  )
  assert.equal(was!.id, source)
  const values = differences.filter((one) => one.kind === 'value' && one.now)
  assert.equal(values.length, 22)
  for (const one of values) {
    assert.deepEqual([one.was?.value ?? null, one.now!.source], [null, '本村议定'], one.path)
    assert.ok(!one.title.zh.includes('.'), one.title.zh)
  }
  assert.deepEqual(
    differences
      .filter((one) => one.kind === 'text')
      .map((one) => one.path)
      .sort(),
    ['name.en', 'name.zh', 'place.name'],
  )
})

test('changed numbers stand in the difference, and the worked cases tell what they change', async () => {
  const { schemeId } = await copy('numbers')
  const changed = { '2026-01-01': { value: 1.5, source: '第三条', note: '村民代表会议定' } }
  await edit(schemeId, [{ path: `${price}.2026-01-01`, value: changed['2026-01-01'] }])
  const { differences } = await as(today, (act) =>
    readDifferences(act.tx, village.library, schemeId, { place }),
  )
  const one = differences.find((candidate) => candidate.path === price)!
  assert.deepEqual(
    [one.day, one.was, one.now!.value, one.now!.note],
    ['2026-01-01', null, 1.5, '村民代表会议定'],
  )
  const same = await as(today, (act) => runCasesOf(act.tx, village.library, schemeId, place))
  assert.ok(same.ofSource && same.cases.length > 20)
  assert.equal(same.failed, 0)
  await edit(schemeId, [{ path: price, value: { '2019-01-01': { value: 2, source: '第三条' } } }])
  const other = await as(today, (act) => runCasesOf(act.tx, village.library, schemeId, place))
  assert.ok(other.cases.some((outcome) => outcome.outcome === 'changed'))
  await edit(schemeId, [{ path: 'points.shanzhi.items.courage', value: null }])
  const broken = await as(today, (act) => runCasesOf(act.tx, village.library, schemeId, place))
  assert.ok(broken.cases.some((outcome) => outcome.outcome === 'fault'))
})

test('an edit that leads nowhere, has not the shape or makes parts clash is refused, and nothing is kept', async () => {
  const { schemeId } = await copy('edits')
  const item = 'points.shanzhi.items.public_affairs'
  const rows: [edits: { path: string; value: unknown }[], says: RegExp][] = [
    [[{ path: 'id', value: 'mine' }], /edit_nowhere id/],
    [[{ path: 'place.code', value: '330482001204' }], /edit_nowhere/],
    [[{ path: 'norms', value: [] }], /edit_nowhere/],
    [[{ path: 'points.nobody.name', value: name }], /edit_nowhere/],
    [[{ path: 'points.shanzhi.__proto__', value: {} }], /edit_nowhere/],
    [[{ path: 'points.shanzhi.constructor.x', value: 1 }], /edit_nowhere/],
    [[{ path: `${item}.min`, value: 3 }], /edit_faulty/],
    [[{ path: `${item}.min`, value: { '2019-01-01': { value: 3 } } }], /edit_faulty .*来源/],
    [
      [{ path: `${item}.min`, value: { '2019-01-01': { value: 31, source: '一' } } }],
      /edit_faulty .*最少分 31 大于最多分 30/,
    ],
    [[{ path: `${item}.category`, value: 'nothing' }], /edit_faulty/],
    [[{ path: 'points.shanzhi.items.new_one', value: { key: 'other' } }], /edit_nowhere/],
  ]
  const before = await as(today, (act) => findCopy(act.tx, place, schemeId))
  for (const [edits, says] of rows)
    assert.match(await told(edit(schemeId, edits)), says, JSON.stringify(edits))
  assert.deepEqual(await as(today, (act) => findCopy(act.tx, place, schemeId)), before)
  assert.equal(await told(edit(schemeId, [{ path: `${item}.to`, value: '2026-06-01' }])), 'done')
  const stale = { placeCode: place, revision: 1, edits: [{ path: `${item}.to`, value: null }] }
  assert.equal(
    await told(as(today, (act) => changeText(act, village.library, schemeId, stale))),
    'request.stale',
  )
})

test('a scheme against the law goes into force by no route', async () => {
  const unlawful = [{ path: basis, value: null }]
  const { schemeId } = await copy('unlawful')
  await edit(schemeId, unlawful)
  const guard = /^schemes.guard 扣分项目没有写明依据/
  const running = (await as(today, (act) => findAdoption(act.tx, place, source)))!
  // As a new scheme, backdated to before the norm, as what follows the one in force, and released to others.
  assert.match(await told(adopt(schemeId)), guard)
  assert.match(await told(adopt(schemeId, '2019-01-01')), guard)
  assert.match(
    await told(adopt(schemeId, '2026-03-01', { replaces: source, revision: running.revision })),
    guard,
  )
  const { revision } = (await as(today, (act) => findCopy(act.tx, place, schemeId)))!
  const release = { placeCode: place, revision }
  assert.match(await told(as(today, (act) => releaseScheme(act, village.library, schemeId, release))), guard)
  // By a file.
  const text = await as(today, async (act) => {
    const scheme = await findScheme(act.tx, village.library, place, schemeId)
    return fileOf(village.library, scheme, scheme.content)
  })
  const renamed = text.replaceAll('unlawful-3304', 'imported-3304')
  const imported = await as(today, (act) =>
    importScheme(act, village.library, { placeCode: place, text: renamed, tryOnly: false }),
  )
  assert.equal(imported.schemeId, `imported-${place}`)
  assert.ok(imported.problems.some((problem) => problem.kind === 'law' && problem.line! > 1))
  assert.match(await told(adopt(imported.schemeId!)), guard)
  // By a copy of the copy, and by values that are said to be filled.
  const again = await copy('again', schemeId)
  assert.match(await told(adopt(again.schemeId)), guard)
  const values = { placeCode: place, revision: null, values: [{ path: price, from: '2027-01-01', value: 2 }] }
  assert.equal(
    await told(as(today, (act) => setValues(act, village.library, schemeId, values))),
    'schemes.own_text',
  )
  // Mended, the same text goes into force.
  await edit(schemeId, [{ path: basis, value: '村规民约第五条' }])
  assert.equal((await adopt(schemeId)).state, 'in_force')
})

test('what is exported and imported again says the same, and is nobody else’s', async () => {
  const { schemeId } = await copy('round-trip')
  await edit(schemeId, [{ path: 'summary.zh', value: '冒号: 引号"、井号 #、换行\n都在' }])
  const scheme = await as(today, (act) => findScheme(act.tx, village.library, place, schemeId))
  const text = fileOf(village.library, scheme, scheme.content)
  assert.equal(readScheme(text, village.library.sections).hash, scheme.hash)
  assert.match(text, /^# 本村积分办法 · Points of our village\n/)
  assert.match(text, /# 积分簿 · Books of points\npoints:/)
  assert.ok(text.indexOf('id:') < text.indexOf('place:') && text.indexOf('place:') < text.indexOf('points:'))
  const bring = (one: string, tryOnly = false) =>
    as(today, (act) => importScheme(act, village.library, { placeCode: place, text: one, tryOnly }))
  const kept = await bring(text)
  assert.deepEqual([kept.schemeId, kept.hash, kept.replacesText], [schemeId, scheme.hash, true])
  const after = await as(today, (act) => findScheme(act.tx, village.library, place, schemeId))
  assert.deepEqual([after.hash, after.sourceId], [scheme.hash, source])
  const looked = await bring(text.replaceAll('round-trip', 'only-looked'), true)
  assert.deepEqual([looked.schemeId, looked.problems.length], [null, 0])
  for (const [spoilt, says, line] of [
    [text.replace(`round-trip-${place}`, 'round-trip'), /改为 round-trip-330482001213/, 4],
    [text.replace(/code: "?330482001213"?/, "code: '330482001204'"), /改为 '330482001213'/, 6],
    [text.replace('name: {', 'name: !!js/function {'), /标记|tag/, 5],
    [`${text}\nnothing: *x\n`, /引用|\*/, undefined],
    [text.replace('direction: plus', 'direction: up'), /plus、minus/, undefined],
    [`${text}# ${'长'.repeat(400_000)}`, /1 MB/, undefined],
  ] as const) {
    const refused = await bring(spoilt)
    assert.equal(refused.schemeId, null)
    const words = refused.problems.map(({ reason, mend }) => reason.zh + reason.en + mend.zh).join('\n')
    assert.match(words, says)
    if (line)
      assert.ok(
        refused.problems.some((problem) => problem.line === line),
        words,
      )
  }
  assert.deepEqual(await as(today, (act) => findScheme(act.tx, village.library, place, schemeId)), after)
})

test('a newer text follows from its day under the same adoption; what was decided before stays', async () => {
  const running = (await as(today, (act) => findAdoption(act.tx, place, source)))!
  const { schemeId } = await copy('follows')
  await edit(schemeId, [{ path: price, value: { '2019-01-01': { value: 2, source: '第三条' } } }])
  const { revision } = running
  const follow = (startsOn: string) => adopt(schemeId, startsOn, { replaces: source, revision })
  assert.equal(await told(follow('2026-01-31')), 'schemes.past_start')
  const item = 'points.shanzhi.items.homestay'
  const kept = (await as(today, (act) => findCopy(act.tx, place, schemeId)))!.content
  await edit(schemeId, [{ path: item, value: null }])
  assert.match(await told(follow('2026-07-01')), /^schemes.vanished 开办民宿或农家乐/)
  const books = kept.points as { items: { key: string }[] }[]
  const homestay = books[0]!.items.find((one) => one.key === 'homestay')
  await edit(schemeId, [{ path: item, value: homestay }])
  const followed = await follow('2026-07-01')
  assert.deepEqual([followed.id, followed.startsOn, followed.schemeId], [running.id, '2019-01-01', schemeId])
  const priceOn = (on: string, adoption: Adoption) =>
    as(today, async (act) => {
      const rules = await rulesOf(act.tx, village.library, adoption, on)
      const dividend = rules.resolved.plain.dividend as { incentive: { price: number } }
      return [rules.mark.schemeId, dividend.incentive.price]
    })
  assert.deepEqual(await priceOn('2026-06-30', followed), [source, 130])
  assert.deepEqual(await priceOn('2026-07-01', followed), [schemeId, 200])
  const ending = (endsOn: string) =>
    as(today, (act) =>
      endScheme(act, schemeId, { placeCode: place, endsOn, resolutionId, revision: followed.revision }),
    )
  assert.equal(await told(ending('2026-07-01')), 'schemes.past_start')
  assert.equal((await ending('2026-12-31')).endsOn, '2026-12-31')
})

test('another village sees neither the text that is being written nor a way to change it', async () => {
  const { schemeId } = await copy('private')
  const other = { ...village.actors.clerk, placeCode: '330482001204' }
  other.grants = [{ role: 'clerk', scope: '330482001204' }]
  const theirs = <T>(work: Work<T>) => village.as(other, today, work)
  const body = { placeCode: place, revision: 1, edits: [{ path: 'source', value: '某处' }] }
  assert.equal(
    await told(theirs((act) => findScheme(act.tx, village.library, place, schemeId))),
    'schemes.unknown',
  )
  assert.equal(await told(theirs((act) => changeText(act, village.library, schemeId, body))), 'access.denied')
  const seen = await theirs((act) => listFound(act.tx, village.library, '330482001204'))
  assert.deepEqual(
    seen.filter((one) => one.origin === 'adapted'),
    [],
  )
})

test('what a county releases its villages read, fill and run; before that nobody sees it', async () => {
  const county = '330482000000'
  const officer = { ...village.actors.clerk, placeCode: county }
  officer.grants = [{ role: 'county_officer', scope: '330482' }]
  const above = <T>(work: Work<T>) => village.as(officer, today, work)
  const made = await above((act) =>
    copyScheme(act, village.library, source, { placeCode: county, slug: 'county', name }),
  )
  const find = () => as(today, (act) => findScheme(act.tx, village.library, place, made.schemeId))
  assert.equal(await told(find()), 'schemes.unknown')
  await above((act) => releaseScheme(act, village.library, made.schemeId, { placeCode: county, revision: 1 }))
  const found = await find()
  assert.deepEqual([found.origin, found.placeCode, found.copy], ['adapted', county, null])
  const own = { path: 'points.shanzhi.publicity.totals.days', from: '2019-01-01', value: 9 }
  const draft = await as(today, (act) =>
    setValues(act, village.library, made.schemeId, { placeCode: place, revision: null, values: [own] }),
  )
  assert.match(
    await told(adopt(made.schemeId, '2026-03-01', { revision: draft.revision })),
    /^schemes.open_values/,
  )
})
