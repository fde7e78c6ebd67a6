import { after, before, test } from 'node:test'
import type { Browser } from 'playwright-core'
import { openBrowser } from '../open-browser.ts'
import { choose, searchAndChoose } from './console-acts.ts'
import { keepPicture } from './pictures.ts'
import { chinaToday } from './sample-acts.ts'
import { signIn, visiting } from './visit.ts'

let browser: Browser
before(async () => {
  browser = await openBrowser()
})
after(() => browser?.close())

test('the administrator makes an account, gives it a role for a term, and ends it', async () => {
  const password = 'xin-ren-2026-mima'
  await visiting(browser, {}, async (page) => {
    await signIn(page, 'admin')
    await page.getByRole('link', { name: '账号与岗位' }).click()
    await page.getByRole('button', { name: '新建账号' }).click()
    await page.getByRole('heading', { level: 1, name: '新建账号' }).waitFor()
    await page.getByLabel('姓名', { exact: true }).fill('倪春晓')
    await searchAndChoose(page, '所在地方', '通界', '通界村')
    await page.getByLabel(/^账号/).fill('nichunxiao')
    await page.getByLabel(/^密码/).fill(password)
    await keepPicture(page, 'admin-new-account')
    await page.getByRole('button', { name: '新建账号' }).click()
    await page.getByRole('heading', { name: '倪春晓' }).waitFor()
    await page.getByRole('button', { name: '授予岗位' }).click()
    const dialog = page.getByRole('dialog')
    await choose(dialog, '岗位', '村民小组长')
    const end = dialog.getByLabel('任期结束')
    await end.fill(`${Number(chinaToday().slice(0, 4)) + 3}-12-31`)
    await end.press('Enter')
    await dialog.getByLabel('原因').fill('村民小组推选')
    await keepPicture(page, 'admin-give-role')
    await dialog.getByRole('button', { name: '授予岗位' }).click()
    await dialog.waitFor({ state: 'hidden' })
    await page
      .getByRole('listitem')
      .filter({ hasText: '村民小组长' })
      .getByText(/12月31日/)
      .waitFor()
    await keepPicture(page, 'admin-account-with-role')
  })
  await visiting(browser, {}, async (page) => {
    await page.goto('/')
    await page.getByLabel('账号', { exact: true }).fill('nichunxiao')
    await page.getByLabel('密码', { exact: true }).fill(password)
    await page.getByRole('button', { name: '登录', exact: true }).click()
    await page.getByRole('heading', { name: '倪春晓，今天要办的事' }).waitFor()
    await page.getByRole('link', { name: '待审申报' }).waitFor()
  })
  await visiting(browser, { as: 'admin' }, async (page) => {
    await page.goto('/accounts?search=倪春晓')
    await page.getByRole('row', { name: /倪春晓/ }).click()
    await page
      .getByRole('listitem')
      .filter({ hasText: '村民小组长' })
      .getByRole('button', { name: '终止' })
      .click()
    const dialog = page.getByRole('dialog')
    await dialog.getByText('选昨天就是马上终止').waitFor()
    await dialog.getByLabel('原因').fill('本人辞任')
    await dialog.getByRole('button', { name: '终止' }).click()
    await dialog.waitFor({ state: 'hidden' })
    await page.getByRole('listitem').filter({ hasText: '村民小组长' }).getByText('任期已满').waitFor()
    await keepPicture(page, 'admin-role-ended')
  })
})

test('who may do what can be looked up as one table', () =>
  visiting(browser, { as: 'admin' }, async (page) => {
    await page.goto('/accounts/actions')
    await page.getByRole('rowheader', { name: /审核评议/ }).waitFor()
    await keepPicture(page, 'admin-actions')
  }))
