const dayMs = 86_400_000
const epoch1900 = Date.UTC(1899, 11, 30)
const epoch1904 = Date.UTC(1904, 0, 1)
const lastSerial = 2_958_465 // 9999-12-31

const isoOf = (time: number) => new Date(time).toISOString().slice(0, 10)

/**
 * Day serial of a workbook as `YYYY-MM-DD`; the time of day is dropped. Undefined outside 1900…9999 and for
 * serial 60, the 29 February 1900 that never was.
 */
export function dateOfSerial(serial: number, date1904: boolean): string | undefined {
  const day = Math.floor(serial)
  if (!Number.isFinite(day)) return undefined
  if (date1904) return day < 0 || day > lastSerial - 1462 ? undefined : isoOf(epoch1904 + day * dayMs)
  if (day < 1 || day > lastSerial || day === 60) return undefined
  return isoOf(epoch1900 + (day < 60 ? day + 1 : day) * dayMs)
}

/** Day serial (1900 system) of `YYYY-MM-DD`; undefined before 1900-01-01, which no workbook can hold. */
export function serialOfDate(date: string): number | undefined {
  const time = Date.parse(`${date}T00:00:00Z`)
  const serial = Math.round((time - epoch1900) / dayMs)
  if (!Number.isFinite(serial) || serial < 2) return undefined
  return serial <= 60 ? serial - 1 : serial
}

const forms = [
  /^(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ]+\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?Z?)?$/,
  /^(\d{4})\/(\d{1,2})\/(\d{1,2})(?: +\d{1,2}:\d{2}(?::\d{2})?)?$/,
  /^(\d{4})\.(\d{1,2})\.(\d{1,2})\.?$/,
  /^(\d{4}) ?年 ?(\d{1,2}) ?月 ?(\d{1,2}) ?[日号]?$/,
  /^(\d{4})(\d{2})(\d{2})$/,
]

/**
 * A written date as `YYYY-MM-DD`: `2019-03-05`, `2019/3/5`, `2019.3.5`, `2019年3月5日`, `20190305`. The year
 * stands first: `5/3/2019` could be two days. Undefined if it is not a day of the calendar.
 */
export function dateOfText(text: string): string | undefined {
  for (const form of forms) {
    const match = form.exec(text)
    if (match === null) continue
    const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])]
    const date = new Date(Date.UTC(year, month - 1, day))
    const real =
      date.getUTCFullYear() === year && date.getUTCMonth() === month - 1 && date.getUTCDate() === day
    return real && year >= 1000 ? isoOf(date.getTime()) : undefined
  }
  return undefined
}
