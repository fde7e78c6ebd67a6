import { sayDate } from '../shell/say-figures.ts'
import { useTexts } from '../shell/texts.ts'
import { ItemPoints } from './ItemPicker.tsx'
import type { Item } from './plan-claim.ts'

/** The item chosen, with what it counts and on what that rests. */
export function PickedItem({ item, onChange }: { item: Item; onChange?: (() => void) | undefined }) {
  const { t, say } = useTexts()
  return (
    <section className="card picked">
      <div>
        <h2>{say(item.name)}</h2>
        <p className="soft">
          {say(item.category)} ·{' '}
          <strong className={item.direction === 'minus' ? 'out' : 'in'}>
            <ItemPoints item={item} />
          </strong>{' '}
          {t('points.unit')}
        </p>
        {item.limits.length > 0 && (
          <ul className="soft">
            {item.limits.map((limit) => (
              <li key={limit.en}>{say(limit)}</li>
            ))}
          </ul>
        )}
        <p className="faint">
          {say(item.basis.rule)} · {item.basis.source} ·{' '}
          {t('basis.since', { date: sayDate(item.basis.from) })}
        </p>
      </div>
      {onChange && (
        <button type="button" className="button button-quiet" onClick={onChange}>
          {t('declare.other_item')}
        </button>
      )}
    </section>
  )
}
