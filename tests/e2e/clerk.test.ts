import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import exceljs from 'exceljs'
import type { Browser, Page } from 'playwright-core'
import sharp from 'sharp'
import { makeIdentityNumber } from '../../engines/identity-number/identity-number.ts'
import { openBrowser } from '../open-browser.ts'
import { choose, figure, searchAndChoose } from './console-acts.ts'
import { findViolations } from './find-violations.ts'
import { keepPicture } from './pictures.ts'
import { callerFor, declareWork, findHousehold, passClaim } from './sample-acts.ts'
import { signIn, visiting } from './visit.ts'

let browser: Browser
before(async () => {
  browser = await openBrowser()
})
after(() => browser?.close())

const asClerk = (work: (page: Page) => Promise<void>) => visiting(browser, { as: 'clerk' }, work)

const head = ['户编号', '姓名', '与户主关系', '身份证号', '手机号', '村民小组', '住址']
const identity = (birthDate: string, sequence: number) => makeIdentityNumber('330482', birthDate, sequence)

async function workbook(rows: string[][]): Promise<Buffer> {
  const book = new exceljs.Workbook()
  book.addWorksheet('人户名册').addRows([head, ...rows])
  return Buffer.from(await book.xlsx.writeBuffer())
}

async function pickFile(page: Page, button: string, file: { name: string; buffer: Buffer }): Promise<void> {
  const asked = page.waitForEvent('filechooser')
  await page.getByRole('button', { name: button }).click()
  await (await asked).setFiles({ mimeType: 'application/octet-stream', ...file })
}

test('the clerk signs in and sees what waits for her today, by deadline', () =>
  visiting(browser, {}, async (page) => {
    await signIn(page, 'clerk')
    await page.getByRole('heading', { name: '沈文洁，今天要办的事' }).waitFor()
    await page.getByRole('heading', { name: '等我办的' }).waitFor()
    await figure(page, '农户').getByText('698').waitFor()
    await keepPicture(page, 'clerk-today')
  }))

test('a workbook with a faulty row is checked, told cell by cell, mended and imported with a receipt', () =>
  asClerk(async (page) => {
    const good = ['0801', '范立秋', '户主', identity('1979-04-05', 211), '14000000001', '1组', '1 组 90 号']
    const wife = ['0801', '傅小兰', '配偶', identity('1981-06-07', 222), '', '', '']
    const faulty = ['0802', '石满仓', '户主', '330482197904050000', '14000000002', '2组', '2 组 90 号']
    await page.goto('/households')
    await page.getByRole('button', { name: '导入名册' }).click()
    await pickFile(page, '选择文件', { name: '新增户.xlsx', buffer: await workbook([good, wife, faulty]) })
    await page.getByRole('button', { name: '上传并检查' }).click()
    await page.getByText('新增户.xlsx').first().waitFor()
    const fault = page.getByRole('row', { name: /身份证号/ }).filter({ hasText: 'D4' })
    await fault.waitFor()
    assert.match((await fault.textContent())!, /D4.*身份证号/)
    await figure(page, '有错误的户').getByText('1').waitFor()
    await keepPicture(page, 'clerk-import-faults')

    const told = page.waitForEvent('download')
    await page.getByRole('link', { name: '下载错误表' }).click()
    assert.match((await told).suggestedFilename(), /\.xlsx$/)

    await page.getByRole('button', { name: /^导入 1 户/ }).click()
    await page.getByText('已导入 1 户、2 人').waitFor()
    await page.getByText('有 1 户、1 人没有导入').waitFor()
    await keepPicture(page, 'clerk-import-left-out')
    assert.deepEqual(await findViolations(page), [])
    const left = page.waitForEvent('download')
    await page.getByRole('link', { name: '下载错误表' }).click()
    const book = new exceljs.Workbook()
    await book.xlsx.readFile((await (await left).path())!)
    const names = book.worksheets[0]!.getColumn(2).values.map(String)
    assert.ok(names.includes('石满仓') && !names.includes('范立秋'), 'what was left out and nothing else')

    await page.goto('/households/import')
    const mended = faulty.with(3, identity('1979-04-05', 233))
    await pickFile(page, '选择文件', { name: '改好的户.xlsx', buffer: await workbook([good, wife, mended]) })
    await page.getByRole('button', { name: '上传并检查' }).click()
    await page.getByRole('button', { name: /^导入 1 户/ }).click()
    await page.getByText('已导入 1 户、1 人').waitFor()
    await keepPicture(page, 'clerk-import-receipt')
    await page.goto('/')
    await page.getByRole('button', { name: /^后台任务/ }).click()
    await keepPicture(page, 'clerk-tray')
    assert.deepEqual(await findViolations(page), [])
    await page.getByRole('link', { name: '名册导入 改好的户.xlsx' }).click()
    await page.getByText('已导入 1 户、1 人').waitFor()
    await page.getByRole('button', { name: '查看名册' }).click()
    await page.getByPlaceholder('姓名、拼音首字母').fill('smc')
    await page.getByRole('row', { name: /0802 石满仓 2组/ }).waitFor()
  }))

test('a large import shows how far it is, goes on while the page is away, and cancelled it leaves nothing', () =>
  asClerk(async (page) => {
    const rows = Array.from({ length: 20_000 }, (_, index) => [
      ...[`9${String(index).padStart(5, '0')}`, `范${index}`, '户主', '', '', '', ''],
    ])
    await page.goto('/households/import')
    await pickFile(page, '选择文件', { name: '全镇.xlsx', buffer: await workbook(rows) })
    await page.getByRole('button', { name: '上传并检查' }).click()
    await page.getByRole('button', { name: '导入 20,000 户' }).click()
    const address = /households\/import\?run=/
    await page.waitForURL(address)
    await page.reload()
    const bar = page.getByRole('progressbar', { name: '名册导入 全镇.xlsx' })
    await bar.waitFor()
    await keepPicture(page, 'clerk-import-runs')
    await page.getByRole('button', { name: '取消导入' }).click()
    await page.getByText('已取消，名册没有任何改动').waitFor()
    await keepPicture(page, 'clerk-import-cancelled')
    assert.deepEqual(await findViolations(page), [])
    await page.setViewportSize({ width: 390, height: 844 })
    await keepPicture(page, 'clerk-import-cancelled-narrow')
    await page.setViewportSize({ width: 1440, height: 900 })
    await page.getByRole('button', { name: '再检查一次这个文件' }).click()
    await page.getByRole('button', { name: '导入 20,000 户' }).waitFor()
    await figure(page, '新增户').getByText('20,000').waitFor()
  }))

test('a deed is declared for a household with its photo, and the claim shows where it stands', () =>
  asClerk(async (page) => {
    const photo = await sharp({ create: { width: 640, height: 480, channels: 3, background: '#7a9a62' } })
      .jpeg()
      .toBuffer()
    await page.goto('/points/declare')
    await searchAndChoose(page, '农户', '0100', '（0100）')
    await searchAndChoose(page, '项目', '公共事务', '参与公共事务')
    await page.getByLabel('建议分值').fill('12')
    await page.getByLabel('事由').fill('带头清理三组河埠头，用了一个上午')
    await pickFile(page, '佐证材料', { name: '河埠头.jpg', buffer: photo })
    await page.getByRole('img', { name: '第 1 张' }).waitFor()
    await keepPicture(page, 'clerk-declare')
    await page.getByRole('button', { name: '提交申报', exact: true }).click()
    await page.getByRole('heading', { level: 1, name: /参与公共事务/ }).waitFor()
    await page.getByText('审核中').first().waitFor()
    await page.getByText('带头清理三组河埠头，用了一个上午').first().waitFor()
    await keepPicture(page, 'clerk-claim')
  }))

test('one deed is entered for many households from a pasted column; unknown numbers are named', () =>
  asClerk(async (page) => {
    await page.goto('/points/declare')
    await page.getByText('同一项目登记多户').click()
    await page.getByRole('heading', { level: 1, name: '批量登记' }).waitFor()
    await searchAndChoose(page, '项目', '公共事务', '参与公共事务')
    await page.getByLabel('事由').fill('参加村道路保洁义务劳动')
    await page.getByLabel('粘贴户号和数值').fill('0101\t3\n0102\t5\n9999\t1')
    await page.getByRole('button', { name: '载入粘贴的农户' }).click()
    await page.getByText('这些户号在本村名册里找不到，没有载入：9999').waitFor()
    await figure(page, '户数').getByText('2').waitFor()
    await figure(page, '合计').getByText('+8').waitFor()
    const figures = page.getByRole('group', { name: '登记哪些户' }).getByRole('spinbutton')
    await figures.first().fill('4')
    await figures.first().press('Enter')
    await page.keyboard.type('6')
    await figure(page, '合计').getByText('+10').waitFor()
    await keepPicture(page, 'clerk-batch')
    await page.getByRole('button', { name: '提交 2 户' }).click()
    await page.getByRole('dialog').getByText('+10').waitFor()
    await page.getByRole('dialog').getByRole('button', { name: '提交 2 户' }).click()
    await page.getByRole('dialog', { name: '已提交 2 件申报' }).waitFor()
  }))

test('decided claims are publicised after a preview; the list is printed as it hangs', () =>
  asClerk(async (page) => {
    const clerk = await callerFor('clerk')
    const household = await findHousehold(clerk, '0103')
    await passClaim(await declareWork(clerk, household, 700, '替村里修好文化礼堂的长凳'))
    await page.goto('/publicity')
    await page.getByRole('button', { name: '发起公示' }).click()
    const promise = page.getByText(/公示 7 天，至.*期满/)
    await promise.waitFor()
    const closesOn = /至(.*)期满/.exec((await promise.textContent())!)![1]!
    await page.getByLabel('张贴地点').fill('村务公开栏（村委会门口）')
    await keepPicture(page, 'clerk-publicise-preview')
    await page.getByRole('button', { name: /^公示 \d+ 行$/ }).click()
    await page.getByText(/^已开始公示，共 \d+ 行$/).waitFor()
    await page.getByText(closesOn).first().waitFor()
    await keepPicture(page, 'clerk-publicise-receipt')
    await page.getByRole('button', { name: '打印张贴' }).click()
    const sheet = page.getByRole('article')
    await sheet.getByRole('row', { name: /0103/ }).waitFor()
    assert.ok(!(await sheet.textContent())!.includes(household.headName), 'a public sheet masks names')
    await keepPicture(page, 'clerk-publicity-sheet')
  }))

test('the close is previewed in figures, and held back by what is still open', () =>
  asClerk(async (page) => {
    const clerk = await callerFor('clerk')
    await declareWork(clerk, await findHousehold(clerk, '0104'), 200, '帮邻居搬运稻谷')
    await page.goto('/points/closes')
    await page.getByRole('button', { name: '开始结算' }).click()
    await figure(page, '加权户').waitFor()
    await page.getByText('还有事项没有办结，办结后才能结算').waitFor()
    await page.getByText('条申报还在审核').waitFor()
    assert.ok(await page.getByRole('button', { name: '数字无误，去确认' }).isDisabled())
    await keepPicture(page, 'clerk-close-preview')
    await page.getByRole('link', { name: '去办理' }).first().click()
    await page.getByRole('heading', { level: 1, name: '全部申报' }).waitFor()
  }))

test('a passbook is opened from the list and printed on paper with its entries and a place to sign', () =>
  asClerk(async (page) => {
    await page.goto('/points/passbooks')
    await choose(page, '年度', '2019年')
    await page.waitForURL(/cycle=2019/)
    await page
      .getByRole('row', { name: /2020年1月23日/ })
      .first()
      .waitFor()
    const sorted = page.waitForResponse(/passbooks\?.*cycle=2019.*sort=-gained/)
    await page.getByRole('columnheader', { name: '加分' }).click()
    const { rows } = await (await sorted).json()
    const { householdNumber, gained } = rows[0]
    await page.getByRole('row', { name: new RegExp(`${householdNumber} .*\\+${gained / 100} `) }).click()
    await page.getByRole('heading', { level: 1, name: /家的积分存折/ }).waitFor()
    await page.getByRole('button', { name: '参与公共事务' }).first().click()
    await page.getByText('村规民约·典型事迹类加分').first().waitFor()
    await keepPicture(page, 'clerk-passbook')
    await page.getByRole('button', { name: '打印存折' }).click()
    const sheet = page.getByRole('article')
    await sheet.getByText('户主签名：').waitFor()
    await sheet.getByRole('img', { name: '扫码查看' }).waitFor()
    assert.ok((await sheet.getByRole('row').count()) > 6)
    await page.emulateMedia({ media: 'print' })
    await page.getByRole('navigation', { name: '主导航' }).waitFor({ state: 'hidden' })
    await keepPicture(page, 'clerk-passbook-print')
  }))

test('a boundary is typed as a list of corners, a group’s is drawn by hand beside it, and both are measured', () =>
  asClerk(async (page) => {
    await page.goto('/territory')
    await page.getByRole('link', { name: '绘制边界' }).first().click()
    const list = page.getByLabel('拐点坐标')
    const drawn = (fact: string) => page.locator('.draw-side dl > div').filter({ hasText: fact })
    await list.fill('121.02, 30.70\n121.04, 30.70\n30.72, 121.04')
    await page.getByText('第 3 行“30.72, 121.04”的经度和纬度写反了').waitFor()
    await list.fill('121.02, 30.70\n121.04, 30.72\n121.04, 30.70\n121.02, 30.72')
    await page.getByText('边界自相交叉：第 1 点后面的边碰到第 3 点后面的边').first().waitFor()
    await keepPicture(page, 'clerk-boundary-crossing')
    await list.fill('121.02, 30.70\n121.04, 30.70\n121.04, 30.72\n121.02, 30.72')
    await drawn('面积').getByText('6,371.96 亩（424.80 公顷）').waitFor()
    await page.getByRole('button', { name: '保存边界' }).click()
    await page.getByText(/已保存通界村的边界（第 \d+ 次绘制）/).waitFor()

    await page
      .getByRole('row', { name: /^007 7组/ })
      .getByRole('link', { name: '画边界' })
      .click()
    const ground = page.locator('.draw-map canvas')
    await ground.waitFor()
    const box = (await ground.boundingBox())!
    const at = (x: number, y: number) => [box.x + box.width * x, box.y + box.height * y] as const
    const corners = drawn('拐点')
    await page.mouse.click(...at(0.4, 0.4))
    await page.mouse.click(...at(0.5, 0.4))
    await page.mouse.click(...at(0.5, 0.6))
    await page.mouse.dblclick(...at(0.4, 0.6))
    await corners.getByText('4', { exact: true }).waitFor()
    await drawn('面积')
      .getByText(/亩（.* 公顷）/)
      .waitFor()
    // A corner on an edge, drawn out to the west; taken away again by the right button; undone twice.
    await page.mouse.move(...at(0.4, 0.5))
    await page.mouse.down()
    await page.mouse.move(...at(0.36, 0.5), { steps: 3 })
    await page.mouse.up()
    await corners.getByText('5', { exact: true }).waitFor()
    await page.mouse.click(...at(0.36, 0.5), { button: 'right' })
    await corners.getByText('4', { exact: true }).waitFor()
    await page.getByRole('button', { name: '撤销一步' }).click()
    await corners.getByText('5', { exact: true }).waitFor()
    await keepPicture(page, 'clerk-boundary-by-hand')
    await page.getByRole('button', { name: '保存边界' }).click()
    await page.getByText('已保存7组的边界（第 1 次绘制）').waitFor()
    await page.getByText('边界清单').click()
    await page.getByRole('row', { name: /^7组 .* 亩（.*沈文洁在地图上绘制/ }).waitFor()
    await keepPicture(page, 'clerk-territory-map')
  }))

test('a household leaves the scheme: its balance and open claims stand before, the receipt after', () =>
  asClerk(async (page) => {
    await page.goto('/points/enrolments')
    await page
      .getByRole('row', { name: /^0015 / })
      .getByRole('button', { name: '退出' })
      .click()
    const dialog = page.getByRole('dialog')
    await figure(dialog, '存折结余（保留）').getByText(/^\d/).last().waitFor()
    await figure(dialog, '还没有办结的申报').waitFor()
    await keepPicture(page, 'clerk-leave')
    await dialog.getByLabel('说明（可不填）').fill('全家长期在外')
    await dialog.getByRole('button', { name: /退\s?出/ }).click()
    await page.getByRole('dialog', { name: /家已自.*退出/ }).waitFor()
    await keepPicture(page, 'clerk-leave-receipt')
  }))
