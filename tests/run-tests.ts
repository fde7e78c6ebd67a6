import { relative } from 'node:path'
import { run } from 'node:test'
import { inspect } from 'node:util'

export interface TestCount {
  passed: number
  failed: number
}

/** A test that stands still for so long fails, so that the whole run ends and says which it was. */
const testTimeoutMs = 8 * 60_000

/**
 * Runs test files, each in a process of its own, and counts every test. A test that is skipped or left to do
 * counts as failed: nothing is passed over in silence. Prints a line a file and, in full, what failed.
 */
export async function runTests(root: string, files: readonly string[], parallel: number): Promise<TestCount> {
  const count: TestCount = { passed: 0, failed: 0 }
  if (files.length === 0) return count
  const said = new Map<string, string[]>()
  const keep = ({ file, message }: { file?: string | undefined; message: string }) => {
    if (file) said.set(file, [...(said.get(file) ?? []), message].slice(-200))
  }
  const paths = files.map((file) => `${root}/${file}`)
  const stream = run({
    files: paths,
    concurrency: parallel,
    cwd: root,
    timeout: testTimeoutMs,
    // Never forceExit: a file that is made to exit loses what it had not yet told, failures too.
  })
  const silent = new Set(paths)
  stream.on('test:stdout', keep)
  stream.on('test:stderr', keep)
  stream.on('test:fail', (test) => {
    const where = test.file ? relative(root, test.file) : ''
    process.stdout.write(`  ✗ ${where}: ${test.name}\n${indent(describe(test.details.error))}\n`)
  })
  stream.on('test:summary', (summary) => {
    const { counts } = summary
    if (summary.file === undefined) {
      count.passed = counts.passed
      count.failed = counts.tests - counts.passed
      return
    }
    silent.delete(summary.file)
    const failed = counts.tests - counts.passed
    const seconds = (summary.duration_ms / 1000).toFixed(1)
    process.stdout.write(
      `  ${failed === 0 ? '✓' : '✗'} ${relative(root, summary.file)} ${counts.passed}/${counts.tests} ${seconds} s\n`,
    )
    if (failed > 0) process.stdout.write(indent((said.get(summary.file) ?? []).join('')))
  })
  for await (const _ of stream);
  for (const path of silent) {
    process.stdout.write(`  ✗ ${relative(root, path)}: ended without telling what came out\n`)
    count.failed += 1
  }
  return count
}

function describe(error: unknown): string {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error
  return cause instanceof Error ? `${cause.stack ?? cause.message}` : inspect(cause)
}

function indent(text: string): string {
  return text.trimEnd().replaceAll(/^/gm, '      ')
}
