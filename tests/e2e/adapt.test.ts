import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { after, before, test } from 'node:test'
import type { Browser, Page } from 'playwright-core'
import { sampleVillage } from '../../modules/sample/sample-people.ts'
import { openBrowser } from '../open-browser.ts'
import { choose } from './console-acts.ts'
import { findViolations } from './find-violations.ts'
import { keepPicture } from './pictures.ts'
import { callerFor, chinaToday } from './sample-acts.ts'
import { visiting } from './visit.ts'

let browser: Browser
before(async () => {
  browser = await openBrowser()
})
after(() => browser?.close())

const id = `our-points-${sampleVillage.place}`
const tab = (page: Page, name: RegExp | string) => page.getByRole('tab', { name }).click()

test('a clerk makes the village’s own scheme from another, mends what the guard finds, and puts it into force', async () => {
  const clerk = await callerFor('clerk')
  await clerk('POST', '/api/meetings/resolutions', {
    ...{ placeCode: sampleVillage.place, title: '通过本村积分办法', body: 'members_congress' },
    ...{ heldOn: chinaToday(), eligible: 60, present: 55, votesFor: 50, votesAgainst: 3, votesAbstain: 2 },
    minutes: [],
  })
  await visiting(browser, { as: 'clerk' }, async (page) => {
    await page.goto('/schemes/pinghu-tongjie')
    await page.getByRole('button', { name: '改编成本地制度' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('中文名称').fill('通界村我们的积分办法')
    await dialog.getByLabel('短名').fill('our-points')
    await keepPicture(page, 'adapt-begin')
    await dialog.getByRole('button', { name: '改编成本地制度' }).click()
    await page.waitForURL(new RegExp(`/schemes/${id}`))

    await page.getByRole('button', { name: '停用：开办民宿或农家乐' }).click()
    await dialog.getByRole('button', { name: '停用' }).click()
    await page.getByText(/起停用/).waitFor()
    await page.getByRole('button', { name: '增加项目' }).click()
    await dialog.getByLabel('中文名称').fill('焚烧秸秆')
    await dialog.getByLabel('英文名称').fill('Burning straw')
    await choose(dialog, '类别', '违反村规民约')
    await choose(dialog, '加分或减分', '减分')
    await dialog.getByLabel('每次分值').fill('15')
    await keepPicture(page, 'adapt-add-item')
    await dialog.getByRole('button', { name: '增加项目' }).click()
    await page.getByRole('rowheader', { name: '焚烧秸秆' }).waitFor()
    await keepPicture(page, 'adapt-items')
    assert.deepEqual(await findViolations(page), [])

    await tab(page, /法规核查（1）/)
    await page.getByText('扣分项目没有写明依据').waitFor()
    await keepPicture(page, 'adapt-finding')
    await page.getByRole('button', { name: '让制度生效' }).click()
    await dialog.getByText('还有 0 项待定、1 处不合规定').waitFor()
    await dialog.getByRole('button', { name: '取消' }).click()
    const file = await takeFile(page)
    assert.match(file, /key: own_\d+/)
    const mended = file.replace(/(key: own_\d+\n)( +)/, '$1$2basis: 村规民约第九条\n$2')

    await bring(page, mended.replace('direction: minus', 'direction: down'))
    await page
      .getByText(/第 \d+ 行/)
      .first()
      .waitFor()
    await keepPicture(page, 'adapt-import-faults')
    assert.deepEqual(await findViolations(page), [])
    await bring(page, mended)
    await page.waitForURL(new RegExp(`/schemes/${id}$`))
    await page.getByRole('tab', { name: '法规核查（0）' }).waitFor()

    await page.getByRole('button', { name: /^文明家庭：每次分值：20/ }).click()
    const card = page.getByRole('tooltip')
    await card.getByLabel('文明家庭：每次分值').fill('25')
    await card.getByLabel('出处').fill('本村办法第二条')
    await keepPicture(page, 'adapt-value')
    await card.getByRole('button', { name: '写入正文' }).click()
    await page.getByRole('button', { name: /^文明家庭：每次分值：25/ }).waitFor()
    await keepPicture(page, 'adapt-document')

    await tab(page, '对照')
    await page.getByRole('rowheader', { name: '文明家庭：每次分值' }).first().waitFor()
    await page.getByText('本村办法第二条').waitFor()
    await keepPicture(page, 'adapt-differences')
    assert.deepEqual(await findViolations(page), [])
    await tab(page, '算例')
    await page.getByText('这些是原文的算例').waitFor()
    await keepPicture(page, 'adapt-cases')

    await page.getByRole('button', { name: '让制度生效' }).click()
    // From next year on, so that the village's days of now stay as the other journeys know them.
    const day = dialog.getByLabel('生效日期')
    await day.fill(`${Number(chinaToday().slice(0, 4)) + 1}-01-01`)
    await day.press('Enter')
    await choose(dialog, '通过的决议', '通过本村积分办法')
    await keepPicture(page, 'adapt-in-force')
    await dialog.getByRole('button', { name: '让制度生效' }).click()
    await page
      .getByText(/自.+起生效/)
      .first()
      .waitFor()
    await tab(page, '历次文本')
    await page.getByText('第 1 版').waitFor()

    await page.goto('/schemes?kind=adapted')
    await page.getByRole('link', { name: /通界村我们的积分办法/ }).waitFor()
    await keepPicture(page, 'adapt-library')
    assert.deepEqual(await findViolations(page), [])
  })
})

/** The scheme's file as it is downloaded. */
async function takeFile(page: Page): Promise<string> {
  await tab(page, '原文件')
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: '下载制度文件' }).click(),
  ])
  assert.equal(download.suggestedFilename(), `${id}.yaml`)
  return readFile(await download.path(), 'utf8')
}

async function bring(page: Page, text: string): Promise<void> {
  await page.goto('/schemes')
  await page.getByRole('button', { name: '导入制度文件' }).click()
  const dialog = page.getByRole('dialog')
  await dialog
    .locator('input[type=file]')
    .setInputFiles({ name: 'scheme.yaml', mimeType: 'application/yaml', buffer: Buffer.from(text) })
  await dialog.getByRole('button', { name: '导入', exact: true }).click()
}
