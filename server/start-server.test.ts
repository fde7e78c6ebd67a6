import assert from 'node:assert/strict'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { everywhere } from '../platform/database/connect.ts'
import type { Services } from '../platform/http/context.ts'
import { keepDefaults } from './read-settings.ts'
import { type SampleLoader, startServer } from './start-server.ts'

let home: string
before(async () => {
  home = await mkdtemp(join(tmpdir(), 'shanzhi-start-'))
})
after(() => rm(home, { recursive: true }))

/** Starts on a folder, and stops; tells how often the sample was asked for. */
async function startOnce(name: string, sample: boolean, loadSample: SampleLoader): Promise<void> {
  const settings = {
    folder: join(home, name),
    databaseUrl: undefined,
    host: '127.0.0.1',
    port: 0,
    secure: false,
    logLevel: 'silent',
    sample,
    keep: keepDefaults,
  }
  const hooks = { onProgress: () => undefined, loadSample, log: () => undefined }
  const server = await startServer(settings, {}, hooks)
  assert.equal((await fetch(`${server.address}/ready`)).status, 200)
  await server.stop()
}

/** The numbers of a series that stands for what a sample holds. */
const writeRow = (services: Services, series: string) =>
  services.database.transact(everywhere, (tx) =>
    tx
      .insertInto('platform.counter')
      .values({ county_code: '330482', series, place_code: '330482001213', value: 1 })
      .execute(),
  )
const readRows = (services: Services) =>
  services.database.transact(everywhere, async (tx) =>
    (await tx.selectFrom('platform.counter').select('series').execute()).map((row) => row.series),
  )

test('a sample that was broken off begins anew in an empty database, and is loaded once', async () => {
  const loads: string[] = []
  const broken = startOnce('broken', true, async (services) => {
    await writeRow(services, 'half')
    throw new Error('power cut')
  })
  await assert.rejects(broken, /power cut/)
  const load: SampleLoader = async (services, onProgress) => {
    loads.push((await readRows(services)).join())
    onProgress(1, 1)
    await writeRow(services, 'whole')
  }
  await startOnce('broken', true, load)
  await startOnce('broken', true, load)
  assert.deepEqual(loads, [''], 'asked for once, of an empty database')
})

test('a folder that was begun without the sample never gets it', async () => {
  const load: SampleLoader = async () => assert.fail('not to be loaded')
  await startOnce('plain', false, load)
  await startOnce('plain', true, load)
})
