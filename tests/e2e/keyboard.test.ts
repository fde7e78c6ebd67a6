import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Browser, Page } from 'playwright-core'
import { samplePassword } from '../../modules/sample/sample-people.ts'
import { openBrowser } from '../open-browser.ts'
import { callerFor, declareWork, findHousehold } from './sample-acts.ts'
import { visiting } from './visit.ts'

let browser: Browser
before(async () => {
  browser = await openBrowser()
})
after(() => browser?.close())

/** The name of what has the focus, after its tag. */
const focused = (page: Page) =>
  page.evaluate(() => {
    const element = document.activeElement as HTMLElement
    const label =
      element.getAttribute('aria-label') ??
      (element as HTMLInputElement).labels?.[0]?.textContent ??
      element.textContent ??
      ''
    return `${element.tagName.toLowerCase()} ${label.trim()}`
  })

/** Goes on with Tab until what has the focus is named so. */
async function tabTo(page: Page, name: RegExp): Promise<void> {
  const passed: string[] = []
  for (let step = 0; step < 80; step += 1) {
    await page.keyboard.press('Tab')
    const now = await focused(page)
    if (name.test(now)) return
    passed.push(now)
  }
  assert.fail(`Tab never came to ${name}; it passed ${passed.join(' | ')}`)
}

test('without a mouse: sign in, review one claim, open a passbook', async () => {
  const clerk = await callerFor('clerk')
  const household = await findHousehold(clerk, '0401')
  await declareWork(clerk, household, 463, '帮村小图书室整理书架')
  await visiting(browser, {}, async (page) => {
    await page.goto('/')
    await page.getByLabel('账号', { exact: true }).waitFor()
    // The first field has the focus when the page opens.
    assert.equal(await focused(page), 'input 账号')
    await page.keyboard.type('cadre')
    await page.keyboard.press('Tab')
    assert.equal(await focused(page), 'input 密码')
    await page.keyboard.type(samplePassword)
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: '顾建平，今天要办的事' }).waitFor()

    await tabTo(page, /^a 待审申报$/)
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { level: 1, name: '待审申报' }).waitFor()
    const review = page.locator('.review')
    await review.getByRole('heading', { level: 2 }).waitFor()
    // The claim that was declared last waits at the end of the list.
    const waiting = page.locator('.inbox-list li')
    const count = await waiting.count()
    for (let step = 1; step < count; step += 1) await page.keyboard.press('j')
    await review.getByRole('link', { name: new RegExp(`${household.number}$`) }).waitFor()
    await page.keyboard.press('p')
    await page
      .locator('.inbox-list')
      .getByRole('button', { name: `${household.number} +4.63` })
      .waitFor({ state: 'detached' })

    await tabTo(page, /^a 农户名册$/)
    await page.keyboard.press('Enter')
    await page.getByRole('row', { name: /0001/ }).waitFor()
    await page.keyboard.press('/')
    const found = page.waitForResponse(/households\?.*search=0401/)
    await page.keyboard.type(household.number)
    await found
    await page.getByRole('row', { name: /0001/ }).waitFor({ state: 'detached' })
    await tabTo(page, /^tr /)
    while (!(await focused(page)).startsWith(`tr ${household.number}`)) await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { level: 2, name: new RegExp(household.headName) }).waitFor()
    await tabTo(page, /^a 积分存折$/)
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { level: 1, name: `${household.headName}家的积分存折` }).waitFor()
    await tabTo(page, /^button 基本分$/)
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: '这一笔' }).waitFor()
  })
})

test('the first Tab on a page leads past the navigation, and every stop can be seen', () =>
  visiting(browser, { as: 'clerk' }, async (page) => {
    await page.goto('/households')
    await page.getByRole('row', { name: /0001/ }).waitFor()
    await page.keyboard.press('Tab')
    assert.equal(await focused(page), 'a 跳到正文')
    await page.keyboard.press('Enter')
    for (let step = 0; step < 20; step += 1) {
      await page.keyboard.press('Tab')
      const seen = await page.evaluate(() => {
        const element = document.activeElement!
        // antd draws the mark on the frame around a field.
        const framed = element.closest('.ant-select, .ant-input-affix-wrapper, .ant-picker') ?? element
        const marks = [element, framed].map((one) => getComputedStyle(one))
        return marks.some((style) => style.outlineStyle !== 'none' || style.boxShadow !== 'none')
      })
      assert.ok(seen, `no mark of focus on “${await focused(page)}”`)
    }
  }))
