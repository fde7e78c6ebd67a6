import type { z } from 'zod'
import { type ActionTable, type Actor, can } from '../../engines/access/access.ts'
import type { Words } from '../../engines/contract/route.ts'
import type { RulesInForce } from '../schemes/index.ts'
import type { basis, book, claimRow, item, passbookEntry, passbookRow } from './contract.ts'
import type { enrolment } from './contract-enrolments.ts'
import { cutAt } from './decide-caps.ts'
import { cycleOf } from './decide-cycle.ts'
import { isOwnClaim } from './decide-declaration.ts'
import { decideRecusal, type RecusalFacts } from './decide-recusal.ts'
import { getBook } from './find-book.ts'
import { subjectOf } from './find-subjects.ts'
import { categoryOf, type PointsBook, type PointsItem, type ReviewStep } from './scheme.ts'
import { limitsOf } from './scheme-limits.ts'
import type { ClaimRow } from './store-claims.ts'
import type { EnrolmentRow } from './store-enrolments.ts'
import type { EntryRow, PassbookRow } from './store-passbooks.ts'

type Basis = z.output<typeof basis>

/** The rule behind an item's points on a day: value, since when, from which source (依据). */
export function basisOf(rules: RulesInForce, pointsBook: PointsBook, pointsItem: PointsItem): Basis {
  const category = categoryOf(pointsBook, pointsItem)
  const field = pointsItem.kind === 'range' ? 'max' : 'points'
  const path = `points.${pointsBook.key}.items.${pointsItem.key}.${field}`
  const value = rules.resolved.values.find((candidate) => candidate.path === path)!
  return {
    rule: {
      zh: `${category.zh}·${pointsItem.name.zh}`,
      en: `${category.en}: ${pointsItem.name.en}`,
    },
    value: shownPoints(pointsItem),
    from: value.from,
    source: pointsItem.basis ? `${value.source}；${pointsItem.basis}` : value.source,
    path,
  }
}

function shownPoints(pointsItem: PointsItem): string {
  const sign = pointsItem.direction === 'plus' ? '+' : '−'
  return pointsItem.kind === 'range'
    ? `${sign}${pointsItem.min / 100}–${pointsItem.max / 100}`
    : `${sign}${pointsItem.points / 100}`
}

export function describeItem(
  rules: RulesInForce,
  pointsBook: PointsBook,
  pointsItem: PointsItem,
): z.input<typeof item> {
  return {
    key: pointsItem.key,
    name: pointsItem.name,
    category: categoryOf(pointsBook, pointsItem),
    direction: pointsItem.direction,
    kind: pointsItem.kind,
    points: pointsItem.kind === 'range' ? null : pointsItem.points,
    min: pointsItem.kind === 'range' ? pointsItem.min : null,
    max: pointsItem.kind === 'range' ? pointsItem.max : null,
    unit: pointsItem.kind === 'per_unit' ? pointsItem.unit : null,
    limits: limitsOf(`points.${pointsBook.key}`, pointsBook, pointsItem).map((limit) => ({
      zh: fillValues(limit.zh, rules),
      en: fillValues(limit.en, rules),
    })),
    cutAt: cutAt(pointsBook, pointsItem),
    named: pointsItem.once === 'named',
    evidenceRequired: pointsItem.evidence === 'required',
    declarers: pointsItem.declarers,
    basis: basisOf(rules, pointsBook, pointsItem),
  }
}

/** Text with the values that count in place of their {paths}. */
function fillValues(text: string, rules: RulesInForce): string {
  return text.replaceAll(/\{([^}]+)\}/g, (_, path: string) =>
    String(rules.resolved.values.find((value) => value.path === path)?.value ?? '—'),
  )
}

/** Who joins a book; groups and the village do not choose. */
function joinsOf(rules: RulesInForce, pointsBook: PointsBook): 'household' | 'person' | null {
  const { kind, byPerson } = subjectOf(rules, pointsBook)
  if (kind === 'group' || kind === 'village') return null
  return kind === 'person' && byPerson ? 'person' : 'household'
}

export function describeBook(rules: RulesInForce, pointsBook: PointsBook, on: string): z.input<typeof book> {
  return {
    adoptionId: rules.adoption.id,
    schemeId: rules.adoption.schemeId,
    schemeName: rules.content.name,
    bookKey: pointsBook.key,
    name: pointsBook.name,
    subject: pointsBook.subject,
    joins: joinsOf(rules, pointsBook),
    unit: pointsBook.unit,
    cycle: cycleOf(pointsBook, on),
    items: pointsBook.items
      .filter((entry) => !entry.from || entry.from <= on)
      .map((entry) => describeItem(rules, pointsBook, entry)),
    reviewSteps: pointsBook.review.map((step) => ({
      key: step.key,
      name: step.name,
      roles: step.roles,
      panel: step.panel ? { min: step.panel.min, max: step.panel.max } : null,
    })),
    rectifyDays: pointsBook.rectify?.days ?? null,
    entriesPeriod: pointsBook.publicity.entries.period,
    totalsPeriod: pointsBook.publicity.totals?.period ?? null,
    publicityDays: pointsBook.publicity.entries.days,
  }
}

/** A claim as a list shows it, with what this actor may do with it now. */
export function describeClaim(
  rules: RulesInForce,
  claim: ClaimRow,
  actor: Actor,
  actions: ActionTable,
  recusals: RecusalFacts,
): z.input<typeof claimRow> {
  const pointsBook = getBook(rules, claim.bookKey)
  const pointsItem = pointsBook.items.find((candidate) => candidate.key === claim.itemKey)
  const step = pointsBook.review.find((candidate) => candidate.key === claim.stepKey)
  return {
    ...claim,
    itemName: pointsItem?.name ?? { zh: claim.itemKey, en: claim.itemKey },
    stepName: step?.name ?? null,
    proxy: claim.proxy as z.input<typeof claimRow>['proxy'],
    declaredAt: claim.declaredAt.toISOString(),
    may: mayDo(claim, step, actor, actions, recusals),
  }
}

function mayDo(
  claim: ClaimRow,
  step: ReviewStep | undefined,
  actor: Actor,
  actions: ActionTable,
  recusals: RecusalFacts,
): z.input<typeof claimRow>['may'] {
  const reviews = can(actions, actor, 'points.review', { placeCode: claim.placeCode })
  const here = actor.grants
    .filter((grant) => claim.placeCode.startsWith(grant.scope))
    .map((grant) => grant.role as string)
  const own = isOwnClaim(claim, actor)
  const may: z.input<typeof claimRow>['may'] = []
  if (
    claim.state === 'in_review' &&
    reviews &&
    step?.roles.some((role) => here.includes(role)) &&
    !decideRecusal(step, recusals, actor.accountId)
  )
    may.push('decide')
  if (own && (claim.state === 'in_review' || claim.state === 'returned')) may.push('withdraw')
  if (own && claim.state === 'returned') may.push('amend')
  const mendable = claim.state === 'rectifying' || (claim.state === 'approved' && claim.direction === 'minus')
  if (mendable && reviews) may.push('settle_rectification')
  return may
}

const entryNames: Record<EntryRow['kind'], Words> = {
  base: { zh: '基本分', en: 'Base points' },
  award: { zh: '加分', en: 'Award' },
  deduction: { zh: '减分', en: 'Deduction' },
  reversal: { zh: '冲正', en: 'Reversal' },
  adjustment: { zh: '调整', en: 'Adjustment' },
  carry: { zh: '上期结转', en: 'Carried over' },
  redemption: { zh: '兑换', en: 'Redemption' },
  redemption_return: { zh: '撤销兑换', en: 'Redemption cancelled' },
}

export function describeEntry(
  rules: RulesInForce | undefined,
  bookKey: string,
  entry: EntryRow,
): z.input<typeof passbookEntry> {
  const pointsBook = rules && getBook(rules, bookKey)
  const pointsItem = pointsBook?.items.find((candidate) => candidate.key === entry.itemKey)
  const name = pointsItem?.name ?? entryNames[entry.kind]
  const reversal = entry.kind === 'reversal'
  return {
    ...entry,
    itemName: reversal ? { zh: `冲正：${name.zh}`, en: `Reversal: ${name.en}` } : name,
    postedAt: entry.postedAt.toISOString(),
    basis: rules && pointsBook && pointsItem ? basisOf(rules, pointsBook, pointsItem) : null,
  }
}

export function describePassbookRow(row: PassbookRow, groupName: string | null): z.input<typeof passbookRow> {
  return { ...row, groupName, lastAt: row.lastAt.toISOString() }
}

/** States as people read them, for timelines. */
export const stateTexts: Record<string, Words> = {
  pass: { zh: '通过', en: 'passed' },
  return: { zh: '退回修改', en: 'returned' },
  reject: { zh: '驳回', en: 'rejected' },
}

export function describeEnrolment(row: EnrolmentRow): z.input<typeof enrolment> {
  return { ...row, proxy: row.proxy as z.input<typeof enrolment>['proxy'] }
}
