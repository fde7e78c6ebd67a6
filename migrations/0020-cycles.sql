-- breaking: no
-- Rests that go on into the next cycle, claims that are shown more than once, and lists by what they hold.
alter table points.entry drop constraint entry_kind_check;
alter table points.entry add constraint entry_kind_check
  check (kind in ('base', 'award', 'deduction', 'reversal', 'adjustment', 'carry', 'carried_out', 'redemption', 'redemption_return'));

-- How many lists must still show the claim; null while none has.
alter table points.claim add column shows_left int;
update points.claim set shows_left = 0 where state in ('publicised', 'disputed', 'posted');

update publicity.list set kind = case kind when 'points_quarter' then 'points_entries' else 'points_totals' end where kind in ('points_quarter', 'points_year');

update scheme.adoption a set settings = (
  select coalesce(jsonb_object_agg(replace(replace(s.key, '.publicity.quarter.', '.publicity.entries.'), '.publicity.year.', '.publicity.totals.'), s.value), '{}') from jsonb_each(a.settings) s)
where a.settings::text like '%.publicity.%';

update scheme.version v set content = v.content || jsonb_build_object('points', (
    select jsonb_agg(b.book || jsonb_build_object('publicity', (b.book->'publicity') - 'quarter' - 'year' || jsonb_build_object(
      'entries', b.book#>'{publicity,quarter}' || '{"period": "quarter", "rounds": 1}', 'totals', b.book#>'{publicity,year}' || '{"period": "year"}')) order by b.at)
    from jsonb_array_elements(v.content->'points') with ordinality as b (book, at)))
where v.content#>'{points,0,publicity}' ? 'quarter';

update scheme.version set content = replace(replace(content::text, '"points_quarter"', '"points_entries"'), '"points_year"', '"points_totals"')::jsonb
where content::text like '%"points_quarter"%' or content::text like '%"points_year"%';
