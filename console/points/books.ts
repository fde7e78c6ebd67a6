import { useSearchParams } from 'react-router'
import { getBooks } from '../../modules/points/contract.ts'
import { useAsk } from '../shell/api.ts'
import { isVillage, usePlace } from '../shell/session.tsx'
import type { Book } from './claim-state.ts'

/** What an address names a book by. */
export function bookKeyOf(book: Book): string {
  return `${book.schemeId}.${book.bookKey}`
}

/** The books of points in force at the place, and the one that the screen works with: `?book=`, else the first. */
export function useBooks(on?: string) {
  const place = usePlace()
  const [params, setParams] = useSearchParams()
  const asked = useAsk(
    getBooks,
    isVillage(place.code) ? { query: { place: place.code, ...(on ? { on } : {}) } } : null,
  )
  const books: Book[] = asked.data ?? []
  const named = params.get('book')
  const choose = (key: string) =>
    setParams((before) => {
      const next = new URLSearchParams(before)
      next.set('book', key)
      next.delete('cycle')
      return next
    })
  const book = books.find((one) => bookKeyOf(one) === named) ?? books[0]
  return { books, book, choose, error: asked.error, waits: asked.isPending && isVillage(place.code) }
}
