import { type RawBuilder, sql } from 'kysely'
import { formulaToSql } from '../../engines/formula/formula-to-sql.ts'
import { type CloseRules, factsOfRules } from './decide-close.ts'
import type { CloseOutcome } from './scheme-close.ts'

type Piece = RawBuilder<unknown>
type Measured = Extract<CloseOutcome, { of: 'total' | 'gained' | 'net' }>

/** Earlier periods of the same kind, newest first, whose closes a streak looks at. */
export interface StreakPlace {
  countyCode: string
  bookKey: string
  earlier: readonly string[]
}

/**
 * The outcomes of a close as columns of three nested selects over `s` (one row per passbook): `measures` beside the
 * sums, `windows` over these, `lines` over the windows, and `marks` at last. `decideOutcomes` finds the same one by one.
 */
export function marksSql(rules: CloseRules, streaks: StreakPlace) {
  const parts = rules.outcomes.map((outcome, index) => partsOf(rules, outcome, index, streaks))
  const columns = (pick: (part: Parts) => readonly Piece[]): Piece => {
    const list = parts.flatMap(pick)
    return list.length === 0 ? sql`` : sql`, ${sql.join(list)}`
  }
  return {
    measures: columns((part) => part.measures),
    windows: columns((part) => part.windows),
    lines: columns((part) => part.lines),
    marks:
      parts.length === 0
        ? sql`'{}'::text[]`
        : sql`array_remove(array[${sql.join(parts.map((part) => part.mark))}]::text[], null)`,
  }
}

/** A condition of the rules over the columns of `s`; the formula engine keeps it equal to the function in memory. */
export function conditionSql(rules: CloseRules, condition: { cel: string }): Piece {
  const columns = Object.fromEntries(
    Object.entries(factsOfRules(rules)).map(([name, type]) => {
      const input = rules.inputs[name]
      return [
        name,
        {
          type,
          sql:
            input === undefined
              ? `s.${name}`
              : typeof input === 'boolean'
                ? String(input)
                : `${input}::bigint`,
        },
      ]
    }),
  )
  const compiled = formulaToSql(condition.cel, columns, 1, 'bool')
  if (!compiled.ok) throw new Error(compiled.problems.map((problem) => problem.en).join('; '))
  const { text, values } = compiled.sql
  const pieces = text
    .split(/\$(\d+)/)
    .map((part, index) => (index % 2 === 0 ? sql.raw(part) : sql`${values[Number(part) - 1]}::bigint`))
  return sql`coalesce(${sql.join(pieces, sql.raw(''))}, false)`
}

interface Parts {
  measures: readonly Piece[]
  windows: readonly Piece[]
  lines: readonly Piece[]
  mark: Piece
}

function partsOf(rules: CloseRules, outcome: CloseOutcome, index: number, streaks: StreakPlace): Parts {
  const column = (name: string) => sql.raw(`o${index}_${name}`)
  const none: Parts = { measures: [], windows: [], lines: [], mark: sql`null` }
  const whenMarked = (test: Piece) => sql`case when ${test} then ${outcome.key} end`
  switch (outcome.kind) {
    case 'condition':
      return {
        ...none,
        measures: [sql`${conditionSql(rules, outcome.when)} as ${column('met')}`],
        mark: whenMarked(column('met')),
      }
    case 'bands': {
      const cases = outcome.bands
        .toReversed()
        .map((band) => sql`when ${column('of')} >= ${band.from}::bigint then ${`${outcome.key}:${band.key}`}`)
      return {
        ...none,
        measures: measuresOf(rules, outcome, column),
        mark: sql`case when ${column('among')} then case ${sql.join(cases, sql` `)} end end`,
      }
    }
    case 'top':
    case 'last': {
      const partition = sql`partition by close_id, ${column('among')}`
      const direction = outcome.kind === 'top' ? sql`desc` : sql`asc`
      // With ties left out, a group of equals gets in only when all of it fits.
      const equals =
        outcome.ties === 'include_all' ? sql`` : sql` + count(*) over (${partition}, ${column('of')}) - 1`
      return {
        ...none,
        measures: measuresOf(rules, outcome, column),
        windows: [
          sql`rank() over (${partition} order by ${column('of')} ${direction})${equals} as ${column('place')}`,
          ...(outcome.kind === 'top' && 'percent' in outcome.places && outcome.places.whole === 'among'
            ? [sql`count(*) over (${partition}) as ${column('n')}`]
            : []),
        ],
        mark: whenMarked(
          sql`${column('among')} and ${column('place')} <= ${placesSql(outcome, column('n'))}`,
        ),
      }
    }
    case 'line': {
      const band = column('band')
      const inBand = sql`partition by close_id, ${band}`
      const equals =
        outcome.ties === 'include_all' ? sql`` : sql` + count(*) over (partition by close_id, total) - 1`
      const best = sql`${column('place')} <= ${shareSql(column('n'), outcome.percent, outcome.rounding)}`
      const above = sql`${band} >= ${column('line')}`
      const test = { within_band: best, moving_line: above, both: sql`${best} and ${above}` }[outcome.reading]
      return {
        measures: [
          sql`floor((total - ${outcome.start}::bigint) / ${outcome.width}::numeric)::bigint as ${band}`,
        ],
        windows: [
          sql`rank() over (${inBand} order by total desc)${equals} as ${column('place')}`,
          sql`count(*) over (${inBand}) as ${column('n')}`,
          sql`count(*) over (partition by close_id order by ${band} desc range unbounded preceding) as ${column('reached')}`,
        ],
        lines: [
          sql`greatest(0, coalesce(max(${band}) filter (where ${band} >= 0 and ${column('reached')} * 100 >= ${outcome.percent}::bigint * n) over (partition by close_id), 0)) as ${column('line')}`,
        ],
        mark: whenMarked(sql`${band} >= 0 and ${test}`),
      }
    }
    case 'streak':
      return { ...none, mark: whenMarked(streakSql(rules, outcome, streaks)) }
  }
}

/** The followed outcome holds now, and did in each of the periods just before. */
function streakSql(
  rules: CloseRules,
  outcome: Extract<CloseOutcome, { kind: 'streak' }>,
  streaks: StreakPlace,
): Piece {
  const followed = rules.outcomes.findIndex(({ key }) => key === outcome.of)
  const now = partsOf(rules, rules.outcomes[followed]!, followed, streaks).mark
  const periods = streaks.earlier.slice(0, outcome.times - 1)
  return sql`${now} is not null and ${periods.length} = ${outcome.times - 1} and (
          select count(*) from points.book nb
          join points.book pb on pb.county_code = nb.county_code and pb.place_code = nb.place_code and pb.adoption_id = nb.adoption_id and pb.book_key = nb.book_key and pb.subject_id = nb.subject_id
          join points.close pc on pc.county_code = nb.county_code and pc.place_code = nb.place_code and pc.adoption_id = nb.adoption_id and pc.book_key = nb.book_key and pc.period = any(${periods as string[]})
            and pc.attempt = (select max(l.attempt) from points.close l where l.county_code = pc.county_code and l.place_code = pc.place_code and l.adoption_id = pc.adoption_id and l.book_key = pc.book_key and l.period = pc.period)
          join points.close_line pl on pl.county_code = nb.county_code and pl.close_id = pc.id and pl.book_id = pb.id
          where nb.county_code = ${streaks.countyCode} and nb.id = book_id and ${outcome.of} = any (pl.marks)
        ) = ${outcome.times - 1}`
}

function measuresOf(
  rules: CloseRules,
  outcome: Measured & { among?: { cel: string } | undefined },
  column: (name: string) => Piece,
): Piece[] {
  const { of, categories } = outcome
  const whole = { total: sql`s.total`, gained: sql`s.gained`, net: sql`s.gained - s.lost` }[of]
  const some = categories?.map((key) =>
    sql.raw(of === 'gained' ? `s.plus_${key}` : `s.plus_${key} - s.minus_${key}`),
  )
  return [
    sql`${some ? sql.join(some, sql` + `) : whole} as ${column('of')}`,
    sql`${outcome.among ? conditionSql(rules, outcome.among) : sql`true`} as ${column('among')}`,
  ]
}

/** How many places there are; `n` counts all passbooks of the village, `amongCount` those that meet the condition. */
function placesSql(outcome: Extract<CloseOutcome, { kind: 'top' | 'last' }>, amongCount: Piece): Piece {
  if (outcome.kind === 'last') return sql`${outcome.count}::bigint`
  const { places } = outcome
  if ('count' in places) return sql`${places.count}::bigint`
  return shareSql(places.whole === 'all' ? sql`n` : amongCount, places.percent, places.rounding)
}

function shareSql(count: Piece, percent: number, rounding: 'floor' | 'ceil' | 'half_up'): Piece {
  const round = { floor: sql`floor`, ceil: sql`ceil`, half_up: sql`round` }[rounding]
  return sql`${round}(${count} * ${percent} / 100.0)`
}
