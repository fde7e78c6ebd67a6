import { after, before, test } from 'node:test'
import type { Browser } from 'playwright-core'
import { openBrowser } from '../open-browser.ts'
import { choose } from './console-acts.ts'
import { keepPicture } from './pictures.ts'
import { signIn, visiting } from './visit.ts'

let browser: Browser
before(async () => {
  browser = await openBrowser()
})
after(() => browser?.close())

test('the auditor filters the log by act and opens one entry', () =>
  visiting(browser, {}, async (page) => {
    await signIn(page, 'auditor')
    await page.getByRole('link', { name: '操作日志' }).click()
    await choose(page, '操作', '登记决议')
    await page
      .getByRole('row', { name: /登记决议/ })
      .nth(1)
      .waitFor()
    await page.waitForURL(/action=/)
    await page.getByRole('row', { name: /2020年2月10日.*沈文洁 登记决议/ }).click()
    await page.getByRole('heading', { name: '登记决议' }).waitFor()
    await keepPicture(page, 'auditor-entry')
  }))

test('the chain of the county is verified and found whole', () =>
  visiting(browser, { as: 'auditor' }, async (page) => {
    await page.goto('/audit')
    await page.getByRole('button', { name: '核对日志' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('button', { name: '核对日志' }).click()
    await dialog.getByText('全部相符，没有改动').waitFor({ timeout: 60_000 })
    await keepPicture(page, 'auditor-verified')
  }))
