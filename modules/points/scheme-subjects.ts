import { z } from 'zod'

const named = z.array(z.string().min(1)).min(1)

/** Which persons of the households that take part have a book (G-14, G-16, G-23, G-25). */
export const eligible = z
  .strictObject({
    party_member: z.literal(true).optional().describe('只限党员 · Party members only'),
    posts: named
      .optional()
      .describe(
        '担任这些岗位之一；subject 为 post 时必须写 · Holders of one of these posts; a must for subject: post',
      ),
    tags: named
      .optional()
      .describe('本人或本户有这些标签之一 · Bear one of these tags, or their household does'),
    resident: z
      .enum(['local', 'any'])
      .default('any')
      .describe('户籍在本村，或不限 · Registered in the village, or anybody'),
  })
  .describe('哪些人有积分簿 · Which persons have a book')

/** Who chooses to take part. */
export const agreedBy = z
  .enum(['head', 'any_adult', 'person'])
  .describe(
    '由谁同意：户主、任一成年人、各人自己（未满 14 周岁由监护人） · Who agrees: the head, any adult, each person (a guardian for those under 14)',
  )
