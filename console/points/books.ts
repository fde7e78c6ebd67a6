import { getBooks } from '../../modules/points/contract.ts'
import { useAsk } from '../shell/api.ts'
import { isVillage, usePlace } from '../shell/session.tsx'
import type { Book } from './claim-state.ts'

/** The books of points in force at the place, and the one that the screen works with: the first. */
export function useBooks(on?: string) {
  const place = usePlace()
  const asked = useAsk(
    getBooks,
    isVillage(place.code) ? { query: { place: place.code, ...(on ? { on } : {}) } } : null,
  )
  const books: Book[] = asked.data ?? []
  return { books, book: books[0], error: asked.error, waits: asked.isPending && isVillage(place.code) }
}
