import type { z } from 'zod'
import { chinaDateOf } from '../../engines/calendar/china-time.ts'
import type { Act } from '../../platform/http/context.ts'
import type { SchemeLibrary } from '../../platform/schemes/scheme-library.ts'
import { listAreaRowsByIds, listShortNames } from '../territory/index.ts'
import type {
  acceptance as acceptanceReply,
  creationDetail,
  creation as creationReply,
  inspectedUnit,
  violation as violationReply,
} from './contract.ts'
import { rulesOfCollective } from './rules-of-collective.ts'
import type { CollectiveRules } from './scheme.ts'
import {
  type Consent,
  type CreationRow,
  countyOf,
  listFigures,
  listGroupHouseholds,
  type Stretch,
  type Team,
} from './store.ts'
import {
  type AcceptanceRow,
  listAcceptances,
  listNewestInspections,
  listViolations,
  type Observer,
  type ViolationRow,
} from './store-acceptances.ts'

/** The rules by which a creation is shown: those of its acceptance, else of today within its year. */
async function rulesToShow(
  act: Act,
  library: SchemeLibrary,
  row: CreationRow,
  acceptances: readonly AcceptanceRow[],
): Promise<CollectiveRules> {
  const on = acceptances.at(-1)?.heldOn ?? [row.appliedOn, chinaDateOf(act.now)].sort()[1]!
  return (await rulesOfCollective(act, library, row, on)).rules
}

/** Creations as a list shows them, with how far each is. */
export async function describeCreations(
  act: Act,
  library: SchemeLibrary,
  rows: readonly CreationRow[],
): Promise<z.input<typeof creationReply>[]> {
  if (rows.length === 0) return []
  const county = countyOf(rows[0]!.placeCode)
  const ids = rows.map((row) => row.id)
  const places = await listShortNames(act.tx, [...new Set(rows.map((row) => row.placeCode))])
  const groups = await listAreaRowsByIds(act.tx, county, [...new Set(rows.map((row) => row.groupId))])
  const groupNames = new Map(groups.map((group) => [group.id, group.name]))
  const figures = await listFigures(act.tx, county, rows)
  const acceptances = Map.groupBy(await listAcceptances(act.tx, county, ids), (one) => one.creationId)
  return Promise.all(
    rows.map(async (row) => {
      const own = acceptances.get(row.id) ?? []
      const rules = await rulesToShow(act, library, row, own)
      const final = own.findLast((one) => one.stage === 'on_site')
      const figure = figures.get(row.id)!
      return {
        id: row.id,
        placeCode: row.placeCode,
        placeName: places.get(row.placeCode) ?? row.placeCode,
        adoptionId: row.adoptionId,
        groupId: row.groupId,
        groupName: groupNames.get(row.groupId) ?? '',
        year: row.year,
        attempt: row.attempt,
        leaderName: row.leaderName,
        appliedOn: row.appliedOn,
        state: row.state,
        households: final?.households ?? figure.households,
        inspected: figure.inspected,
        grade: gradeName(rules, final?.grade ?? null),
        score: final?.score ?? null,
        heldOn: final?.heldOn ?? null,
        openViolations: figure.openViolations,
        revision: row.revision,
      }
    }),
  )
}

function gradeName(rules: CollectiveRules, key: string | null) {
  return rules.grades.find((grade) => grade.key === key)?.name ?? null
}

/** One creation with its people, standards, acceptances and what was found afterwards. */
export async function describeCreation(
  act: Act,
  library: SchemeLibrary,
  row: CreationRow,
): Promise<z.input<typeof creationDetail>> {
  const county = countyOf(row.placeCode)
  const [head] = await describeCreations(act, library, [row])
  const acceptances = await listAcceptances(act.tx, county, [row.id])
  const rules = await rulesToShow(act, library, row, acceptances)
  const categories = new Map(rules.categories.map((category) => [category.key, category.name]))
  return {
    ...head!,
    consent: row.consent as Consent | null,
    team: row.team as Team | null,
    stretches: row.stretches as Stretch[],
    standards: rules.standards.map((standard) => ({
      key: standard.key,
      name: standard.name,
      category: categories.get(standard.category)!,
      of: standard.of,
      level: standard.level,
      passesWhen: standard.passes_when,
      points: standard.points,
    })),
    observersNeeded: [...rules.observers],
    acceptances: acceptances.map((one) => describeAcceptance(rules, one)),
    violations: (await listViolations(act.tx, county, [row.id])).map(describeViolation),
  }
}

function describeAcceptance(rules: CollectiveRules, row: AcceptanceRow): z.input<typeof acceptanceReply> {
  const { creationId: _, ...rest } = row
  return {
    ...rest,
    observers: row.observers as Observer[],
    vetoedBy: row.vetoedBy.map(
      (key) => rules.standards.find((standard) => standard.key === key)?.name ?? { zh: key, en: key },
    ),
    grade: gradeName(rules, row.grade),
    recordedAt: row.recordedAt.toISOString(),
  }
}

export function describeViolation(row: ViolationRow): z.input<typeof violationReply> {
  const { placeCode: _, ...rest } = row
  return rest
}

/** The group as a whole and each of its households, with the newest finding. */
export async function describeInspections(
  act: Act,
  row: CreationRow,
): Promise<z.input<typeof inspectedUnit>[]> {
  const county = countyOf(row.placeCode)
  const newest = new Map(
    (await listNewestInspections(act.tx, county, row.id)).map((one) => [one.householdId, one]),
  )
  const units = [
    { householdId: null, householdNumber: '', headName: '' },
    ...(await listGroupHouseholds(act.tx, county, row.groupId)),
  ]
  return units.map((unit) => {
    const found = newest.get(unit.householdId)
    if (!found) return { ...unit, inspected: null }
    const { householdId: _, at, ...inspected } = found
    return { ...unit, inspected: { ...inspected, at: at.toISOString() } }
  })
}
