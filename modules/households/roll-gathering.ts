import { type Fault, faultOf, type RowResult } from '../../platform/workbooks/index.ts'
import type { RollPerson } from './decide-roll.ts'
import type { RollProblem } from './decide-roll-faults.ts'
import { type RollRow, rollSheet } from './roll-sheet.ts'
import type { RollPersonRow } from './store-roll.ts'

export type RollState = 'new' | 'changed' | 'unchanged'

/** A person of the file beside what is known here. */
export interface PlannedPerson extends RollPerson {
  identityHash: string | null
  phoneHash: string | null
  existing: RollPersonRow | undefined
  state: RollState
}

export interface PlannedHousehold {
  placeCode: string
  number: string
  groupName: string | undefined
  /** Of an existing group; one to be created has none yet. */
  groupId: string | null
  address: string | undefined
  standing: 'local' | 'resident' | undefined
  people: PlannedPerson[]
  existing:
    | {
        id: string
        headId: string | null
        groupId: string | null
        address: string
        standing: 'local' | 'resident'
      }
    | undefined
  state: RollState
  faulty: boolean
  /** Rows of it with faulty cells, which stand in no person. */
  rowsFaulty: number
}

export interface RollRequest {
  /** A village, or a prefix from the county down for a file of several villages. */
  place: string
  rows: AsyncIterable<RowResult<RollRow>>
  createGroups: boolean
  today: string
  /** Told how many rows were read; may stop the work by throwing. */
  onProgress?: (rows: number) => void | Promise<void>
  /** The letters of a column in the file, by which a fault names its cell. */
  lettersOf?: (field: string) => string | undefined
}

/** Faults kept for the error workbook; past that the file is the wrong one. */
export const faultsKept = 50_000

/** The gathering of one reading: households by village and number, and faults. */
export class RollGathering {
  readonly households = new Map<string, PlannedHousehold>()
  readonly faults: Fault[] = []
  /** Households that a fault took out. */
  readonly blamed = new Set<PlannedHousehold>()
  /** Whose each identity number of the file is, by fingerprint. */
  readonly owners = new Map<string, { row: number; household: PlannedHousehold }>()
  faultsTotal = 0
  strays = 0
  rows = 0
  readonly #lettersOf: NonNullable<RollRequest['lettersOf']>

  constructor(request: Pick<RollRequest, 'lettersOf'> = {}) {
    this.#lettersOf = request.lettersOf ?? (() => undefined)
  }

  addFault(fault: Fault): void {
    this.faultsTotal += 1
    if (this.faults.length < faultsKept) this.faults.push(fault)
  }

  /** Adds a fault of a person's row and takes her household out of what can be imported. */
  blame(
    household: PlannedHousehold | undefined,
    at: { row: number; field: string; value: string },
    problem: RollProblem,
  ): void {
    const letters = this.#lettersOf(at.field)
    this.addFault(faultOf(rollSheet, letters ? { ...at, cell: `${letters}${at.row}` } : at, problem))
    if (!household) return
    household.faulty = true
    this.blamed.add(household)
  }
}
