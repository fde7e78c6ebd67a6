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

/** The operation as the API takes it; fields that another kind uses are left out. */
export function operationOf(kind: OperationKind, household: Household, values: OperationValues): Operation {
  const { on, reason } = values
  const householdId = household.id
  const personId = values.personId ?? ''
  const newHeadId = values.newHeadId ?? null
  const newNumber = values.newNumber?.trim() || null
  const newAddress = values.newAddress?.trim() ?? ''
  const relation = (values.relation ?? 'other_relative') as InnerRelation
  const relations = Object.entries(values.relations ?? {})
    .filter(([, one]) => one)
    .map(([person, one]) => ({ personId: person, relation: one }))
  const person = values.person ? personOf(values.person) : personOf({ name: '', sex: 'unknown' })
  switch (kind) {
    case 'split':
      return {
        kind,
        householdId,
        on,
        reason,
        memberIds: values.memberIds ?? [],
        newHeadId: newHeadId ?? '',
        relations,
        newNumber,
        newGroupId: values.newGroupId ?? household.groupId,
        newAddress,
      }
    case 'merge':
      return { kind, householdId, otherHouseholdId: values.otherHouseholdId ?? '', on, reason, relations }
    case 'change_head':
      return { kind, householdId, on, reason, newHeadId: newHeadId ?? '', relations }
    case 'move':
      return {
        kind,
        householdId,
        on,
        reason,
        toPlaceCode: values.toPlaceCode ?? '',
        toGroupId: null,
        newNumber,
        newAddress,
      }
    case 'death':
      return { kind, personId, on, reason, newHeadId, relations }
    case 'marriage_in':
      return values.fromOutside
        ? { kind, householdId, on, reason, personId: null, person, relation }
        : { kind, householdId, on, reason, personId, person: null, relation }
    case 'birth':
      return {
        kind,
        householdId,
        on,
        reason,
        person: { ...person, birthDate: on },
        relation: relation as Exclude<InnerRelation, 'spouse'>,
        guardianId: values.guardianId ?? '',
      }
    case 'adoption':
      return {
        kind,
        householdId,
        on,
        reason,
        person,
        relation: relation as Exclude<InnerRelation, 'spouse'>,
        guardianId: values.guardianId ?? null,
      }
    case 'transfer':
      return { kind, personId, toHouseholdId: values.toHouseholdId ?? '', on, reason, relation }
    case 'leave':
      return { kind, personId, on, reason, to: values.to ?? '', newHeadId, relations }
  }
}
