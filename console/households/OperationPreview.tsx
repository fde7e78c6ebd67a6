import { Alert } from 'antd'
import { say, useWords } from '../shell/language.ts'
import { type Preview, relationName } from './household-types.ts'
import { householdsLocale } from './locale.ts'
import './households.css'

/** Before and after, and what happens to points, shares and open items. */
export function OperationPreview({ preview }: { preview: Preview }) {
  const t = useWords(householdsLocale)
  return (
    <div className="stack">
      <p className="operation-summary">{say(preview.summary)}</p>
      {preview.warnings.map((warning) => (
        <Alert key={warning.zh} type="warning" showIcon title={say(warning)} />
      ))}
      <div className="before-after">
        <HouseholdsColumn title={t('before')} households={preview.before} />
        <HouseholdsColumn title={t('after')} households={preview.after} />
      </div>
      {preview.effects.length > 0 && (
        <>
          <h2 className="part-head">{t('effects')}</h2>
          <ul className="effects">
            {preview.effects.map((effect) => (
              <li key={effect.key} className={effect.blocks ? 'effect-blocks' : undefined}>
                {effect.blocks && <strong>{t('mustFirst')} </strong>}
                {say(effect)}
              </li>
            ))}
          </ul>
        </>
      )}
    </div>
  )
}

function HouseholdsColumn({ title, households }: { title: string; households: Preview['before'] }) {
  const t = useWords(householdsLocale)
  return (
    <div>
      <h2 className="part-head">{title}</h2>
      {households.map((household) => (
        <div key={household.householdId ?? household.number} className="shown-household">
          <div>
            <strong>{household.headName}</strong>{' '}
            <span className="quiet">{t('numberIs', { number: household.number })}</span>
            {household.endedBy && (
              <span className="state-tag member-mark">{t(`ended_${household.endedBy}`)}</span>
            )}
          </div>
          <ul>
            {household.members.map((person) => (
              <li key={person.personId ?? person.name} className={`mark-${person.mark}`}>
                {person.name} <span className="quiet">{relationName(person.relation)}</span>
                {person.mark !== 'stays' && <span className="mark">{t(`mark_${person.mark}`)}</span>}
              </li>
            ))}
          </ul>
        </div>
      ))}
    </div>
  )
}
