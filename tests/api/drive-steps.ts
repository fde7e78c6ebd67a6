import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parse, stringify } from 'yaml'

import {
  BrokenScheme,
  openSchemeLibrary,
  type SchemeLibrary,
  schemesFolder,
} from '../../platform/schemes/scheme-library.ts'
import { schemeSections } from '../../server/scheme-sections.ts'
import { openVillageApp } from '../points-app.ts'
import { addFile, county, place, settings } from '../points-village.ts'
import { type CaseDriver, type CaseStage, scheme } from './case-stage.ts'
import { dayAfter } from './drive-claims.ts'
import { reportedPlan } from './drive-money.ts'

interface GivenStep {
  done: string[]
  attempt: string
  evidence?: string[]
}

/** One more step of a year whose steps before are done. */
export const driveStep: CaseDriver = async (stage, cases) => {
  const answers: Record<string, unknown>[] = []
  for (const [index, one] of cases.entries()) {
    const given = one.given as unknown as GivenStep
    const paid = given.attempt === 'payout' && given.done.includes('plan_publicity')
    // Paying out needs a paid plan, which the reported year has; the others get a year of their own.
    const cycle = paid ? '2019' : String(2030 + index)
    const runId = await startYear(stage, cycle, given.done)
    const planId = paid ? await payReported(stage) : null
    const as = given.attempt === 'town_review' ? 'town_officer' : 'clerk'
    const kinds = given.evidence ?? [paid ? 'payment' : 'file']
    const evidence = await Promise.all(
      kinds.map(async (kind) => {
        const id = kind === 'file' ? await addFile(stage.village) : planId
        return { kind, id, text: '依据', link: null }
      }),
    )
    const path = `/api/procedures/${runId}/steps/${given.attempt}`
    const reply = await stage.ask(as, '2020-03-01', 'POST', path, { doneOn: '2020-03-01', evidence })
    answers.push({ refused: reply.code })
  }
  return answers
}

/** A year's steps, the named ones of which are done. */
async function startYear(stage: CaseStage, cycle: string, done: readonly string[]): Promise<string> {
  const { adoptionId, database } = stage.village
  const url = `/api/procedures?place=${place}&adoption=${adoptionId}&cycle=${cycle}`
  const body = { placeCode: place, adoptionId, cycle, startedOn: '2019-01-05' }
  const run =
    cycle === '2019'
      ? await stage.must('clerk', '2020-01-05', 'GET', url)
      : await stage.must('clerk', '2020-01-05', 'POST', '/api/procedures', body)
  await database.owner.query(
    `insert into procedure.step (county_code, run_id, step_key, place_code, done_on, evidence, note, done_name, done_at)
     select $1, $2, step, $3, '2019-12-31', '[]', '', '', '2019-12-31' from unnest($4::text[]) step on conflict do nothing`,
    [county, run.id, place, done],
  )
  return run.id
}

/** The plan of the reported year shown, voted and paid. */
async function payReported(stage: CaseStage): Promise<string> {
  const id = await reportedPlan(stage)
  const at = `/api/dividends/plans/${id}`
  const shown = await stage.must('clerk', '2020-02-02', 'POST', `${at}/publicity`, {
    opensOn: '2020-02-02',
    spot: '村务公开栏',
    revision: 1,
  })
  const lists = await stage.must('clerk', '2020-02-02', 'GET', `/api/publicity?place=${place}`)
  const list = lists.rows.find((row) => row.kind === 'dividend_plan')!
  const over = dayAfter(String(list.closesOn))
  await stage.must('clerk', over, 'POST', `/api/publicity/${list.id}/settlement`, {})
  const voted = await stage.must('clerk', over, 'POST', '/api/meetings/resolutions', {
    ...{ placeCode: place, title: '通过分配方案', body: 'members_congress', heldOn: over },
    ...{ eligible: 60, present: 55, votesFor: 50, votesAgainst: 3, votesAbstain: 2 },
  })
  const body = { resolutionId: voted.id, revision: shown.revision }
  const resolved = await stage.must('clerk', over, 'POST', `${at}/resolution`, body)
  const payment = { paidOn: over, method: 'bank', revision: resolved.revision }
  await stage.must('clerk', over, 'POST', `${at}/payments`, payment)
  return id
}

export const driveCountSteps: CaseDriver = async (stage, cases) => {
  const url = `/api/procedures?place=${place}&adoption=${stage.village.adoptionId}&cycle=2019`
  const { steps } = await stage.must('clerk', '2019-02-01', 'GET', url)
  return cases.map(() => ({ steps: (steps as unknown[]).length }))
}

/** What if the scheme said something else? It is put into force on the case's day, each case by a village of its own. */
export const driveGuard: CaseDriver = async (stage, cases) => {
  const answers: Record<string, unknown>[] = []
  let library: SchemeLibrary = stage.village.library
  const asOfNow: SchemeLibrary = {
    sections: library.sections,
    norms: library.norms,
    get schemes() {
      return library.schemes
    },
    find: (id) => library.find(id),
  }
  const server = await openVillageApp(stage.village, '2019-01-02', { schemes: asOfNow })
  server.actors.secretary = {
    ...stage.village.actors.secretary,
    grants: [{ role: 'secretary', scope: county }],
  }
  try {
    for (const [index, one] of cases.entries()) {
      const { path, value } = one.given as { path: string; value: unknown }
      const changed = await openChanged(path, value, one.on)
      if ('broken' in changed) {
        answers.push({ refused: true, by: null, reason: changed.broken })
        continue
      }
      library = changed.library
      answers.push(await putInForce(server, `${county}0022${String(index + 10)}`, one.on))
    }
  } finally {
    await server.close()
  }
  return answers
}

type Server = Awaited<ReturnType<typeof openVillageApp>>

async function putInForce(server: Server, placeCode: string, on: string): Promise<Record<string, unknown>> {
  const url = `/api/schemes/${scheme}`
  const values = Object.entries(settings).map(([path, value]) => ({ path, value, from: '2019-01-01' }))
  const set = await server.call('secretary', 'PUT', `${url}/values`, { placeCode, revision: null, values })
  const { revision } = set.body.adoption as { revision: number }
  const vote = await server.call('secretary', 'POST', '/api/meetings/resolutions', {
    ...{ placeCode, title: '通过实施方案', body: 'members_congress', heldOn: '2019-01-01' },
    ...{ eligible: 60, present: 55, votesFor: 50, votesAgainst: 3, votesAbstain: 2 },
  })
  const body = { placeCode, startsOn: on, resolutionId: vote.body.id, revision }
  const put = await server.call('secretary', 'POST', `${url}/in-force`, body)
  if (put.status === 200) return { refused: false, by: null, reason: null }
  if (put.body.code !== 'schemes.guard') return { refused: put.body.code }
  const { norm, reason } = put.body.details as { norm: string; reason: string }
  return { refused: true, by: norm, reason }
}

/** The library with one thing changed in the scheme; one whose shape is wrong is not loaded at all. */
async function openChanged(
  path: string,
  value: unknown,
  on: string,
): Promise<{ library: SchemeLibrary } | { broken: string }> {
  const folder = await mkdtemp(join(tmpdir(), 'shanzhi-schemes-'))
  try {
    await mkdir(join(folder, scheme))
    await cp(join(schemesFolder, 'national'), join(folder, 'national'), { recursive: true })
    const content = parse(await readFile(join(schemesFolder, scheme, 'scheme.yaml'), 'utf8'))
    setAt(content, path.split('.'), value)
    await writeFile(join(folder, scheme, 'scheme.yaml'), stringify(content))
    return { library: await openSchemeLibrary(folder, schemeSections, on) }
  } catch (error) {
    if (!(error instanceof BrokenScheme)) throw error
    return { broken: error.faults[0]!.problem.reason.zh }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** Sets what stands at a path, or takes it away (null); items of a list are found by their key. */
function setAt(node: unknown, path: readonly string[], value: unknown): void {
  const [first, ...rest] = path as [string, ...string[]]
  const holder = node as Record<string, unknown>
  const name = Array.isArray(node) ? node.findIndex((item) => item.key === first) : first
  if (rest.length > 0) setAt(holder[name], rest, value)
  else if (value === null) delete holder[name]
  else holder[name] = value
}
