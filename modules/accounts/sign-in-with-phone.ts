import { randomInt, timingSafeEqual } from 'node:crypto'
import type { FastifyInstance } from 'fastify'
import { v7 as makeId } from 'uuid'
import { chinaDateOf } from '../../engines/calendar/china-time.ts'
import { Refusal } from '../../engines/refusal/refusal.ts'
import { everywhere, nowhere } from '../../platform/database/connect.ts'
import { maskPhone } from '../../platform/messages/message-gateway.ts'
import type { AccountsTools } from './accounts-tools.ts'
import { decidePhoneOwner, type PhoneOwner, type RollPerson } from './decide-phone-owner.ts'
import { forgetTries, reserveTry } from './limit-attempts.ts'
import { openOwnAccount } from './link-person.ts'
import { phoneLogin } from './login-key.ts'
import type { FactorProof } from './second-factor.ts'
import { accountTries, assertOpen, judgeSecondFactor, type ProvenAccount } from './sign-in-with-password.ts'
import { countAttempt, keepPhoneCode, tryPhoneCode, usePhoneCode } from './store-codes.ts'
import { findByLogin, type SignInAccount } from './store-sessions.ts'

export const phoneCodes = { validSeconds: 300, waitSeconds: 60, triesMax: 5, perDayMax: 10 } as const

/**
 * Sends a sign-in code. The answer, its limits and its time are the same for a phone that nobody has: the
 * message goes out behind the answer, and only to a phone that opens an account or stands on the roll.
 * `sending` is for the server to wait for before it closes.
 */
export async function sendPhoneCode(
  app: FastifyInstance,
  tools: AccountsTools,
  phone: string,
): Promise<{ sending: Promise<void> }> {
  const { database, secrets, clock } = app.shanzhi
  const { messages } = tools
  if (!messages) throw new Refusal('account.phone_off')
  const now = clock()
  const phonePrint = secrets.fingerprint(phone)
  const code = String(randomInt(1_000_000)).padStart(6, '0')
  await database.transact(nowhere, async (tx) => {
    const last = await keepPhoneCode(
      tx,
      {
        phonePrint,
        codePrint: printOf(app, phone, code),
        sentAt: now,
        expiresAt: new Date(now.getTime() + phoneCodes.validSeconds * 1000),
      },
      new Date(now.getTime() - phoneCodes.waitSeconds * 1000),
    )
    if (last) {
      const waitMs = last.getTime() + phoneCodes.waitSeconds * 1000 - now.getTime()
      throw new Refusal('account.phone_code_waits', { seconds: Math.max(1, Math.ceil(waitMs / 1000)) })
    }
    const dayMs = 86_400_000
    const day = await countAttempt(tx, `codes:${phonePrint}`, now, new Date(now.getTime() - dayMs))
    if (day.count > phoneCodes.perDayMax) {
      const hours = Math.max(1, Math.ceil((day.since.getTime() + dayMs - now.getTime()) / 3_600_000))
      throw new Refusal('account.phone_codes_many', { limit: phoneCodes.perDayMax, hours })
    }
  })
  const { account, owner } = await findPhoneOwner(app, tools, phone)
  if (!account && owner.kind === 'nobody') return { sending: Promise.resolve() }
  const minutes = String(phoneCodes.validSeconds / 60)
  const body = `【善治】登录验证码 ${code}，${minutes} 分钟内有效。工作人员不会向您索要验证码，请勿告诉他人。`
  const sending = messages
    .send({ phone, body, kind: 'sign_in_code', values: { code, minutes } })
    .catch((error: unknown) => app.log.error({ err: error }, 'the sign-in code was not sent'))
  return { sending }
}

/**
 * Judges a phone and its code. Five tries a code; a code is used once. A phone that has no account but
 * stands on the roll opens one for its person, who then sees what was done for her before.
 */
export async function judgePhoneCode(
  app: FastifyInstance,
  tools: AccountsTools,
  request: { phone: string; code: string; totp?: string | undefined; address: string },
): Promise<ProvenAccount> {
  const { database, secrets, clock } = app.shanzhi
  if (!tools.messages) throw new Refusal('account.phone_off')
  const phonePrint = secrets.fingerprint(request.phone)
  const codePrint = printOf(app, request.phone, request.code)
  const tried = await database.transact(nowhere, (tx) => tryPhoneCode(tx, phonePrint, clock()))
  if (tried && tried.attempts > phoneCodes.triesMax) {
    throw new Refusal('account.phone_code_spent', { tries: phoneCodes.triesMax })
  }
  if (!tried || !timingSafeEqual(Buffer.from(tried.codePrint), Buffer.from(codePrint))) {
    throw new Refusal('account.phone_code_wrong')
  }
  const { account, owner } = await findPhoneOwner(app, tools, request.phone)
  const person = account ? undefined : requirePerson(owner)
  let factor: FactorProof | null = null
  if (account) {
    assertOpen(account)
    factor = await judgeFactorOfPhone(app, account, request.totp)
  }
  if (!(await database.transact(nowhere, (tx) => usePhoneCode(tx, phonePrint, codePrint)))) {
    throw new Refusal('account.phone_code_wrong')
  }
  return { account: account ?? (await openForPerson(app, request, person!)), factor }
}

/**
 * The account that a phone opens, and who on the roll has it. A login that came from the roll holds only
 * while the roll still says so: numbers pass to strangers.
 */
async function findPhoneOwner(
  app: FastifyInstance,
  tools: AccountsTools,
  phone: string,
): Promise<{ account: SignInAccount | undefined; owner: PhoneOwner }> {
  const { database, secrets, clock } = app.shanzhi
  // Nobody is signed in yet, so the county is not known: the look-up goes by the phone's print over the land.
  return database.transact(everywhere, async (tx) => {
    const found = await findByLogin(tx, phoneLogin(secrets, phone), clock())
    const people = await tools.roll.findPeopleByPhone(tx, phone)
    const owner = decidePhoneOwner(people, chinaDateOf(clock()))
    const stands = found && (!found.fromRoll || people.some((person) => person.personId === found.personId))
    return { account: stands ? found : undefined, owner }
  })
}

async function judgeFactorOfPhone(
  app: FastifyInstance,
  account: SignInAccount,
  totp: string | undefined,
): Promise<FactorProof | null> {
  if (!account.totpCipher) return null
  const key = accountTries(account.id)
  await reserveTry(app.shanzhi, key)
  const factor = await judgeSecondFactor(app, account, totp, key)
  await forgetTries(app.shanzhi, [key])
  return factor
}

function requirePerson(owner: PhoneOwner): RollPerson {
  if (owner.kind === 'person') return owner.person
  if (owner.kind === 'several') throw new Refusal('account.phone_shared')
  if (owner.kind === 'minor') throw new Refusal('account.phone_of_minor')
  throw new Refusal('account.phone_unknown')
}

async function openForPerson(
  app: FastifyInstance,
  request: { phone: string; address: string },
  person: RollPerson,
): Promise<SignInAccount> {
  const { database, secrets, clock } = app.shanzhi
  const accountId = makeId()
  const scopes = { ...everywhere, accountId }
  return database.transact(scopes, (tx) =>
    openOwnAccount(tx, {
      accountId,
      person,
      phoneLogin: phoneLogin(secrets, request.phone),
      phoneMasked: maskPhone(request.phone),
      address: request.address,
      now: clock(),
    }),
  )
}

function printOf(app: FastifyInstance, phone: string, code: string): string {
  return app.shanzhi.secrets.fingerprint(`sign-in code ${phone} ${code}`)
}
