import type { Chapter } from '../../engines/scheme/section.ts'

/** A sentence; its values are the {paths} that it mentions. */
export function paragraph(zh: string, en: string): Chapter['paragraphs'][number] {
  return {
    text: { zh, en },
    values: [...new Set([...zh.matchAll(/\{([^}]+)\}/g)].map((found) => found[1]!))],
  }
}
