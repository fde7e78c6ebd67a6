const since = '2019-01-01'
const dated = (value: string | number) => `{ ${since}: { value: ${value}, source: G-12 } }`

/** How a test's boards differ from the usual ones of this file. */
export interface BoardParts {
  unit?: 'household' | 'person'
  reach?: 'household' | 'person' | 'none'
  until?: 'taken_down' | 'expiry'
  counts?: 'last_day' | 'any_day'
  probation?: number
  days?: number
}

/** The test village's scheme with boards: good deeds and ranks of a quarter, red and black; numbers are the test's own. */
export function withBoards(yaml: string, parts: BoardParts = {}): string {
  const hung = (days: number) =>
    `where: { zh: 村务公开栏, en: on the village board }, mask: ${dated('middle')}, days: ${dated(days)}, hide_names_after_days: ${dated(0)}, answer_days: ${dated(5)}`
  const made = 'period: quarter, book: shanzhi'
  const shown = 'fields: [household_number, head_name_masked, mark, total]'
  const listed = `fields: [head_name_masked, ground, listed_on], unit: ${dated(parts.unit ?? 'household')}, panel_min: ${dated(2)}`
  const outcomes = `      outcomes:
        - { key: first_deeds, name: { zh: 典型事迹前列, en: First for deeds }, periods: [quarter], kind: top, of: gained, among: { cel: 'gained > 0 && !frozen', said: { zh: 得过加分、不在冻结期的户, en: households that gained points and are not frozen } }, places: { count: ${dated(2)} }, ties: ${dated('include_all')} }
        - { key: grade, name: { zh: 评级, en: Grade }, periods: [quarter], kind: bands, bands: [{ key: one, name: { zh: 一星, en: One star }, from: ${dated(105)} }, { key: two, name: { zh: 二星, en: Two stars }, from: ${dated(120)} }] }
        - { key: low, name: { zh: 不合格, en: Failed }, periods: [quarter], kind: condition, when: { cel: 'total < 9000', said: { zh: 总分不到 90 分的户, en: households below 90 points } } }
`
  return `${yaml.replace('      outcomes:\n', outcomes)}
boards:
  - { key: deeds, name: { zh: 善行义举榜, en: Good deeds }, kind: deeds, ${made}, outcomes: [first_deeds], ${shown}, duty: 村规民约第三条, ${hung(10)} }
  - { key: stars, name: { zh: 星级榜, en: Stars }, kind: stars, ${made}, outcomes: [grade], ${shown}, duty: 村规民约第三条, ${hung(10)} }
  - { key: flags, name: { zh: 红黑旗, en: Flags }, kind: flags, ${made}, red: ['grade:two'], black: [low], ${shown}, duty: 村规民约第三条, ${hung(10)} }
  - { key: ranks, name: { zh: 积分排行, en: Ranks }, kind: ranks, ${made}, public: false, places: ${dated(2)}, fields: [head_name_masked, rank], duty: 村民会议决议, ${hung(10)} }
  - { key: red, name: { zh: 红榜, en: Red board }, kind: red, grounds: [{ key: elders, name: { zh: 孝敬父母, en: Cares for parents } }], ${listed}, duty: 村规民约第四条, ${hung(parts.days ?? 30)} }
  - key: black
    name: { zh: 黑榜, en: Black board }
    kind: black
    where: { zh: 村务公开栏, en: on the village board }
    duty: 村规民约第五条
    fields: [head_name_masked, ground, listed_on]
    mask: ${dated('surname')}
    days: ${dated(parts.days ?? 30)}
    hide_names_after_days: ${dated(0)}
    answer_days: ${dated(5)}
    unit: ${dated(parts.unit ?? 'household')}
    panel_min: ${dated(2)}
    grounds: [{ key: rumours, name: { zh: 散布谣言, en: Spreads rumours }, basis: 村规民约第五条 }]
    freeze: { reach: ${dated(parts.reach ?? 'household')}, until: ${dated(parts.until ?? 'taken_down')}, counts: ${dated(parts.counts ?? 'last_day')} }
    probation_days: ${dated(parts.probation ?? 10)}
    referral: { automatic: false, listings: ${dated(2)}, teachings: ${dated(2)}, to: { zh: 派出所, en: the police } }
`
}
