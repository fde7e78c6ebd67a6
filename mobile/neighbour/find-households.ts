interface Sought {
  headName: string
  number: string
  groupName: string | null
  address: string
}

/** Households whose head's name, number, group or address has every word searched for. */
export function findHouseholds<T extends Sought>(rows: readonly T[], search: string): T[] {
  const words = search.trim().toLowerCase().split(/\s+/).filter(Boolean)
  if (words.length === 0) return [...rows]
  return rows.filter((row) => {
    const text = `${row.headName} ${row.number} ${row.groupName ?? ''} ${row.address}`.toLowerCase()
    return words.every((word) => text.includes(word))
  })
}
