import type { FastifyInstance, FastifyRequest } from 'fastify'
import { Refusal } from '../../engines/refusal/refusal.ts'
import { nowhere } from '../../platform/database/connect.ts'
import { inTransaction } from '../../platform/http/mount-route.ts'
import { nameLogin, oidcLogin } from './login-key.ts'
import { assertOpen, type ProvenAccount } from './sign-in-with-password.ts'
import type { OidcPerson } from './single-sign-on.ts'
import { actorOf } from './start-session.ts'
import { lockAccount } from './store.ts'
import { findByLogin, hasLogin, insertLogins } from './store-sessions.ts'

/**
 * The account of a person whom the identity provider vouches for: the one linked to this subject, or else,
 * once, the one whose login name the provider tells, which is linked from then on, so that a name reused at
 * the provider opens nothing. A second factor is the provider's to ask for.
 */
export async function judgeOidcPerson(
  app: FastifyInstance,
  request: FastifyRequest,
  person: OidcPerson,
): Promise<ProvenAccount> {
  const { database, secrets, clock } = app.shanzhi
  const login = oidcLogin(secrets, person.issuer, person.subject)
  const linked = await database.transact(nowhere, (tx) => findByLogin(tx, login, clock()))
  if (linked) {
    assertOpen(linked)
    return { account: linked, factor: null }
  }
  const { login: name } = person
  const account =
    name === null
      ? undefined
      : await database.transact(nowhere, (tx) => findByLogin(tx, nameLogin(name), clock()))
  if (!account) throw new Refusal('account.oidc_unknown')
  assertOpen(account)
  await inTransaction(app, actorOf(account), request, async (act) => {
    await lockAccount(act.tx, account.countyCode, account.id)
    if (await hasLogin(act.tx, account.id, 'oidc')) throw new Refusal('account.oidc_other')
    const taken = await insertLogins(act.tx, account, [{ login, kind: 'oidc', fromRoll: false }])
    if (taken.length > 0) throw new Refusal('account.oidc_failed')
    act.record({
      placeCode: account.placeCode,
      action: 'accounts.own',
      subjectKind: 'account',
      subjectId: account.id,
      detail: { change: 'oidc_linked', issuer: person.issuer },
    })
  })
  return { account, factor: null }
}
