import type { Words } from '../../engines/contract/route.ts'
import { showDate } from './figures.ts'
import { say, useWords } from './language.ts'
import { shellLocale } from './locale.ts'
import './basis.css'

export interface BasisFact {
  rule: Words
  value: string
  from?: string
  source: string
}

/** The basis (依据) of a decision: the rule, its value on that day, its source. */
export function Basis({ basis }: { basis: BasisFact }) {
  const t = useWords(shellLocale)
  return (
    <dl className="basis">
      <div>
        <dt>{t('rule')}</dt>
        <dd>{say(basis.rule)}</dd>
      </div>
      <div>
        <dt>{t('valueThen')}</dt>
        <dd>
          {basis.value}
          {basis.from && <span className="basis-from"> {t('since', { date: showDate(basis.from) })}</span>}
        </dd>
      </div>
      <div>
        <dt>{t('source')}</dt>
        <dd>{basis.source}</dd>
      </div>
    </dl>
  )
}
