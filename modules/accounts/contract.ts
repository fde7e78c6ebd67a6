import { z } from 'zod'
import { paging, placeCode, revision } from '../../engines/contract/fields.ts'
import { defineRoute } from '../../engines/contract/route.ts'

export const role = z.enum([
  'clerk',
  'cadre',
  'secretary',
  'group_leader',
  'reviewer',
  'supervisor',
  'merchant',
  'town_officer',
  'county_officer',
  'administrator',
  'auditor',
])

export const grant = z.object({ role, scope: z.string().regex(/^[0-9]{0,12}$/) })

export const me = z.object({
  accountId: z.uuid(),
  name: z.string(),
  placeCode: z.string(),
  placeName: z.string(),
  householdId: z.uuid().nullable(),
  personId: z.uuid().nullable(),
  grants: z.array(grant.extend({ scopeName: z.string() })),
  /** Every action of the product that this account may do somewhere; menus show what is in here. */
  actions: z.array(z.string()),
  locale: z.enum(['zh-CN', 'en']),
  elderMode: z.boolean(),
})

export type Me = z.infer<typeof me>

const signedIn = z.object({ me, token: z.string().nullable() })

export const signInWithPassword = defineRoute({
  method: 'POST',
  path: '/api/accounts/sign-in',
  summary: { zh: '用密码登录', en: 'Sign in with a password' },
  action: 'public',
  keepsNoAnswer: true,
  body: z.object({
    login: z.string().trim().min(1).max(100),
    password: z.string().min(1).max(200),
    /** Six digits or a recovery code, asked for when the account has a second factor (error account.code_needed). */
    code: z.string().max(20).optional(),
    /** true answers with a bearer token in place of a cookie. */
    bearer: z.boolean().default(false),
  }),
  reply: signedIn,
})

export const sendPhoneCode = defineRoute({
  method: 'POST',
  path: '/api/accounts/phone-code',
  summary: { zh: '发送短信验证码', en: 'Send a sign-in code to a phone' },
  action: 'public',
  keepsNoAnswer: true,
  body: z.object({ phone: z.string().regex(/^1[0-9]{10}$/) }),
  /** The same answer whether or not the phone is known. */
  reply: z.object({ validSeconds: z.int() }),
})

export const signInWithPhone = defineRoute({
  method: 'POST',
  path: '/api/accounts/sign-in-phone',
  summary: { zh: '用短信验证码登录', en: 'Sign in with a phone code' },
  action: 'public',
  keepsNoAnswer: true,
  body: z.object({
    phone: z.string().regex(/^1[0-9]{10}$/),
    code: z.string().regex(/^[0-9]{6}$/),
    /** Asked for when the account has a second factor (error account.code_needed); the phone code still holds then. */
    totp: z.string().max(20).optional(),
    bearer: z.boolean().default(false),
  }),
  reply: signedIn,
})

export const signOut = defineRoute({
  method: 'POST',
  path: '/api/accounts/sign-out',
  summary: { zh: '退出登录', en: 'Sign out' },
  action: 'signed-in',
  keepsNoAnswer: true,
  reply: z.object({ signedOut: z.literal(true) }),
})

export const getMe = defineRoute({
  method: 'GET',
  path: '/api/accounts/me',
  summary: { zh: '当前账号', en: 'The signed-in account' },
  action: 'signed-in',
  reply: me,
})

export const setPreferences = defineRoute({
  method: 'PUT',
  path: '/api/accounts/me/preferences',
  summary: { zh: '语言与长辈模式', en: 'Language and elder mode' },
  action: 'signed-in',
  body: z.object({ locale: z.enum(['zh-CN', 'en']), elderMode: z.boolean() }),
  reply: me,
})

export const changePassword = defineRoute({
  method: 'PUT',
  path: '/api/accounts/me/password',
  summary: { zh: '修改密码', en: 'Change the password' },
  action: 'signed-in',
  keepsNoAnswer: true,
  body: z.object({ oldPassword: z.string().max(200), newPassword: z.string().min(10).max(200) }),
  reply: z.object({ changed: z.literal(true) }),
})

export const startTotp = defineRoute({
  method: 'POST',
  path: '/api/accounts/me/totp',
  summary: { zh: '开通动态口令', en: 'Start a second factor' },
  action: 'signed-in',
  keepsNoAnswer: true,
  reply: z.object({ uri: z.string(), secret: z.string() }),
})

export const confirmTotp = defineRoute({
  method: 'PUT',
  path: '/api/accounts/me/totp',
  summary: { zh: '确认动态口令', en: 'Confirm the second factor' },
  action: 'signed-in',
  keepsNoAnswer: true,
  body: z.object({
    secret: z.string().max(64),
    code: z.string().regex(/^[0-9]{6}$/),
    /** A code of the factor that stands, or a recovery code, when one is to be replaced (error account.code_needed). */
    oldCode: z.string().max(20).optional(),
  }),
  /** The recovery codes are shown this once. */
  reply: z.object({ confirmed: z.literal(true), recoveryCodes: z.array(z.string()) }),
})

export const getSecondFactor = defineRoute({
  method: 'GET',
  path: '/api/accounts/me/second-factor',
  summary: {
    zh: '动态口令是否开通、恢复码还剩几个',
    en: 'Whether the second factor is on, and recovery codes left',
  },
  action: 'signed-in',
  reply: z.object({ on: z.boolean(), recoveryCodesLeft: z.int() }),
})

export const renewRecoveryCodes = defineRoute({
  method: 'PUT',
  path: '/api/accounts/me/recovery-codes',
  summary: { zh: '换一组恢复码', en: 'Make new recovery codes' },
  action: 'signed-in',
  keepsNoAnswer: true,
  /** Six digits of the authenticator, or a recovery code. */
  body: z.object({ code: z.string().min(1).max(20) }),
  reply: z.object({ recoveryCodes: z.array(z.string()) }),
})

/** County of the account's place, its first six digits; left out for accounts of the own county. */
const inCounty = z.object({
  county: z
    .string()
    .regex(/^[0-9]{6}$/)
    .optional(),
})

export const accountRow = z.object({
  id: z.uuid(),
  name: z.string(),
  login: z.string().nullable(),
  placeCode: z.string(),
  placeName: z.string(),
  householdId: z.uuid().nullable(),
  phoneMasked: z.string().nullable(),
  state: z.enum(['active', 'locked', 'closed']),
  secondFactor: z.boolean(),
  revision,
  grants: z.array(
    z.object({
      id: z.uuid(),
      role,
      scope: z.string(),
      scopeName: z.string(),
      from: z.iso.date(),
      to: z.iso.date().nullable(),
      reason: z.string(),
    }),
  ),
})

export const listAccounts = defineRoute({
  method: 'GET',
  path: '/api/accounts',
  summary: { zh: '账号列表', en: 'Accounts' },
  action: 'accounts.read',
  query: z.object({
    search: z.string().max(100).default(''),
    state: z.enum(['active', 'locked', 'closed', 'all']).default('all'),
    sort: z.enum(['place', '-place', 'name', '-name', 'login', '-login']).default('place'),
    ...paging(200, 50),
  }),
  reply: z.object({ rows: z.array(accountRow), total: z.int() }),
})

export const createAccount = defineRoute({
  method: 'POST',
  path: '/api/accounts',
  summary: { zh: '新建账号', en: 'Create an account' },
  action: 'accounts.manage',
  /** Kept without the answer, as its request holds a password; the key itself becomes the account's id. */
  keepsNoAnswer: true,
  body: z.object({
    name: z.string().trim().min(1).max(50),
    login: z
      .string()
      .trim()
      .regex(/^[a-z][a-z0-9._-]{2,49}$/)
      .nullable(),
    phone: z
      .string()
      .regex(/^1[0-9]{10}$/)
      .nullable(),
    password: z.string().min(10).max(200).nullable(),
    placeCode,
    personId: z.uuid().nullable(),
  }),
  reply: accountRow,
})

export const giveRole = defineRoute({
  method: 'POST',
  path: '/api/accounts/:accountId/grants',
  summary: { zh: '授予岗位', en: 'Give a role' },
  action: 'accounts.manage',
  params: z.object({ accountId: z.uuid() }),
  query: inCounty,
  body: z.object({
    role,
    scope: z.string().regex(/^[0-9]{2,12}$/),
    from: z.iso.date(),
    to: z.iso.date().nullable(),
    reason: z.string().trim().min(1).max(200),
  }),
  reply: accountRow,
})

export const endRole = defineRoute({
  method: 'POST',
  path: '/api/accounts/:accountId/grants/:grantId/end',
  summary: { zh: '终止岗位', en: 'End a role' },
  action: 'accounts.manage',
  params: z.object({ accountId: z.uuid(), grantId: z.uuid() }),
  query: inCounty,
  /** The last day in office; yesterday ends the role at once. */
  body: z.object({ on: z.iso.date(), reason: z.string().trim().min(1).max(200) }),
  reply: accountRow,
})

export const setAccountState = defineRoute({
  method: 'PUT',
  path: '/api/accounts/:accountId/state',
  summary: { zh: '锁定、解锁或注销账号', en: 'Lock, unlock or close an account' },
  action: 'accounts.manage',
  params: z.object({ accountId: z.uuid() }),
  query: inCounty,
  body: z.object({
    state: z.enum(['active', 'locked', 'closed']),
    revision,
    reason: z.string().trim().min(1).max(200),
  }),
  reply: accountRow,
})

export const changeAccount = defineRoute({
  method: 'PUT',
  path: '/api/accounts/:accountId',
  summary: { zh: '修改账号', en: 'Change an account' },
  action: 'accounts.manage',
  params: z.object({ accountId: z.uuid() }),
  query: inCounty,
  /** What is left out stays as it is. */
  body: z.object({
    revision,
    name: z.string().trim().min(1).max(50).optional(),
    phone: z
      .string()
      .regex(/^1[0-9]{10}$/)
      .nullable()
      .optional(),
    personId: z.uuid().optional(),
  }),
  reply: accountRow,
})

export const resetSignIn = defineRoute({
  method: 'POST',
  path: '/api/accounts/:accountId/sign-in-reset',
  summary: { zh: '重置登录方式', en: 'Reset the ways to sign in' },
  action: 'accounts.manage',
  keepsNoAnswer: true,
  params: z.object({ accountId: z.uuid() }),
  query: inCounty,
  /** Ends all sessions of the account and its bar after wrong tries. */
  body: z.object({
    /** A new password, told to the person by hand; null keeps the present one. */
    password: z.string().min(10).max(200).nullable(),
    removeSecondFactor: z.boolean(),
    /** Unties the account from its subject at the identity provider. */
    removeSingleSignOn: z.boolean(),
    reason: z.string().trim().min(1).max(200),
  }),
  reply: accountRow,
})

export const listActions = defineRoute({
  method: 'GET',
  path: '/api/accounts/actions',
  summary: { zh: '权限表：谁可以做什么', en: 'The table of actions: who may do what' },
  action: 'signed-in',
  reply: z.array(
    z.object({
      action: z.string(),
      zh: z.string(),
      en: z.string(),
      roles: z.array(role),
      ownHousehold: z.boolean(),
      everyAccount: z.boolean(),
    }),
  ),
})

export const listMailbox = defineRoute({
  method: 'GET',
  path: '/api/accounts/mailbox',
  summary: {
    zh: '示例信箱：短信网关本会发出的消息',
    en: 'Sample mailbox: what the message gateway would have sent',
  },
  action: 'public',
  reply: z.array(
    z.object({
      id: z.uuid(),
      at: z.iso.datetime(),
      channel: z.string(),
      recipient: z.string(),
      body: z.string(),
    }),
  ),
})

/**
 * The addresses of single sign-on: a redirect out and the way back. Off unless the operator sets OIDC_ISSUER.
 * `start?returnTo=/m/` leads back to the phone app, else to the console; a refusal comes back there as
 * `?signInError=<error code>`.
 */
export const oidcPaths = {
  start: '/api/accounts/oidc/start',
  callback: '/api/accounts/oidc/callback',
} as const

export const getSignInWays = defineRoute({
  method: 'GET',
  path: '/api/accounts/ways',
  summary: { zh: '可用的登录方式', en: 'Ways to sign in' },
  action: 'public',
  reply: z.object({ password: z.literal(true), phone: z.boolean(), oidc: z.boolean(), sample: z.boolean() }),
})
