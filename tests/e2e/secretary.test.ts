import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Browser } from 'playwright-core'
import { sampleVillage } from '../../modules/sample/sample-people.ts'
import { openBrowser } from '../open-browser.ts'
import { choose } from './console-acts.ts'
import { keepPicture } from './pictures.ts'
import { callerFor, chinaToday } from './sample-acts.ts'
import { signIn, visiting } from './visit.ts'

let browser: Browser
before(async () => {
  browser = await openBrowser()
})
after(() => browser?.close())

const nextYear = () => `${Number(chinaToday().slice(0, 4)) + 1}-01-01`

test('the secretary reads the scheme as a document and changes a value from next year on; today stays as it is', () =>
  visiting(browser, {}, async (page) => {
    await signIn(page, 'secretary')
    await page.getByRole('link', { name: '制度文本' }).click()
    await page.getByRole('link', { name: /股份分红\+善治积分/ }).click()
    const document = page.getByRole('article')
    await document.getByRole('heading', { name: '加分项目' }).waitFor()
    await document.getByRole('button', { name: '文明家庭：每次分值：20，查看来源' }).waitFor()
    const day = page.getByLabel('看哪一天的规定')
    await day.fill(nextYear())
    await day.press('Enter')
    await page.waitForURL(/on=/)
    await document.getByRole('button', { name: '文明家庭：每次分值：20，查看来源' }).click()
    const card = page.getByRole('tooltip')
    await card.getByText('改动从').waitFor()
    await card.getByLabel('文明家庭：每次分值').fill('25')
    await keepPicture(page, 'secretary-scheme-value')
    await card.getByRole('button', { name: '用作本村数值' }).click()
    await document.getByRole('button', { name: '文明家庭：每次分值：25，查看来源' }).waitFor()
    await keepPicture(page, 'secretary-scheme-next-year')
    await page.goto('/schemes/pinghu-tongjie')
    await document.getByRole('button', { name: '文明家庭：每次分值：20，查看来源' }).waitFor()
  }))

test('a sentence of the scheme says a unit once', () =>
  visiting(browser, { as: 'secretary' }, async (page) => {
    await page.goto('/schemes/pinghu-tongjie')
    const document = page.getByRole('article')
    await document.getByRole('heading', { name: '收益怎么分' }).waitFor()
    const text = (await document.textContent())!
    assert.match(text, /积分 × 每分 1\.30 元/)
    assert.match(text, /额度不超过 500,000\.00 元，利率优惠 20%–30%/)
    assert.doesNotMatch(text, /%%|¥/)
  }))

test('the worked cases of the scheme are counted again on the spot', () =>
  visiting(browser, { as: 'secretary' }, async (page) => {
    await page.goto('/schemes/pinghu-tongjie?tab=cases')
    await page.getByText(/算例复算：相符 \d+ 个，不符 0 个/).waitFor()
    await keepPicture(page, 'secretary-scheme-cases')
  }))

test('an entry posted by mistake is reversed by an entry of its own; both stay in the passbook', async () => {
  const clerk = await callerFor('clerk')
  // Of the year that runs, or of the one before until its first quarter is posted.
  const year = Number(chinaToday().slice(0, 4))
  const gained: { householdId: string; cycle: string; gained: number }[] = []
  for (const cycle of [year, year - 1]) {
    const { rows } = await clerk<{ rows: typeof gained }>(
      'GET',
      `/api/points/passbooks?place=${sampleVillage.place}&cycle=${cycle}&sort=-gained`,
    )
    gained.push(...rows.filter((row) => row.gained > 0))
  }
  const { householdId, cycle } = gained[0]!
  await visiting(browser, { as: 'secretary' }, async (page) => {
    await page.goto(`/points/passbooks/${householdId}?cycle=${cycle}`)
    const passbook = page.getByRole('table')
    await passbook.getByRole('button', { name: '参与公共事务' }).last().click()
    const before = await passbook.getByRole('row').filter({ hasText: '参与公共事务' }).count()
    await page.getByRole('button', { name: '冲正' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByText('两笔都留在存折上，不能删除').waitFor()
    await dialog.getByLabel('事由').fill('同一次劳动登记了两遍')
    await keepPicture(page, 'secretary-reverse')
    await dialog.getByRole('button', { name: '冲正' }).click()
    await dialog.waitFor({ state: 'hidden' })
    await passbook.getByText('已冲正').waitFor()
    await passbook.getByRole('button', { name: '冲正：参与公共事务' }).waitFor()
    assert.equal(await passbook.getByRole('row').filter({ hasText: '参与公共事务' }).count(), before + 1)
    await keepPicture(page, 'secretary-reversed')
  })
})

test('a resolution is recorded from its counts; whether it passed follows from them, with the rule beside', () =>
  visiting(browser, { as: 'secretary' }, async (page) => {
    await page.goto('/meetings')
    await page.getByRole('button', { name: '登记决议' }).click()
    const fill = async (counts: Record<string, string>) => {
      for (const [label, count] of Object.entries(counts))
        await page.getByLabel(label, { exact: true }).fill(count)
    }
    await page.getByLabel('议题').fill('调整文明家庭分值')
    await choose(page, '会议', '村民代表会议')
    await fill({ 应到: '60', 实到: '30', 赞成: '29', 反对: '1', 弃权: '0' })
    await page.getByRole('button', { name: '登记决议' }).click()
    const dialog = page.getByRole('dialog')
    await page.getByRole('dialog', { name: '决议没有通过' }).waitFor()
    await keepPicture(page, 'secretary-resolution-not-passed')
    await dialog.getByRole('button').last().click()
    await page.getByRole('heading', { name: '调整文明家庭分值' }).waitFor()
    await page.getByRole('button', { name: '登记决议' }).click()
    await page.getByLabel('议题').fill('调整文明家庭分值（重新表决）')
    await choose(page, '会议', '村民代表会议')
    await fill({ 应到: '60', 实到: '52', 赞成: '50', 反对: '1', 弃权: '1' })
    await page.getByRole('button', { name: '登记决议' }).click()
    await page.getByRole('dialog', { name: '决议通过' }).waitFor()
    await keepPicture(page, 'secretary-resolution-passed')
  }))
