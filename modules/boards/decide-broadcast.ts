import { Refusal } from '../../engines/refusal/refusal.ts'

interface SpokenList {
  placeName: string
  title: string
  opensOn: string
  closesOn: string
  spot: string
  columns: readonly { key: string; title: { zh: string }; type: string }[]
  rows: readonly { cells: Record<string, string | number> }[]
  /** Names are no longer shown. */
  namesHidden: boolean
}

const digits = ['零', '一', '二', '三', '四', '五', '六', '七', '八', '九']
/** So many lines are read out; the rest hangs on the board. */
const linesRead = 30

/** A whole number in words as it is spoken: 12 十二, 105 一百零五, 20000 两万. */
export function spokenNumber(number: number): string {
  if (number < 0) return `负${spokenNumber(-number)}`
  if (number < 10) return digits[number]!
  for (const [unit, name] of [
    [100_000_000, '亿'],
    [10_000, '万'],
    [1000, '千'],
    [100, '百'],
    [10, '十'],
  ] as const) {
    if (number < unit) continue
    const count = Math.floor(number / unit)
    const rest = number % unit
    const head =
      unit === 10 && count === 1 ? name : `${count === 2 && unit >= 100 ? '两' : spokenNumber(count)}${name}`
    if (rest === 0) return head
    const gap = rest < unit / 10 ? '零' : ''
    const tail = unit >= 100 && rest >= 10 && rest < 20 ? `一${spokenNumber(rest)}` : spokenNumber(rest)
    return head + gap + tail
  }
  return ''
}

/** Hundredths as they are spoken: 1250 十二点五. */
export function spokenHundredths(hundredths: number): string {
  const sign = hundredths < 0 ? '负' : ''
  const [whole, part = ''] = (Math.abs(hundredths) / 100).toFixed(2).split('.')
  const after = [...part.replace(/0+$/, '')].map((digit) => digits[Number(digit)]!).join('')
  return `${sign}${spokenNumber(Number(whole))}${after ? `点${after}` : ''}`
}

/** 2019-03-05 → 三月五日. */
export function spokenDay(day: string): string {
  const [, month, date] = day.split('-').map(Number)
  return `${spokenNumber(month!)}月${spokenNumber(date!)}日`
}

/**
 * A list as it may be read out over the loudspeaker: short sentences, numbers in words. Of a name no more than the
 * surname is spoken, and nothing of what names a household (G-15, C-12).
 */
export function speakList(list: SpokenList): string {
  const read = list.rows.slice(0, linesRead)
  const rest = list.rows.length - read.length
  return [
    `${list.placeName}的乡亲们，大家好。`,
    `现在播报${spokenTitle(list.title)}。`,
    `从${spokenDay(list.opensOn)}到${spokenDay(list.closesOn)}，张贴在${list.spot}。`,
    `一共${spokenNumber(list.rows.length)}条。`,
    ...read.map((row) => speakLine(list, row.cells)).filter((line) => line !== ''),
    ...(rest > 0 ? [`其余${spokenNumber(rest)}条，请到公开栏看。`] : []),
    '有不同意见的，请到村里说，或者打电话。',
    '播报完毕，谢谢大家。',
  ].join('\n')
}

function speakLine(list: SpokenList, cells: Record<string, string | number>): string {
  const parts = list.columns.flatMap(({ key, title, type }) => {
    const value = cells[key]
    if (value === undefined || key === 'household_number') return []
    if (key === 'head_name_masked') return list.namesHidden ? [] : [`${[...String(value)][0]}某某`]
    if (type === 'points') return [`${title.zh}${spokenHundredths(Number(value))}分`]
    if (type === 'yuan') return [`${title.zh}${spokenHundredths(Number(value))}元`]
    if (type === 'date') return [spokenDay(String(value))]
    if (type === 'number') return [`${title.zh}第${spokenNumber(Number(value))}`]
    return [spokenDigits(String(value))]
  })
  return parts.length > 0 ? `${parts.join('，')}。` : ''
}

/** 2019年3月善行义举榜 → 二零一九年三月善行义举榜. */
function spokenTitle(title: string): string {
  return spokenDigits(
    title.replaceAll(
      /(\d{4})年/g,
      (_, year: string) => `${[...year].map((d) => digits[Number(d)]!).join('')}年`,
    ),
  ).replaceAll(/[（）()\s]/g, '')
}

function spokenDigits(text: string): string {
  return text.replaceAll(/\d+/g, (number) =>
    number.length <= 8 ? spokenNumber(Number(number)) : [...number].map((d) => digits[Number(d)]!).join(''),
  )
}

/** Refuses a text with digits that look like an identity, phone or card number, however they are set apart. */
export function assertNoIdentity(words: string): void {
  const found = /(?:\d[\s-]*){10,}[\dXx]/.exec(words.normalize('NFKC'))
  if (found) throw new Refusal('boards.words_identity', { digits: found[0].slice(0, 24) }, 'body.words')
}
