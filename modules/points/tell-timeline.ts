import type { z } from 'zod'
import { chinaDateOf } from '../../engines/calendar/china-time.ts'
import { dayName } from '../../engines/calendar/plain-date.ts'
import type { Words } from '../../engines/contract/route.ts'
import type { Showing } from '../publicity/index.ts'
import type { timelineEvent } from './contract.ts'
import { stateTexts } from './describe.ts'
import type { ClaimEntryRow, ClaimRow, listReviews } from './store-claims.ts'
import type { findNotice } from './store-rectifications.ts'
import type { RecusalRow } from './store-recusals.ts'

type Event = Omit<z.input<typeof timelineEvent>, 'at' | 'detail'> & {
  at: Date
  detail?: Record<string, unknown>
}

/** Everything that is known of a claim beside itself. */
export interface ClaimStory {
  reviews: Awaited<ReturnType<typeof listReviews>>
  recusals: readonly RecusalRow[]
  notice: Awaited<ReturnType<typeof findNotice>>
  /** Lists that it hung on, with what was objected there. */
  showings: readonly Showing[]
  /** Its entry, and the one that took it back. */
  entries: readonly ClaimEntryRow[]
  stepName: (key: string) => string
  /** Who objected and why is for those who work with objections; the household learns that it happened. */
  namesObjectors: boolean
}

/** What happened to a claim, the first thing first; acts of one instant in the order in which they follow. */
export function tellTimeline(claim: ClaimRow, story: ClaimStory): z.input<typeof timelineEvent>[] {
  const events = [
    {
      at: claim.declaredAt,
      kind: 'declared',
      who: claim.declaredName,
      text: { zh: '申报', en: 'Declared' },
      detail: { proxy: claim.proxy, medium: claim.medium, channel: claim.channel },
    },
    ...tellReviews(story),
    ...tellRecusals(story),
    ...tellNotice(story),
    ...story.showings.flatMap((showing) => tellShowing(showing, story.namesObjectors)),
    ...tellEntries(story.entries),
    ...tellWithdrawal(claim),
  ]
  return events
    .sort((one, other) => one.at.getTime() - other.at.getTime())
    .map((event) => ({ ...event, at: event.at.toISOString(), detail: event.detail ?? {} }))
}

function tellReviews({ reviews, stepName }: ClaimStory): Event[] {
  return reviews.map((review) => ({
    at: review.decidedAt,
    kind: review.decision,
    who: review.decidedName,
    text: {
      zh: `${stepName(review.stepKey)}：${stateTexts[review.decision]!.zh}`,
      en: `${review.stepKey}: ${stateTexts[review.decision]!.en}`,
    },
    detail: { points: review.points, panel: review.panel, note: review.note },
  }))
}

function tellRecusals({ recusals, stepName }: ClaimStory): Event[] {
  return recusals.map((recusal) => ({
    at: recusal.at,
    kind: 'recusal',
    who: recusal.recordedName,
    text: {
      zh: `${stepName(recusal.stepKey)}：${recusal.name}回避`,
      en: `${recusal.stepKey}: ${recusal.name} steps aside`,
    },
    detail: { note: recusal.reason },
  }))
}

/** A notice goes out with the last decision of its day. */
function tellNotice({ notice, reviews }: ClaimStory): Event[] {
  if (!notice) return []
  const dueOn = dayName(notice.dueOn)
  const decided = reviews.filter((review) => chinaDateOf(review.decidedAt) === notice.issuedOn).at(-1)
  const issued: Event = {
    at: decided?.decidedAt ?? new Date(`${notice.issuedOn}T00:00:00+08:00`),
    kind: 'notice',
    who: '',
    text: {
      zh: `发出整改告知书 ${notice.number}，${dueOn.zh}前改好免减`,
      en: `Notice ${notice.number}: mended by ${dueOn.en} it is waived`,
    },
  }
  if (notice.state === 'open' || !notice.settledAt) return [issued]
  const text = endOfNotice(notice.state, notice.mendedOn)
  return [issued, { at: notice.settledAt, kind: notice.state, who: '', text, detail: { note: notice.note } }]
}

function endOfNotice(state: string, mendedOn: string | null): Words {
  if (mendedOn === null) return { zh: '期限内没有改好，照减', en: 'Not mended in time: it stands' }
  const day = dayName(mendedOn)
  return state === 'waived'
    ? { zh: `${day.zh}改好，在期限内，免减`, en: `Mended on ${day.en}, in time: waived` }
    : { zh: `${day.zh}才改好，已过期限，照减`, en: `Mended on ${day.en}, too late: it stands` }
}

const objectionEnds: Record<string, Words> = {
  upheld: { zh: '异议成立，重新评议', en: 'The objection was upheld: another review' },
  dismissed: { zh: '异议不成立', en: 'The objection was dismissed' },
  withdrawn: { zh: '异议已撤回', en: 'The objection was withdrawn' },
}

function tellShowing(showing: Showing, namesObjectors: boolean): Event[] {
  const [opens, closes] = [dayName(showing.opensOn), dayName(showing.closesOn)]
  const hung: Event = {
    at: showing.openedAt,
    kind: 'publicised',
    who: '',
    text: {
      zh: `列入“${showing.title}”，${opens.zh}至${closes.zh}公示`,
      en: `Publicised from ${opens.en} to ${closes.en}: ${showing.title}`,
    },
    detail: { listId: showing.listId },
  }
  const objections = showing.objections.flatMap((objection): Event[] => {
    const raised: Event = {
      at: objection.raisedAt,
      kind: 'disputed',
      who: namesObjectors ? objection.objectorName : '',
      text: { zh: '有人提出异议，暂停入账', en: 'Somebody objected; posting waits' },
      detail: namesObjectors ? { note: objection.reason } : {},
    }
    const end = objectionEnds[objection.state]
    if (!end || !objection.answeredAt) return [raised]
    const who = objection.state === 'withdrawn' ? '' : (objection.answeredName ?? '')
    const detail = objection.answer ? { note: objection.answer } : {}
    return [
      raised,
      { at: objection.answeredAt, kind: `objection_${objection.state}`, who, text: end, detail },
    ]
  })
  return [hung, ...objections]
}

function tellEntries(entries: readonly ClaimEntryRow[]): Event[] {
  return entries.map((entry) => ({
    at: entry.postedAt,
    kind: entry.kind === 'reversal' ? 'reversed' : 'posted',
    who: '',
    text:
      entry.kind === 'reversal'
        ? { zh: `冲正，${sign(entry.amount)} 分`, en: `Reversed, ${sign(entry.amount)} points` }
        : { zh: `记入存折，${sign(entry.amount)} 分`, en: `Posted, ${sign(entry.amount)} points` },
    detail: { entryId: entry.id, ...(entry.kind === 'reversal' ? { note: entry.note } : {}) },
  }))
}

/** A withdrawn claim changes no more, so its last change is the withdrawal. */
function tellWithdrawal(claim: ClaimRow): Event[] {
  if (claim.state !== 'withdrawn') return []
  const text = { zh: '撤回申报', en: 'Withdrawn' }
  return [{ at: claim.updatedAt, kind: 'withdrawn', who: '', text }]
}

const sign = (hundredths: number) => `${hundredths > 0 ? '+' : '−'}${Math.abs(hundredths) / 100}`
