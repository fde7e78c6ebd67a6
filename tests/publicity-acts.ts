import assert from 'node:assert/strict'
import type { Actor } from '../engines/access/access.ts'
import { decideBatch } from '../modules/points/index.ts'
import { answerObjection, raiseObjection, withdrawObjection } from '../modules/publicity/handle-objection.ts'
import type { ObjectionRow } from '../modules/publicity/store-objections.ts'
import { allTimers, listKinds } from '../server/app.ts'
import { batch, declare, panel, passAll, publicise, sweep } from './points-acts.ts'
import { addFile, openTestVillage, place, type TestVillage, walkSteps } from './points-village.ts'

/** A list that hangs out, with its claims in the order of the households. */
export interface Shown {
  period: string
  listId: string
  closesOn: string
  claimIds: string[]
  /** Line of each claim. */
  lines: string[]
}

/** The day so many days after a list's last one. */
export const nextDay = (list: Shown, days = 1) => {
  const date = new Date(`${list.closesOn}T00:00:00Z`)
  date.setUTCDate(date.getUTCDate() + days)
  return date.toISOString().slice(0, 10)
}

export const proxy = (name: string) => ({
  name,
  relation: '邻居',
  reason: '不会用手机',
  readBack: true as const,
  signatureFileId: null,
})

/** A village of thirty households, the steps before declaring done for five years. */
export async function openPublicityVillage(): Promise<TestVillage> {
  const village = await openTestVillage(30)
  const toStart = ['draft', 'consult', 'town_review', 'scheme_publicity', 'announce']
  for (const year of ['2020', '2021', '2022', '2023'])
    await walkSteps(village, year, toStart, `${year}-01-02`)
  return village
}

let quarters = 0
/** A list of its own for the deeds of these households: each call takes the next quarter. */
export async function shown(
  village: TestVillage,
  indexes: number[],
  item: 'public_affairs' | 'waste_sorting_bad' = 'public_affairs',
): Promise<Shown> {
  const year = 2019 + Math.floor(quarters / 4)
  const quarter = (quarters % 4) + 1
  quarters += 1
  const on = `${year}-${String(quarter * 3 - 2).padStart(2, '0')}-05`
  const evidence = item === 'waste_sorting_bad' ? [await addFile(village)] : []
  const claimIds = await declare(village, {
    ...batch(village, item, on, indexes, item === 'public_affairs' ? 500 : null),
    evidence,
  })
  await passAll(village, claimIds, on)
  if (item === 'waste_sorting_bad')
    await sweep(village, timer(village, 'points.rectification'), `${on.slice(0, 8)}25T01:00:00+08:00`)
  const opensOn = `${on.slice(0, 8)}26`
  const period = `${year}-Q${quarter}`
  const list = await publicise(village, period, opensOn)
  return { ...list, period, claimIds, lines: await linesOf(village, list.listId, claimIds) }
}

export const timer = (village: TestVillage, key: string) =>
  allTimers(village.library).find((one) => one.key === key)!

export async function linesOf(village: TestVillage, listId: string, claimIds: string[]): Promise<string[]> {
  const { rows } = await village.database.owner.query(
    'select id, subject_id from publicity.line where list_id = $1',
    [listId],
  )
  return claimIds.map((claimId) => rows.find((row) => row.subject_id === claimId).id)
}

export function object(
  village: TestVillage,
  actor: Actor,
  list: Shown,
  line: number,
  on: string,
  change: Partial<Parameters<typeof raiseObjection>[3]> = {},
): Promise<ObjectionRow> {
  const body = {
    lineId: list.lines[line]!,
    reason: '这一分不对',
    evidence: [],
    medium: 'app' as const,
    proxy: null,
  }
  return village.as(actor, on, (act) =>
    raiseObjection(act, listKinds(village.library), list.listId, { ...body, ...change }),
  )
}

export function answer(
  village: TestVillage,
  objection: ObjectionRow,
  outcome: 'upheld' | 'dismissed',
  on: string,
  actor = village.actors.supervisor,
  revision = 1,
): Promise<ObjectionRow> {
  return village.as(actor, on, (act) =>
    answerObjection(act, listKinds(village.library), objection.id, {
      outcome,
      answer: '已核实情况',
      revision,
    }),
  )
}

export const withdraw = (village: TestVillage, actor: Actor, objection: ObjectionRow, on: string) =>
  village.as(actor, on, (act) => withdrawObjection(act, listKinds(village.library), objection.id, 1))

export async function states(village: TestVillage, claimIds: string[]): Promise<string[]> {
  const { rows } = await village.database.owner.query(
    'select id, state from points.claim where id = any($1::uuid[])',
    [claimIds],
  )
  return claimIds.map((id) => rows.find((row) => row.id === id).state)
}

export async function entries(village: TestVillage, claimIds: string[]): Promise<number> {
  const { rows } = await village.database.owner.query(
    'select count(*) as n from points.entry where claim_id = any($1::uuid[])',
    [claimIds],
  )
  return Number(rows[0].n)
}

export async function listState(village: TestVillage, listId: string): Promise<string> {
  const { rows } = await village.database.owner.query('select state from publicity.list where id = $1', [
    listId,
  ])
  return rows[0].state
}

export async function review(village: TestVillage, claimId: string, on: string): Promise<void> {
  for (const [stepKey, actor] of [
    ['deliberate', village.actors.reviewer],
    ['supervise', village.actors.supervisor],
  ] as const) {
    const members = stepKey === 'deliberate' ? panel : []
    const result = await village.as(actor, on, (act) =>
      decideBatch(act, village.library, {
        placeCode: place,
        stepKey,
        claimIds: [claimId],
        panel: members,
        note: '',
      }),
    )
    assert.deepEqual(result, { passed: 1, refused: [] })
  }
}
