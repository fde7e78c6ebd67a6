import { z } from 'zod'

/** Fields that the requests and replies of many modules share. */
export const placeCode = z.string().regex(/^[0-9]{12}$/)
/** The first six digits of a place. */
export const countyCode = z.string().regex(/^[0-9]{6}$/)
/** Routes by id look in the actor's own county; name another county to look there. */
export const countyQuery = z.object({ county: countyCode.optional() })
export const uuid = z.uuid()
export const instant = z.iso.datetime()
export const words = z.object({ zh: z.string(), en: z.string() })

/** A day that a village can mean; beyond these years neither calendars nor limits are defined. */
export const date = z.iso.date().refine((day) => day >= '1900-01-01' && day <= '2199-12-31', {
  error: '日期须在 1900 年到 2199 年之间 · the day must lie between 1900 and 2199',
})

/** A year as the label of a cycle: '2019'. */
export const year = z.string().regex(/^(19|20|21)[0-9]{2}$/)

/** How often a record was changed; a writer sends back the one it saw. */
export const revision = z.int32().min(0)

/** Yes or no, in a body or in a query, where it arrives as a word. */
export const flag = z.union([z.boolean(), z.stringbool()])

/** Page and size of a list. */
export function paging(pageSizeMax: number, pageSize: number) {
  return {
    page: z.coerce.number().int().min(1).max(100_000).default(1),
    pageSize: z.coerce.number().int().min(1).max(pageSizeMax).default(pageSize),
  }
}
