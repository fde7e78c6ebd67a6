import { useTexts } from '../shell/texts.ts'
import type { Book, Item } from './plan-claim.ts'

/** What happens after it is handed in, step by step, with the days that the scheme sets. */
export function WhatFollows({ book, item }: { book: Book; item: Item }) {
  const { t, say } = useTexts()
  const steps = [
    ...(item.direction === 'minus' && book.rectifyDays !== null
      ? [t('follows.rectify', { count: book.rectifyDays })]
      : []),
    ...book.reviewSteps.map((step) => say(step.name)),
    book.publicityDays === null
      ? t('follows.publicity')
      : t('follows.publicity_days', { count: book.publicityDays }),
    t('follows.posted'),
  ]
  return (
    <section className="card">
      <h2>{t('follows.title')}</h2>
      <ol className="follows">
        {steps.map((step) => (
          <li key={step}>{step}</li>
        ))}
      </ol>
    </section>
  )
}
