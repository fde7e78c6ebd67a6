import { spawn } from 'node:child_process'
import type pg from 'pg'
import type { Database } from '../platform/database/connect.ts'

/** One measured figure; with a limit it passes or fails. */
export interface Figure {
  name: string
  value: number
  /** 'per second', 'ms', 'MiB', 'ratio', … */
  unit: string
  /** `min` for rates and ratios that must not fall below, `max` for times and sizes. */
  limit?: { min: number } | { max: number }
  /** What it was measured against, or how. */
  note?: string
}

export interface BenchContext {
  /** A database of its own on the one PostgreSQL of the run, migrated and empty. */
  database: Database
  owner: pg.ClientConfig
  /** A folder that is removed afterwards. */
  folder: string
  /** Smaller amounts, to try the bench itself. */
  quick: boolean
  say(line: string): void
}

export interface Bench {
  name: string
  title: string
  run(context: BenchContext): Promise<Figure[]>
}

export function passes(figure: Figure): boolean {
  if (!figure.limit) return true
  return 'min' in figure.limit ? figure.value >= figure.limit.min : figure.value <= figure.limit.max
}

export interface Rate {
  done: number
  perSecond: number
  p50Ms: number
  p99Ms: number
}

/** Repeats work in so many places at once for a while, each place beginning anew when it is done. */
export async function measureRate(
  options: { seconds: number; parallel: number; warmupSeconds?: number },
  work: (place: number, turn: number) => Promise<unknown>,
): Promise<Rate> {
  const times: number[] = []
  const warmUntil = performance.now() + (options.warmupSeconds ?? 1) * 1000
  const until = warmUntil + options.seconds * 1000
  await Promise.all(
    Array.from({ length: options.parallel }, async (_, place) => {
      for (let turn = 0; performance.now() < until; turn += 1) {
        const startedAt = performance.now()
        await work(place, turn)
        const endedAt = performance.now()
        if (startedAt >= warmUntil && endedAt <= until) times.push(endedAt - startedAt)
      }
    }),
  )
  return {
    done: times.length,
    perSecond: times.length / options.seconds,
    p50Ms: percentile(times, 0.5),
    p99Ms: percentile(times, 0.99),
  }
}

/** The smallest value that at least this part of all values do not exceed; 0 of none. */
export function percentile(values: readonly number[], part: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.max(0, Math.ceil(sorted.length * part) - 1)] ?? 0
}

/** The middle one of several timings of the same work, in milliseconds. */
export async function measureTime(runs: number, work: () => Promise<unknown>): Promise<number> {
  const times: number[] = []
  for (let run = 0; run < runs; run += 1) {
    const startedAt = performance.now()
    await work()
    times.push(performance.now() - startedAt)
  }
  return percentile(times, 0.5)
}

/**
 * Runs a script in a process of its own and tells the most memory that it held, in MiB, its time and what
 * it printed. The script prints one line of JSON as its last.
 */
export async function measureProcess<T>(
  script: string,
  words: readonly string[],
): Promise<{ peakMiB: number; ms: number; result: T }> {
  const meter = `process.on('exit', () => process.stderr.write('\\npeak ' + process.resourceUsage().maxRSS + '\\n'))`
  const args = ['--import', `data:text/javascript,${encodeURIComponent(meter)}`, script, ...words]
  const startedAt = performance.now()
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe'] })
  let out = ''
  let error = ''
  child.stdout.on('data', (chunk: Buffer) => {
    out += chunk
  })
  child.stderr.on('data', (chunk: Buffer) => {
    error += chunk
  })
  const code = await new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('close', resolve)
  })
  const ms = performance.now() - startedAt
  if (code !== 0) throw new Error(`${script} ended with ${code}:\n${error}`)
  const peak = Number(error.match(/\npeak (\d+)\n/)?.[1])
  return { peakMiB: peak / 1024, ms, result: JSON.parse(out.trim().split('\n').at(-1) ?? 'null') as T }
}
