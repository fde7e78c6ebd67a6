import { useState } from 'react'
import { Choices } from '../shell/Choices.tsx'
import { Icon } from '../shell/Icon.tsx'
import { Empty } from '../shell/Reading.tsx'
import { sayPoints } from '../shell/say-figures.ts'
import { useTexts } from '../shell/texts.ts'
import { type Book, type Channel, findItems, type Item } from './plan-claim.ts'

export interface Picked {
  book: Book
  item: Item
}

/** Everything that can be declared here, by category, with a search over all of it. */
export function ItemPicker({
  books,
  channel,
  onPick,
}: {
  books: readonly Book[]
  channel: Channel
  onPick: (picked: Picked) => void
}) {
  const { t, say } = useTexts()
  const [search, setSearch] = useState('')
  const [category, setCategory] = useState<string | null>(null)
  const all = books.flatMap((book) => findItems(book.items, channel, '', null))
  const categories = [...new Map(all.map((item) => [item.category.zh, item.category])).values()]
  const found = books.flatMap((book) =>
    findItems(book.items, channel, search, category).map((item) => ({ book, item })),
  )
  if (all.length === 0) return <Empty icon="list" title={t('items.none')} text={t('items.none_help')} />
  return (
    <div className="stack">
      <div className="search">
        <Icon name="search" />
        <input
          type="search"
          aria-label={t('items.search')}
          placeholder={t('items.search')}
          value={search}
          onChange={(event) => setSearch(event.target.value)}
        />
      </div>
      {categories.length > 1 && (
        <Choices
          label={t('items.categories')}
          options={[
            { key: '', text: t('items.all') },
            ...categories.map((one) => ({ key: one.zh, text: say(one) })),
          ]}
          chosen={category ?? ''}
          onChoose={(key) => setCategory(key || null)}
        />
      )}
      <p className="unseen" role="status">
        {t('items.found', { count: found.length })}
      </p>
      {found.length === 0 ? (
        <Empty icon="search" title={t('items.not_found')} text={t('items.not_found_help')} />
      ) : (
        <ul className="card card-flush">
          {found.map((picked) => (
            <li key={`${picked.book.bookKey} ${picked.item.key}`}>
              <button type="button" className="row" onClick={() => onPick(picked)}>
                <span className="row-text">
                  <strong>{say(picked.item.name)}</strong>
                  <span className="faint">{say(picked.item.category)}</span>
                </span>
                <span className={picked.item.direction === 'minus' ? 'row-figure out' : 'row-figure'}>
                  <ItemPoints item={picked.item} />
                </span>
                <Icon name="next" />
              </button>
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}

/** What an item counts: `+5`, `+2 ~ 10`, `+1.5 / 次`. */
export function ItemPoints({ item }: { item: Item }) {
  const { say } = useTexts()
  const sign = item.direction === 'minus' ? '−' : '+'
  if (item.kind === 'range')
    return (
      <>
        {sign}
        {sayPoints(Math.abs(item.min ?? 0))} ~ {sayPoints(Math.abs(item.max ?? 0))}
      </>
    )
  return (
    <>
      {sign}
      {sayPoints(Math.abs(item.points ?? 0))}
      {item.kind === 'per_unit' && item.unit ? ` / ${say(item.unit)}` : ''}
    </>
  )
}
