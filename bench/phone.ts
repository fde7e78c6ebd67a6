import { samplePassword } from '../modules/sample/index.ts'
import { appsAreStale, buildApps } from '../server/build-apps.ts'
import { startBenchServer } from './bench-server.ts'
import { lines, measureFirstPage } from './first-page.ts'
import type { Bench, Figure } from './measure.ts'

/** The phone app's first page on a slow phone (processor four times slower) and 3G. */
export const phone: Bench = {
  name: 'phone',
  title: 'first page of the phone app on a slow phone and line',
  run: async (context) => {
    if (await appsAreStale()) await buildApps()
    const server = await startBenchServer(context)
    try {
      const pages = await measureFirstPage({
        address: server.url,
        login: 'villager',
        password: samplePassword,
        line: lines['3g'],
        runs: context.quick ? 1 : 3,
      })
      return pages.flatMap(figuresOf)
    } finally {
      await server.stop()
    }
  },
}

function figuresOf(page: Awaited<ReturnType<typeof measureFirstPage>>[number]): Figure[] {
  const name = page.page.replaceAll('_', ' ')
  return [
    {
      name: `${name}, usable`,
      value: page.usableMs / 1000,
      unit: 's',
      limit: { max: 3 },
      note: `${page.line}, processor ${page.cpuSlowdown} times slower`,
    },
    { name: `${name}, largest paint`, value: page.largestPaintMs / 1000, unit: 's' },
    {
      name: `${name}, script`,
      value: page.scriptBytes / 1024,
      unit: 'KiB',
      limit: { max: 200 },
      note: 'over the line',
    },
    { name: `${name}, layout shift`, value: page.layoutShift, unit: '', limit: { max: 0.1 } },
  ]
}
