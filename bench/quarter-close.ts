import { compareCloses } from './close-county.ts'
import type { Bench } from './measure.ts'

const outcome = { name: { zh: '', en: '' }, consequences: [] }
const band = (key: string, from: number) => ({ key, name: outcome.name, from })

/** What the rules below find, written as one would by hand. */
const handLines = `insert into points.close_line
        with summed as (
          select b.county_code, c.id as close_id, b.id as book_id, b.place_code, b.household_id,
            coalesce(sum(e.amount) filter (where e.kind = 'base'), 0)::bigint as base,
            coalesce(sum(e.amount) filter (where e.kind <> 'base' and e.amount > 0), 0)::bigint as gained,
            coalesce(- sum(e.amount) filter (where e.amount < 0), 0)::bigint as lost, coalesce(sum(e.amount), 0)::bigint as total,
            coalesce(sum(e.amount) filter (where e.item_key = 'help'), 0)::bigint as deeds
          from points.close c join points.book b on b.county_code = c.county_code and b.adoption_id = c.adoption_id and b.cycle = '2026'
          left join points.entry e on e.county_code = b.county_code and e.book_id = b.id and (e.kind = 'base' or e.occurred_on between '2026-01-01' and '2026-03-31')
          where c.county_code = $1 and c.period = '2026-Q4' and c.attempt = $2::int group by 1, 2, 3, 4, 5
        ), banded as (select s.*, floor((total - 10000) / 5000.0)::bigint as band from summed s),
        placed as (
          select b.*, rank() over w_all as place, count(*) over (partition by close_id) as n,
            rank() over (partition by close_id, gained > 8000 order by total desc) + count(*) over (partition by close_id, gained > 8000, total) - 1 as quota_place,
            count(*) over (partition by close_id, gained > 8000) as quota_n,
            rank() over (partition by close_id order by deeds desc) as deeds_place,
            rank() over (partition by close_id, lost > 0 order by total) as last_place,
            rank() over (partition by close_id, band order by total desc) as band_place, count(*) over (partition by close_id, band) as band_n,
            count(*) over (partition by close_id order by band desc range unbounded preceding) as reached
          from banded b window w_all as (partition by close_id order by total desc)
        ), lined as (
          select p.*, greatest(0, coalesce(max(band) filter (where band >= 0 and reached * 100 >= 60 * n) over (partition by close_id), 0)) as line from placed p
        )
        select county_code, close_id, book_id, place_code, household_id, base, gained, lost, total, place, false,
          array_remove(array[
            case when gained > 8000 and quota_place <= quota_n * 60 / 100 then 'quota' end,
            case when gained >= 12000 then 'star:s4' when gained >= 10000 then 'star:s3' when gained >= 8000 then 'star:s2' when gained >= 6000 then 'star:s1' end,
            case when deeds_place <= 3 then 'deeds' end,
            case when lost > 0 and last_place <= 1 then 'last' end,
            case when band >= 0 and band_place <= band_n * 60 / 100 and band >= line then 'benefit' end], null)
        from lined`

/**
 * A county's quarter with all that schemes find: a quota of those that gained (G-11), stars (C-27), the best of a
 * category (G-18), the last that lost (G-25), and a moving benefit line (G-19).
 */
export const quarterClose: Bench = {
  name: 'quarter-close',
  title: 'quarter close of a county with quotas, stars and boards: 200,000 households',
  run: (context) =>
    compareCloses(context, {
      title: 'quarter close',
      periodKind: 'quarter',
      period: '2026-Q1',
      handPeriod: '2026-Q4',
      firstDay: '2026-01-01',
      lastDay: '2026-03-31',
      rules: {
        weighted: null,
        categories: { deeds: ['help'] },
        inputs: {},
        outcomes: [
          {
            ...outcome,
            key: 'quota',
            kind: 'top',
            of: 'total',
            among: { cel: 'gained > 8000', said: outcome.name },
            places: { percent: 60, whole: 'among', rounding: 'floor' },
            ties: 'exclude_all',
          },
          {
            ...outcome,
            key: 'star',
            kind: 'bands',
            of: 'gained',
            bands: [band('s1', 6000), band('s2', 8000), band('s3', 10_000), band('s4', 12_000)],
          },
          {
            ...outcome,
            key: 'deeds',
            kind: 'top',
            of: 'net',
            categories: ['deeds'],
            places: { count: 3 },
            ties: 'include_all',
          },
          {
            ...outcome,
            key: 'last',
            kind: 'last',
            of: 'total',
            among: { cel: 'lost > 0', said: outcome.name },
            count: 1,
            ties: 'include_all',
          },
          {
            ...outcome,
            key: 'benefit',
            kind: 'line',
            start: 10_000,
            width: 5000,
            percent: 60,
            rounding: 'floor',
            ties: 'include_all',
            reading: 'both',
          },
        ],
      },
      handLines,
    }),
}
