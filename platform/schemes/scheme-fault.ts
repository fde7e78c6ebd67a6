import type { SchemeProblem } from '../../engines/scheme/section.ts'

/** A fault of writing: what stands there, and how to mend it, both in Chinese and English. */
export function shapeFault(
  path: string,
  reason: [zh: string, en: string],
  mend: [zh: string, en: string],
  line?: number,
): SchemeProblem {
  return {
    severity: 'error',
    kind: 'shape',
    path,
    reason: { zh: reason[0], en: reason[1] },
    mend: { zh: mend[0], en: mend[1] },
    norm: null,
    ...(line === undefined ? {} : { line }),
  }
}

/** One fault on one line, Chinese then English: what the command line and the log show. */
export function printProblem(file: string, problem: SchemeProblem): string {
  const where = [problem.line === undefined ? file : `${file}:${problem.line}`, problem.path].filter(
    (part) => part !== '',
  )
  const norm = problem.norm ? `【${problem.norm}】` : ''
  return `${where.join(': ')}: ${problem.reason.zh}${norm}${problem.mend.zh} | ${problem.reason.en} ${problem.mend.en}`
}
