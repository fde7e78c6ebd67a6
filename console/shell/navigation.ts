import type { shellLocale } from './locale.ts'

type NavigationWord = NonNullable<(typeof shellLocale)['keys']> & `nav_${string}`

export interface NavigationEntry {
  to: string
  word: NavigationWord
  /** Any of these rights opens it; none named: everybody. */
  rights: readonly string[]
  /** Only on a server with sample data. */
  sampleOnly?: true
}

export interface NavigationGroup {
  word: NavigationWord
  entries: readonly NavigationEntry[]
}

/** By work, not by table. A person sees only what she may do. */
export const navigation: readonly NavigationGroup[] = [
  {
    word: 'nav_people',
    entries: [
      { to: '/households', word: 'nav_households', rights: ['households.read'] },
      { to: '/territory', word: 'nav_territory', rights: ['territory.read'] },
    ],
  },
  {
    word: 'nav_points',
    entries: [
      { to: '/points/inbox', word: 'nav_inbox', rights: ['points.review'] },
      { to: '/points/declare', word: 'nav_declare', rights: ['points.declare_for_others', 'points.declare'] },
      { to: '/points/claims', word: 'nav_claims', rights: ['points.read'] },
      { to: '/points/passbooks', word: 'nav_passbooks', rights: ['points.read_all'] },
      { to: '/points/closes', word: 'nav_closes', rights: ['points.read_all'] },
    ],
  },
  {
    word: 'nav_openness',
    entries: [
      { to: '/publicity', word: 'nav_publicity', rights: ['publicity.read'] },
      { to: '/boards', word: 'nav_boards', rights: ['boards.read_all'] },
      { to: '/publicity/objections', word: 'nav_objections', rights: ['publicity.answer'] },
    ],
  },
  {
    word: 'nav_funds',
    entries: [
      { to: '/shops', word: 'nav_shops', rights: ['shops.read'] },
      { to: '/funds', word: 'nav_fund_accounts', rights: ['funds.read'] },
      { to: '/dividends', word: 'nav_dividends', rights: ['dividends.read'] },
      { to: '/dividends/shares', word: 'nav_shares', rights: ['dividends.read'] },
    ],
  },
  {
    word: 'nav_rules',
    entries: [
      { to: '/schemes', word: 'nav_schemes', rights: ['schemes.read'] },
      { to: '/procedures', word: 'nav_procedures', rights: ['procedures.read'] },
      { to: '/meetings', word: 'nav_resolutions', rights: ['meetings.read'] },
    ],
  },
  {
    word: 'nav_settings',
    entries: [
      { to: '/accounts', word: 'nav_accounts', rights: ['accounts.read'] },
      { to: '/audit', word: 'nav_audit', rights: ['audit.read'] },
      { to: '/mailbox', word: 'nav_mailbox', rights: [], sampleOnly: true },
      { to: '/settings', word: 'nav_me', rights: [] },
    ],
  },
]
