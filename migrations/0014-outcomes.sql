-- breaking: no
-- Scheme texts that were kept, values that places set and the rules kept with closes, in the words of today:
-- items name their category by key, and a close lists its outcomes instead of one best share and one best count.
create function pg_temp.outcomes(percent jsonb, rounding jsonb, best jsonb, ties jsonb) returns jsonb language sql as $$
  select jsonb_build_array(
    jsonb_build_object('key', 'top', 'name', jsonb_build_object('zh', '特定待遇户', 'en', 'Households with benefits'), 'kind', 'top', 'of', 'total',
      'places', jsonb_build_object('percent', percent, 'whole', 'all', 'rounding', rounding), 'ties', ties, 'consequences', '[]'::jsonb),
    jsonb_build_object('key', 'best', 'name', jsonb_build_object('zh', '授信推荐户', 'en', 'Households put forward for credit'), 'kind', 'top', 'of', 'total',
      'places', jsonb_build_object('count', best), 'ties', ties, 'consequences', '[]'::jsonb))
$$;

create function pg_temp.book(old jsonb) returns jsonb language sql as $$
  with named as (
    select i.item->'category' as name, 'c' || row_number() over (order by min(i.at)) as key, min(i.at) as first
    from jsonb_array_elements(old->'items') with ordinality as i (item, at) group by 1)
  select old || jsonb_build_object(
    'categories', (select jsonb_agg(jsonb_build_object('key', n.key, 'name', n.name) order by n.first) from named n),
    'items', (select jsonb_agg(i.item || jsonb_build_object('category', n.key) order by i.at)
      from jsonb_array_elements(old->'items') with ordinality as i (item, at) join named n on n.name = i.item->'category'),
    'close', jsonb_build_object('weighted', old#>'{close,weighted}', 'values', '[]'::jsonb, 'switches', '[]'::jsonb,
      'outcomes', pg_temp.outcomes(old#>'{close,top_percent}', old#>'{close,top_rounding}', old#>'{close,best_count}', old#>'{close,ties}')))
$$;

update scheme.version v set content = v.content || jsonb_build_object('points', (
    select jsonb_agg(pg_temp.book(b.book) order by b.at) from jsonb_array_elements(v.content->'points') with ordinality as b (book, at)))
where v.content#>'{points,0,close}' ? 'top_percent';

update scheme.version v set content = jsonb_set(v.content, '{dividend,credit,ties}', v.content#>'{points,0,close,outcomes,0,ties}')
where v.content#>'{dividend,credit}' is not null and not v.content#>'{dividend,credit}' ? 'ties';

update scheme.adoption a set settings = (
  select coalesce(jsonb_object_agg(x.path, s.value), '{}')
  from jsonb_each(a.settings) s,
    lateral (select unnest(case
      when s.key like '%.close.top_percent' then array[replace(s.key, '.top_percent', '.outcomes.top.places.percent')]
      when s.key like '%.close.best_count' then array[replace(s.key, '.best_count', '.outcomes.best.places.count')]
      when s.key like '%.close.ties' then array[replace(s.key, '.ties', '.outcomes.top.ties'), replace(s.key, '.ties', '.outcomes.best.ties'), 'dividend.credit.ties']
      else array[s.key] end) as path) x)
where a.settings::text like '%.close.%';

update points.close c set rules = jsonb_build_object(
  'weighted', jsonb_build_object('condition', c.rules->'condition', 'counts', c.rules->'counts'),
  'categories', '{}'::jsonb, 'inputs', '{}'::jsonb,
  'outcomes', pg_temp.outcomes(c.rules->'topPercent', c.rules->'topRounding', c.rules->'bestCount', c.rules->'ties'))
where c.rules ? 'topPercent';
