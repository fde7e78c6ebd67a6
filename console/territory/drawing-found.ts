import type { RouteReply } from '../../engines/contract/route.ts'
import type { findDrawing } from '../../modules/territory/contract.ts'

export type DrawingFound = RouteReply<typeof findDrawing>
