import { z } from 'zod'
import { day } from '../../engines/scheme/dated.ts'
import type { Norm, SchemeProblem, SchemeSection } from '../../engines/scheme/section.ts'
import { key, words } from '../../engines/scheme/words.ts'

const norm = z.strictObject({
  key: key.describe('约束的键 · Key of the norm'),
  title: words.describe('约束的标题 · Title of the norm'),
  cite: z.string().min(1).describe('怎么引用：文号、条款 · How it is cited: document number, article'),
  source: z.string().min(1).describe('摘录条目 · Entry of the digest'),
  from: day.describe('生效的第一天 · First day on which it binds'),
  to: day
    .optional()
    .describe(
      '失效的第一天，不写为一直有效 · First day on which it no longer binds; none means it still does',
    ),
  check: key.describe('由哪个核查来判断 · The check that judges it'),
  params: z.record(key, z.unknown()).default({}).describe('核查用到的数值 · Figures that the check needs'),
  note: z.string().optional().describe('待核实之处 · What is still to be verified'),
})

/** The national scheme is a list of norms, each with the days between which it binds. */
export const normsSection: SchemeSection = {
  key: 'norms',
  schema: z
    .array(norm)
    .describe('全国性约束；只写在 schemes/national 里 · National limits; only in schemes/national'),
  values: {},
  check: (content) => {
    const norms = content.norms as Norm[]
    const keys = norms.map((one) => one.key)
    return [
      ...(content.id === 'national'
        ? []
        : [
            fault(
              'norms',
              '地方制度不能自带全国性约束。',
              'A local scheme cannot carry national limits.',
              '删去 norms；约束写在 schemes/national 里。',
              'Remove norms; the limits stand in schemes/national.',
            ),
          ]),
      ...keys
        .filter((one, index) => keys.indexOf(one) !== index)
        .map((one) =>
          fault(
            `norms.${one}`,
            `约束“${one}”写了两次。`,
            `The norm "${one}" stands twice.`,
            '换一个键，或删去一条。',
            'Give one another key, or remove it.',
          ),
        ),
      ...norms
        .filter((one) => one.to !== undefined && one.to <= one.from)
        .map((one) =>
          fault(
            `norms.${one.key}.to`,
            `${one.to} 不晚于生效日 ${one.from}。`,
            `${one.to} is not after its first day ${one.from}.`,
            '改正两个日期；to 是失效的第一天。',
            'Mend the days; to is the first day on which it no longer binds.',
          ),
        ),
    ]
  },
  guards: {},
  cases: {
    /** Whether a norm of this scheme binds on the case's day. */
    binding: {
      given: z.strictObject({ norm: key }),
      run: (scheme, given: { norm: string }) => {
        const found = (scheme.resolved.plain.norms as Norm[]).find((one) => one.key === given.norm)
        return { binds: found !== undefined && bindsOn(found, scheme.on), cite: found?.cite ?? null }
      },
    },
    /** What if the scheme said something else here? Refused, and by which norm; null takes the part away. */
    guard: {
      given: z.strictObject({ path: z.string(), value: z.unknown() }),
      run: (scheme, given: { path: string; value: unknown }) => {
        const findings = scheme.guardFindings([given])
        return {
          refused: findings.length > 0,
          by: findings.find((finding) => finding.kind === 'law')?.norm ?? null,
          reason: findings[0]?.reason.zh ?? null,
        }
      },
    },
  },
  chapters: () => [],
}

/** Norms whose check no module offers: the guard could not judge them. */
export function checkNorms(norms: readonly Norm[], sections: readonly SchemeSection[]): SchemeProblem[] {
  const checks = Object.keys(guardsOf(sections))
  return norms
    .filter((one) => !checks.includes(one.check))
    .map((one) =>
      fault(
        `norms.${one.key}.check`,
        `没有名为“${one.check}”的核查。`,
        `There is no check named "${one.check}".`,
        `可用的核查：${checks.join('、')}。`,
        `Checks: ${checks.join(', ')}.`,
      ),
    )
}

/**
 * Holds a scheme against the norms that bind on a day: from `from` on, and no longer from `to` on. A breach
 * cites its norm; nothing is corrected silently.
 */
export function guardScheme(
  content: Record<string, unknown>,
  norms: readonly Norm[],
  sections: readonly SchemeSection[],
  on: string,
): SchemeProblem[] {
  const guards = guardsOf(sections)
  return norms
    .filter((one) => bindsOn(one, on))
    .flatMap((one) => {
      const guard = guards[one.check]
      if (!guard) throw new Error(`The norm ${one.key} names the check ${one.check}, which no module offers`)
      return guard(content, one.params).map(
        (breach): SchemeProblem => ({
          severity: 'error',
          kind: 'law',
          norm: `${one.title.zh}（${one.cite}）`,
          ...breach,
        }),
      )
    })
}

function bindsOn(one: Norm, on: string): boolean {
  return one.from <= on && (one.to === undefined || on < one.to)
}

/** The checks by name; where several sections offer one, each judges its own part. */
function guardsOf(sections: readonly SchemeSection[]): SchemeSection['guards'] {
  const offered = sections.flatMap((section) => Object.entries(section.guards))
  return Object.fromEntries(
    [...Map.groupBy(offered, ([name]) => name)].map(([name, checks]) => [
      name,
      (content, params) => checks.flatMap(([, check]) => check(content, params)),
    ]),
  )
}

function fault(path: string, zh: string, en: string, mendZh: string, mendEn: string): SchemeProblem {
  return {
    severity: 'error',
    kind: 'reference',
    path,
    reason: { zh, en },
    mend: { zh: mendZh, en: mendEn },
    norm: null,
  }
}
