import type { Chapter } from '../../engines/scheme/section.ts'
import { type Board, isMade } from './scheme.ts'

const periods = {
  month: ['每月', 'each month'],
  quarter: ['每季度', 'each quarter'],
  half_year: ['每半年', 'each half-year'],
  year: ['每年', 'each year'],
} as const

/** A board as people read it: from what it is made, how long it hangs, what follows. */
export function chapterOf(board: Board): Chapter {
  const at = `boards.${board.key}`
  const shown = {
    text: {
      zh: `张贴在${board.where.zh} {${at}.days} 天，姓名{${at}.mask}。依据：${board.duty}。要求撤下的，{${at}.answer_days} 天内答复；未成年人一律不上榜。`,
      en: `It hangs ${board.where.en} for {${at}.days} days; of names, {${at}.mask}. Duty: ${board.duty}. Who asks to be taken down is answered within {${at}.answer_days} days; minors never stand on it.`,
    },
    values: [`${at}.days`, `${at}.mask`, `${at}.answer_days`],
  }
  if (isMade(board)) {
    const [zh, en] = periods[board.period]
    return {
      key: board.key,
      title: board.name,
      paragraphs: [
        {
          text: { zh: `${zh}结算以后，按评出的结果出榜。`, en: `Made ${en} from what the close found.` },
          values: [],
        },
        ...(board.kind === 'ranks'
          ? [
              {
                text: {
                  zh: `排名默认不公开；村里表决同意后，公布前 {${at}.places} 名。`,
                  en: `Ranks are off; once the village has resolved it, the first {${at}.places} are shown.`,
                },
                values: [`${at}.places`],
              },
            ]
          : []),
        shown,
      ],
    }
  }
  const grounds = (language: 'zh' | 'en') =>
    board.grounds.map(({ name }) => name[language]).join(language === 'zh' ? '、' : '; ')
  return {
    key: board.key,
    title: board.name,
    paragraphs: [
      {
        text: {
          zh: `以{${at}.unit}上榜。情形：${grounds('zh')}。由提名以外的人、至少 {${at}.panel_min} 人评议决定。`,
          en: `Who is listed: {${at}.unit}. Grounds: ${grounds('en')}. Decided by another than the proposer, {${at}.panel_min} members or more.`,
        },
        values: [`${at}.unit`, `${at}.panel_min`],
      },
      ...(board.kind === 'black' ? [frozen(at), ...referred(board, at)] : []),
      shown,
    ],
  }
}

function frozen(at: string) {
  return {
    text: {
      zh: `不得参评的是{${at}.freeze.reach}，{${at}.freeze.until}；撤榜后再观察 {${at}.probation_days} 天。`,
      en: `Frozen: {${at}.freeze.reach}, {${at}.freeze.until}; then {${at}.probation_days} days of probation.`,
    },
    values: [`${at}.freeze.reach`, `${at}.freeze.until`, `${at}.probation_days`],
  }
}

function referred(board: Extract<Board, { kind: 'black' }>, at: string) {
  if (!board.referral) return []
  return [
    {
      text: {
        zh: `上榜满 {${at}.referral.listings} 次、教育 {${at}.referral.teachings} 次不改，并且有违法犯罪嫌疑的，三条都具备，才可由人决定移送${board.referral.to.zh}。`,
        en: `Listed {${at}.referral.listings} times, taught {${at}.referral.teachings} times without change, and suspected of an offence: only all three allow a person to refer the matter to ${board.referral.to.en}.`,
      },
      values: [`${at}.referral.listings`, `${at}.referral.teachings`],
    },
  ]
}
