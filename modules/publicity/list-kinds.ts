import type { Act } from '../../platform/http/context.ts'
import type { ListRow } from './store.ts'

/** What a kind of list does when its days have passed or a line is disputed. Its owner module says so. */
export interface ListKind {
  /** The undisputed lines take effect; returns how many did. Called again when a held line is released. */
  settle(act: Act, list: ListRow): Promise<number>
  /** A line is held while an objection is open. */
  hold(act: Act, list: ListRow, subjectId: string): Promise<void>
  /** The objection was dismissed: the line goes on. */
  release(act: Act, list: ListRow, subjectId: string): Promise<void>
  /** The objection was upheld: the subject goes back for another review. */
  reopen(act: Act, list: ListRow, subjectId: string, answer: string): Promise<void>
}

export type ListKinds = Record<string, ListKind>
