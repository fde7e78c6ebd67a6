/** Relation of a member to the head of the household (与户主关系), as the police register words it. */
export type Relation =
  | 'head'
  | 'spouse'
  | 'son'
  | 'daughter'
  | 'daughter_in_law'
  | 'son_in_law'
  | 'grandson'
  | 'granddaughter'
  | 'father'
  | 'mother'
  | 'father_in_law'
  | 'mother_in_law'
  | 'grandfather'
  | 'grandmother'
  | 'brother'
  | 'sister'
  | 'other_relative'
  | 'unrelated'

interface RelationWords {
  zh: string
  en: string
  /** Other words that rolls use for it. */
  synonyms: readonly string[]
}

export const relations: Record<Relation, RelationWords> = {
  head: { zh: '户主', en: 'Head', synonyms: ['本人', '本人或户主'] },
  spouse: { zh: '配偶', en: 'Spouse', synonyms: ['妻', '妻子', '夫', '丈夫', '爱人', '老伴'] },
  son: {
    zh: '子',
    en: 'Son',
    synonyms: ['儿子', '长子', '次子', '三子', '四子', '独生子', '养子', '继子', '养子或继子'],
  },
  daughter: {
    zh: '女',
    en: 'Daughter',
    synonyms: ['女儿', '长女', '次女', '二女', '三女', '四女', '独生女', '养女', '继女', '养女或继女'],
  },
  daughter_in_law: { zh: '儿媳', en: 'Daughter-in-law', synonyms: ['媳妇', '儿媳妇'] },
  son_in_law: { zh: '女婿', en: 'Son-in-law', synonyms: ['婿'] },
  grandson: {
    zh: '孙子',
    en: 'Grandson',
    synonyms: ['孙', '外孙', '外孙子', '长孙', '孙子或外孙子', '曾孙子', '曾孙'],
  },
  granddaughter: {
    zh: '孙女',
    en: 'Granddaughter',
    synonyms: ['外孙女', '孙女或外孙女', '曾孙女'],
  },
  father: { zh: '父亲', en: 'Father', synonyms: ['父', '爸爸', '继父', '养父', '继父或养父'] },
  mother: { zh: '母亲', en: 'Mother', synonyms: ['母', '妈妈', '继母', '养母', '继母或养母'] },
  father_in_law: { zh: '公公或岳父', en: 'Father-in-law', synonyms: ['公公', '岳父'] },
  mother_in_law: { zh: '婆婆或岳母', en: 'Mother-in-law', synonyms: ['婆婆', '岳母'] },
  grandfather: { zh: '祖父', en: 'Grandfather', synonyms: ['爷爷', '外公', '外祖父', '祖父或外祖父'] },
  grandmother: { zh: '祖母', en: 'Grandmother', synonyms: ['奶奶', '外婆', '外祖母', '祖母或外祖母'] },
  brother: { zh: '兄弟', en: 'Brother', synonyms: ['兄', '弟', '哥哥', '弟弟'] },
  sister: { zh: '姐妹', en: 'Sister', synonyms: ['姐', '妹', '姐姐', '妹妹'] },
  other_relative: {
    zh: '其他亲属',
    en: 'Other relative',
    synonyms: [
      '亲属',
      '侄子',
      '侄女',
      '外甥',
      '外甥女',
      '嫂子',
      '弟媳',
      '姐夫',
      '妹夫',
      '叔父',
      '姑母',
      '舅父',
    ],
  },
  unrelated: { zh: '非亲属', en: 'Not related', synonyms: ['寄居', '保姆', '其他', '户主与本人关系不详'] },
}

export const relationKeys = Object.keys(relations) as [Relation, ...Relation[]]
