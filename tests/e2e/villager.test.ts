import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Browser, Page } from 'playwright-core'
import sharp from 'sharp'
import { sampleVillage } from '../../modules/sample/sample-people.ts'
import { openBrowser } from '../open-browser.ts'
import { keepPicture } from './pictures.ts'
import { callerFor, declareWork, findHousehold, passClaim, publicise } from './sample-acts.ts'
import { signInOnPhone, visiting } from './visit.ts'

let browser: Browser
before(async () => {
  browser = await openBrowser()
})
after(() => browser?.close())

const asVillager = (work: (page: Page) => Promise<void>) =>
  visiting(browser, { phone: true }, async (page) => {
    await signInOnPhone(page, 'villager')
    await work(page)
  })

/** Pixels by which the page is wider than the screen. */
const widthOver = (page: Page) => page.evaluate(() => document.documentElement.scrollWidth - innerWidth)

test('a villager sees the own passbook first, and behind every line the rule with its value and the whole way', () =>
  asVillager(async (page) => {
    await page.getByRole('region', { name: '存折封面' }).getByText('现有积分').waitFor()
    await keepPicture(page, 'villager-passbook')
    assert.ok((await widthOver(page)) <= 0)
    await page.getByRole('button', { name: '2019' }).click()
    await page.getByRole('heading', { name: '2019 年明细' }).waitFor()
    await page.getByText('2019 年度已结算').waitFor({ state: 'attached' })
    await keepPicture(page, 'villager-passbook-2019')
    await page
      .getByRole('link', { name: /参与公共事务/ })
      .last()
      .click()
    await page.getByRole('heading', { name: '这一笔怎么来的' }).waitFor()
    await page.getByRole('heading', { name: '依据' }).waitFor()
    await page.getByText('村规民约·典型事迹类加分').waitFor()
    await page.getByRole('heading', { name: '从申报到入账' }).waitFor()
    await page.getByText('评议：通过').waitFor()
    await page.getByText(/记入存折/).waitFor()
    await keepPicture(page, 'villager-entry-basis')
    assert.ok((await widthOver(page)) <= 0)
  }))

test('the dividend of the own household is explained in two parts', () =>
  asVillager(async (page) => {
    await page.getByRole('link', { name: '我家的分红' }).click()
    await page.getByRole('heading', { name: '2019 年度' }).waitFor()
    await page.getByText(/分 × 每分/).waitFor()
    await page.getByText('股份分红是法定权益').waitFor()
    await keepPicture(page, 'villager-dividend')
  }))

test('a deed declared with a photo and no network is kept, survives closing, and is sent once when the network is back', async () => {
  const reason = '雨天帮村里疏通西头排水沟'
  const photo = await sharp({ create: { width: 1600, height: 1200, channels: 3, background: '#5d7f92' } })
    .jpeg()
    .toBuffer()
  await visiting(browser, { phone: true }, async (first, { context }) => {
    await signInOnPhone(first, 'villager')
    await first.evaluate(async () => {
      await navigator.serviceWorker.ready
    })
    await first.getByRole('link', { name: '申报', exact: true }).click()
    await first.getByRole('link', { name: '申报好事' }).first().click()
    await first.getByRole('button', { name: /参与公共事务/ }).click()
    await context.setOffline(true)
    await first.getByLabel('建议加多少分').fill('8.5')
    await first.getByLabel('事由').fill(reason)
    const asked = first.waitForEvent('filechooser')
    await first.getByRole('button', { name: '从相册选' }).click()
    await (await asked).setFiles({ name: '排水沟.jpg', mimeType: 'image/jpeg', buffer: photo })
    await first.getByRole('img', { name: '第 1 张照片' }).waitFor()
    await keepPicture(first, 'villager-declare')
    await first.getByRole('button', { name: '提交申报' }).click()
    await first.getByText('已存在手机里，有网络就自动发出。').waitFor()
    await first.getByRole('status').getByText('没有网络，1 件存在手机里，有网就自动发').waitFor()
    await keepPicture(first, 'villager-declared-offline')
    await first.close()

    const second = await context.newPage()
    await second.goto('/m/outbox')
    await second.getByRole('heading', { name: '存在手机里，等着发' }).waitFor()
    await keepPicture(second, 'villager-outbox-offline')
    await context.setOffline(false)
    await second.getByRole('heading', { name: '最近发出的' }).waitFor()
    await keepPicture(second, 'villager-outbox-sent')
    await second.close()

    const third = await context.newPage()
    await third.goto('/m/claims')
    await third.getByRole('link', { name: /参与公共事务.*\+8\.5/ }).click()
    await third.getByText(reason).waitFor()
    await third.getByRole('img').first().waitFor()
    await keepPicture(third, 'villager-claim')
  })
  const clerk = await callerFor('clerk')
  const found = await clerk<{ total: number; rows: { evidence: string[] }[] }>(
    'GET',
    `/api/points/claims?place=${sampleVillage.place}&search=${encodeURIComponent(reason)}`,
  )
  assert.equal(found.total, 1)
  assert.equal(found.rows[0]!.evidence.length, 1)
})

test('a returned claim tells the villager why; put right it is sent again', async () => {
  const villager = await callerFor('villager')
  const { householdId } = await villager<{ householdId: string }>('GET', '/api/accounts/me')
  const clerk = await callerFor('clerk')
  const household = { id: householdId, number: '', headName: '' }
  const claim = await declareWork(clerk, household, 275, '帮村里搬桌椅')
  const cadre = await callerFor('cadre')
  await cadre('POST', `/api/points/claims/${claim.id}/decisions`, {
    stepKey: 'verify',
    decision: 'return',
    note: '请写明是哪一次活动',
    revision: claim.revision,
  })
  await asVillager(async (page) => {
    await page.getByRole('link', { name: '申报', exact: true }).click()
    await page.getByRole('link', { name: /退回修改.*\+2\.75/ }).click()
    await page.getByText('请写明是哪一次活动').waitFor()
    await page.getByRole('link', { name: '补正后重新提交' }).click()
    await page.getByText('请写明是哪一次活动').waitFor()
    await page.getByLabel('事由').fill('重阳节敬老活动，帮村里搬桌椅')
    await keepPicture(page, 'villager-amend')
    await page.getByRole('button', { name: '重新提交' }).click()
    await page.getByText('已经发出，村里的系统收到了。').waitFor()
    await page.getByRole('link', { name: /审核中.*\+2\.75/ }).waitFor()
  })
})

test('a villager objects to one line of a list, and sees that it waits for an answer', async () => {
  const clerk = await callerFor('clerk')
  const household = await findHousehold(clerk, '0301')
  await passClaim(await declareWork(clerk, household, 900, '夜间巡逻两次'))
  const list = await publicise(clerk)
  await asVillager(async (page) => {
    await page.getByRole('link', { name: '公示', exact: true }).click()
    await page.getByRole('heading', { name: '正在公示' }).waitFor()
    await keepPicture(page, 'villager-boards')
    await page.locator(`a[href$="/boards/${list}"]`).click()
    await page.getByLabel('找姓名或户编号').fill('0301')
    await page.getByRole('link', { name: /0301/ }).click()
    await page.getByText('只有这一行先不入账').waitFor()
    await page.getByRole('button', { name: '提出异议' }).click()
    await page.getByText('请写明哪里不对，至少四个字').first().waitFor()
    await page.getByLabel('哪里不对，为什么').fill('那晚巡逻的是三个人，只登记了一户')
    await keepPicture(page, 'villager-object')
    await page.getByRole('button', { name: '提出异议' }).click()
    await page.getByRole('heading', { name: '最近发出的' }).waitFor()
    await page.getByRole('link', { name: '公示', exact: true }).click()
    await page.getByText('那晚巡逻的是三个人，只登记了一户').waitFor()
    await page.getByText('您已提出异议，等答复').first().waitFor()
    await keepPicture(page, 'villager-objected')
  })
})

test('elder mode on the first screen makes text and targets large, in one column', () =>
  visiting(browser, { phone: true }, async (page) => {
    await page.goto('/m/')
    await page.getByRole('button', { name: '长辈大字版' }).click()
    await keepPicture(page, 'elder-sign-in')
    assert.ok((await widthOver(page)) <= 0)
    await signInOnPhone(page, 'villager')
    await page.getByRole('region', { name: '存折封面' }).waitFor()
    await keepPicture(page, 'elder-passbook')
    const measured = await page.evaluate(() => {
      const sizeOf = (element: Element) => Number.parseFloat(getComputedStyle(element).fontSize)
      const shown = [...document.querySelectorAll('main *')].filter(
        (element) =>
          [...element.childNodes].some(
            (node) => node.nodeType === Node.TEXT_NODE && node.textContent?.trim(),
          ) &&
          (element as HTMLElement).checkVisibility() &&
          !element.closest('.unseen'),
      )
      const targets = [...document.querySelectorAll('main button, main a, nav a, main input')].filter(
        (element) => (element as HTMLElement).checkVisibility(),
      )
      return {
        smallest: Math.min(...shown.map(sizeOf)),
        largest: Math.max(...shown.map(sizeOf)),
        low: targets
          .map((element) => ({
            text: element.textContent ?? '',
            height: element.getBoundingClientRect().height,
          }))
          .filter(({ height }) => height < 60),
      }
    })
    // 18 pt are 24 px; main lines up to 30 pt, which are 40 px.
    assert.ok(measured.smallest >= 24, `the smallest text has ${measured.smallest} px`)
    assert.ok(measured.largest >= 40, `the largest text has ${measured.largest} px`)
    assert.deepEqual(measured.low, [])
    assert.ok((await widthOver(page)) <= 0)
    await page.getByRole('button', { name: '读给我听' }).waitFor()
  }))
