import type { z } from 'zod'
import type { listColumn, publicityLine, publicityList } from '../../modules/publicity/contract.ts'

export type PublicityList = z.output<typeof publicityList>
export type Line = z.output<typeof publicityLine>
export type Column = z.output<typeof listColumn>
