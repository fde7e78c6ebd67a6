import type { WorkedCase } from '../../platform/schemes/run-cases.ts'
import type { Settings } from './case-village.ts'
import type { CaseWorld } from './case-world.ts'

/** Cases of one kind and one scheme with the same values, which one village may play together. */
export interface CaseGroup {
  schemeId: string
  settings: Settings
  cases: WorkedCase[]
}

/** Brings cases of one kind about through the API, and tells what came out, named as `expect` names it. */
export interface CaseDriver {
  /** What of `given` it brings about: a case that gives more is not driven by it. */
  gives: readonly string[]
  drive(world: CaseWorld, group: CaseGroup): Promise<Record<string, unknown>[]>
}

/** Facts of a case as its author wrote them. */
export const givenOf = <T>(one: WorkedCase): T => one.given as T

export const yearOf = (day: string) => day.slice(0, 4)
