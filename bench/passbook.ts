import autocannon from 'autocannon'
import { withClient } from '../platform/database/open-database.ts'
import { startBenchServer } from './bench-server.ts'
import type { Bench, Figure } from './measure.ts'

/** Reading a passbook against a bare route that runs the same single-row query. */
export const passbook: Bench = {
  name: 'passbook',
  title: 'reading a passbook, 32 and 200 connections',
  run: async (context) => {
    const server = await startBenchServer(context)
    try {
      const seconds = context.quick ? 2 : 6
      const books = await withClient(
        context.owner,
        async (client) =>
          (await client.query<{ id: string }>(`select id from points.book where cycle = '2019'`)).rows,
      )
      const read = async (path: (id: string) => string, connections: number) => {
        let next = 0
        const result = await autocannon({
          url: server.url,
          connections,
          duration: seconds,
          requests: [
            {
              setupRequest: (request) => ({
                ...request,
                method: 'GET',
                path: path(books[next++ % books.length]!.id),
                headers: { authorization: `Bearer ${server.token}` },
              }),
            },
          ],
        })
        if (result.non2xx > 0) throw new Error(`${result.non2xx} reads were refused`)
        return { perSecond: result['2xx'] / result.duration, p99: result.latency.p99 }
      }
      const bare = (id: string) => `/bench/passbook/${id}`
      const ours = (id: string) => `/api/points/passbooks/${id}`
      await read(ours, 32)
      const ratios: number[] = []
      for (let turn = 0; turn < (context.quick ? 1 : 3); turn += 1) {
        const limit = await read(bare, 32)
        const here = await read(ours, 32)
        ratios.push(here.perSecond / limit.perSecond)
        context.say(`${here.perSecond.toFixed(0)} a second, ${limit.perSecond.toFixed(0)} bare`)
      }
      const crowd = await read(ours, 200)
      const figures: Figure[] = [
        {
          name: 'passbook, 32 connections',
          value: ratios.sort((a, b) => a - b)[Math.floor(ratios.length / 2)]!,
          unit: 'ratio',
          limit: { min: 0.5 },
          note: 'a bare Fastify route with the same query',
        },
        { name: 'passbook, 200 connections, p99', value: crowd.p99, unit: 'ms' },
        { name: 'passbook, 200 connections', value: crowd.perSecond, unit: 'per second' },
      ]
      return figures
    } finally {
      await server.stop()
    }
  },
}
