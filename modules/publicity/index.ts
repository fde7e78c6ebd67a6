export { lastDayOf } from './decide-window.ts'
export { describeLists } from './describe-list.ts'
export { publicityErrors } from './errors.ts'
export { checkPublicityEvidence } from './evidence.ts'
export { raiseObjection, settleList } from './handle-objection.ts'
export type { ListKind, ListKinds } from './list-kinds.ts'
export { openList } from './open-list.ts'
export { publicityActions } from './permissions.ts'
export {
  countListsOf,
  countOf,
  findLine,
  findList,
  type ListColumn,
  type ListRow,
  listLines,
  listLists,
  listListsOf,
  listSettledSubjects,
  takeDownLines,
} from './store.ts'
export { listShowings, type Showing } from './store-objections.ts'
export { publicityTimers } from './timers.ts'
