import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Browser, Page } from 'playwright-core'
import { sampleVillage } from '../../modules/sample/sample-people.ts'
import { openBrowser } from '../open-browser.ts'
import { findEnglish } from './find-english.ts'
import { findViolations } from './find-violations.ts'
import { keepPicture } from './pictures.ts'
import { callerFor, declareWork, findHousehold } from './sample-acts.ts'
import { enterAs, openVisit, type Visit } from './visit.ts'

const { place } = sampleVillage

/** What addresses of single records hold; found in the sample before the first page. */
const ids = { household: '', person: '', claim: '', returned: '', close: '', list: '', plan: '' }

interface ConsolePage {
  name: string
  as: string | null
  path: () => string
}

const page = (as: string | null, name: string, path: string | (() => string)): ConsolePage => ({
  name,
  as,
  path: typeof path === 'string' ? () => path : path,
})

const pages: ConsolePage[] = [
  page(null, 'sign-in', '/sign-in'),
  page(null, 'mailbox', '/mailbox'),
  page(null, 'village', `/village/${place}`),
  page(null, 'village-list', () => `/village/${place}/lists/${ids.list}`),
  page('secretary', 'today', '/'),
  page('town', 'today-town', '/'),
  page('county', 'today-county', '/'),
  page('secretary', 'households', '/households'),
  page('clerk', 'household-new', '/households/new'),
  page('clerk', 'households-import', '/households/import'),
  page('clerk', 'plates', () => `/households/plates?household=${ids.household}`),
  page('clerk', 'duplicates', '/households/duplicates'),
  page('clerk', 'household', () => `/households/${ids.household}`),
  page('clerk', 'household-edit', () => `/households/${ids.household}/edit`),
  page('clerk', 'operation', () => `/households/${ids.household}/operations/split`),
  page('county', 'territory', '/territory'),
  page('clerk', 'territory-draw', '/territory/draw'),
  page('reviewer', 'inbox', '/points/inbox'),
  page('clerk', 'declare', '/points/declare'),
  page('clerk', 'declare-batch', '/points/declare/batch'),
  page('clerk', 'claims', '/points/claims'),
  page('clerk', 'claim', () => `/points/claims/${ids.claim}`),
  page('clerk', 'claim-amend', () => `/points/claims/${ids.returned}/amend`),
  page('clerk', 'passbooks', '/points/passbooks'),
  page('secretary', 'passbook', () => `/points/passbooks/${ids.household}`),
  page('secretary', 'passbook-print', () => `/points/passbooks/${ids.household}/print`),
  page('clerk', 'enrolments', '/points/enrolments'),
  page('clerk', 'closes', '/points/closes'),
  page('clerk', 'close-new', '/points/closes/new'),
  page('secretary', 'close', () => `/points/closes/${ids.close}`),
  page('clerk', 'publicity', '/publicity'),
  page('clerk', 'publicity-open', '/publicity/open'),
  page('supervisor', 'objections', '/publicity/objections'),
  page('clerk', 'list', () => `/publicity/${ids.list}`),
  page('clerk', 'list-print', () => `/publicity/${ids.list}/print`),
  page('clerk', 'procedures', '/procedures'),
  page('secretary', 'meetings', '/meetings'),
  page('secretary', 'meeting-new', '/meetings/new'),
  page('clerk', 'shops', '/shops'),
  page('clerk', 'funds', '/funds'),
  page('secretary', 'dividends', '/dividends'),
  page('secretary', 'dividend-new', '/dividends/new'),
  page('secretary', 'shares', '/dividends/shares'),
  page('secretary', 'plan', () => `/dividends/plans/${ids.plan}`),
  page('secretary', 'plan-print', () => `/dividends/plans/${ids.plan}/print`),
  page('secretary', 'credit-list', () => `/dividends/plans/${ids.plan}/credit-list`),
  page('secretary', 'schemes', '/schemes'),
  page('secretary', 'scheme', '/schemes/pinghu-tongjie'),
  page('admin', 'accounts', '/accounts'),
  page('admin', 'account-new', '/accounts/new'),
  page('admin', 'actions', '/accounts/actions'),
  page('auditor', 'audit', '/audit'),
  page('clerk', 'settings', '/settings'),
  page('clerk', 'not-found', '/no-such-page'),
]

/** English that stands on a page rightly: names of things that have no other. */
const known: Record<string, string[]> = {
  territory: ['GeoJSON', 'china', 'division'],
  'territory-draw': ['Ctrl', 'Esc', 'Delete', 'GPS', 'GCJ'],
  accounts: [
    'admin',
    'auditor',
    'cadre',
    'clerk',
    'county',
    'neighbour',
    'nichunxiao',
    'reviewer',
    'secretary',
    'supervisor',
    'town',
    'villager',
  ],
}

let browser: Browser
const visits = new Map<string | null, Visit>()

before(async () => {
  browser = await openBrowser()
  const clerk = await callerFor('clerk')
  const cadre = await callerFor('cadre')
  const first = async (path: string) => {
    const reply = await clerk<Record<string, string>[] | { rows: Record<string, string>[] }>('GET', path)
    return (Array.isArray(reply) ? reply : reply.rows)[0]!
  }
  const { id: household } = await findHousehold(clerk, '0011')
  const returned = await declareWork(clerk, await findHousehold(clerk, '0501'), 250, '清理屋后杂草')
  await cadre('POST', `/api/points/claims/${returned.id}/decisions`, {
    stepKey: 'verify',
    decision: 'return',
    note: '请写明哪一天',
    revision: returned.revision,
  })
  Object.assign(ids, {
    household,
    returned: returned.id,
    claim: (await first(`/api/points/claims?place=${place}&household=${household}`)).id,
    close: (await first(`/api/points/closes?place=${place}`)).closeId,
    list: (await first(`/api/publicity?place=${place}`)).id,
    plan: (await first(`/api/dividends/plans?place=${place}`)).id,
  })
})
after(() => browser?.close())

async function visitAs(as: string | null): Promise<Visit> {
  const open = visits.get(as)
  if (open) return open
  const visit = await openVisit(browser)
  if (as) await enterAs(visit.context, as)
  visits.set(as, visit)
  return visit
}

const widthOver = (shown: Page) =>
  shown.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)

for (const { name, as, path } of pages) {
  test(`the page ${name} is accessible in light and dark, and as wide as the screen`, async () => {
    const visit = await visitAs(as)
    const shown = await visit.context.newPage()
    await shown.goto(path())
    await shown.locator('h1').first().waitFor()
    await visit.settled(shown)
    await keepPicture(shown, `console-1440-${name}`)
    assert.deepEqual(await findViolations(shown), [])
    assert.deepEqual(await findEnglish(shown, known[name]), [])
    await shown.emulateMedia({ colorScheme: 'dark' })
    await visit.settled(shown)
    assert.deepEqual(await findViolations(shown, ['color-contrast', 'link-in-text-block']), [])
    await shown.emulateMedia({ colorScheme: 'light' })
    await shown.setViewportSize({ width: 1366, height: 768 })
    await visit.settled(shown)
    assert.ok((await widthOver(shown)) <= 0, `${name} is wider than 1366 px`)
    await shown.setViewportSize({ width: 390, height: 844 })
    await visit.settled(shown)
    await keepPicture(shown, `console-390-${name}`)
    assert.ok((await widthOver(shown)) <= 0, `${name} is wider than 390 px`)
    await shown.close()
    assert.deepEqual(visit.heard(), [])
  })
}

for (const name of ['sign-in', 'today', 'inbox', 'declare', 'passbook', 'village']) {
  test(`elder mode makes the page ${name} larger, and it stays as wide as the screen`, async () => {
    const { as, path } = pages.find((one) => one.name === name)!
    const visit = await visitAs(as)
    const shown = await visit.context.newPage()
    await shown.addInitScript(() => localStorage.setItem('shanzhi.elderMode', 'on'))
    await shown.setViewportSize({ width: 1366, height: 768 })
    await shown.goto(path())
    await shown.locator('h1').first().waitFor()
    await visit.settled(shown)
    await keepPicture(shown, `console-elder-${name}`)
    assert.ok((await shown.evaluate(() => Number.parseFloat(getComputedStyle(document.body).fontSize))) >= 24)
    assert.deepEqual(await findViolations(shown, ['color-contrast', 'target-size']), [])
    assert.ok((await widthOver(shown)) <= 0, `${name} is wider than 1366 px in elder mode`)
    await shown.evaluate(() => localStorage.removeItem('shanzhi.elderMode'))
    await shown.close()
    assert.deepEqual(visit.heard(), [])
  })
}
