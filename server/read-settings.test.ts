import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { test } from 'node:test'
import { readFileSettings } from './read-file-settings.ts'
import { readMasterKey } from './read-master-key.ts'
import { readSettings, SettingRefused } from './read-settings.ts'

test('without settings the server is this machine’s own, with the sample, in ./data at port 8080', () => {
  assert.deepEqual(readSettings({}, '/srv/shanzhi'), {
    folder: '/srv/shanzhi/data',
    databaseUrl: undefined,
    host: 'localhost',
    port: 8080,
    secure: false,
    logLevel: 'warn',
    sample: true,
    keep: { answersDays: 90, sessionsDays: 30, codesDays: 2 },
  })
})

test('every setting is read from the environment', () => {
  const env = {
    SHANZHI_DATA: '/var/shanzhi',
    DATABASE_URL: 'postgres://u@h/d',
    HOST: '0.0.0.0',
    PORT: '0',
    SHANZHI_SECURE: 'ON',
    SHANZHI_LOG_LEVEL: 'info',
    SHANZHI_KEEP_ANSWERS_DAYS: '61',
    SHANZHI_KEEP_SESSIONS_DAYS: '0',
    SHANZHI_KEEP_CODES_DAYS: '1',
  }
  assert.deepEqual(readSettings(env, '/srv/shanzhi'), {
    folder: '/var/shanzhi',
    databaseUrl: 'postgres://u@h/d',
    host: '0.0.0.0',
    port: 0,
    secure: true,
    logLevel: 'info',
    sample: false,
    keep: { answersDays: 61, sessionsDays: 0, codesDays: 1 },
  })
  assert.equal(readSettings({ SHANZHI_SAMPLE: 'off' }, '/srv').sample, false)
})

test('an outside database never gets the sample, even when it is asked for', () => {
  assert.equal(readSettings({ DATABASE_URL: 'postgresql://h/d', SHANZHI_SAMPLE: 'on' }, '/srv').sample, false)
})

for (const [name, value] of [
  ['PORT', '80a'],
  ['PORT', '65536'],
  ['PORT', '-1'],
  ['SHANZHI_LOG_LEVEL', 'loud'],
  ['SHANZHI_SECURE', 'perhaps'],
  ['SHANZHI_SAMPLE', '2'],
  ['DATABASE_URL', 'mysql://h/d'],
  ['SHANZHI_KEEP_ANSWERS_DAYS', '60'],
  ['SHANZHI_KEEP_ANSWERS_DAYS', '90d'],
  ['SHANZHI_KEEP_SESSIONS_DAYS', '-1'],
  ['SHANZHI_KEEP_CODES_DAYS', '0'],
] as const) {
  test(`${name}=${value} is refused in both languages`, () => {
    assert.throws(
      () => readSettings({ [name]: value }, '/srv'),
      (error) =>
        error instanceof SettingRefused &&
        error.message.split('\n').length === 2 &&
        error.message.includes(name),
    )
  })
}

test('a refused database address is not repeated: it may hold a password', () => {
  assert.throws(
    () => readSettings({ DATABASE_URL: 'mysql://u:geheim@h/d' }, '/srv'),
    (error) => error instanceof Error && !error.message.includes('geheim'),
  )
})

test('the master key is 32 bytes in base64, or refused', async () => {
  const key = randomBytes(32)
  assert.deepEqual(
    await readMasterKey({ SHANZHI_MASTER_KEY: `${key.toString('base64')}\n` }, '/nowhere'),
    key,
  )
  await assert.rejects(readMasterKey({ SHANZHI_MASTER_KEY: 'short' }, '/nowhere'), SettingRefused)
})

test('files lie in the data folder, or in an S3 store that is named whole', () => {
  assert.deepEqual(readFileSettings({}, '/srv/data'), { kind: 'folder', path: '/srv/data/files' })
  const env = {
    SHANZHI_S3_ENDPOINT: 'https://s3.example',
    SHANZHI_S3_BUCKET: 'b',
    SHANZHI_S3_KEY: 'k',
    SHANZHI_S3_SECRET: 's',
  }
  assert.deepEqual(readFileSettings(env, '/srv/data'), {
    kind: 's3',
    endpoint: 'https://s3.example',
    bucket: 'b',
    region: 'us-east-1',
    accessKeyId: 'k',
    secretAccessKey: 's',
    addressing: 'path',
  })
  for (const name of ['SHANZHI_S3_BUCKET', 'SHANZHI_S3_KEY', 'SHANZHI_S3_SECRET']) {
    assert.throws(() => readFileSettings({ ...env, [name]: '' }, '/srv/data'), new RegExp(name))
  }
})
