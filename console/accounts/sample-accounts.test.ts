import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  sampleAccounts as loaded,
  samplePassword as loadedPassword,
} from '../../modules/sample/sample-people.ts'
import { sampleAccounts, samplePassword } from './sample-accounts.ts'

test('the sign-in page offers exactly the accounts that the sample makes', () => {
  assert.deepEqual(
    sampleAccounts,
    loaded.map(({ login, role }) => ({ login, role })),
  )
  assert.equal(samplePassword, loadedPassword)
})
