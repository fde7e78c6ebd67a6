import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { mkdtemp, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import fc from 'fast-check'
import { openSecrets, readOrMakeMasterKey } from './secrets.ts'

const secrets = openSecrets(randomBytes(32))
const others = openSecrets(randomBytes(32))

test('whatever was sealed is read again, and never looks the same twice', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      const [one, two] = [secrets.encrypt(text), secrets.encrypt(text)]
      assert.equal(secrets.decrypt(one), text)
      assert.notDeepEqual(one, two)
    }),
  )
})

test('a sealed field that was changed, cut or sealed under another key is not read', () => {
  const sealed = secrets.encrypt('330482198002030015')
  for (let at = 0; at < sealed.length; at += 1) {
    const changed = Buffer.from(sealed)
    changed[at] = changed[at]! ^ 1
    assert.throws(() => secrets.decrypt(changed), `byte ${at}`)
    assert.throws(() => secrets.decrypt(sealed.subarray(0, at)), `cut at ${at}`)
  }
  assert.throws(() => others.decrypt(sealed))
})

test('equal values have equal fingerprints, under one key only', () => {
  assert.equal(secrets.fingerprint('a'), secrets.fingerprint('a'))
  assert.notEqual(secrets.fingerprint('a'), secrets.fingerprint('b'))
  assert.notEqual(secrets.fingerprint('a'), others.fingerprint('a'))
  assert.throws(() => openSecrets(randomBytes(16)), /32 bytes/)
})

test('the master key is made once, for its owner alone to read', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'shanzhi-key-'))
  const file = join(folder, 'new', 'master-key')
  const made = await readOrMakeMasterKey(file)
  assert.equal(made.length, 32)
  assert.deepEqual(await readOrMakeMasterKey(file), made)
  assert.equal((await stat(file)).mode & 0o077, 0)
  await rm(folder, { recursive: true })
})
