import { compareCloses } from './close-county.ts'
import type { Bench } from './measure.ts'

const top = {
  name: { zh: '', en: '' },
  kind: 'top' as const,
  of: 'total' as const,
  ties: 'exclude_all' as const,
  consequences: [],
}

/** A county's month: sums, ranks, weighted households, the best tenth and the best ten of each village. */
export const monthClose: Bench = {
  name: 'month-close',
  title: 'month close of a county: 200,000 households, 2,400,000 entries',
  run: (context) =>
    compareCloses(context, {
      title: 'month close',
      periodKind: 'month',
      period: '2026-03',
      handPeriod: '2026-02',
      firstDay: '2026-03-01',
      lastDay: '2026-03-31',
      rules: {
        weighted: { condition: { cel: 'gained > 0', said: top.name }, counts: 'with_base' },
        categories: {},
        inputs: {},
        outcomes: [
          { ...top, key: 'top', places: { percent: 10, whole: 'all', rounding: 'floor' } },
          { ...top, key: 'best', places: { count: 10 } },
        ],
      },
      handLines: `insert into points.close_line
       select county_code, close_id, book_id, place_code, household_id, base, gained, lost, total, place, gained > 0,
         array_remove(array[case when place + equals - 1 <= n / 10 then 'top' end, case when place + equals - 1 <= 10 then 'best' end], null)
       from (select s.*, rank() over (partition by close_id order by total desc) as place,
           count(*) over (partition by close_id) as n, count(*) over (partition by close_id, total) as equals
         from (select b.county_code, c.id as close_id, b.id as book_id, b.place_code, b.household_id,
             coalesce(sum(e.amount) filter (where e.kind = 'base'), 0)::bigint as base,
             coalesce(sum(e.amount) filter (where e.kind <> 'base' and e.amount > 0), 0)::bigint as gained,
             coalesce(- sum(e.amount) filter (where e.amount < 0), 0)::bigint as lost, coalesce(sum(e.amount), 0)::bigint as total
           from points.close c join points.book b on b.county_code = c.county_code and b.adoption_id = c.adoption_id and b.cycle = '2026'
           left join points.entry e on e.county_code = b.county_code and e.book_id = b.id and (e.kind = 'base' or e.occurred_on between '2026-03-01' and '2026-03-31')
           where c.county_code = $1 and c.period = '2026-02' and c.attempt = $2::int group by 1, 2, 3, 4, 5) s) ranked`,
    }),
}
