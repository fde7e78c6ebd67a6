import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Browser, Page } from 'playwright-core'
import { sampleVillage } from '../../modules/sample/sample-people.ts'
import { openBrowser } from '../open-browser.ts'
import { findEnglish } from './find-english.ts'
import { findViolations } from './find-violations.ts'
import { keepPicture } from './pictures.ts'
import { callerFor, chinaToday, findHousehold } from './sample-acts.ts'
import { openVisit, signInOnPhone, type Visit } from './visit.ts'

const { place } = sampleVillage

/** What addresses of single records hold; found in the sample before the first page. */
const ids = { entry: '', book: '', claim: '', returned: '', list: '', line: '', household: '', plate: '' }

interface PhonePage {
  name: string
  as: 'villager' | 'cadre' | null
  path: () => string
}

const page = (as: PhonePage['as'], name: string, path: string | (() => string)): PhonePage => ({
  name,
  as,
  path: typeof path === 'string' ? () => path : path,
})

const pages: PhonePage[] = [
  page(null, 'sign-in', '/m/'),
  page(null, 'plate-scanned', () => ids.plate),
  page('villager', 'passbook', '/m/'),
  page('villager', 'entry', () => `/m/lines/${ids.entry}?book=${ids.book}`),
  page('villager', 'dividend', '/m/dividend'),
  page('villager', 'claims', '/m/claims'),
  page('villager', 'declare', '/m/claims/new'),
  page('villager', 'claim', () => `/m/claims/${ids.claim}`),
  page('villager', 'amend', () => `/m/claims/${ids.returned}/amend`),
  page('villager', 'boards', '/m/boards'),
  page('villager', 'board', () => `/m/boards/${ids.list}`),
  page('villager', 'object', () => `/m/boards/${ids.list}/lines/${ids.line}`),
  page('villager', 'steps', '/m/steps'),
  page('villager', 'neighbour-needs-plate', '/m/neighbour'),
  page('villager', 'plate', () => ids.plate),
  page('villager', 'outbox', '/m/outbox'),
  page('villager', 'act-gone', '/m/outbox/0197a000-0000-7000-8000-000000000001'),
  page('villager', 'me', '/m/me'),
  page('cadre', 'households', '/m/households'),
  page('cadre', 'household', () => `/m/households/${ids.household}`),
  page('cadre', 'neighbour', '/m/neighbour'),
]

let browser: Browser
const visits = new Map<PhonePage['as'], Visit>()

before(async () => {
  browser = await openBrowser()
  const clerk = await callerFor('clerk')
  const villager = await callerFor('villager')
  const cadre = await callerFor('cadre')
  const me = await villager<{ householdId: string }>('GET', '/api/accounts/me')
  const passbook = await villager<{ bookId: string }>(
    'GET',
    `/api/points/households/${me.householdId}/passbook?cycle=2019`,
  )
  const entries = await villager<{ rows: { id: string; claimId: string | null }[] }>(
    'GET',
    `/api/points/passbooks/${passbook.bookId}/entries`,
  )
  const entry = entries.rows.find((row) => row.claimId !== null)!
  const [book] = await villager<{ adoptionId: string; bookKey: string }[]>(
    'GET',
    `/api/points/books?place=${place}`,
  )
  const declared = await villager<{ id: string; revision: number }>('POST', '/api/points/claims', {
    placeCode: place,
    householdId: me.householdId,
    adoptionId: book!.adoptionId,
    bookKey: book!.bookKey,
    itemKey: 'public_affairs',
    proposed: 300,
    occurredOn: chinaToday(),
    reason: '帮忙搬运防汛沙袋',
    channel: 'self',
    medium: 'app',
  })
  await cadre('POST', `/api/points/claims/${declared.id}/decisions`, {
    stepKey: 'verify',
    decision: 'return',
    note: '请补一张照片',
    revision: declared.revision,
  })
  const lists = await clerk<{ rows: { id: string; title: string }[] }>('GET', `/api/publicity?place=${place}`)
  const list = lists.rows.find(({ title }) => title.includes('2019年善治积分公示'))!
  const { rows } = await clerk<{ rows: { id: string }[] }>('GET', `/api/publicity/${list.id}?pageSize=1`)
  const { id: household } = await findHousehold(clerk, '0011')
  const plates = await clerk<{ rows: { path: string }[] }>(
    'GET',
    `/api/households/plates?placeCode=${place}&householdId=${household}`,
  )
  Object.assign(ids, {
    entry: entry.id,
    book: passbook.bookId,
    claim: entry.claimId,
    returned: declared.id,
    list: list.id,
    line: rows[0]!.id,
    household,
    plate: plates.rows[0]!.path,
  })
})
after(() => browser?.close())

async function visitAs(as: PhonePage['as']): Promise<Visit> {
  const open = visits.get(as)
  if (open) return open
  const visit = await openVisit(browser, { phone: true })
  if (as) await signInOnPhone(visit.page, as)
  visits.set(as, visit)
  return visit
}

const widthOver = (shown: Page) => shown.evaluate(() => document.documentElement.scrollWidth - innerWidth)

for (const { name, as, path } of pages) {
  test(`the phone screen ${name} is accessible in light, dark and elder mode, and as wide as the phone`, async () => {
    const visit = await visitAs(as)
    const shown = await visit.context.newPage()
    await shown.goto(path())
    await shown.locator('h1').first().waitFor()
    await visit.settled(shown)
    await keepPicture(shown, `phone-${name}`)
    assert.deepEqual(await findViolations(shown), [])
    assert.deepEqual(await findEnglish(shown), [])
    assert.ok((await widthOver(shown)) <= 0, `${name} is wider than the phone`)
    await shown.emulateMedia({ colorScheme: 'dark' })
    await visit.settled(shown)
    await keepPicture(shown, `phone-dark-${name}`)
    assert.deepEqual(await findViolations(shown, ['color-contrast', 'link-in-text-block']), [])
    await shown.emulateMedia({ colorScheme: 'light' })
    await shown.evaluate(() => document.documentElement.setAttribute('data-elder', ''))
    await visit.settled(shown)
    await keepPicture(shown, `phone-elder-${name}`)
    assert.deepEqual(await findViolations(shown, ['color-contrast', 'target-size']), [])
    assert.ok((await widthOver(shown)) <= 0, `${name} is wider than the phone in elder mode`)
    await shown.close()
    assert.deepEqual(visit.heard(), [])
  })
}
