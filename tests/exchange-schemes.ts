import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { schemesFolder } from '../platform/schemes/scheme-library.ts'

/** How a test's exchange differs from the usual one of this file; each is the text of a part of a scheme. */
export interface ExchangeParts {
  rate?: string
  least?: string
  kinds?: string
  cash?: string
  window?: string
  budget?: string
  basis?: 'redeemed' | 'issued'
  custody?: 'village' | 'town'
  /** More lines of the points book: 'base: …' is changed by replacing. */
  base?: number
}

const since = '2019-01-01'
const dated = (value: string | number) => `{ ${since}: { value: ${value}, source: G-13 } }`

/** The budget of Jinzhai (G-13), read as a ceiling that is told and not refused. */
export const jinzhaiBudget = budgetOf('ceiling', 'warn')

export function budgetOf(reading: 'ceiling' | 'range', reaction: 'warn' | 'refuse'): string {
  return `{ low: ${dated(50_000)}, high: ${dated(80_000)}, reading: ${dated(reading)}, reaction: ${dated(reaction)} }`
}

export function windowOf(usual: string, reaction: 'warn' | 'refuse', more = ''): string {
  return `{ usual: ${dated(usual)}, household_may_choose: ${more.includes('away')}, reaction: ${dated(reaction)}${more} }`
}

/** Hardship and absence as Xinyu has them (G-8); days and ceiling are the test's own. */
export const xinyu: ExchangeParts = {
  kinds: '[goods, voucher, cash]',
  cash: `{ tags: [serious_illness, 子女入学], ceiling: ${dated(500)}, ceiling_per: ${dated('year')} }`,
  window: windowOf(
    'month',
    'warn',
    `, first_day: ${dated(10)}, last_day: ${dated(12)}, away_tags: [外出务工], year_end_month: ${dated(12)}`,
  ),
}

/** Puts an exchange and a fund into a scheme whose book is `shanzhi`: 1 point = 1 yuan, goods only, at any time. */
export function withExchange(yaml: string, parts: ExchangeParts = {}): string {
  const chapters = `
exchange:
  books:
    - key: shanzhi
      rate: ${dated(parts.rate ?? 1)}
      ${parts.least ? `least: ${dated(parts.least)}` : ''}
      kinds: ${parts.kinds ?? '[goods, service, voucher]'}
  classes:
    - { key: grain_oil, name: { zh: 米面油, en: Rice and oil }, exchange: true }
    - { key: daily, name: { zh: 日用品, en: Daily goods }, exchange: true }
    - { key: tobacco, name: { zh: 烟, en: Tobacco }, exchange: false }
    - { key: drink, name: { zh: 酒, en: Drink }, exchange: false }
    - { key: cards, name: { zh: 扑克, en: Playing cards }, exchange: false }
  shelves:
    charity: { for_points: true, for_money: false }
    business: { for_points: true, for_money: true }
  operator_by_resolution: true
  ${parts.cash ? `cash: ${parts.cash}` : ''}
  window: ${parts.window ?? windowOf('any_time', 'refuse')}
  ${parts.budget ? `budget: ${parts.budget}` : ''}
  settlement: { basis: ${dated(parts.basis ?? 'redeemed')}, every: year }
funds:
  custody: ${dated(parts.custody ?? 'village')}
  withheld_from_households: false
  sources:
    - { key: fiscal, name: { zh: 财政奖补, en: Fiscal grant }, kind: fiscal, earmarked_for: [shop] }
    - { key: donation, name: { zh: 社会捐赠, en: Donations }, kind: donation }
    - { key: collective, name: { zh: 村集体列支, en: Collective income }, kind: collective }
  uses:
    - { key: shop, name: { zh: 兑换点结算, en: Settlement with shops } }
    - { key: goods, name: { zh: 采购物资, en: Goods } }
    - { key: care, name: { zh: 走访慰问, en: Visits } }
  publicity: { public: true, every: quarter, days: ${dated(7)}, fields: [number, occurred_on, words, donor, income, spending], duty: 财务公开规定 }
`
  const based =
    parts.base === undefined
      ? yaml
      : yaml.replace('value: 100, source: G-20', `value: ${parts.base}, source: G-20`)
  return `${based}${chapters}`
}

/** The whole text of such a scheme. */
export async function exchangeScheme(parts: ExchangeParts = {}): Promise<string> {
  return withExchange(await readFile(join(schemesFolder, 'pinghu-tongjie', 'scheme.yaml'), 'utf8'), parts)
}

/** Puts rewards by points, by mark and by a share of the income into a scheme whose book is `shanzhi`. */
export function withRewards(yaml: string): string {
  return `${yaml}
rewards:
  withheld_from_households: false
  ladders:
    - { key: credit_fund, name: { zh: 信用基金, en: Credit fund }, kind: points, book: shanzhi, period: year, bands: [
        { key: low, name: { zh: 起步, en: Start }, least: ${dated(100)}, amount: ${dated(0)} },
        { key: middle, name: { zh: 中档, en: Middle }, least: ${dated(120)}, amount: ${dated(50)} },
        { key: good, name: { zh: 高档, en: Good }, least: ${dated(150)}, amount: ${dated(200.5)} } ] }
    - { key: stars, name: { zh: 星级奖励, en: Stars }, kind: marks, book: shanzhi, period: year, marks: [
        { key: best_tenth, name: { zh: 前 10%, en: Best tenth }, amount: ${dated(300)} },
        { key: best_ten, name: { zh: 前 10 户, en: Best ten }, amount: ${dated(500)} } ] }
    - { key: by_points, name: { zh: 积分分红, en: Dividend by points }, kind: share, book: shanzhi, period: year, percent: ${dated(10)}, rounding: floor }
  approved_by: members_congress
`
}
