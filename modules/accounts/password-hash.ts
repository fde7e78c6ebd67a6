import { hash, type Options, verify } from '@node-rs/argon2'

/** Argon2id with 19 MiB, two passes, one lane: the first choice of the OWASP password storage sheet. */
const parameters: Options = { algorithm: 2, memoryCost: 19_456, timeCost: 2, parallelism: 1 }

/** Full-width and composed forms typed by an input method count as the plain ones. */
const plain = (password: string): string => password.normalize('NFKC')

export function hashPassword(password: string): Promise<string> {
  return hash(plain(password), parameters)
}

let decoy: Promise<string> | undefined

/**
 * Whether the password belongs to the hash. Without a hash (unknown login, account without a password) it
 * works just as long on a decoy and says no, so that time tells nothing.
 */
export async function verifyPassword(passwordHash: string | null, password: string): Promise<boolean> {
  decoy ??= hashPassword('no account has this password')
  const matches = await verify(passwordHash ?? (await decoy), plain(password))
  return passwordHash !== null && matches
}
