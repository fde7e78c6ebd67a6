export interface TagWords {
  zh: string
  en: string
  /** A condition of a person or household, or a post somebody holds. */
  kind: 'condition' | 'post'
  /** Health, hardship and the like: shown only to those with households.read_sensitive (law.md row 11, PIPL 28). */
  sensitive: boolean
}

/** Tags that the product knows by name; a village may add its own words beside them, which count as sensitive. */
export const knownTags = {
  low_income: { zh: '低保', en: 'Minimum living allowance', kind: 'condition', sensitive: true },
  special_hardship: { zh: '特困供养', en: 'Extreme hardship support', kind: 'condition', sensitive: true },
  poverty_monitored: {
    zh: '防返贫监测',
    en: 'Monitored against poverty',
    kind: 'condition',
    sensitive: true,
  },
  disabled: { zh: '残疾', en: 'Disabled', kind: 'condition', sensitive: true },
  serious_illness: { zh: '大病', en: 'Seriously ill', kind: 'condition', sensitive: true },
  left_behind_child: { zh: '留守儿童', en: 'Left-behind child', kind: 'condition', sensitive: true },
  left_behind_elder: { zh: '留守老人', en: 'Left-behind elder', kind: 'condition', sensitive: true },
  elder_alone: { zh: '独居老人', en: 'Elder living alone', kind: 'condition', sensitive: true },
  veteran: { zh: '退役军人', en: 'Veteran', kind: 'condition', sensitive: false },
  military_family: { zh: '军属', en: 'Military family', kind: 'condition', sensitive: false },
  martyr_family: { zh: '烈属', en: 'Family of a martyr', kind: 'condition', sensitive: false },
  village_committee: { zh: '村委会成员', en: 'Villagers’ committee member', kind: 'post', sensitive: false },
  group_leader: { zh: '村民小组长', en: 'Group leader', kind: 'post', sensitive: false },
  villager_representative: {
    zh: '村民代表',
    en: 'Villagers’ representative',
    kind: 'post',
    sensitive: false,
  },
  supervisor: {
    zh: '村务监督委员会成员',
    en: 'Supervision committee member',
    kind: 'post',
    sensitive: false,
  },
  grid_worker: { zh: '网格员', en: 'Grid worker', kind: 'post', sensitive: false },
  volunteer: { zh: '志愿者', en: 'Volunteer', kind: 'post', sensitive: false },
} as const satisfies Record<string, TagWords>

/** A village's own word may be any text, 'constructor' among them. */
export function findKnownTag(tag: string): TagWords | undefined {
  return Object.hasOwn(knownTags, tag) ? (knownTags as Record<string, TagWords>)[tag] : undefined
}

/** Whether a tag may be shown only to those who work with hardship cases. Words of a village's own are. */
export function isSensitiveTag(tag: string): boolean {
  return findKnownTag(tag)?.sensitive ?? true
}

/** The key of a known tag by its Chinese, English or key word; another word stays as it is. */
export function tagKeyOf(word: string): string {
  const trimmed = word.normalize('NFKC').trim()
  for (const [key, words] of Object.entries(knownTags))
    if (key === trimmed || words.zh === trimmed || words.en.toLowerCase() === trimmed.toLowerCase())
      return key
  return trimmed
}

/** The Chinese and English word of a tag. */
export function tagWords(tag: string): { zh: string; en: string } {
  const known = findKnownTag(tag)
  return known ? { zh: known.zh, en: known.en } : { zh: tag, en: tag }
}
