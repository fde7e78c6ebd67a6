import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  createSecretKey,
  hkdfSync,
  randomBytes,
} from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'

/** Seals personal fields. Another provider (SM4 in certified hardware) takes this one's place by the same three acts. */
export interface Secrets {
  encrypt(plain: string): Buffer
  decrypt(sealed: Buffer): string
  /** Keyed fingerprint for look-ups and unique keys: equal values give equal prints, nothing leads back. */
  fingerprint(value: string): string
}

/** AES-256-GCM and HMAC-SHA-256 under two keys derived from one master key of 32 bytes. */
export function openSecrets(masterKey: Buffer): Secrets {
  if (masterKey.length !== 32) throw new Error('The master key must be 32 bytes')
  // As key objects: node prepares a bare buffer anew at each use, which costs more than the cipher.
  const keyFor = (use: string) =>
    createSecretKey(Buffer.from(hkdfSync('sha256', masterKey, '', `shanzhi ${use}`, 32)))
  const cipherKey = keyFor('field encryption')
  const printKey = keyFor('fingerprint')
  const takeNonce = drawNonces()
  return {
    encrypt: (plain) => {
      const nonce = takeNonce()
      const cipher = createCipheriv('aes-256-gcm', cipherKey, nonce)
      const body = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()])
      return Buffer.concat([Buffer.from([1]), nonce, cipher.getAuthTag(), body])
    },
    decrypt: (sealed) => {
      if (sealed[0] !== 1) throw new Error('Sealed by an unknown provider')
      const decipher = createDecipheriv('aes-256-gcm', cipherKey, sealed.subarray(1, 13))
      decipher.setAuthTag(sealed.subarray(13, 29))
      return Buffer.concat([decipher.update(sealed.subarray(29)), decipher.final()]).toString('utf8')
    },
    fingerprint: (value) => createHmac('sha256', printKey).update(value).digest('base64url'),
  }
}

/** Fresh random nonces of 12 bytes, drawn from the system some hundred at a time. */
function drawNonces(): () => Buffer {
  let drawn = Buffer.alloc(0)
  let at = 0
  return () => {
    if (at >= drawn.length) {
      drawn = randomBytes(12 * 256)
      at = 0
    }
    at += 12
    return drawn.subarray(at - 12, at)
  }
}

/** Reads the master key (base64) from a file, making it on first use; a lost key means lost identity numbers. */
export async function readOrMakeMasterKey(file: string): Promise<Buffer> {
  if (existsSync(file)) return Buffer.from((await readFile(file, 'utf8')).trim(), 'base64')
  const key = randomBytes(32)
  await mkdir(dirname(file), { recursive: true })
  await writeFile(file, `${key.toString('base64')}\n`, { mode: 0o600, flag: 'wx' })
  return key
}
