import { pinyin } from 'pinyin-pro'

export interface Spelling {
  /** Letters and digits only, lower case: zhangxiaoming. */
  pinyin: string
  /** First letters: zxm. */
  initials: string
}

/**
 * Pinyin and initials of a name, for search. `person` reads the first character as a family name (单 is shan,
 * 仇 is qiu). Letters and digits in the name stay; other marks fall away.
 */
export function spellName(name: string, kind: 'person' | 'place'): Spelling {
  const syllables = pinyin(name.normalize('NFKC'), {
    type: 'array',
    toneType: 'none',
    v: true,
    surname: kind === 'person' ? 'head' : 'off',
  })
  let whole = ''
  let initials = ''
  for (const syllable of syllables) {
    const plain = plainLetters(syllable)
    if (plain === '') continue
    whole += plain
    initials += plain[0]
  }
  return { pinyin: whole, initials }
}

/** What a search box holds, in the form that `pinyin` and `initials` are kept in; empty when it is no pinyin. */
export function spellSearch(text: string): string {
  return /^[\x20-\x7e'’]+$/.test(text) ? plainLetters(text) : ''
}

function plainLetters(text: string): string {
  return text.toLowerCase().replaceAll(/[^a-z0-9]/g, '')
}
