import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Browser, Page } from 'playwright-core'
import { openBrowser } from '../open-browser.ts'
import { figure } from './console-acts.ts'
import { keepPicture } from './pictures.ts'
import { visiting } from './visit.ts'

let browser: Browser
before(async () => {
  browser = await openBrowser()
})
after(() => browser?.close())

const asSecretary = (work: (page: Page) => Promise<void>) => visiting(browser, { as: 'secretary' }, work)

async function openPlan(page: Page): Promise<void> {
  await page.goto('/dividends')
  await page.getByRole('link', { name: '2019年' }).click()
  await page.getByRole('heading', { level: 1, name: '2019年分配方案' }).waitFor()
}

test('the close of 2019 has the figures of its source, and each opens the households it counts', () =>
  asSecretary(async (page) => {
    await page.goto('/points/closes')
    await page.getByRole('link', { name: '2019年' }).click()
    await figure(page, '户数').getByText('698').waitFor()
    await figure(page, '加权户').getByText('249').waitFor()
    await figure(page, '加权户').getByText('36%').waitFor()
    await figure(page, '加权总积分').getByText('72,033').waitFor()
    await figure(page, '特定待遇户').getByText('69').waitFor()
    await keepPicture(page, 'year-close')
    await figure(page, '加权户').getByRole('link').click()
    await page.getByText('共 249 条').waitFor()
    await figure(page, '特定待遇户').getByRole('link').click()
    await page.getByText('共 69 条').waitFor()
  }))

test('why a household is n-th is told from its entries and from those above it', () =>
  asSecretary(async (page) => {
    await page.goto('/points/closes')
    await page.getByRole('link', { name: '2019年' }).click()
    await page.getByRole('row', { name: /^5 / }).first().click()
    await page.getByRole('heading', { name: /为什么是第 5 名/ }).waitFor()
    await page.getByText(/比这户高的有 4 户/).waitFor()
    await keepPicture(page, 'year-why-rank')
  }))

test('the dividend worksheet shows both pools to the cent, their base, and how every household was counted', () =>
  asSecretary(async (page) => {
    await openPlan(page)
    await figure(page, '股份分红').getByText('¥468,000.00').waitFor()
    await figure(page, '积分分红').getByText('¥93,642.90').waitFor()
    await figure(page, '积分分红').getByText('余 ¥0.00').waitFor()
    await figure(page, '合计').getByText('¥561,642.90').waitFor()
    await figure(page, '加权户').getByText('36%').waitFor()
    await page.getByRole('heading', { name: '怎样算出来的' }).waitFor()
    await page.getByText('已分配到户').first().waitFor()
    await keepPicture(page, 'year-dividend-worksheet')
    await figure(page, '加权户').getByRole('link').click()
    await page.getByText('共 249 条').waitFor()
  }))

test('a trial of the dividend leaves no plan behind', () =>
  asSecretary(async (page) => {
    await openPlan(page)
    await page.goto('/dividends/new')
    await page.getByLabel('股份分红总额').fill('468000')
    await page.getByLabel('积分分红总额').fill('93642.90')
    await page.getByRole('button', { name: '试算' }).click()
    await figure(page, '积分分红').getByText('¥93,642.90').waitFor()
    await keepPicture(page, 'year-dividend-trial')
    await page.goto('/dividends')
    await page.getByRole('link', { name: '2019年' }).waitFor()
    assert.equal(await page.getByRole('row').count(), 2)
  }))

test('the ten best stand on the credit list with its ceiling', () =>
  asSecretary(async (page) => {
    await openPlan(page)
    await page.getByRole('button', { name: '授信名单' }).click()
    const sheet = page.getByRole('article')
    await sheet.getByText('¥500,000.00').first().waitFor()
    assert.equal(await sheet.getByRole('row').count(), 11)
    await keepPicture(page, 'year-credit-list')
  }))

test('the twelve steps of 2019 are all done, each with its evidence', () =>
  asSecretary(async (page) => {
    await page.goto('/procedures?cycle=2019')
    await page.getByText('已办 12 步，共 12 步').waitFor()
    await page.getByText('2019 年度分配方案').first().waitFor()
    await keepPicture(page, 'year-twelve-steps')
  }))
