import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Browser } from 'playwright-core'
import { sampleVillage } from '../../modules/sample/sample-people.ts'
import { openBrowser } from '../open-browser.ts'
import { keepPicture } from './pictures.ts'
import { signIn, visiting } from './visit.ts'

let browser: Browser
before(async () => {
  browser = await openBrowser()
})
after(() => browser?.close())

test('the town officer chooses a village of the town and finds the step that the town reviewed', () =>
  visiting(browser, {}, async (page) => {
    await signIn(page, 'town')
    await page.getByRole('heading', { name: '先选一个地方' }).waitFor()
    await keepPicture(page, 'town-today')
    await page.getByRole('button', { name: /通界村/ }).click()
    await page.getByRole('link', { name: '十二步走', exact: true }).click()
    const step = page.getByRole('listitem').filter({ has: page.getByRole('heading', { name: '街道审核' }) })
    await step.getByText(/由方志明办结/).waitFor()
    await step.getByText('街道审核意见').waitFor()
    await keepPicture(page, 'town-review-step')
  }))

test('another town is not offered, and its data is refused', () =>
  visiting(browser, { as: 'town' }, async (page, visit) => {
    await page.goto('/')
    const place = page.getByRole('combobox', { name: '当前地方' })
    await place.fill('通界')
    await page.locator('.ant-select-item-option').filter({ hasText: '通界村' }).waitFor()
    await place.fill('乍浦')
    await page.getByText('没有符合条件的记录').waitFor()
    await keepPicture(page, 'town-other-town-not-found')
    visit.foresee(403, /^\/api\/points\/passbooks$/)
    const status = await page.evaluate(async () => {
      const reply = await fetch('/api/points/passbooks?place=330482102200&cycle=2019')
      return reply.status
    })
    assert.equal(status, 403)
  }))

test('what only the village does is not among the acts of the town', () =>
  visiting(browser, { as: 'town' }, async (page, visit) => {
    visit.foresee(403, /^\/api\/points\/decisions\/batch$/)
    await page.goto('/')
    await page.getByRole('button', { name: /通界村/ }).click()
    await page.getByRole('link', { name: '全部申报' }).waitFor()
    assert.equal(await page.getByRole('link', { name: '登记申报' }).count(), 0)
    const status = await page.evaluate(async (place) => {
      const reply = await fetch(`/api/points/decisions/batch`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'idempotency-key': crypto.randomUUID() },
        body: JSON.stringify({ placeCode: place, stepKey: 'verify', claimIds: [crypto.randomUUID()] }),
      })
      return reply.status
    }, sampleVillage.place)
    assert.equal(status, 403)
  }))
