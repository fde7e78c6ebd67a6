import { useParams, useSearchParams } from 'react-router'
import { getPassbook, getWholePassbook } from '../../modules/points/contract.ts'
import { useAsk } from '../shell/api.ts'

/** The passbook that the address names: by itself, or the newest of a household (`?cycle=` for an earlier one). */
export function useAskedPassbook() {
  const { householdId, bookId } = useParams()
  const [params] = useSearchParams()
  const cycle = params.get('cycle') ?? undefined
  const ofHousehold = useAsk(
    getPassbook,
    householdId ? { params: { householdId }, query: { ...(cycle ? { cycle } : {}) } } : null,
    { keep: false },
  )
  const ofBook = useAsk(getWholePassbook, bookId ? { params: { bookId } } : null, { keep: false })
  return bookId ? ofBook : ofHousehold
}
