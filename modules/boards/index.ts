import { registerFreeze } from '../points/index.ts'
import { boardFreeze } from './freeze.ts'

export { boardsErrors } from './errors.ts'
export { boardsActions } from './permissions.ts'
export { boardListKind } from './publish-board.ts'
export { boardsSchemeSection } from './scheme-section.ts'
export { boardsTimers } from './timers.ts'

registerFreeze(boardFreeze)
