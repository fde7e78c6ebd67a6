import { v7 as makeId } from 'uuid'
import type { z } from 'zod'
import { chinaDateOf } from '../../engines/calendar/china-time.ts'
import type { RouteBody } from '../../engines/contract/route.ts'
import { Refusal } from '../../engines/refusal/refusal.ts'
import type { Act } from '../../platform/http/context.ts'
import type { SchemeLibrary } from '../../platform/schemes/scheme-library.ts'
import { assertFilesKnown } from '../files/index.ts'
import type { recordResolution as recordRoute, resolution } from './contract.ts'
import { decideResolution, type Finding } from './decide-resolution.ts'
import { type Body, bodyNames, type MeetingRules } from './scheme.ts'
import { insertResolution, type ResolutionRow } from './store.ts'

/** Records a meeting's count; whether it passed is decided by the body's rule, not by whoever types it in. */
export async function recordResolution(
  act: Act,
  library: SchemeLibrary,
  body: RouteBody<typeof recordRoute>,
): Promise<ResolutionRow> {
  act.authorise('meetings.record', { placeCode: body.placeCode })
  if (body.heldOn > chinaDateOf(act.now))
    throw new Refusal('meetings.future', { day: body.heldOn }, 'body.heldOn')
  if ((body.households === undefined) !== (body.householdsPresent === undefined))
    throw new Refusal(
      'meetings.counts',
      {
        zh: '全村户数和到会代表户数要一起填，或者都不填。',
        en: 'Give the households of the village and those represented together, or neither.',
      },
      'body.householdsPresent',
    )
  await assertFilesKnown(act, body.placeCode, body.minutes, 'body.minutes')
  const decision = decideResolution(rulesOfMeetings(library), body.body, body, body.heldOn)
  if (!decision.possible) {
    const fault = decision.findings.find((finding) => !finding.met)!
    throw new Refusal('meetings.counts', { zh: fault.text.zh, en: fault.text.en }, 'body.present')
  }
  const row = {
    ...body,
    id: makeId(),
    households: body.households ?? null,
    householdsPresent: body.householdsPresent ?? null,
    passed: decision.passed,
    findings: decision.findings,
    recordedAt: act.now,
  }
  await insertResolution(act.tx, { ...row, rule: decision.rule, recordedBy: act.actor.accountId })
  act.record({
    placeCode: body.placeCode,
    action: 'meetings.record',
    subjectKind: 'resolution',
    subjectId: row.id,
    detail: { title: body.title, passed: decision.passed, for: body.votesFor, eligible: body.eligible },
  })
  return row
}

function rulesOfMeetings(library: SchemeLibrary): MeetingRules {
  const rules = library.find('national')?.content.meetings
  if (!rules) throw new Error('schemes/national says nothing of meetings')
  return rules as MeetingRules
}

export function describeResolution(row: ResolutionRow): z.output<typeof resolution> {
  return {
    ...row,
    bodyName: bodyNames[row.body as Body],
    findings: row.findings as Finding[],
    recordedAt: row.recordedAt.toISOString(),
  }
}
