import type { z } from 'zod'
import type { passbook, passbookEntry } from '../../modules/points/contract.ts'

export type Passbook = z.output<typeof passbook>
export type Entry = z.output<typeof passbookEntry>
