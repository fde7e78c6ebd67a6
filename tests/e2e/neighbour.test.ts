import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Browser, Page } from 'playwright-core'
import { sampleVillage } from '../../modules/sample/sample-people.ts'
import { openBrowser } from '../open-browser.ts'
import { keepPicture } from './pictures.ts'
import { callerFor, findHousehold } from './sample-acts.ts'
import { signInOnPhone, visiting } from './visit.ts'

let browser: Browser
before(async () => {
  browser = await openBrowser()
})
after(() => browser?.close())

const reason = '义务照看村口公厕一周'

/** The door plate of the sample's neighbour. */
async function findPlate(): Promise<string> {
  const clerk = await callerFor('clerk')
  const { id } = await findHousehold(clerk, '0011')
  const { rows } = await clerk<{ rows: { path: string }[] }>(
    'GET',
    `/api/households/plates?placeCode=${sampleVillage.place}&householdId=${id}`,
  )
  return rows[0]!.path
}

async function sign(page: Page): Promise<void> {
  const box = await page.getByRole('img', { name: '请在这里签名' }).boundingBox()
  assert.ok(box)
  await page.mouse.move(box.x + box.width * 0.25, box.y + box.height * 0.3)
  await page.mouse.down()
  await page.mouse.move(box.x + box.width * 0.7, box.y + box.height * 0.45, { steps: 8 })
  await page.mouse.move(box.x + box.width * 0.4, box.y + box.height * 0.75, { steps: 8 })
  await page.mouse.up()
  await page.getByRole('img', { name: '已签名' }).waitFor()
}

test('a villager acts for an old neighbour from her door plate: read back, agreed, signed, sent', async () => {
  const plate = await findPlate()
  await visiting(browser, { phone: true }, async (page) => {
    await signInOnPhone(page, 'villager')
    await page.goto(plate)
    await page.getByText('这是通界村别人家的门牌码').waitFor()
    await keepPicture(page, 'neighbour-plate')
    await page.getByRole('link', { name: '替这户代办' }).click()
    await page.getByText('办什么事').waitFor()
    await page.getByRole('button', { name: /参与公共事务/ }).click()
    await page.getByLabel('建议加多少分').fill('6.5')
    await page.getByLabel('事由').fill(reason)
    await page.getByRole('button', { name: '下一步' }).click()
    await page.getByText('您是谁').waitFor()
    await page.getByRole('button', { name: '下一步' }).click()
    await page.getByText('请填和本人的关系').first().waitFor()
    await page.getByRole('button', { name: '邻居', exact: true }).click()
    await page.getByRole('button', { name: '没有手机' }).click()
    await keepPicture(page, 'neighbour-who')
    await page.getByRole('button', { name: '下一步' }).click()
    const readBack = page.getByRole('region', { name: '读给本人听' })
    await readBack.getByText('通过以后加6.5分。').waitFor()
    await readBack.getByText(`情况是：${reason}。`).waitFor()
    await page.getByRole('button', { name: '大声读出来' }).waitFor()
    await page.getByRole('button', { name: '下一步' }).click()
    await page.getByText('请先读给本人听，本人同意后打勾。').waitFor()
    await page.getByRole('checkbox').check()
    await keepPicture(page, 'neighbour-read-back')
    await page.getByRole('button', { name: '下一步' }).click()
    await page.getByRole('button', { name: /^替.*提交$/ }).click()
    await page.getByText(/先签名/).waitFor()
    await sign(page)
    await keepPicture(page, 'neighbour-signed')
    await page.getByRole('button', { name: /^替.*提交$/ }).click()
    await page.getByText('已经发出，村里的系统收到了。').waitFor()
    await page.getByRole('button', { name: '我报的' }).click()
    await page.getByRole('link', { name: /参与公共事务.*\+6\.5/ }).waitFor()
  })
})

test('what was done for the neighbour stands in her own account, with who acted, why, and her mark', async () => {
  await visiting(browser, { phone: true }, async (page) => {
    await signInOnPhone(page, 'neighbour')
    await page.getByRole('link', { name: '申报', exact: true }).click()
    await page.getByRole('link', { name: /参与公共事务.*\+6\.5/ }).click()
    await page.getByText(reason).waitFor()
    await page.getByText(/（邻居），没有手机/).waitFor()
    await page.getByRole('img', { name: /本人的签名或指印/ }).waitFor()
    await keepPicture(page, 'neighbour-own-account')
  })
  const auditor = await callerFor('auditor')
  const { rows } = await auditor<{ rows: { onBehalf: { relation: string } | null }[] }>(
    'GET',
    `/api/audit/entries?placeCode=${sampleVillage.place}&action=points.declare&onBehalf=true`,
  )
  assert.equal(rows[0]?.onBehalf?.relation, '邻居')
})
