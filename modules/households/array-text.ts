const unsafe = /[{},"\\\s]/

/**
 * The text form of a PostgreSQL array, for statements that write thousands of rows from arrays: the driver's own
 * conversion looks at each character of each value and costs a third of an import. Cast it where it stands:
 * `${arrayText(ids)}::uuid[]`.
 */
export function arrayText(values: readonly (string | number | boolean | Buffer | null)[]): string {
  let text = '{'
  let first = true
  for (const value of values) {
    if (!first) text += ','
    first = false
    if (value === null) text += 'NULL'
    else if (typeof value === 'string') text += elementText(value)
    else if (typeof value === 'object') text += `\\\\x${value.toString('hex')}`
    else text += String(value)
  }
  return `${text}}`
}

function elementText(value: string): string {
  if (value !== '' && !unsafe.test(value) && value.toLowerCase() !== 'null') return value
  return `"${value.replaceAll(/["\\]/g, '\\$&')}"`
}
