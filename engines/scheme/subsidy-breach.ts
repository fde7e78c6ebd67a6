import type { Breach } from './section.ts'

/** The breach of a chapter that takes from households what is theirs by law (中农发〔2020〕11号). */
export function subsidyBreach(chapter: string): Breach {
  return {
    path: `${chapter}.withheld_from_households`,
    reason: {
      zh: '不能从农户的政府补贴、股份分红或集体收益中扣。',
      en: 'Nothing may be withheld from households’ subsidies, share dividends or collective income.',
    },
    mend: { zh: '改为 false。', en: 'Set it to false.' },
  }
}
