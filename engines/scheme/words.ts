import { z } from 'zod'

/** A text of a scheme in both languages; neither may be empty. */
export const words = z.strictObject({
  zh: z.string().min(1).describe('中文 · In Chinese'),
  en: z.string().min(1).describe('英文 · In English'),
})

/** What an item, step or book is called in paths and records: it never changes once in use. */
export const key = z.string().regex(/^[a-z][a-z0-9_]*$/)
