import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Actor } from '../../engines/access/access.ts'
import { chinaDateOf } from '../../engines/calendar/china-time.ts'
import { Refusal } from '../../engines/refusal/refusal.ts'
import { mountPublicRoute, mountRoute, requireActor, requireKey } from '../../platform/http/mount-route.ts'
import { mountList } from '../exports/index.ts'
import { type AccountsTools, bareTools } from './accounts-tools.ts'
import { changeAccount, resetSignIn, setAccountState } from './change-account.ts'
import * as contract from './contract.ts'
import { accountsList } from './contract-lists.ts'
import { accountIdOf, createAccount } from './create-account.ts'
import { endRole, giveRole } from './give-role.ts'
import { listAccounts } from './list-accounts.ts'
import { listActions } from './list-actions.ts'
import { mountOpenRoute } from './mount-open-route.ts'
import { changePassword, getMe, setPreferences } from './own-account.ts'
import { confirmTotp, getSecondFactor, renewRecoveryCodes } from './own-second-factor.ts'
import { makeSecret } from './second-factor.ts'
import { sessionCacheOf } from './session-cache.ts'
import { readToken, sessionCookie } from './session-token.ts'
import { judgePassword } from './sign-in-with-password.ts'
import { judgePhoneCode, phoneCodes, sendPhoneCode } from './sign-in-with-phone.ts'
import { singleSignOnRoutes } from './single-sign-on-routes.ts'
import { cookieOptions, startSession } from './start-session.ts'
import { listMessages } from './store-codes.ts'
import { endSession } from './store-sessions.ts'

/** What the server hands over; without `accounts` people sign in by password only. */
export interface AccountsRoutesOptions {
  accounts?: AccountsTools | undefined
  /** Cookies go over HTTPS only. */
  secure?: boolean
}

/** Whose sessions must be read anew once a request is through. */
const changedAccounts = new WeakMap<FastifyRequest, string>()

export async function accountsRoutes(
  app: FastifyInstance,
  options: AccountsRoutesOptions = {},
): Promise<void> {
  const tools = options.accounts ?? bareTools
  const secureCookies = options.secure ?? false
  // Runs after the commit: a session read between the change and its commit is forgotten again.
  app.addHook('onSend', async (request) => {
    const accountId = changedAccounts.get(request)
    if (accountId !== undefined) sessionCacheOf(app.shanzhi.database).drop(accountId)
  })
  mountSignIn(app, tools, secureCookies)
  mountOwnAccount(app, secureCookies)
  mountManagement(app, tools)
  if (tools.oidc) await app.register(singleSignOnRoutes, { settings: tools.oidc, secureCookies })
}

function mountSignIn(app: FastifyInstance, tools: AccountsTools, secureCookies: boolean): void {
  mountPublicRoute(app, contract.getSignInWays, async () => ({
    password: true as const,
    phone: tools.messages !== null,
    oidc: tools.oidc !== null,
    sample: tools.sample,
  }))
  mountOpenRoute(app, contract.signInWithPassword, { perMinuteMax: 20 }, async (body, request, reply) => {
    const { account, factor } = await judgePassword(app, { ...body, address: request.ip })
    const kind = body.bearer ? 'bearer' : 'cookie'
    return startSession(app, request, reply, account, { kind, way: 'password', factor, secureCookies })
  })
  mountOpenRoute(app, contract.signInWithPhone, { perMinuteMax: 20 }, async (body, request, reply) => {
    const { account, factor } = await judgePhoneCode(app, tools, { ...body, address: request.ip })
    const kind = body.bearer ? 'bearer' : 'cookie'
    return startSession(app, request, reply, account, { kind, way: 'phone', factor, secureCookies })
  })
  const underWay = new Set<Promise<void>>()
  app.addHook('onClose', async () => {
    await Promise.all(underWay)
  })
  mountOpenRoute(app, contract.sendPhoneCode, { perMinuteMax: 6 }, async (body) => {
    const { sending } = await sendPhoneCode(app, tools, body.phone)
    underWay.add(sending)
    void sending.finally(() => underWay.delete(sending))
    return { validSeconds: phoneCodes.validSeconds }
  })
  mountPublicRoute(app, contract.listMailbox, async ({ tx }, { request }) => {
    if (!tools.sample) throw new Refusal('request.not_found', { path: request.url.slice(0, 200) })
    const messages = await listMessages(tx, 50)
    return messages.map((message) => ({ ...message, at: message.at.toISOString() }))
  })
}

function mountOwnAccount(app: FastifyInstance, secureCookies: boolean): void {
  const { actions } = app.shanzhi
  mountRoute(app, contract.signOut, async (act, { request, reply }) => {
    const token = readToken(request)
    if (token) await endSession(act.tx, token.countyCode, token.hash, act.now)
    reply.clearCookie(sessionCookie, cookieOptions(secureCookies))
    changedAccounts.set(request, act.actor.accountId)
    return { signedOut: true as const }
  })
  mountRoute(app, contract.getMe, (act) => getMe(act, actions))
  mountRoute(app, contract.setPreferences, (act, { body }) => setPreferences(act, actions, body))
  mountRoute(app, contract.startTotp, async (act) => makeSecret(act.actor.name))
  mountRoute(app, contract.listActions, async () => listActions(actions))
  mountOpenRoute(app, contract.changePassword, { perMinuteMax: 20 }, async (body, request) => {
    await changePassword(app, request, await requireWriter(app, request), body)
    return { changed: true as const }
  })
  mountOpenRoute(app, contract.confirmTotp, { perMinuteMax: 20 }, async (body, request) => {
    const recoveryCodes = await confirmTotp(app, request, await requireWriter(app, request), body)
    return { confirmed: true as const, recoveryCodes }
  })
  mountRoute(app, contract.getSecondFactor, (act) => getSecondFactor(act))
  mountOpenRoute(app, contract.renewRecoveryCodes, { perMinuteMax: 20 }, async (body, request) => ({
    recoveryCodes: await renewRecoveryCodes(app, request, await requireWriter(app, request), body),
  }))
}

function mountManagement(app: FastifyInstance, tools: AccountsTools): void {
  const { secrets } = app.shanzhi
  const asOfToday = () => accountsList(chinaDateOf(app.shanzhi.clock()))
  mountList(app, contract.listAccounts, asOfToday, (act, { query }) => listAccounts(act, secrets, query))
  mountRoute(app, contract.createAccount, (act, { body, request }) => {
    const id = accountIdOf(act.actor.accountId, String(request.headers['idempotency-key']))
    return createAccount(act, tools, secrets, id, body)
  })
  mountRoute(app, contract.changeAccount, (act, { params, query, body, request }) => {
    changedAccounts.set(request, params.accountId)
    return changeAccount(act, tools, secrets, { ...params, ...query, ...body })
  })
  mountRoute(app, contract.setAccountState, (act, { params, query, body, request }) => {
    changedAccounts.set(request, params.accountId)
    return setAccountState(act, { ...params, ...query, ...body })
  })
  mountRoute(app, contract.resetSignIn, (act, { params, query, body, request }) => {
    changedAccounts.set(request, params.accountId)
    return resetSignIn(act, { ...params, ...query, ...body })
  })
  mountRoute(app, contract.giveRole, (act, { params, query, body, request }) => {
    changedAccounts.set(request, params.accountId)
    return giveRole(act, { ...params, ...query, ...body })
  })
  mountRoute(app, contract.endRole, (act, { params, query, body, request }) => {
    changedAccounts.set(request, params.accountId)
    return endRole(act, { ...params, ...query, ...body })
  })
}

/** For writes that open their own transactions: signed in, and with the header that no foreign form can send. */
async function requireWriter(app: FastifyInstance, request: FastifyRequest): Promise<Actor> {
  const actor = await requireActor(app, request, 'signed-in')
  requireKey(request)
  return actor
}
