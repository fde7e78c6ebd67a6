import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { FolderInUse, findHolder, lockFolder } from './lock-folder.ts'

let home: string
before(async () => {
  home = await mkdtemp(join(tmpdir(), 'shanzhi-lock-'))
})
after(() => rm(home, { recursive: true }))

test('a folder is held by one at a time, under whatever name it is reached', async () => {
  const folder = join(home, 'one')
  const lock = await lockFolder(folder, 'server')
  await symlink(folder, join(home, 'alias'))
  for (const name of [folder, join(home, 'alias'), `${folder}/../one/`]) {
    await assert.rejects(lockFolder(name, 'server'), FolderInUse)
  }
  const other = await lockFolder(join(home, 'other'), 'server')
  await other.release()
  await lock.release()
  await (await lockFolder(folder, 'server')).release()
})

test('of eight that start together one gets the folder', async () => {
  const folder = join(home, 'together')
  const tries = await Promise.allSettled(Array.from({ length: 8 }, () => lockFolder(folder, 'server')))
  const locks = tries.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []))
  assert.equal(locks.length, 1)
  await locks[0]?.release()
})

test('the refusal names the holder and its address in both languages', async () => {
  const folder = join(home, 'named')
  const lock = await lockFolder(folder, 'server')
  await lock.tell({ address: 'http://localhost:8080', socketFolder: '/tmp/s' })
  await assert.rejects(lockFolder(folder, 'server'), (error: FolderInUse) => {
    assert.match(error.message, new RegExp(`进程号 ${process.pid}）使用，地址是 http://localhost:8080。`))
    assert.match(error.message, new RegExp(`process ${process.pid}\\) at http://localhost:8080\\.`))
    assert.equal(error.holder?.socketFolder, '/tmp/s')
    return true
  })
  await lock.release()
  assert.equal(await findHolder(folder), undefined)
})

test('a holder that was killed leaves nothing in the way', async () => {
  const folder = join(home, 'killed')
  const script = `import { lockFolder } from ${JSON.stringify(join(import.meta.dirname, 'lock-folder.ts'))}
    await lockFolder(${JSON.stringify(folder)}, 'server'); console.log('held'); setInterval(() => {}, 1000)`
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  await once(child.stdout, 'data')
  await assert.rejects(lockFolder(folder, 'server'), FolderInUse)
  child.kill('SIGKILL')
  await once(child, 'exit')
  const lock = await lockFolder(folder, 'server')
  assert.equal((await findHolder(folder))?.pid, process.pid)
  await lock.release()
})

test('a holder file that cannot be read is no hindrance', async () => {
  const folder = join(home, 'torn')
  await (await lockFolder(folder, 'server')).release()
  await writeFile(join(folder, 'holder.json'), '{"pid":')
  assert.equal(await findHolder(folder), undefined)
  await (await lockFolder(folder, 'server')).release()
})
