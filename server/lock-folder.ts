import { createHash } from 'node:crypto'
import { mkdir, readFile, realpath, rm, writeFile } from 'node:fs/promises'
import { createServer, type Server } from 'node:net'
import { join } from 'node:path'

/** Who holds a data folder: written by the holder for those who come after, readable by its owner only. */
export interface Holder {
  pid: number
  /** 'server', or the command line that holds it. */
  what: string
  /** Where the console is served; null until it is. */
  address: string | null
  /** Folder of the socket of our own PostgreSQL; null with an outside one, or until it runs. */
  socketFolder: string | null
}

export interface FolderLock {
  /** Tells those who come after more of the holder. */
  tell(more: Partial<Holder>): Promise<void>
  release(): Promise<void>
}

export class FolderInUse extends Error {
  readonly holder: Holder | undefined
  constructor(folder: string, holder: Holder | undefined) {
    const pid = holder ? `（进程号 ${holder.pid}）` : ''
    const process = holder ? ` (process ${holder.pid})` : ''
    const where = holder?.address ? `，地址是 ${holder.address}` : ''
    const at = holder?.address ? ` at ${holder.address}` : ''
    super(
      `数据文件夹 ${folder} 正被另一个善治进程${pid}使用${where}。请先停止它，或用 SHANZHI_DATA 指定别的文件夹。\n` +
        `The data folder ${folder} is in use by another Shanzhi${process}${at}. Stop it, or name another folder in SHANZHI_DATA.`,
    )
    this.holder = holder
  }
}

const holderFile = 'holder.json'

/**
 * Takes a data folder for this process, making it on first use. The lock lies with the operating system and
 * ends with the process, however that ends: nothing stale is left to clear away. Throws FolderInUse.
 */
export async function lockFolder(folder: string, what: string): Promise<FolderLock> {
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const real = await realpath(folder)
  const lock = await listen(await lockAddress(real)).catch(async (error: NodeJS.ErrnoException) => {
    if (error.code === 'EADDRINUSE') throw new FolderInUse(folder, await findHolder(folder))
    throw error
  })
  let holder: Holder = { pid: process.pid, what, address: null, socketFolder: null }
  const write = () => writeFile(join(real, holderFile), JSON.stringify(holder), { mode: 0o600 })
  await write()
  return {
    async tell(more) {
      holder = { ...holder, ...more }
      await write()
    },
    async release() {
      await rm(join(real, holderFile), { force: true })
      await new Promise((resolve) => lock.close(resolve))
    },
  }
}

/** The holder as it told of itself; undefined when nothing can be read. It may be gone: only the lock says. */
export async function findHolder(folder: string): Promise<Holder | undefined> {
  const text = await readFile(join(folder, holderFile), 'utf8').catch(() => undefined)
  if (text === undefined) return undefined
  try {
    return JSON.parse(text) as Holder
  } catch {
    return undefined
  }
}

/**
 * A name that one process at a time can listen on. Linux keeps such names without a file; elsewhere it is
 * a port of this machine that the folder's name decides.
 */
async function lockAddress(folder: string): Promise<{ path: string } | { host: string; port: number }> {
  const hash = createHash('sha256').update(folder).digest()
  if (process.platform === 'linux') return { path: `\0shanzhi-${hash.toString('hex').slice(0, 40)}` }
  return { host: '127.0.0.1', port: 20_000 + (hash.readUInt16BE(0) % 12_000) }
}

function listen(address: { path: string } | { host: string; port: number }): Promise<Server> {
  return new Promise((resolve, reject) => {
    const server = createServer((socket) => socket.destroy())
    server.once('error', reject)
    server.listen(address, () => {
      server.unref()
      resolve(server)
    })
  })
}
