import type { SchemeSection } from '../engines/scheme/section.ts'
import { boardsSchemeSection } from '../modules/boards/index.ts'
import { collectiveSchemeSection } from '../modules/collectives/index.ts'
import { dividendSchemeSection } from '../modules/dividends/index.ts'
import { fundsSchemeSection } from '../modules/funds/index.ts'
import { meetingsSchemeSection } from '../modules/meetings/index.ts'
import { participationSchemeSection, pointsSchemeSection } from '../modules/points/index.ts'
import { procedureSchemeSection } from '../modules/procedures/index.ts'
import { rewardsSchemeSection } from '../modules/rewards/index.ts'
import { exchangeSchemeSection } from '../modules/shops/index.ts'
import { normsSection } from '../platform/schemes/guard-scheme.ts'

/** All parts that a scheme can have, in the order in which its document shows them. */
export const schemeSections: readonly SchemeSection[] = [
  normsSection,
  meetingsSchemeSection,
  participationSchemeSection,
  pointsSchemeSection,
  boardsSchemeSection,
  collectiveSchemeSection,
  exchangeSchemeSection,
  fundsSchemeSection,
  rewardsSchemeSection,
  dividendSchemeSection,
  procedureSchemeSection,
]
