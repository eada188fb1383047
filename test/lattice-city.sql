-- A city on a bent lattice for tests of counting: 96 communities in 24 streets and 6 districts, codes 9901.., with
-- persons, entities and places on shared points, some of them exactly on corners of communities. Arithmetic only.
-- $persons, $first (number of the first person) and $seed are written in by the caller.
create or replace function pg_temp.u(k bigint, s int) returns float8 language sql immutable as
  $$ select (hashint8extended(k, s) & 1048575) / 1048576.0 $$;
create temp table corner on commit drop as
  select i, j, st_setsrid(st_makepoint(
      116.0 + i * 0.05 + case when i between 1 and 11 then (pg_temp.u(i * 100 + j, 91) - 0.5) * 0.02 else 0 end,
      39.6 + j * 0.05 + case when j between 1 and 7 then (pg_temp.u(i * 100 + j, 92) - 0.5) * 0.02 else 0 end), 4490) p
  from generate_series(0, 12) i, generate_series(0, 8) j;
create temp table community on commit drop as
  select a.i, a.j,
    '9901' || lpad((a.i / 4 + 3 * (a.j / 4) + 1)::text, 2, '0') || lpad((a.i % 4 / 2 + 2 * (a.j % 4 / 2) + 1)::text, 3, '0')
      || lpad((a.i % 2 + 2 * (a.j % 2) + 1)::text, 3, '0') as code,
    st_makepolygon(st_makeline(array[a.p, b.p, c.p, d.p, a.p])) geom
  from corner a
  join corner b on (b.i, b.j) = (a.i + 1, a.j)
  join corner c on (c.i, c.j) = (a.i + 1, a.j + 1)
  join corner d on (d.i, d.j) = (a.i, a.j + 1);
insert into data.regions (code, name, level, parent_code, status, geom)
  select code, '区划' || code, level, parent, 'current', st_multi(geom) from (
    select code, 'community' as level, rpad(left(code, 9), 12, '0') parent, geom from community
    union all select rpad(part, 12, '0'), 'street', rpad(left(part, 6), 12, '0'), st_union(geom) from (select left(code, 9) part, geom from community) s group by part
    union all select rpad(part, 12, '0'), 'district', '990100000000', st_union(geom) from (select left(code, 6) part, geom from community) d group by part
    union all select '990100000000', 'city', null, st_union(geom) from community
  ) r on conflict do nothing;
create temp table site on commit drop as
  select k, case when k % 40 = 0 then (select p from corner where i = (k / 40) % 13 and j = (k / 520) % 9)
      else st_setsrid(st_makepoint(round((116.0 + 0.6 * x)::numeric, 7)::float8, round((39.6 + 0.4 * y)::numeric, 7)::float8), 4490) end p,
    (select code from community where i = least(11, (x * 12)::int) and j = least(7, (y * 8)::int)) code
  from (select k,
      -- denser in the middle
      (pg_temp.u(k, $seed + 1) + pg_temp.u(k, $seed + 2) + pg_temp.u(k, $seed + 3)) / 3 x,
      (pg_temp.u(k, $seed + 4) + pg_temp.u(k, $seed + 5)) / 2 y
    from generate_series(1, greatest(1, $persons / 12)) k) s;
create index on site (k);
insert into data.population (id_number, name, sex, birth_date, household_role, region_code, geom)
  select '99' || lpad(n::text, 16, '0'), '某', case when pg_temp.u(n, $seed + 6) < 0.51 then 'male' else 'female' end,
    date '1926-01-01' + (pg_temp.u(n, $seed + 7) * 36800)::int,
    case when pg_temp.u(n, $seed + 8) < 0.4 then 'head' else 'child' end,
    coalesce(code, '990101001001'), case when pg_temp.u(n, $seed + 9) > 0.02 then p end
  from (select n, 1 + (pg_temp.u(n, $seed + 10) * (greatest(1, $persons / 12) - 1))::bigint k
    from generate_series($first::bigint, $first::bigint + $persons - 1) n) s join site using (k);
insert into data.legal_entities (credit_code, name, status, industry, employees, capital, region_code, geom)
  select 'X' || lpad(n::text, 17, '0'), '某公司' || n, case when pg_temp.u(n, $seed + 11) < 0.8 then 'active' else 'revoked' end,
    case when n % 29 = 0 then null else lpad((1 + (pg_temp.u(n, $seed + 12) * 97)::int)::text, 2, '0') || '10' end,
    case when n % 31 = 0 then null else (pg_temp.u(n, $seed + 13) ^ 4 * 900)::int end,
    (pg_temp.u(n, $seed + 14) * 100000)::numeric(20, 2), coalesce(code, '990102001001'), case when n % 37 > 0 then p end
  from (select n, 1 + (pg_temp.u(n, $seed + 15) * (greatest(1, $persons / 12) - 1))::bigint k
    from generate_series($first::bigint, $first::bigint + $persons / 10) n) s join site using (k);
insert into data.places (code, name, kind, capacity, region_code, geom)
  select 'P' || n, '场所' || n, (array['school', 'hospital', 'shelter', 'hydrant', 'hazchem'])[1 + n % 5], (n % 9) * 50, code, p
  from (select n, 1 + (pg_temp.u(n, $seed + 16) * (greatest(1, $persons / 12) - 1))::bigint k
    from generate_series($first::bigint, $first::bigint + $persons / 100) n) s join site using (k);
insert into data.economy (region_code, indicator, period, value, unit)
  select code, indicator, to_char(month, 'YYYY-MM'), round((1 + pg_temp.u(hashtext(code || indicator || month), 3))::numeric, 2), '亿元'
  from data.regions, unnest(array['gdp', 'retail_sales']) indicator,
    generate_series(timestamp '2024-01-01', '2026-06-01', '1 month') month
  where level = 'district' on conflict do nothing;
