/** Whose household is acted for. */
export interface Neighbour {
  householdId: string
  placeCode: string
  name: string
}
