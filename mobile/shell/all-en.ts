import { accountsEn } from '../accounts/en.ts'
import { claimsEn } from '../claims/en.ts'
import { neighbourEn } from '../neighbour/en.ts'
import { outboxEn } from '../outbox/en.ts'
import { passbookEn } from '../passbook/en.ts'
import { publicityEn } from '../publicity/en.ts'
import { shopsEn } from '../shops/en.ts'
import { shellEn } from './en.ts'
import { firstEn } from './first-en.ts'

/** Every text of the phone app in one language. */
export const allEn = {
  ...firstEn,
  ...shellEn,
  ...passbookEn,
  ...claimsEn,
  ...outboxEn,
  ...publicityEn,
  ...neighbourEn,
  ...shopsEn,
  ...accountsEn,
}
