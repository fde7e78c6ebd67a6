import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Browser } from 'playwright-core'
import { replayDaysMax } from '../../engines/contract/replay-limit.ts'
import { sampleVillage } from '../../modules/sample/sample-people.ts'
import { openBrowser } from '../open-browser.ts'
import { findViolations } from './find-violations.ts'
import { keepPicture } from './pictures.ts'
import { callerFor } from './sample-acts.ts'
import { signInOnPhone, visiting } from './visit.ts'

let browser: Browser
before(async () => {
  browser = await openBrowser()
})
after(() => browser?.close())

test('what had no answer for sixty days is not sent by itself any more: the phone says so and what to do', async () => {
  const reason = '清明前帮村里清理墓道杂草'
  await visiting(browser, { phone: true }, async (first, { context, settled }) => {
    await signInOnPhone(first, 'villager')
    await first.evaluate(async () => {
      await navigator.serviceWorker.ready
    })
    await first.getByRole('link', { name: '申报', exact: true }).click()
    await first.getByRole('link', { name: '申报好事' }).first().click()
    await first.getByRole('button', { name: /参与公共事务/ }).click()
    await context.setOffline(true)
    await first.getByLabel('建议加多少分').fill('2')
    await first.getByLabel('事由').fill(reason)
    await first.getByRole('button', { name: '提交申报' }).click()
    await first.getByText('已存在手机里，有网络就自动发出。').waitFor()
    await first.close()

    const later = await context.newPage()
    await later.clock.setFixedTime(Date.now() + (replayDaysMax + 1) * 86_400_000)
    await later.goto('/m/outbox')
    await context.setOffline(false)
    await later.getByRole('link', { name: /参与公共事务/ }).click()
    await later.getByText('这件不再自动发送：').waitFor()
    await later.getByText(`${replayDaysMax} 天以前发过，一直没有收到回音`).waitFor()
    await later.getByRole('link', { name: '改好再提交' }).waitFor()
    await settled(later)
    assert.deepEqual(await findViolations(later), [])
    await keepPicture(later, 'villager-given-up')
  })
  const clerk = await callerFor('clerk')
  const found = await clerk<{ total: number }>(
    'GET',
    `/api/points/claims?place=${sampleVillage.place}&search=${encodeURIComponent(reason)}`,
  )
  assert.equal(found.total, 0, 'it was not sent')
})
