import { useParams } from 'react-router'
import type { z } from 'zod'
import type { RouteReply } from '../../engines/contract/route.ts'
import {
  type findCustomers,
  getShop,
  type good,
  type redemption,
  type shop,
} from '../../modules/shops/contract.ts'
import { useAsk } from '../shell/api.ts'

export type Shop = z.infer<typeof shop>
export type Good = z.infer<typeof good>
export type Redemption = z.infer<typeof redemption>
export type Customer = RouteReply<typeof findCustomers>[number]

/** The shop that the address names. */
export function useShop() {
  const { shopId = '' } = useParams()
  const asked = useAsk(getShop, { params: { shopId } })
  return { shopId, shop: asked.data, error: asked.error, again: () => void asked.refetch() }
}
