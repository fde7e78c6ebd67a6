import type { z } from 'zod'
import type { basis } from '../../modules/points/contract.ts'
import { sayDate } from '../shell/say-figures.ts'
import { useTexts } from '../shell/texts.ts'

/** The basis (依据) of a number: the rule, its value on that day, where it is written. */
export function Basis({ of }: { of: z.output<typeof basis> }) {
  const { t, say } = useTexts()
  return (
    <section className="card stack">
      <h2>{t('basis.title')}</h2>
      <dl className="facts">
        <dt>{t('basis.rule')}</dt>
        <dd>{say(of.rule)}</dd>
        <dt>{t('basis.value')}</dt>
        <dd>{of.value}</dd>
        <dt>{t('basis.from')}</dt>
        <dd>{sayDate(of.from)}</dd>
        <dt>{t('basis.source')}</dt>
        <dd>{of.source}</dd>
      </dl>
    </section>
  )
}
