import { EmptyState } from '../shell/EmptyState.tsx'
import { say, useWords } from '../shell/language.ts'
import { Section } from '../shell/Page.tsx'
import { StateTag } from '../shell/StateTag.tsx'
import { schemesLocale } from './locale.ts'
import type { SchemeDocument } from './scheme-types.ts'

/** What the law guard and the check of the whole scheme found: why, and how to mend it. */
export function Findings({ scheme }: { scheme: SchemeDocument }) {
  const t = useWords(schemesLocale)
  const problems = scheme.problems.filter((problem) => problem.kind !== 'open')
  if (problems.length === 0)
    return (
      <Section>
        <EmptyState title={t('noFindings')} text={t('noFindingsHelp')} />
      </Section>
    )
  return (
    <Section>
      <ul className="findings">
        {problems.map((problem) => (
          <li key={`${problem.path} ${problem.reason.zh}`}>
            <StateTag tone={problem.severity === 'error' ? 'official' : 'late'}>
              {t(`kind_${problem.kind}`)}
            </StateTag>
            <div>
              <strong>{say(problem.reason)}</strong>
              <div>{say(problem.mend)}</div>
              <div className="quiet">
                {problem.norm && `${problem.norm} · `}
                <code>{problem.path}</code>
              </div>
            </div>
          </li>
        ))}
      </ul>
    </Section>
  )
}
