import type { Operation, OperationKind, Relation } from '../../modules/households/contract.ts'
import type { Household } from './household-types.ts'
import { type PersonValues, personOf } from './PersonFields.tsx'

export interface OperationValues {
  on: string
  reason: string
  memberIds?: string[]
  newHeadId?: string
  relations?: Record<string, Relation>
  newNumber?: string
  newGroupId?: string
  newAddress?: string
  otherHouseholdId?: string
  toPlaceCode?: string
  toHouseholdId?: string
  personId?: string
  person?: PersonValues
  relation?: Relation
  guardianId?: string
  to?: string
  fromOutside?: boolean
}

type InnerRelation = Exclude<Relation, 'head'>
type ChildRelation = Exclude<InnerRelation, 'spouse'>

function relationsOf(values: OperationValues) {
  return Object.entries(values.relations ?? {})
    .filter(([, one]) => one)
    .map(([personId, relation]) => ({ personId, relation }))
}

/** The operation as the API takes it; fields that another kind uses are left out. */
export function operationOf(kind: OperationKind, household: Household, values: OperationValues): Operation {
  const common = { on: values.on, reason: values.reason }
  const here = { ...common, householdId: household.id }
  const leaver = { ...common, personId: values.personId ?? '' }
  const succession = { newHeadId: values.newHeadId ?? null, relations: relationsOf(values) }
  const lodging = { newNumber: values.newNumber?.trim() || null, newAddress: values.newAddress?.trim() ?? '' }
  const relation = (values.relation ?? 'other_relative') as InnerRelation
  switch (kind) {
    case 'split':
      return {
        kind,
        ...here,
        ...lodging,
        memberIds: values.memberIds ?? [],
        newHeadId: values.newHeadId ?? '',
        relations: succession.relations,
        newGroupId: values.newGroupId ?? household.groupId,
      }
    case 'merge':
      return {
        kind,
        ...here,
        otherHouseholdId: values.otherHouseholdId ?? '',
        relations: succession.relations,
      }
    case 'change_head':
      return { kind, ...here, newHeadId: values.newHeadId ?? '', relations: succession.relations }
    case 'move':
      return { kind, ...here, ...lodging, toPlaceCode: values.toPlaceCode ?? '', toGroupId: null }
    case 'death':
      return { kind, ...leaver, ...succession }
    case 'leave':
      return { kind, ...leaver, ...succession, to: values.to ?? '' }
    case 'transfer':
      return { kind, ...leaver, toHouseholdId: values.toHouseholdId ?? '', relation }
    default:
      return { ...here, ...newcomerOf(kind, values, relation) }
  }
}

/** Who joins the household: a child that was born or adopted, or somebody who marries in. */
function newcomerOf(
  kind: 'marriage_in' | 'birth' | 'adoption',
  values: OperationValues,
  relation: InnerRelation,
) {
  const person = personOf(values.person ?? { name: '', sex: 'unknown' })
  if (kind === 'birth')
    return {
      kind,
      person: { ...person, birthDate: values.on },
      relation: relation as ChildRelation,
      guardianId: values.guardianId ?? '',
    }
  if (kind === 'adoption')
    return { kind, person, relation: relation as ChildRelation, guardianId: values.guardianId ?? null }
  return values.fromOutside
    ? { kind, personId: null, person, relation }
    : { kind, personId: values.personId ?? '', person: null, relation }
}
