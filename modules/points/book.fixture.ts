// A book of points for the tests of the pure decisions, as a scheme stands on one day: all in hundredths.
import type { Refusal } from '../../engines/refusal/refusal.ts'
import type { PointsBook, PointsItem } from './scheme.ts'

const same = (text: string) => ({ zh: text, en: text })
const item = {
  name: same('项目'),
  category: 'deeds',
  direction: 'plus' as const,
  declarers: ['self' as const, 'cadre' as const],
  evidence: 'optional' as const,
}

export const fixedItem: PointsItem = { ...item, key: 'honour', kind: 'fixed', points: 2000 }
export const rangeItem: PointsItem = { ...item, key: 'help', kind: 'range', min: 100, max: 3000 }
export const unitItem: PointsItem = {
  ...item,
  key: 'hours',
  kind: 'per_unit',
  points: 150,
  unit: same('小时'),
}
export const minusItem: PointsItem = {
  ...item,
  key: 'litter',
  kind: 'fixed',
  points: 500,
  direction: 'minus',
  declarers: ['cadre'],
  basis: '村规民约',
}

/** verify (anyone, the declarer too) → deliberate (3–9 people, 1–5 guests) → supervise (apart from deliberate). */
export const book: PointsBook = {
  key: 'points',
  name: same('积分'),
  subject: 'household',
  unit: same('分'),
  base: 10_000,
  cycle: { kind: 'year', carry: 'none' },
  balance: { floor: 'none', ceiling: 'none' },
  ranking: { public: false },
  categories: [{ key: 'deeds', name: same('类别') }],
  items: [fixedItem, rangeItem, unitItem, minusItem],
  review: [
    { key: 'verify', name: same('核实'), roles: ['clerk'], recuse: [], apart_from: [] },
    {
      key: 'deliberate',
      name: same('评议'),
      roles: ['reviewer'],
      recuse: ['declarer', 'member', 'kin'],
      apart_from: [],
      panel: { min: 3, max: 9, guests_min: 1, guests_max: 5 },
    },
    {
      key: 'supervise',
      name: same('监督'),
      roles: ['supervisor'],
      recuse: ['declarer', 'member', 'kin'],
      apart_from: ['deliberate'],
    },
  ],
  rectify: { days: 14, counts_start_day: false, effect: 'waive_deduction' },
  publicity: {
    entries: { period: 'quarter', rounds: 1, days: 7, fields: ['item'], duty: '清单' },
    totals: { period: 'year', days: 7, fields: ['total'], duty: '清单' },
    posting: 'after_publicity',
    hide_names_after_days: 30,
  },
  close: {
    weighted: { condition: { cel: 'gained > 0', said: same('得过加分的户') }, counts: 'with_base' },
    values: [],
    switches: [],
    outcomes: [
      {
        key: 'top',
        name: same('前列'),
        kind: 'top',
        of: 'total',
        places: { percent: 10, whole: 'all', rounding: 'floor' },
        ties: 'exclude_all',
        consequences: [],
      },
    ],
  },
}

/** The code of a refusal, or what came out. */
export function outcome<Value>(decide: () => Value): Value | string {
  try {
    return decide()
  } catch (error) {
    const { name, code } = error as Refusal
    if (name === 'Refusal') return code
    throw error
  }
}
