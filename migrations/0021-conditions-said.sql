-- breaking: no
-- A condition stands beside the same in words, in scheme texts that were kept and in the rules kept with closes.
create function pg_temp.said(condition jsonb) returns jsonb language sql as $$
  select case when jsonb_typeof(condition) = 'string' then
    jsonb_build_object('cel', condition, 'said', jsonb_build_object('zh', '得过加分的户', 'en', 'households that gained points')) else condition end
$$;

update scheme.version v set content = v.content || jsonb_build_object('points', (
    select jsonb_agg(jsonb_set(b.book, '{close,weighted,condition}', pg_temp.said(b.book#>'{close,weighted,condition}')) order by b.at)
    from jsonb_array_elements(v.content->'points') with ordinality as b (book, at)))
where jsonb_typeof(v.content#>'{points,0,close,weighted,condition}') = 'string';

update points.close set rules = jsonb_set(rules, '{weighted,condition}', pg_temp.said(rules#>'{weighted,condition}'))
where jsonb_typeof(rules#>'{weighted,condition}') = 'string';
