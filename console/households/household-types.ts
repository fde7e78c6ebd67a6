import type { z } from 'zod'
import type {
  change,
  householdDetail,
  householdRow,
  member,
  operationPreview,
} from '../../modules/households/contract.ts'
import { knownTags, relations } from '../../modules/households/contract.ts'
import { say } from '../shell/language.ts'

export type HouseholdRow = z.infer<typeof householdRow>
export type Household = z.infer<typeof householdDetail>
export type Member = z.infer<typeof member>
export type Change = z.infer<typeof change>
export type Preview = z.infer<typeof operationPreview>

export function tagName(tag: string): string {
  return Object.hasOwn(knownTags, tag) ? say(knownTags[tag as keyof typeof knownTags]) : tag
}

export function relationName(relation: Member['relation']): string {
  return relation ? say(relations[relation]) : ''
}
