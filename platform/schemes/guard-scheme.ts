import { z } from 'zod'
import type { Norm, SchemeProblem, SchemeSection } from '../../engines/scheme/section.ts'

const words = z.strictObject({ zh: z.string().min(1), en: z.string().min(1) })

/** The national scheme is a list of norms, each with the days between which it binds. */
export const normsSection: SchemeSection = {
  key: 'norms',
  schema: z.array(
    z.strictObject({
      key: z.string(),
      title: words,
      cite: z.string().min(1),
      source: z.string().min(1),
      from: z.string().regex(/^\d{4}-\d{2}-\d{2}$/),
      to: z
        .string()
        .regex(/^\d{4}-\d{2}-\d{2}$/)
        .optional(),
      check: z.string(),
      params: z.record(z.string(), z.unknown()).default({}),
      note: z.string().optional(),
    }),
  ),
  values: {},
  check: () => [],
  guards: {},
  cases: {},
  chapters: () => [],
}

/** Holds a scheme against the norms that bind on a day. A breach cites its norm; nothing is corrected silently. */
export function guardScheme(
  content: Record<string, unknown>,
  norms: readonly Norm[],
  sections: readonly SchemeSection[],
  on: string,
): SchemeProblem[] {
  const guards = Object.assign({}, ...sections.map((section) => section.guards)) as SchemeSection['guards']
  return norms
    .filter((norm) => norm.from <= on && (norm.to === undefined || on < norm.to))
    .flatMap((norm) => {
      const guard = guards[norm.check]
      if (!guard) throw new Error(`The norm ${norm.key} names the check ${norm.check}, which no module offers`)
      return guard(content, norm.params).map(
        (breach): SchemeProblem => ({ severity: 'error', kind: 'law', norm: `${norm.title.zh}（${norm.cite}）`, ...breach }),
      )
    })
}
