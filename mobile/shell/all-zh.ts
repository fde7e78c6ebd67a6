import { accountsZh } from '../accounts/zh.ts'
import { claimsZh } from '../claims/zh.ts'
import { neighbourZh } from '../neighbour/zh.ts'
import { outboxZh } from '../outbox/zh.ts'
import { passbookZh } from '../passbook/zh.ts'
import { publicityZh } from '../publicity/zh.ts'
import { shopsZh } from '../shops/zh.ts'
import { firstZh } from './first-zh.ts'
import { shellZh } from './zh.ts'

/** Every text of the phone app in one language. */
export const allZh = {
  ...firstZh,
  ...shellZh,
  ...passbookZh,
  ...claimsZh,
  ...outboxZh,
  ...publicityZh,
  ...neighbourZh,
  ...shopsZh,
  ...accountsZh,
}
