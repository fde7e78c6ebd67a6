import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Browser } from 'playwright-core'
import { sampleVillage } from '../../modules/sample/sample-people.ts'
import { openBrowser } from '../open-browser.ts'
import { keepPicture } from './pictures.ts'
import { callerFor, declareWork, findHousehold, passClaim, publicise } from './sample-acts.ts'
import { visiting } from './visit.ts'

let browser: Browser
before(async () => {
  browser = await openBrowser()
})
after(() => browser?.close())

const villagePage = `/village/${sampleVillage.place}`

test('a visitor without sign-in reads the board of the village: sums whole, names masked', async () => {
  const clerk = await callerFor('clerk')
  const household = await findHousehold(clerk, '0302')
  await passClaim(await declareWork(clerk, household, 1100, '清扫文化广场'))
  const list = await publicise(clerk)
  await visiting(browser, {}, async (page) => {
    await page.goto(villagePage)
    await page.getByRole('heading', { name: '正在公示' }).waitFor()
    await keepPicture(page, 'visitor-village')
    await page.locator(`a[href$="/lists/${list}"]`).click()
    await page.getByRole('row', { name: /0302/ }).waitFor()
    await page
      .getByText(/加分合计/)
      .first()
      .waitFor()
    const text = (await page.locator('body').textContent())!
    assert.ok(!text.includes(household.headName), 'the whole name of a head stands on a public page')
    const [first] = [...household.headName]
    await page.getByRole('row', { name: new RegExp(`0302 ${first}\\*`) }).waitFor()
    await keepPicture(page, 'visitor-list')
  })
})

test('a list whose duty to publish has ended shows no names at all', () =>
  visiting(browser, { width: 390, height: 844 }, async (page) => {
    await page.goto(villagePage)
    await page.getByRole('link', { name: '2019 年度收益分配方案公示' }).click()
    await page.getByRole('heading', { name: '2019 年度收益分配方案公示' }).waitFor()
    await page.getByText('¥561,642.90').or(page.getByText('468,000')).first().waitFor()
    assert.doesNotMatch((await page.locator('body').textContent())!, /[一-龥]\*/)
    const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
    assert.ok(over <= 0, `the page is ${over} px wider than the screen`)
    await keepPicture(page, 'visitor-dividend-list-390')
  }))

test('the twelve steps of the year are open to everybody', () =>
  visiting(browser, { width: 390, height: 844 }, async (page) => {
    await page.goto(villagePage)
    await page.getByText(/2019年 股份分红\+善治积分：已办 12 步，共 12 步/).waitFor()
    await keepPicture(page, 'visitor-village-390')
  }))

test('everything else asks the visitor to sign in, and comes back to where she wanted to go', () =>
  visiting(browser, {}, async (page, visit) => {
    visit.foresee(401, /^\/api\//)
    await page.goto('/points/passbooks')
    await page.getByLabel('账号', { exact: true }).fill('clerk')
    await page.getByLabel('密码', { exact: true }).fill('shanzhi-sample')
    await page.getByRole('button', { name: '登录', exact: true }).click()
    await page.getByRole('heading', { level: 1, name: '积分存折' }).waitFor()
  }))
