import { readFile } from 'node:fs/promises'
import { z } from 'zod'
import { listAuditedCounties } from '../platform/audit/chain-store.ts'
import { auditFaults, type ChainReport, verifyCounty } from '../platform/audit/verify.ts'
import { everywhere } from '../platform/database/connect.ts'
import { type Command, UsageError } from './command.ts'

const reportFile = z.object({
  chains: z.array(z.object({ countyCode: z.string(), sealed: z.int(), head: z.string() })),
})

const verify: Command = {
  name: 'audit verify',
  words: { zh: '核对操作日志的封存链', en: 'verify the hash chains of the audit log' },
  options: {
    county: { value: '330482', words: { zh: '只核对这个县', en: 'this county only' } },
    against: {
      value: 'report.json',
      words: {
        zh: '与以前用 --json 留存的结果对照',
        en: 'hold it against a report kept earlier with --json',
      },
    },
  },
  async run(call) {
    const earlier = await readEarlier(call.find('against'))
    const { services } = await call.open()
    const counties = await listWanted(call.find('county'), earlier, () =>
      services.database.transact(everywhere, listAuditedCounties),
    )
    const chains: ChainReport[] = []
    for (const county of counties) {
      const before = earlier.find((one) => one.countyCode === county)
      const onProgress = async (done: number, total: number) => call.tell(county, done, total)
      chains.push(
        await services.database.transact(everywhere, (tx) =>
          verifyCounty(tx, services.secrets, county, { onProgress, ...(before ? { earlier: before } : {}) }),
        ),
      )
    }
    return {
      lines: chains.flatMap(linesOf),
      data: { chains },
      problems: chains.some((chain) => chain.findings.length > 0),
    }
  },
}

async function readEarlier(file: string | undefined) {
  if (file === undefined) return []
  const parsed = await readFile(file, 'utf8')
    .then((text) => reportFile.safeParse(JSON.parse(text)))
    .catch(() => undefined)
  if (!parsed?.success)
    throw new UsageError({
      zh: `${file} 不是 audit verify --json 的结果。`,
      en: `${file} is no report of audit verify --json.`,
    })
  return parsed.data.chains
}

/** Counties of an earlier report are looked at even when nothing of them is left. */
async function listWanted(
  county: string | undefined,
  earlier: readonly { countyCode: string }[],
  listAll: () => Promise<string[]>,
): Promise<string[]> {
  if (county !== undefined) return [county]
  return [...new Set([...(await listAll()), ...earlier.map((one) => one.countyCode)])].sort()
}

function linesOf(chain: ChainReport): string[] {
  const mark = chain.findings.length === 0 ? '✓' : '✗'
  return [
    `${mark} ${chain.countyCode}: 已封存 sealed ${chain.sealed}, 待封存 pending ${chain.pending}, 问题 findings ${chain.findings.length}`,
    ...chain.findings.map((finding) => {
      const { zh, en } = auditFaults[finding.fault]
      const where = [finding.position === null ? '' : `#${finding.position}`, finding.entryId ?? '']
        .join(' ')
        .trim()
      return `  ${where}: ${zh} · ${en}`
    }),
  ]
}

export const auditCommands: readonly Command[] = [verify]
