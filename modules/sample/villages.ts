import type { Words } from '../../engines/contract/route.ts'

/** A further village of the sample: its scheme's own place by code, with a made-up roll of the source's size. */
export interface FurtherVillage {
  /** Begins the logins of its accounts: `wuyi-clerk`. */
  key: string
  name: Words
  scheme: string
  place: string
  households: number
  groups: number
  /** Deeds in its year of life, as many as the source reports where it does. */
  deeds: number
}

/** One village for each scheme beside the first; sizes as the sources give them, else such as one village has. */
export const furtherVillages: readonly FurtherVillage[] = []
