import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { after, before, test } from 'node:test'
import { Secret, TOTP } from 'otpauth'
import type { Browser, Page } from 'playwright-core'
import { samplePassword, sampleVillage } from '../../modules/sample/sample-people.ts'
import { openBrowser } from '../open-browser.ts'
import { findViolations } from './find-violations.ts'
import { keepPicture } from './pictures.ts'
import { callerFor } from './sample-acts.ts'
import { enterAs, visiting } from './visit.ts'

let browser: Browser
before(async () => {
  browser = await openBrowser()
  const admin = await callerFor('admin')
  const account = { name: '欧阳翠兰', login: 'ouyang', password: samplePassword, phone: null, personId: null }
  await admin('POST', '/api/accounts', { ...account, placeCode: sampleVillage.place })
})
after(() => browser?.close())

/** Fills in the first page as far as the password, and a code where one is asked for. */
async function signInAtConsole(page: Page, code: string): Promise<void> {
  await page.goto('/')
  await page.getByLabel('账号', { exact: true }).fill('ouyang')
  await page.getByLabel('密码', { exact: true }).fill(samplePassword)
  await page.getByRole('button', { name: '登录', exact: true }).click()
  await page.getByLabel('动态口令').fill(code)
  await page.getByRole('button', { name: '登录', exact: true }).click()
}

test('who switches the second factor on gets ten codes, keeps them, signs in with one, and makes new ones', async () => {
  let codes: string[] = []
  await visiting(browser, {}, async (page, visit) => {
    await enterAs(visit.context, 'ouyang')
    await page.goto('/settings')
    await page.getByRole('button', { name: '开通动态口令' }).click()
    const words = await page.getByText('不能扫码时手工输入').textContent()
    const secret = Secret.fromBase32(/[A-Z2-7]{26,}/.exec(words ?? '')![0])
    await page.getByLabel('动态口令', { exact: true }).fill(new TOTP({ secret }).generate())
    await page.getByRole('button', { name: '确认开通' }).click()
    const list = page.getByRole('list', { name: '恢复码' })
    await list.waitFor()
    codes = await list.getByRole('listitem').allInnerTexts()
    assert.equal(codes.length, 10)
    await visit.settled(page)
    assert.deepEqual(await findViolations(page), [])
    await keepPicture(page, 'second-factor-codes')
    const download = page.waitForEvent('download')
    await page.getByRole('link', { name: '下载文本' }).click()
    const saved = await readFile(await (await download).path(), 'utf8')
    assert.deepEqual(saved.trim().split('\r\n'), codes)
    await page.getByRole('button', { name: '我已保存好' }).click()
    await page.getByText('恢复码还剩 10 个').waitFor()
    await keepPicture(page, 'second-factor-on')
    await page.reload()
    await page.getByText('恢复码还剩 10 个').waitFor()
    assert.equal(await page.getByText(codes[0]!).count(), 0, 'they are not shown again')
  })
  await visiting(browser, {}, async (page, visit) => {
    visit.foresee(401, /^\/api\/accounts\/sign-in$/)
    await signInAtConsole(page, codes[0]!)
    await page.getByRole('heading', { name: '欧阳翠兰，今天要办的事' }).waitFor()
    await page.goto('/settings')
    await page.getByText('恢复码还剩 9 个').waitFor()
    await page.getByLabel('换恢复码：请填写动态口令，或一个恢复码').fill(codes[1]!)
    await page.getByRole('button', { name: '换一组恢复码' }).click()
    await page.getByRole('list', { name: '恢复码' }).waitFor()
    const fresh = await page.getByRole('list', { name: '恢复码' }).getByRole('listitem').allInnerTexts()
    assert.equal(new Set([...codes, ...fresh]).size, 20)
  })
  await visiting(browser, {}, async (page, visit) => {
    visit.foresee(401, /^\/api\/accounts\/sign-in$/)
    await signInAtConsole(page, codes[2]!)
    await page.getByText('这个恢复码不对，或者已经用过').waitFor()
    await keepPicture(page, 'second-factor-used-code')
  })
})
