import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Browser, Page } from 'playwright-core'
import sharp from 'sharp'
import { sampleVillage } from '../../modules/sample/sample-people.ts'
import { openBrowser } from '../open-browser.ts'
import { figure } from './console-acts.ts'
import { keepPicture } from './pictures.ts'
import {
  callerFor,
  chinaToday,
  declareWork,
  findHousehold,
  passClaim,
  publicise,
  type SampleHousehold,
} from './sample-acts.ts'
import { signIn, visiting } from './visit.ts'

let browser: Browser
before(async () => {
  browser = await openBrowser()
})
after(() => browser?.close())

/** Claims of the households, each passed up to a step. */
async function claimsWaitingAt(
  step: 'verify' | 'deliberate' | 'supervise',
  numbers: readonly string[],
): Promise<SampleHousehold[]> {
  const clerk = await callerFor('clerk')
  const households: SampleHousehold[] = []
  for (const number of numbers) {
    const household = await findHousehold(clerk, number)
    await passClaim(await declareWork(clerk, household, 537, `清理${number}户门前沟渠`), step)
    households.push(household)
  }
  return households
}

/** The claim of a household among those that wait; by its points, which no claim of the sample has. */
const waiting = (page: Page, household: SampleHousehold) =>
  page.locator('.inbox-list').getByRole('button', { name: `${household.number} +5.37 参与公共事务` })

/** The claim that is large on the right. */
const shown = (page: Page, household: SampleHousehold) =>
  page.locator('.review').getByRole('link', { name: `${household.headName} · ${household.number}` })

test('a cadre goes through what waits with J and K, passes with P, and returns one with its reason', async () => {
  const [first, second] = await claimsWaitingAt('verify', ['0201', '0202'])
  await visiting(browser, {}, async (page) => {
    await signIn(page, 'cadre')
    await page.getByRole('link', { name: '待审申报' }).click()
    await page.getByRole('heading', { level: 1, name: '待审申报' }).waitFor()
    await waiting(page, first!).click()
    await shown(page, first!).waitFor()
    await page.getByRole('heading', { level: 1 }).click()
    await page.keyboard.press('j')
    await shown(page, second!).waitFor()
    await page.keyboard.press('k')
    await shown(page, first!).waitFor()
    await keepPicture(page, 'cadre-inbox')
    await page.keyboard.press('p')
    await waiting(page, first!).waitFor({ state: 'detached' })
    await shown(page, second!).waitFor()
    await page.keyboard.press('r')
    await page.getByText('请写明退回或驳回的原因').waitFor()
    await keepPicture(page, 'cadre-return-without-reason')
    await page.getByLabel('审核意见').fill('照片看不清是哪一段沟渠，请补拍')
    await page.getByRole('button', { name: '退回修改' }).click()
    await waiting(page, second!).waitFor({ state: 'detached' })
    await page.goto('/points/claims?state=returned')
    await page.getByRole('row', { name: /^0202 .*\+5\.37/ }).click()
    await page.getByText('照片看不清是哪一段沟渠，请补拍').first().waitFor()
    await keepPicture(page, 'cadre-returned-claim')
  })
})

test('the review group writes down who sits on the panel before it may pass, and the names stay with the claim', async () => {
  const [claim] = await claimsWaitingAt('deliberate', ['0203'])
  await visiting(browser, { as: 'reviewer' }, async (page, visit) => {
    visit.foresee(422, /\/decisions$/)
    visit.foresee(409, /\/decisions$/)
    await page.goto('/points/inbox?step=deliberate')
    await waiting(page, claim!).click()
    await shown(page, claim!).waitFor()
    await page.getByRole('button', { name: /^通过/ }).click()
    await page.getByRole('alert').filter({ hasText: '人' }).first().waitFor()
    await keepPicture(page, 'reviewer-panel-missing')
    const names = page.getByRole('combobox', { name: '今天参加评议的人' })
    await names.fill('钱秀英、沈金娥、陆明华、')
    await page.getByText('3 人，应为 3 至 9 人').waitFor()
    await page.getByRole('button', { name: /^通过/ }).click()
    await waiting(page, claim!).waitFor({ state: 'detached' })
    await page.goto(`/points/claims?search=0203`)
    await page.getByRole('row', { name: /^0203 .*\+5\.37/ }).click()
    await page.getByText(/钱秀英、沈金娥、陆明华/).waitFor()
    await keepPicture(page, 'reviewer-panel-in-timeline')
  })
})

test('the supervisor passes a claim that others deliberated, and it waits for publicity', async () => {
  const [claim] = await claimsWaitingAt('supervise', ['0204'])
  await visiting(browser, { as: 'supervisor' }, async (page) => {
    await page.goto('/points/inbox?step=supervise')
    await waiting(page, claim!).click()
    await shown(page, claim!).waitFor()
    await keepPicture(page, 'supervisor-inbox')
    await page.getByRole('button', { name: /^通过/ }).click()
    await waiting(page, claim!).waitFor({ state: 'detached' })
    await page.goto('/points/claims?search=0204')
    await page.getByRole('row', { name: /^0204 .*\+5\.37 .*待公示/ }).waitFor()
  })
})

test('a returned claim says why above the form; put right it waits again', async () => {
  const clerk = await callerFor('clerk')
  const cadre = await callerFor('cadre')
  const claim = await declareWork(clerk, await findHousehold(clerk, '0207'), 337, '清理门前沟渠')
  await cadre('POST', `/api/points/claims/${claim.id}/decisions`, {
    stepKey: 'verify',
    decision: 'return',
    note: '请写明是哪一段沟渠',
    revision: claim.revision,
  })
  await visiting(browser, { as: 'clerk' }, async (page) => {
    await page.goto(`/points/claims/${claim.id}`)
    await page.getByRole('button', { name: '补正重报' }).click()
    await page.getByText('核实：退回修改（顾建平）：请写明是哪一段沟渠').waitFor()
    await keepPicture(page, 'clerk-amend')
    await page.getByLabel('事由').fill('清理七组东侧门前沟渠五十米')
    await page.getByRole('button', { name: '重新提交' }).click()
    await page.getByText('审核中').first().waitFor()
    await page.getByText('清理七组东侧门前沟渠五十米').first().waitFor()
  })
})

test('what waits at another step than one’s own can be read and not decided', async () => {
  const [claim] = await claimsWaitingAt('supervise', ['0205'])
  await visiting(browser, { as: 'reviewer' }, async (page) => {
    await page.goto('/points/inbox?step=supervise')
    await waiting(page, claim!).click()
    await shown(page, claim!).waitFor()
    await page.getByText('这件现在不由您的岗位审核').waitFor()
    assert.ok(await page.getByRole('button', { name: /^通过/ }).isDisabled())
    await page.keyboard.press('p')
    assert.ok(await waiting(page, claim!).isVisible())
  })
})

test('the supervisor answers an objection in words, and it goes back for another review', async () => {
  const clerk = await callerFor('clerk')
  const household = await findHousehold(clerk, '0206')
  await passClaim(await declareWork(clerk, household, 600, '义务修剪村口绿篱'))
  const listId = await publicise(clerk)
  await visiting(browser, { as: 'clerk' }, async (page) => {
    await page.goto(`/publicity/${listId}`)
    await page.getByRole('row', { name: /0206/ }).getByRole('button', { name: '代录异议' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('textbox', { name: '提出人' }).fill('周阿婆')
    await dialog.getByLabel('与当事户的关系').fill('邻居')
    await dialog.getByLabel('异议内容').fill('那天修绿篱的不止他一家，分值偏高')
    await dialog.getByRole('checkbox').check()
    await keepPicture(page, 'clerk-records-objection')
    await dialog.getByRole('button', { name: '代录异议' }).click()
    await page.getByRole('row', { name: /0206 .*有异议/ }).waitFor()
  })
  await visiting(browser, { as: 'supervisor' }, async (page) => {
    await page.goto('/publicity/objections?state=open')
    await page.getByRole('row', { name: /修绿篱/ }).click()
    await page.getByRole('button', { name: '答复' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByText('成立：这一行退回重新评议').click()
    await dialog.getByRole('textbox', { name: '答复' }).fill('情况属实，退回评议小组重新评议。')
    await keepPicture(page, 'supervisor-answers-objection')
    await dialog.getByRole('button', { name: '答复' }).click()
    await page.goto('/publicity/objections?state=upheld')
    await page.getByRole('row', { name: /修绿篱/ }).waitFor()
  })
})

test('a fault is mended in time: pictures pasted and chosen, the figures before, the receipt and the notice after', async () => {
  const clerk = await callerFor('clerk')
  const { id: householdId } = await findHousehold(clerk, '0210')
  const place = sampleVillage.place
  const [book] = await clerk<{ adoptionId: string; bookKey: string }[]>(
    'GET',
    `/api/points/books?place=${place}`,
  )
  const photo = await sharp({ create: { width: 640, height: 480, channels: 3, background: '#7a9a62' } })
    .jpeg()
    .toBuffer()
  await visiting(browser, { as: 'cadre', width: 1366, height: 768 }, async (page) => {
    const kept = await page.request.post('/api/files', {
      headers: { 'idempotency-key': crypto.randomUUID() },
      multipart: {
        purpose: 'evidence',
        placeCode: place,
        file: { name: '棚屋.jpg', mimeType: 'image/jpeg', buffer: photo },
      },
    })
    const { adoptionId, bookKey } = book!
    const claim = await passClaim(
      await clerk('POST', '/api/points/claims', {
        ...{ placeCode: place, householdId, adoptionId, bookKey, itemKey: 'illegal_building' },
        ...{ occurredOn: chinaToday(), reason: '门口搭了一间棚屋', channel: 'cadre', medium: 'console' },
        evidence: [(await kept.json()).id],
      }),
    )
    await page.goto(`/points/claims/${claim.id}`)
    await page.getByRole('button', { name: '登记整改结果' }).click()
    const dialog = page.getByRole('dialog')
    await figure(dialog, '登记后计入').getByText('在期限内，免减').waitFor()
    await figure(dialog, '这笔减分').getByText('−30').waitFor()
    await dialog.getByLabel('整改情况').fill('棚屋已拆除，场地清理干净')
    await page.evaluate(
      async (bytes) => {
        const data = new DataTransfer()
        data.items.add(new File([new Uint8Array(bytes)], '拆除后.jpg', { type: 'image/jpeg' }))
        document.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, cancelable: true }))
      },
      [...photo],
    )
    await dialog.getByRole('img', { name: '第 1 张' }).waitFor()
    const asked = page.waitForEvent('filechooser')
    await dialog.getByRole('button', { name: '整改后的照片' }).click()
    const paper = Buffer.from('%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n')
    await (await asked).setFiles({ name: '验收单.pdf', mimeType: 'application/pdf', buffer: paper })
    await dialog.getByRole('img', { name: '第 2 张' }).getByText('PDF 文件').waitFor()
    await keepPicture(page, 'cadre-mending')
    await dialog.getByRole('button', { name: '登记整改结果' }).click()
    await page.getByRole('dialog', { name: /家的减分 −30 已免除/ }).waitFor()
    await page.getByText(/附照片或文件 2 份/).waitFor()
    await keepPicture(page, 'cadre-mending-receipt')
    await page.getByRole('dialog').getByRole('button').last().click()
    await page.getByRole('img', { name: '佐证材料，第 1 张，共 2 张' }).waitFor()
    await keepPicture(page, 'cadre-mended-claim')
  })
})
