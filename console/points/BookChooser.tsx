import { Select } from 'antd'
import { say, useWords } from '../shell/language.ts'
import { labelled } from '../shell/phrases.ts'
import { bookKeyOf, useBooks } from './books.ts'
import { pointsLocale } from './locale.ts'

/** Which book of points the screen works with; nothing to choose where there is one. */
export function BookChooser() {
  const t = useWords(pointsLocale)
  const { books, book, choose } = useBooks()
  if (books.length < 2 || !book) return null
  const schemes = new Set(books.map((one) => one.adoptionId)).size
  return (
    <Select
      aria-label={t('whichBook')}
      value={bookKeyOf(book)}
      popupMatchSelectWidth={false}
      onChange={choose}
      options={books.map((one) => ({
        value: bookKeyOf(one),
        label: schemes > 1 ? labelled(say(one.schemeName), say(one.name)) : say(one.name),
      }))}
    />
  )
}
