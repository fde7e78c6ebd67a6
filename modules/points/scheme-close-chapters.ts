import type { PointsBook } from './scheme.ts'
import type { CloseOutcome } from './scheme-close.ts'
import { paragraph } from './scheme-paragraph.ts'

const periodNames = {
  month: ['月结', 'each month'],
  quarter: ['季结', 'each quarter'],
  half_year: ['半年结', 'each half-year'],
  year: ['年结', 'each year'],
} as const

/** The close of a book as sentences, with the values they rest on. */
export function closeParagraphs(at: string, close: PointsBook['close']) {
  return [
    ...(close.weighted
      ? [
          paragraph(
            `加权户：${close.weighted.condition.said.zh}。口径：{${at}.weighted.counts}。`,
            `Weighted: ${close.weighted.condition.said.en} ({${at}.weighted.counts}).`,
          ),
        ]
      : []),
    ...close.values.map((value) =>
      paragraph(
        `${value.name.zh}：{${at}.values.${value.key}.points} 分。`,
        `${value.name.en}: {${at}.values.${value.key}.points} points.`,
      ),
    ),
    ...close.switches.map((one) =>
      paragraph(
        `${one.name.zh}：{${at}.switches.${one.key}.on}。`,
        `${one.name.en}: {${at}.switches.${one.key}.on}.`,
      ),
    ),
    ...close.outcomes.map((outcome) => outcomeParagraph(`${at}.outcomes.${outcome.key}`, outcome)),
  ]
}

function outcomeParagraph(at: string, outcome: CloseOutcome) {
  const [zh, en] = sentence(at, outcome)
  const when = outcome.periods?.map((period) => periodNames[period])
  const whenZh = when ? `（${when.map(([name]) => name).join('、')}）` : ''
  const whenEn = when ? ` (${when.map(([, name]) => name).join(', ')})` : ''
  const after = outcome.consequences
  return paragraph(
    `${outcome.name.zh}${whenZh}：${zh}。${after.map(({ text }) => `${text.zh}。`).join('')}`,
    `${outcome.name.en}${whenEn}: ${en}.${after.map(({ text }) => ` ${text.en}.`).join('')}`,
  )
}

function sentence(at: string, outcome: CloseOutcome): [zh: string, en: string] {
  const among = 'among' in outcome && outcome.among ? outcome.among.said : undefined
  const [ofZh, ofEn] = among ? [`在${among.zh}里面，`, `among ${among.en}, `] : ['', '']
  switch (outcome.kind) {
    case 'condition':
      return [outcome.when.said.zh, outcome.when.said.en]
    case 'bands':
      return [
        `${ofZh}${outcome.bands.map((band) => `满 {${at}.bands.${band.key}.from} 分为${band.name.zh}`).join('，')}`,
        `${ofEn}${outcome.bands.map((band) => `${band.name.en} from {${at}.bands.${band.key}.from} points`).join(', ')}`,
      ]
    case 'top': {
      const fixed = 'count' in outcome.places
      return [
        `${ofZh}取最前 ${fixed ? `{${at}.places.count} 名` : `{${at}.places.percent}%`}，末位并列时{${at}.ties}`,
        `${ofEn}the best ${fixed ? `{${at}.places.count}` : `{${at}.places.percent}%`}; ties at the border: {${at}.ties}`,
      ]
    }
    case 'last':
      return [
        `${ofZh}最后 {${at}.count} 名，并列时{${at}.ties}`,
        `${ofEn}the last {${at}.count}; ties at the border: {${at}.ties}`,
      ]
    case 'line':
      return [
        `从 {${at}.start} 分起每 {${at}.width} 分一档，比例 {${at}.percent}%，读法：{${at}.reading}，并列时{${at}.ties}`,
        `bands of {${at}.width} points from {${at}.start} on, a share of {${at}.percent}%, read as: {${at}.reading}; ties: {${at}.ties}`,
      ]
    case 'streak':
      return [
        `连续 {${at}.times} 个周期评上“${outcome.of}”`,
        `"${outcome.of}" in {${at}.times} periods running`,
      ]
  }
}
