CREATE SCHEMA access;

CREATE SCHEMA as_auditor;

CREATE SCHEMA as_dispatcher;

CREATE SCHEMA as_lookup;

CREATE SCHEMA as_partner;

CREATE SCHEMA as_planner;

CREATE SCHEMA as_public;

CREATE SCHEMA as_security;

CREATE SCHEMA as_steward;

CREATE SCHEMA command;

CREATE SCHEMA data;

CREATE SCHEMA etl;

CREATE SCHEMA history;

CREATE SCHEMA live;

CREATE SCHEMA log;

CREATE SCHEMA mask;

CREATE SCHEMA siku;

CREATE EXTENSION IF NOT EXISTS pg_trgm WITH SCHEMA public;

COMMENT ON EXTENSION pg_trgm IS 'text similarity measurement and index searching based on trigrams';

CREATE EXTENSION IF NOT EXISTS postgis WITH SCHEMA public;

COMMENT ON EXTENSION postgis IS 'PostGIS geometry and geography spatial types and functions';

CREATE FUNCTION access.account_id() RETURNS bigint
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
  select nullif(current_setting('siku.account', true), '')::bigint
$$;

CREATE FUNCTION access.find(dataset_id text, criteria jsonb, at_most integer, purpose text DEFAULT NULL::text, case_number text DEFAULT NULL::text) RETURNS bigint[]
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $_$
declare
  declared jsonb := (select declaration from siku.dataset where id = dataset_id);
  field text;
  wanted text;
  conditions text[] := '{}';
  hits bigint[];
begin
  if declared is null then raise exception 'no such dataset' using errcode = 'P0002'; end if;
  for field, wanted in select key, value from jsonb_each_text(criteria) where value is not null loop
    if not (declared -> 'fields' ? field) or not access.sees(dataset_id, field) then
      raise exception 'this field cannot be asked for' using errcode = '42501';
    end if;
    conditions := conditions || case when declared #>> array['fields', field, 'type', 'name'] = 'region-code'
      then format('t.%I like %L', field, regexp_replace(wanted, '(0{10}|0{8}|0{6}|0{3})$', '') || '%')
      else format('t.%I = %L', field, wanted) end;
  end loop;
  if not exists (select from jsonb_array_elements_text(declared #> '{search,exact}') e where criteria ->> e is not null) then
    raise exception 'nothing to look for' using errcode = '22023';
  end if;
  execute format(
    'select array_agg(id) from (select t.id from data.%I t where %s order by t.id limit %s) r',
    replace(dataset_id, '-', '_'), array_to_string(conditions, ' and '), least(greatest(at_most, 1), 200)
  ) into hits;
  perform access.record('search', dataset_id, hits, array(select jsonb_object_keys(jsonb_strip_nulls(criteria))), purpose, case_number);
  return coalesce(hits, '{}');
end $_$;

CREATE FUNCTION access.record(action text, dataset text DEFAULT NULL::text, subjects bigint[] DEFAULT NULL::bigint[], fields text[] DEFAULT '{}'::text[], purpose text DEFAULT NULL::text, case_number text DEFAULT NULL::text) RETURNS bigint
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
  asker text := regexp_replace(current_setting('role'), '^siku_', '');
  who record;
  first bigint;
begin
  select a.id, a.name, a.role into who from access.account a where a.id = access.account_id();
  if subjects is not null and who.id is null then
    raise exception 'a look at a person needs an account' using errcode = '42501';
  end if;
  if who.id is not null and asker <> 'none' and asker <> who.role then
    raise exception 'the account does not have this role' using errcode = '42501';
  end if;
  with written as (
    insert into access.audit (account_id, account, role, action, dataset, subject, fields, purpose, case_number)
    select who.id, coalesce(who.name, ''), coalesce(who.role, nullif(asker, 'none'), 'system'),
      record.action, record.dataset, s, coalesce(record.fields, '{}'), record.purpose, record.case_number
    from unnest(coalesce(subjects, array[null::bigint])) s
    returning id
  )
  select min(id) into first from written;
  return first;
end $$;

CREATE FUNCTION access.refuse() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
  raise exception 'the audit log is only ever added to' using errcode = '42501';
end $$;

CREATE FUNCTION access.reveal(dataset_id text, record_id bigint, wanted text[], purpose text, case_number text, OUT audit_id bigint, OUT clear jsonb) RETURNS record
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $_$
declare
  declared jsonb := (select declaration from siku.dataset where id = dataset_id);
  field text;
begin
  if declared is null then raise exception 'no such dataset' using errcode = 'P0002'; end if;
  if coalesce(btrim(purpose), '') = '' or coalesce(btrim(case_number), '') = '' or coalesce(cardinality(wanted), 0) = 0 then
    raise exception 'a purpose, a case number and fields are needed' using errcode = '22023';
  end if;
  foreach field in array wanted loop
    if not (declared -> 'fields' ? field) or not access.sees(dataset_id, field) then
      raise exception 'this field cannot be revealed' using errcode = '42501';
    end if;
  end loop;
  execute format(
    'select jsonb_build_object(%s) from data.%I t where t.id = $1',
    (select string_agg(format('%L, t.%I::text', w, w), ', ') from unnest(wanted) w), replace(dataset_id, '-', '_')
  ) into clear using record_id;
  if clear is null then raise exception 'no such record' using errcode = 'P0002'; end if;
  audit_id := access.record('reveal', dataset_id, array[record_id], wanted, purpose, case_number);
end $_$;

CREATE FUNCTION access.sees(dataset_id text, field text) RETURNS boolean
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
  select exists (
    select from pg_attribute a
    join pg_class c on c.oid = a.attrelid
    join pg_namespace n on n.oid = c.relnamespace
    where n.nspname = 'as_' || regexp_replace(current_setting('role'), '^siku_', '')
      and c.relname = replace(dataset_id, '-', '_') and a.attname = field and a.attnum > 0 and not a.attisdropped
      and has_table_privilege(current_setting('role'), c.oid, 'select')
  )
$$;

CREATE FUNCTION command.append(incident bigint, kind text, data jsonb, undoes bigint DEFAULT NULL::bigint) RETURNS bigint
    LANGUAGE sql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
  insert into command.log (incident_id, account_id, account, kind, data, undoes)
  select append.incident, access.account_id(),
    coalesce((select name from access.account where id = access.account_id()), ''), append.kind, append.data, append.undoes
  returning id
$$;

CREATE FUNCTION command.crew_moves() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
  if current_user = 'siku_partner' and new.status not in ('en-route', 'arrived') then
    raise exception 'a crew says en-route or arrived' using errcode = '42501';
  end if;
  return new;
end $$;

CREATE FUNCTION command.crew_status() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
  if current_user = 'siku_partner' and not (old.status in ('reported', 'dispatched') and new.status = 'on-scene') then
    raise exception 'a crew brings an incident on-scene' using errcode = '42501';
  end if;
  return new;
end $$;

CREATE FUNCTION command.log_stays() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ begin raise exception 'the log is append-only' using errcode = '42501'; end $$;

CREATE FUNCTION command.next_number() RETURNS text
    LANGUAGE sql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
  insert into command.day_number as d (day, last) values ((now() at time zone 'Asia/Shanghai')::date, 1)
  on conflict (day) do update set last = d.last + 1
  returning to_char(d.day, 'YYYYMMDD') || '-' || lpad(d.last::text, 3, '0')
$$;

CREATE FUNCTION etl.may_load() RETURNS boolean
    LANGUAGE sql STABLE
    AS $$ select true $$;

CREATE FUNCTION live.drop_before(day date) RETURNS integer
    LANGUAGE plpgsql
    AS $$
declare part text; dropped integer := 0;
begin
  for part in
    select c.relname from pg_inherits i join pg_class c on c.oid = i.inhrelid
    where i.inhparent = 'live.position'::regclass and c.relname < 'position_' || to_char(day, 'YYYYMMDD')
  loop
    execute format('drop table live.%I', part);
    dropped := dropped + 1;
  end loop;
  return dropped;
end $$;

CREATE FUNCTION live.keep_day(day date) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare part text := 'position_' || to_char(day, 'YYYYMMDD');
begin
  if to_regclass('live.' || part) is not null then return; end if;
  perform pg_advisory_xact_lock(1936289653, 30);
  execute format(
    'create table if not exists live.%I partition of live.position for values from (%L) to (%L)',
    part, day::text || ' 00:00:00+00', (day + 1)::text || ' 00:00:00+00'
  );
end $$;

CREATE FUNCTION log.cells_of(g public.geometry) RETURNS SETOF integer
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    AS $$
  with b as (
    select
      greatest(0, least(16383, floor((st_xmin(g) + 180) / 360 * 16384)::int)) x0,
      greatest(0, least(16383, floor((st_xmax(g) + 180) / 360 * 16384)::int)) x1,
      greatest(0, least(16383, floor((0.5 - ln(tan(pi() / 4 + radians(greatest(-85.05, least(85.05, st_ymax(g)))) / 2)) / (2 * pi())) * 16384)::int)) y0,
      greatest(0, least(16383, floor((0.5 - ln(tan(pi() / 4 + radians(greatest(-85.05, least(85.05, st_ymin(g)))) / 2)) / (2 * pi())) * 16384)::int)) y1
    where g is not null
  )
  select x * 16384 + y from b, generate_series(x0, x1) x, generate_series(y0, y1) y
$$;

CREATE FUNCTION log.on_addresses() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
declare batch bigint := nullif(current_setting('siku.batch', true), '')::bigint;
begin
  if tg_op = 'INSERT' then
    insert into log.change (dataset, op, row_count, ids, id_min, id_max, cells, batch_id)
    select 'addresses', 'insert', n, case when n <= 5000 then (select array_agg(distinct id) from (select id from new_rows) r) end, lo, hi,
      case when n <= 50000 then (select case when count(*) <= 4096 then array_agg(c) end from (select distinct c from (select geom from new_rows) g, lateral log.cells_of(g.geom) c where not st_isempty(g.geom) limit 4097) d) end, batch
    from (select count(*) n, min(id) lo, max(id) hi from (select id from new_rows) r) s where n > 0;
  elsif tg_op = 'UPDATE' then
    if coalesce(current_setting('siku.undo', true), '') <> 'on' then
      insert into history.addresses (id, code, full_text, region_code, road, number, compound, building, entrance, building_code, pinyin, geom, batch_id, line, row_hash, since, until, until_op, until_batch)
      select id, code, full_text, region_code, road, number, compound, building, entrance, building_code, pinyin, geom, batch_id, line, row_hash, since, coalesce(nullif(current_setting('siku.as_of', true), '')::timestamptz, now()), 'update', batch from old_rows;
    end if;
    insert into log.change (dataset, op, row_count, ids, id_min, id_max, cells, batch_id)
    select 'addresses', 'update', n, case when n <= 5000 then (select array_agg(distinct id) from (select id from new_rows union select id from old_rows) r) end, lo, hi,
      case when n <= 50000 then (select case when count(*) <= 4096 then array_agg(c) end from (select distinct c from (select geom from new_rows union all select geom from old_rows) g, lateral log.cells_of(g.geom) c where not st_isempty(g.geom) limit 4097) d) end, batch
    from (select count(*) n, min(id) lo, max(id) hi from (select id from new_rows union select id from old_rows) r) s where n > 0;
  else
    if coalesce(current_setting('siku.undo', true), '') <> 'on' then
      insert into history.addresses (id, code, full_text, region_code, road, number, compound, building, entrance, building_code, pinyin, geom, batch_id, line, row_hash, since, until, until_op, until_batch)
      select id, code, full_text, region_code, road, number, compound, building, entrance, building_code, pinyin, geom, batch_id, line, row_hash, since, coalesce(nullif(current_setting('siku.as_of', true), '')::timestamptz, now()), 'delete', batch from old_rows;
    end if;
    insert into log.change (dataset, op, row_count, ids, id_min, id_max, cells, batch_id)
    select 'addresses', 'delete', n, case when n <= 5000 then (select array_agg(distinct id) from (select id from old_rows) r) end, lo, hi,
      case when n <= 50000 then (select case when count(*) <= 4096 then array_agg(c) end from (select distinct c from (select geom from old_rows) g, lateral log.cells_of(g.geom) c where not st_isempty(g.geom) limit 4097) d) end, batch
    from (select count(*) n, min(id) lo, max(id) hi from (select id from old_rows) r) s where n > 0;
  end if;
  return null;
end $$;

CREATE FUNCTION log.on_buildings() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
declare batch bigint := nullif(current_setting('siku.batch', true), '')::bigint;
begin
  if tg_op = 'INSERT' then
    insert into log.change (dataset, op, row_count, ids, id_min, id_max, cells, batch_id)
    select 'buildings', 'insert', n, case when n <= 5000 then (select array_agg(distinct id) from (select id from new_rows) r) end, lo, hi,
      case when n <= 50000 then (select case when count(*) <= 4096 then array_agg(c) end from (select distinct c from (select geom from new_rows) g, lateral log.cells_of(g.geom) c where not st_isempty(g.geom) limit 4097) d) end, batch
    from (select count(*) n, min(id) lo, max(id) hi from (select id from new_rows) r) s where n > 0;
  elsif tg_op = 'UPDATE' then
    if coalesce(current_setting('siku.undo', true), '') <> 'on' then
      insert into history.buildings (id, code, name, use, floors, height, floor_area, built_year, parcel_code, pinyin, geom, batch_id, line, row_hash, since, until, until_op, until_batch)
      select id, code, name, use, floors, height, floor_area, built_year, parcel_code, pinyin, geom, batch_id, line, row_hash, since, coalesce(nullif(current_setting('siku.as_of', true), '')::timestamptz, now()), 'update', batch from old_rows;
    end if;
    insert into log.change (dataset, op, row_count, ids, id_min, id_max, cells, batch_id)
    select 'buildings', 'update', n, case when n <= 5000 then (select array_agg(distinct id) from (select id from new_rows union select id from old_rows) r) end, lo, hi,
      case when n <= 50000 then (select case when count(*) <= 4096 then array_agg(c) end from (select distinct c from (select geom from new_rows union all select geom from old_rows) g, lateral log.cells_of(g.geom) c where not st_isempty(g.geom) limit 4097) d) end, batch
    from (select count(*) n, min(id) lo, max(id) hi from (select id from new_rows union select id from old_rows) r) s where n > 0;
  else
    if coalesce(current_setting('siku.undo', true), '') <> 'on' then
      insert into history.buildings (id, code, name, use, floors, height, floor_area, built_year, parcel_code, pinyin, geom, batch_id, line, row_hash, since, until, until_op, until_batch)
      select id, code, name, use, floors, height, floor_area, built_year, parcel_code, pinyin, geom, batch_id, line, row_hash, since, coalesce(nullif(current_setting('siku.as_of', true), '')::timestamptz, now()), 'delete', batch from old_rows;
    end if;
    insert into log.change (dataset, op, row_count, ids, id_min, id_max, cells, batch_id)
    select 'buildings', 'delete', n, case when n <= 5000 then (select array_agg(distinct id) from (select id from old_rows) r) end, lo, hi,
      case when n <= 50000 then (select case when count(*) <= 4096 then array_agg(c) end from (select distinct c from (select geom from old_rows) g, lateral log.cells_of(g.geom) c where not st_isempty(g.geom) limit 4097) d) end, batch
    from (select count(*) n, min(id) lo, max(id) hi from (select id from old_rows) r) s where n > 0;
  end if;
  return null;
end $$;

CREATE FUNCTION log.on_economy() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
declare batch bigint := nullif(current_setting('siku.batch', true), '')::bigint;
begin
  if tg_op = 'INSERT' then
    insert into log.change (dataset, op, row_count, ids, id_min, id_max, cells, batch_id)
    select 'economy', 'insert', n, case when n <= 5000 then (select array_agg(distinct id) from (select id from new_rows) r) end, lo, hi,
      case when n <= 50000 then '{}'::integer[] end, batch
    from (select count(*) n, min(id) lo, max(id) hi from (select id from new_rows) r) s where n > 0;
  elsif tg_op = 'UPDATE' then
    if coalesce(current_setting('siku.undo', true), '') <> 'on' then
      insert into history.economy (id, region_code, indicator, period, value, unit, batch_id, line, row_hash, since, until, until_op, until_batch)
      select id, region_code, indicator, period, value, unit, batch_id, line, row_hash, since, coalesce(nullif(current_setting('siku.as_of', true), '')::timestamptz, now()), 'update', batch from old_rows;
    end if;
    insert into log.change (dataset, op, row_count, ids, id_min, id_max, cells, batch_id)
    select 'economy', 'update', n, case when n <= 5000 then (select array_agg(distinct id) from (select id from new_rows union select id from old_rows) r) end, lo, hi,
      case when n <= 50000 then '{}'::integer[] end, batch
    from (select count(*) n, min(id) lo, max(id) hi from (select id from new_rows union select id from old_rows) r) s where n > 0;
  else
    if coalesce(current_setting('siku.undo', true), '') <> 'on' then
      insert into history.economy (id, region_code, indicator, period, value, unit, batch_id, line, row_hash, since, until, until_op, until_batch)
      select id, region_code, indicator, period, value, unit, batch_id, line, row_hash, since, coalesce(nullif(current_setting('siku.as_of', true), '')::timestamptz, now()), 'delete', batch from old_rows;
    end if;
    insert into log.change (dataset, op, row_count, ids, id_min, id_max, cells, batch_id)
    select 'economy', 'delete', n, case when n <= 5000 then (select array_agg(distinct id) from (select id from old_rows) r) end, lo, hi,
      case when n <= 50000 then '{}'::integer[] end, batch
    from (select count(*) n, min(id) lo, max(id) hi from (select id from old_rows) r) s where n > 0;
  end if;
  return null;
end $$;

CREATE FUNCTION log.on_imagery() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
declare batch bigint := nullif(current_setting('siku.batch', true), '')::bigint;
begin
  if tg_op = 'INSERT' then
    insert into log.change (dataset, op, row_count, ids, id_min, id_max, cells, batch_id)
    select 'imagery', 'insert', n, case when n <= 5000 then (select array_agg(distinct id) from (select id from new_rows) r) end, lo, hi,
      case when n <= 50000 then (select case when count(*) <= 4096 then array_agg(c) end from (select distinct c from (select geom from new_rows) g, lateral log.cells_of(g.geom) c where not st_isempty(g.geom) limit 4097) d) end, batch
    from (select count(*) n, min(id) lo, max(id) hi from (select id from new_rows) r) s where n > 0;
  elsif tg_op = 'UPDATE' then
    if coalesce(current_setting('siku.undo', true), '') <> 'on' then
      insert into history.imagery (id, code, title, taken, resolution, file, geom, batch_id, line, row_hash, since, until, until_op, until_batch)
      select id, code, title, taken, resolution, file, geom, batch_id, line, row_hash, since, coalesce(nullif(current_setting('siku.as_of', true), '')::timestamptz, now()), 'update', batch from old_rows;
    end if;
    insert into log.change (dataset, op, row_count, ids, id_min, id_max, cells, batch_id)
    select 'imagery', 'update', n, case when n <= 5000 then (select array_agg(distinct id) from (select id from new_rows union select id from old_rows) r) end, lo, hi,
      case when n <= 50000 then (select case when count(*) <= 4096 then array_agg(c) end from (select distinct c from (select geom from new_rows union all select geom from old_rows) g, lateral log.cells_of(g.geom) c where not st_isempty(g.geom) limit 4097) d) end, batch
    from (select count(*) n, min(id) lo, max(id) hi from (select id from new_rows union select id from old_rows) r) s where n > 0;
  else
    if coalesce(current_setting('siku.undo', true), '') <> 'on' then
      insert into history.imagery (id, code, title, taken, resolution, file, geom, batch_id, line, row_hash, since, until, until_op, until_batch)
      select id, code, title, taken, resolution, file, geom, batch_id, line, row_hash, since, coalesce(nullif(current_setting('siku.as_of', true), '')::timestamptz, now()), 'delete', batch from old_rows;
    end if;
    insert into log.change (dataset, op, row_count, ids, id_min, id_max, cells, batch_id)
    select 'imagery', 'delete', n, case when n <= 5000 then (select array_agg(distinct id) from (select id from old_rows) r) end, lo, hi,
      case when n <= 50000 then (select case when count(*) <= 4096 then array_agg(c) end from (select distinct c from (select geom from old_rows) g, lateral log.cells_of(g.geom) c where not st_isempty(g.geom) limit 4097) d) end, batch
    from (select count(*) n, min(id) lo, max(id) hi from (select id from old_rows) r) s where n > 0;
  end if;
  return null;
end $$;

CREATE FUNCTION log.on_legal_entities() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
declare batch bigint := nullif(current_setting('siku.batch', true), '')::bigint;
begin
  if tg_op = 'INSERT' then
    insert into log.change (dataset, op, row_count, ids, id_min, id_max, cells, batch_id)
    select 'legal-entities', 'insert', n, case when n <= 5000 then (select array_agg(distinct id) from (select id from new_rows) r) end, lo, hi,
      case when n <= 50000 then (select case when count(*) <= 4096 then array_agg(c) end from (select distinct c from (select geom from new_rows) g, lateral log.cells_of(g.geom) c where not st_isempty(g.geom) limit 4097) d) end, batch
    from (select count(*) n, min(id) lo, max(id) hi from (select id from new_rows) r) s where n > 0;
  elsif tg_op = 'UPDATE' then
    if coalesce(current_setting('siku.undo', true), '') <> 'on' then
      insert into history.legal_entities (id, credit_code, name, kind, industry, status, established, employees, capital, representative, phone, address, region_code, pinyin, geom, address_id, place_level, place_method, place_confidence, batch_id, line, row_hash, since, until, until_op, until_batch)
      select id, credit_code, name, kind, industry, status, established, employees, capital, representative, phone, address, region_code, pinyin, geom, address_id, place_level, place_method, place_confidence, batch_id, line, row_hash, since, coalesce(nullif(current_setting('siku.as_of', true), '')::timestamptz, now()), 'update', batch from old_rows;
    end if;
    insert into log.change (dataset, op, row_count, ids, id_min, id_max, cells, batch_id)
    select 'legal-entities', 'update', n, case when n <= 5000 then (select array_agg(distinct id) from (select id from new_rows union select id from old_rows) r) end, lo, hi,
      case when n <= 50000 then (select case when count(*) <= 4096 then array_agg(c) end from (select distinct c from (select geom from new_rows union all select geom from old_rows) g, lateral log.cells_of(g.geom) c where not st_isempty(g.geom) limit 4097) d) end, batch
    from (select count(*) n, min(id) lo, max(id) hi from (select id from new_rows union select id from old_rows) r) s where n > 0;
  else
    if coalesce(current_setting('siku.undo', true), '') <> 'on' then
      insert into history.legal_entities (id, credit_code, name, kind, industry, status, established, employees, capital, representative, phone, address, region_code, pinyin, geom, address_id, place_level, place_method, place_confidence, batch_id, line, row_hash, since, until, until_op, until_batch)
      select id, credit_code, name, kind, industry, status, established, employees, capital, representative, phone, address, region_code, pinyin, geom, address_id, place_level, place_method, place_confidence, batch_id, line, row_hash, since, coalesce(nullif(current_setting('siku.as_of', true), '')::timestamptz, now()), 'delete', batch from old_rows;
    end if;
    insert into log.change (dataset, op, row_count, ids, id_min, id_max, cells, batch_id)
    select 'legal-entities', 'delete', n, case when n <= 5000 then (select array_agg(distinct id) from (select id from old_rows) r) end, lo, hi,
      case when n <= 50000 then (select case when count(*) <= 4096 then array_agg(c) end from (select distinct c from (select geom from old_rows) g, lateral log.cells_of(g.geom) c where not st_isempty(g.geom) limit 4097) d) end, batch
    from (select count(*) n, min(id) lo, max(id) hi from (select id from old_rows) r) s where n > 0;
  end if;
  return null;
end $$;

CREATE FUNCTION log.on_parcels() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
declare batch bigint := nullif(current_setting('siku.batch', true), '')::bigint;
begin
  if tg_op = 'INSERT' then
    insert into log.change (dataset, op, row_count, ids, id_min, id_max, cells, batch_id)
    select 'parcels', 'insert', n, case when n <= 5000 then (select array_agg(distinct id) from (select id from new_rows) r) end, lo, hi,
      case when n <= 50000 then (select case when count(*) <= 4096 then array_agg(c) end from (select distinct c from (select geom from new_rows) g, lateral log.cells_of(g.geom) c where not st_isempty(g.geom) limit 4097) d) end, batch
    from (select count(*) n, min(id) lo, max(id) hi from (select id from new_rows) r) s where n > 0;
  elsif tg_op = 'UPDATE' then
    if coalesce(current_setting('siku.undo', true), '') <> 'on' then
      insert into history.parcels (id, code, name, land_use, area, plot_ratio, pinyin, geom, batch_id, line, row_hash, since, until, until_op, until_batch)
      select id, code, name, land_use, area, plot_ratio, pinyin, geom, batch_id, line, row_hash, since, coalesce(nullif(current_setting('siku.as_of', true), '')::timestamptz, now()), 'update', batch from old_rows;
    end if;
    insert into log.change (dataset, op, row_count, ids, id_min, id_max, cells, batch_id)
    select 'parcels', 'update', n, case when n <= 5000 then (select array_agg(distinct id) from (select id from new_rows union select id from old_rows) r) end, lo, hi,
      case when n <= 50000 then (select case when count(*) <= 4096 then array_agg(c) end from (select distinct c from (select geom from new_rows union all select geom from old_rows) g, lateral log.cells_of(g.geom) c where not st_isempty(g.geom) limit 4097) d) end, batch
    from (select count(*) n, min(id) lo, max(id) hi from (select id from new_rows union select id from old_rows) r) s where n > 0;
  else
    if coalesce(current_setting('siku.undo', true), '') <> 'on' then
      insert into history.parcels (id, code, name, land_use, area, plot_ratio, pinyin, geom, batch_id, line, row_hash, since, until, until_op, until_batch)
      select id, code, name, land_use, area, plot_ratio, pinyin, geom, batch_id, line, row_hash, since, coalesce(nullif(current_setting('siku.as_of', true), '')::timestamptz, now()), 'delete', batch from old_rows;
    end if;
    insert into log.change (dataset, op, row_count, ids, id_min, id_max, cells, batch_id)
    select 'parcels', 'delete', n, case when n <= 5000 then (select array_agg(distinct id) from (select id from old_rows) r) end, lo, hi,
      case when n <= 50000 then (select case when count(*) <= 4096 then array_agg(c) end from (select distinct c from (select geom from old_rows) g, lateral log.cells_of(g.geom) c where not st_isempty(g.geom) limit 4097) d) end, batch
    from (select count(*) n, min(id) lo, max(id) hi from (select id from old_rows) r) s where n > 0;
  end if;
  return null;
end $$;

CREATE FUNCTION log.on_places() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
declare batch bigint := nullif(current_setting('siku.batch', true), '')::bigint;
begin
  if tg_op = 'INSERT' then
    insert into log.change (dataset, op, row_count, ids, id_min, id_max, cells, batch_id)
    select 'places', 'insert', n, case when n <= 5000 then (select array_agg(distinct id) from (select id from new_rows) r) end, lo, hi,
      case when n <= 50000 then (select case when count(*) <= 4096 then array_agg(c) end from (select distinct c from (select geom from new_rows) g, lateral log.cells_of(g.geom) c where not st_isempty(g.geom) limit 4097) d) end, batch
    from (select count(*) n, min(id) lo, max(id) hi from (select id from new_rows) r) s where n > 0;
  elsif tg_op = 'UPDATE' then
    if coalesce(current_setting('siku.undo', true), '') <> 'on' then
      insert into history.places (id, code, name, kind, grade, capacity, detail, phone, address, region_code, pinyin, geom, address_id, place_level, place_method, place_confidence, batch_id, line, row_hash, since, until, until_op, until_batch)
      select id, code, name, kind, grade, capacity, detail, phone, address, region_code, pinyin, geom, address_id, place_level, place_method, place_confidence, batch_id, line, row_hash, since, coalesce(nullif(current_setting('siku.as_of', true), '')::timestamptz, now()), 'update', batch from old_rows;
    end if;
    insert into log.change (dataset, op, row_count, ids, id_min, id_max, cells, batch_id)
    select 'places', 'update', n, case when n <= 5000 then (select array_agg(distinct id) from (select id from new_rows union select id from old_rows) r) end, lo, hi,
      case when n <= 50000 then (select case when count(*) <= 4096 then array_agg(c) end from (select distinct c from (select geom from new_rows union all select geom from old_rows) g, lateral log.cells_of(g.geom) c where not st_isempty(g.geom) limit 4097) d) end, batch
    from (select count(*) n, min(id) lo, max(id) hi from (select id from new_rows union select id from old_rows) r) s where n > 0;
  else
    if coalesce(current_setting('siku.undo', true), '') <> 'on' then
      insert into history.places (id, code, name, kind, grade, capacity, detail, phone, address, region_code, pinyin, geom, address_id, place_level, place_method, place_confidence, batch_id, line, row_hash, since, until, until_op, until_batch)
      select id, code, name, kind, grade, capacity, detail, phone, address, region_code, pinyin, geom, address_id, place_level, place_method, place_confidence, batch_id, line, row_hash, since, coalesce(nullif(current_setting('siku.as_of', true), '')::timestamptz, now()), 'delete', batch from old_rows;
    end if;
    insert into log.change (dataset, op, row_count, ids, id_min, id_max, cells, batch_id)
    select 'places', 'delete', n, case when n <= 5000 then (select array_agg(distinct id) from (select id from old_rows) r) end, lo, hi,
      case when n <= 50000 then (select case when count(*) <= 4096 then array_agg(c) end from (select distinct c from (select geom from old_rows) g, lateral log.cells_of(g.geom) c where not st_isempty(g.geom) limit 4097) d) end, batch
    from (select count(*) n, min(id) lo, max(id) hi from (select id from old_rows) r) s where n > 0;
  end if;
  return null;
end $$;

CREATE FUNCTION log.on_population() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
declare batch bigint := nullif(current_setting('siku.batch', true), '')::bigint;
begin
  if tg_op = 'INSERT' then
    insert into log.change (dataset, op, row_count, ids, id_min, id_max, cells, batch_id)
    select 'population', 'insert', n, case when n <= 5000 then (select array_agg(distinct id) from (select id from new_rows) r) end, lo, hi,
      case when n <= 50000 then (select case when count(*) <= 4096 then array_agg(c) end from (select distinct c from (select geom from new_rows) g, lateral log.cells_of(g.geom) c where not st_isempty(g.geom) limit 4097) d) end, batch
    from (select count(*) n, min(id) lo, max(id) hi from (select id from new_rows) r) s where n > 0;
  elsif tg_op = 'UPDATE' then
    if coalesce(current_setting('siku.undo', true), '') <> 'on' then
      insert into history.population (id, id_number, name, sex, birth_date, ethnic_group, residence, household_no, household_role, phone, address, region_code, geom, address_id, place_level, place_method, place_confidence, batch_id, line, row_hash, since, until, until_op, until_batch)
      select id, id_number, name, sex, birth_date, ethnic_group, residence, household_no, household_role, phone, address, region_code, geom, address_id, place_level, place_method, place_confidence, batch_id, line, row_hash, since, coalesce(nullif(current_setting('siku.as_of', true), '')::timestamptz, now()), 'update', batch from old_rows;
    end if;
    insert into log.change (dataset, op, row_count, ids, id_min, id_max, cells, batch_id)
    select 'population', 'update', n, case when n <= 5000 then (select array_agg(distinct id) from (select id from new_rows union select id from old_rows) r) end, lo, hi,
      case when n <= 50000 then (select case when count(*) <= 4096 then array_agg(c) end from (select distinct c from (select geom from new_rows union all select geom from old_rows) g, lateral log.cells_of(g.geom) c where not st_isempty(g.geom) limit 4097) d) end, batch
    from (select count(*) n, min(id) lo, max(id) hi from (select id from new_rows union select id from old_rows) r) s where n > 0;
  else
    if coalesce(current_setting('siku.undo', true), '') <> 'on' then
      insert into history.population (id, id_number, name, sex, birth_date, ethnic_group, residence, household_no, household_role, phone, address, region_code, geom, address_id, place_level, place_method, place_confidence, batch_id, line, row_hash, since, until, until_op, until_batch)
      select id, id_number, name, sex, birth_date, ethnic_group, residence, household_no, household_role, phone, address, region_code, geom, address_id, place_level, place_method, place_confidence, batch_id, line, row_hash, since, coalesce(nullif(current_setting('siku.as_of', true), '')::timestamptz, now()), 'delete', batch from old_rows;
    end if;
    insert into log.change (dataset, op, row_count, ids, id_min, id_max, cells, batch_id)
    select 'population', 'delete', n, case when n <= 5000 then (select array_agg(distinct id) from (select id from old_rows) r) end, lo, hi,
      case when n <= 50000 then (select case when count(*) <= 4096 then array_agg(c) end from (select distinct c from (select geom from old_rows) g, lateral log.cells_of(g.geom) c where not st_isempty(g.geom) limit 4097) d) end, batch
    from (select count(*) n, min(id) lo, max(id) hi from (select id from old_rows) r) s where n > 0;
  end if;
  return null;
end $$;

CREATE FUNCTION log.on_regions() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
declare batch bigint := nullif(current_setting('siku.batch', true), '')::bigint;
begin
  if tg_op = 'INSERT' then
    insert into log.change (dataset, op, row_count, ids, id_min, id_max, cells, batch_id)
    select 'regions', 'insert', n, case when n <= 5000 then (select array_agg(distinct id) from (select id from new_rows) r) end, lo, hi,
      case when n <= 50000 then (select case when count(*) <= 4096 then array_agg(c) end from (select distinct c from (select geom from new_rows) g, lateral log.cells_of(g.geom) c where not st_isempty(g.geom) limit 4097) d) end, batch
    from (select count(*) n, min(id) lo, max(id) hi from (select id from new_rows) r) s where n > 0;
  elsif tg_op = 'UPDATE' then
    if coalesce(current_setting('siku.undo', true), '') <> 'on' then
      insert into history.regions (id, code, name, level, parent_code, status, valid_from, valid_to, successor_codes, pinyin, geom, batch_id, line, row_hash, since, until, until_op, until_batch)
      select id, code, name, level, parent_code, status, valid_from, valid_to, successor_codes, pinyin, geom, batch_id, line, row_hash, since, coalesce(nullif(current_setting('siku.as_of', true), '')::timestamptz, now()), 'update', batch from old_rows;
    end if;
    insert into log.change (dataset, op, row_count, ids, id_min, id_max, cells, batch_id)
    select 'regions', 'update', n, case when n <= 5000 then (select array_agg(distinct id) from (select id from new_rows union select id from old_rows) r) end, lo, hi,
      case when n <= 50000 then (select case when count(*) <= 4096 then array_agg(c) end from (select distinct c from (select geom from new_rows union all select geom from old_rows) g, lateral log.cells_of(g.geom) c where not st_isempty(g.geom) limit 4097) d) end, batch
    from (select count(*) n, min(id) lo, max(id) hi from (select id from new_rows union select id from old_rows) r) s where n > 0;
  else
    if coalesce(current_setting('siku.undo', true), '') <> 'on' then
      insert into history.regions (id, code, name, level, parent_code, status, valid_from, valid_to, successor_codes, pinyin, geom, batch_id, line, row_hash, since, until, until_op, until_batch)
      select id, code, name, level, parent_code, status, valid_from, valid_to, successor_codes, pinyin, geom, batch_id, line, row_hash, since, coalesce(nullif(current_setting('siku.as_of', true), '')::timestamptz, now()), 'delete', batch from old_rows;
    end if;
    insert into log.change (dataset, op, row_count, ids, id_min, id_max, cells, batch_id)
    select 'regions', 'delete', n, case when n <= 5000 then (select array_agg(distinct id) from (select id from old_rows) r) end, lo, hi,
      case when n <= 50000 then (select case when count(*) <= 4096 then array_agg(c) end from (select distinct c from (select geom from old_rows) g, lateral log.cells_of(g.geom) c where not st_isempty(g.geom) limit 4097) d) end, batch
    from (select count(*) n, min(id) lo, max(id) hi from (select id from old_rows) r) s where n > 0;
  end if;
  return null;
end $$;

CREATE FUNCTION log.on_roads() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
declare batch bigint := nullif(current_setting('siku.batch', true), '')::bigint;
begin
  if tg_op = 'INSERT' then
    insert into log.change (dataset, op, row_count, ids, id_min, id_max, cells, batch_id)
    select 'roads', 'insert', n, case when n <= 5000 then (select array_agg(distinct id) from (select id from new_rows) r) end, lo, hi,
      case when n <= 50000 then (select case when count(*) <= 4096 then array_agg(c) end from (select distinct c from (select geom from new_rows) g, lateral log.cells_of(g.geom) c where not st_isempty(g.geom) limit 4097) d) end, batch
    from (select count(*) n, min(id) lo, max(id) hi from (select id from new_rows) r) s where n > 0;
  elsif tg_op = 'UPDATE' then
    if coalesce(current_setting('siku.undo', true), '') <> 'on' then
      insert into history.roads (id, code, name, class, oneway, speed, lanes, bridge, from_node, to_node, length, geom, batch_id, line, row_hash, since, until, until_op, until_batch)
      select id, code, name, class, oneway, speed, lanes, bridge, from_node, to_node, length, geom, batch_id, line, row_hash, since, coalesce(nullif(current_setting('siku.as_of', true), '')::timestamptz, now()), 'update', batch from old_rows;
    end if;
    insert into log.change (dataset, op, row_count, ids, id_min, id_max, cells, batch_id)
    select 'roads', 'update', n, case when n <= 5000 then (select array_agg(distinct id) from (select id from new_rows union select id from old_rows) r) end, lo, hi,
      case when n <= 50000 then (select case when count(*) <= 4096 then array_agg(c) end from (select distinct c from (select geom from new_rows union all select geom from old_rows) g, lateral log.cells_of(g.geom) c where not st_isempty(g.geom) limit 4097) d) end, batch
    from (select count(*) n, min(id) lo, max(id) hi from (select id from new_rows union select id from old_rows) r) s where n > 0;
  else
    if coalesce(current_setting('siku.undo', true), '') <> 'on' then
      insert into history.roads (id, code, name, class, oneway, speed, lanes, bridge, from_node, to_node, length, geom, batch_id, line, row_hash, since, until, until_op, until_batch)
      select id, code, name, class, oneway, speed, lanes, bridge, from_node, to_node, length, geom, batch_id, line, row_hash, since, coalesce(nullif(current_setting('siku.as_of', true), '')::timestamptz, now()), 'delete', batch from old_rows;
    end if;
    insert into log.change (dataset, op, row_count, ids, id_min, id_max, cells, batch_id)
    select 'roads', 'delete', n, case when n <= 5000 then (select array_agg(distinct id) from (select id from old_rows) r) end, lo, hi,
      case when n <= 50000 then (select case when count(*) <= 4096 then array_agg(c) end from (select distinct c from (select geom from old_rows) g, lateral log.cells_of(g.geom) c where not st_isempty(g.geom) limit 4097) d) end, batch
    from (select count(*) n, min(id) lo, max(id) hi from (select id from old_rows) r) s where n > 0;
  end if;
  return null;
end $$;

CREATE FUNCTION log.on_units() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
declare batch bigint := nullif(current_setting('siku.batch', true), '')::bigint;
begin
  if tg_op = 'INSERT' then
    insert into log.change (dataset, op, row_count, ids, id_min, id_max, cells, batch_id)
    select 'units', 'insert', n, case when n <= 5000 then (select array_agg(distinct id) from (select id from new_rows) r) end, lo, hi,
      case when n <= 50000 then (select case when count(*) <= 4096 then array_agg(c) end from (select distinct c from (select geom from new_rows) g, lateral log.cells_of(g.geom) c where not st_isempty(g.geom) limit 4097) d) end, batch
    from (select count(*) n, min(id) lo, max(id) hi from (select id from new_rows) r) s where n > 0;
  elsif tg_op = 'UPDATE' then
    if coalesce(current_setting('siku.undo', true), '') <> 'on' then
      insert into history.units (id, code, name, kind, station, crew, phone, pinyin, geom, batch_id, line, row_hash, since, until, until_op, until_batch)
      select id, code, name, kind, station, crew, phone, pinyin, geom, batch_id, line, row_hash, since, coalesce(nullif(current_setting('siku.as_of', true), '')::timestamptz, now()), 'update', batch from old_rows;
    end if;
    insert into log.change (dataset, op, row_count, ids, id_min, id_max, cells, batch_id)
    select 'units', 'update', n, case when n <= 5000 then (select array_agg(distinct id) from (select id from new_rows union select id from old_rows) r) end, lo, hi,
      case when n <= 50000 then (select case when count(*) <= 4096 then array_agg(c) end from (select distinct c from (select geom from new_rows union all select geom from old_rows) g, lateral log.cells_of(g.geom) c where not st_isempty(g.geom) limit 4097) d) end, batch
    from (select count(*) n, min(id) lo, max(id) hi from (select id from new_rows union select id from old_rows) r) s where n > 0;
  else
    if coalesce(current_setting('siku.undo', true), '') <> 'on' then
      insert into history.units (id, code, name, kind, station, crew, phone, pinyin, geom, batch_id, line, row_hash, since, until, until_op, until_batch)
      select id, code, name, kind, station, crew, phone, pinyin, geom, batch_id, line, row_hash, since, coalesce(nullif(current_setting('siku.as_of', true), '')::timestamptz, now()), 'delete', batch from old_rows;
    end if;
    insert into log.change (dataset, op, row_count, ids, id_min, id_max, cells, batch_id)
    select 'units', 'delete', n, case when n <= 5000 then (select array_agg(distinct id) from (select id from old_rows) r) end, lo, hi,
      case when n <= 50000 then (select case when count(*) <= 4096 then array_agg(c) end from (select distinct c from (select geom from old_rows) g, lateral log.cells_of(g.geom) c where not st_isempty(g.geom) limit 4097) d) end, batch
    from (select count(*) n, min(id) lo, max(id) hi from (select id from old_rows) r) s where n > 0;
  end if;
  return null;
end $$;

CREATE FUNCTION log.reached() RETURNS bigint
    LANGUAGE sql STABLE
    AS $$ select coalesce(max(seq), 0) from log.change $$;

CREATE FUNCTION log.seal() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
  perform pg_advisory_xact_lock(1936289653, 1);
  update log.change set seq = nextval('log.seq') where entry = new.entry;
  perform pg_notify('siku_change', '');
  return null;
end $$;

CREATE FUNCTION mask."all"(v text) RETURNS text
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    AS $$ select '******' where v is not null $$;

CREATE FUNCTION mask.date(v text) RETURNS text
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    AS $$ select left(v, 4) || '-**-**' where v is not null $$;

CREATE FUNCTION mask.id_number(v text) RETURNS text
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    AS $$ select left(v, 6) || '********' || right(v, 4) where v is not null $$;

CREATE FUNCTION mask.name(v text) RETURNS text
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    AS $$ select left(v, 1) || repeat('*', greatest(char_length(v) - 1, 1)) where v is not null $$;

CREATE FUNCTION mask.phone(v text) RETURNS text
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    AS $$ select case when char_length(v) >= 11 then left(v, 3) || '****' || right(v, 4) else left(v, 2) || '****' end where v is not null $$;

CREATE FUNCTION siku.age_on(birth date, day date) RETURNS integer
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    AS $$
  select extract(year from age(day::timestamp, birth::timestamp))::int
$$;

CREATE FUNCTION siku.files_of(batches bigint[]) RETURNS TABLE(batch bigint, file text)
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
  select id, file from etl.batch where id = any (batches)
$$;

CREATE FUNCTION siku.reference_date(dataset_id text) RETURNS date
    LANGUAGE sql STABLE
    AS $$
  select coalesce((select day from siku.reference where dataset = dataset_id), date '2026-10-31')
$$;

CREATE FUNCTION siku.sequence() RETURNS bigint
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$ select log.reached() $$;

CREATE TABLE access.account (
    id bigint NOT NULL,
    username text NOT NULL,
    name text NOT NULL,
    role text NOT NULL,
    password text,
    active boolean DEFAULT true NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT account_username_check CHECK ((username = lower(username)))
);

ALTER TABLE access.account ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME access.account_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE access.api_key (
    id text NOT NULL,
    secret_hash bytea NOT NULL,
    account_id bigint NOT NULL,
    title text NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    used_at timestamp with time zone,
    expires_at timestamp with time zone,
    revoked_at timestamp with time zone
);

CREATE TABLE access.attempt (
    key bytea NOT NULL,
    failures integer NOT NULL,
    last_at timestamp with time zone NOT NULL,
    blocked_until timestamp with time zone NOT NULL
);

CREATE TABLE access.audit (
    id bigint NOT NULL,
    at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    account_id bigint,
    account text NOT NULL,
    role text NOT NULL,
    action text NOT NULL,
    dataset text,
    subject bigint,
    fields text[] DEFAULT '{}'::text[] NOT NULL,
    purpose text,
    case_number text
);

ALTER TABLE access.audit ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME access.audit_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE access.enrolment (
    code_hash bytea NOT NULL,
    role text NOT NULL,
    expires_at timestamp with time zone NOT NULL
);

CREATE TABLE access.session (
    token_hash bytea NOT NULL,
    account_id bigint NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    seen_at timestamp with time zone DEFAULT now() NOT NULL,
    expires_at timestamp with time zone NOT NULL
);

CREATE TABLE data.addresses (
    id bigint NOT NULL,
    code text NOT NULL,
    full_text text NOT NULL,
    region_code text NOT NULL,
    road text,
    number text,
    compound text,
    building text,
    entrance text,
    building_code text,
    pinyin text,
    geom public.geometry(Point,4490),
    batch_id bigint,
    line integer,
    row_hash bigint,
    since timestamp with time zone DEFAULT now() NOT NULL
);

CREATE VIEW as_auditor.addresses AS
 SELECT t.id,
    t.pinyin,
    t.geom,
    t.batch_id,
    t.line,
    t.since,
    t.code,
    t.full_text,
    t.region_code,
    t.road,
    t.number,
    t.compound,
    t.building,
    t.entrance,
    t.building_code
   FROM data.addresses t;

CREATE VIEW as_auditor.audit AS
 SELECT audit.id,
    audit.at,
    audit.account_id,
    audit.account,
    audit.role,
    audit.action,
    audit.dataset,
    audit.subject,
    audit.fields,
    audit.purpose,
    audit.case_number
   FROM access.audit;

CREATE TABLE data.buildings (
    id bigint NOT NULL,
    code text NOT NULL,
    name text,
    use text,
    floors bigint,
    height double precision,
    floor_area double precision,
    built_year bigint,
    parcel_code text,
    pinyin text,
    geom public.geometry(MultiPolygon,4490),
    batch_id bigint,
    line integer,
    row_hash bigint,
    since timestamp with time zone DEFAULT now() NOT NULL
);

CREATE VIEW as_auditor.buildings AS
 SELECT t.id,
    t.pinyin,
    t.geom,
    t.batch_id,
    t.line,
    t.since,
    t.code,
    t.name,
    t.use,
    t.floors,
    t.height,
    t.floor_area,
    t.built_year,
    t.parcel_code
   FROM data.buildings t;

CREATE TABLE data.economy (
    id bigint NOT NULL,
    region_code text NOT NULL,
    indicator text NOT NULL,
    period text NOT NULL,
    value double precision NOT NULL,
    unit text,
    batch_id bigint,
    line integer,
    row_hash bigint,
    since timestamp with time zone DEFAULT now() NOT NULL
);

CREATE VIEW as_auditor.economy AS
 SELECT t.id,
    t.batch_id,
    t.line,
    t.since,
    t.region_code,
    t.indicator,
    t.period,
    t.value,
    t.unit
   FROM data.economy t;

CREATE TABLE history.addresses (
    id bigint NOT NULL,
    code text,
    full_text text,
    region_code text,
    road text,
    number text,
    compound text,
    building text,
    entrance text,
    building_code text,
    pinyin text,
    geom public.geometry(Point,4490),
    batch_id bigint,
    line integer,
    row_hash bigint,
    since timestamp with time zone,
    until timestamp with time zone NOT NULL,
    until_op text NOT NULL,
    until_batch bigint
);

CREATE VIEW as_auditor.history_addresses AS
 SELECT t.id,
    t.pinyin,
    t.geom,
    t.batch_id,
    t.line,
    t.since,
    t.code,
    t.full_text,
    t.region_code,
    t.road,
    t.number,
    t.compound,
    t.building,
    t.entrance,
    t.building_code,
    t.until,
    t.until_op,
    t.until_batch
   FROM history.addresses t;

CREATE TABLE history.buildings (
    id bigint NOT NULL,
    code text,
    name text,
    use text,
    floors bigint,
    height double precision,
    floor_area double precision,
    built_year bigint,
    parcel_code text,
    pinyin text,
    geom public.geometry(MultiPolygon,4490),
    batch_id bigint,
    line integer,
    row_hash bigint,
    since timestamp with time zone,
    until timestamp with time zone NOT NULL,
    until_op text NOT NULL,
    until_batch bigint
);

CREATE VIEW as_auditor.history_buildings AS
 SELECT t.id,
    t.pinyin,
    t.geom,
    t.batch_id,
    t.line,
    t.since,
    t.code,
    t.name,
    t.use,
    t.floors,
    t.height,
    t.floor_area,
    t.built_year,
    t.parcel_code,
    t.until,
    t.until_op,
    t.until_batch
   FROM history.buildings t;

CREATE TABLE history.economy (
    id bigint NOT NULL,
    region_code text,
    indicator text,
    period text,
    value double precision,
    unit text,
    batch_id bigint,
    line integer,
    row_hash bigint,
    since timestamp with time zone,
    until timestamp with time zone NOT NULL,
    until_op text NOT NULL,
    until_batch bigint
);

CREATE VIEW as_auditor.history_economy AS
 SELECT t.id,
    t.batch_id,
    t.line,
    t.since,
    t.region_code,
    t.indicator,
    t.period,
    t.value,
    t.unit,
    t.until,
    t.until_op,
    t.until_batch
   FROM history.economy t;

CREATE TABLE history.legal_entities (
    id bigint NOT NULL,
    credit_code text,
    name text,
    kind text,
    industry text,
    status text,
    established date,
    employees bigint,
    capital double precision,
    representative text,
    phone text,
    address text,
    region_code text,
    pinyin text,
    geom public.geometry(Point,4490),
    address_id bigint,
    place_level text,
    place_method text,
    place_confidence real,
    batch_id bigint,
    line integer,
    row_hash bigint,
    since timestamp with time zone,
    until timestamp with time zone NOT NULL,
    until_op text NOT NULL,
    until_batch bigint
);

CREATE VIEW as_auditor.history_legal_entities AS
 SELECT t.id,
    t.pinyin,
    t.geom,
    t.address_id,
    t.place_level,
    t.place_method,
    t.place_confidence,
    t.batch_id,
    t.line,
    t.since,
    t.credit_code,
    t.name,
    t.kind,
    t.industry,
    t.status,
    t.established,
    t.capital,
    t.address,
    t.region_code,
    t.until,
    t.until_op,
    t.until_batch
   FROM history.legal_entities t;

CREATE TABLE history.parcels (
    id bigint NOT NULL,
    code text,
    name text,
    land_use text,
    area double precision,
    plot_ratio double precision,
    pinyin text,
    geom public.geometry(MultiPolygon,4490),
    batch_id bigint,
    line integer,
    row_hash bigint,
    since timestamp with time zone,
    until timestamp with time zone NOT NULL,
    until_op text NOT NULL,
    until_batch bigint
);

CREATE VIEW as_auditor.history_parcels AS
 SELECT t.id,
    t.pinyin,
    t.geom,
    t.batch_id,
    t.line,
    t.since,
    t.code,
    t.name,
    t.land_use,
    t.area,
    t.plot_ratio,
    t.until,
    t.until_op,
    t.until_batch
   FROM history.parcels t;

CREATE TABLE history.places (
    id bigint NOT NULL,
    code text,
    name text,
    kind text,
    grade text,
    capacity bigint,
    detail text,
    phone text,
    address text,
    region_code text,
    pinyin text,
    geom public.geometry(Point,4490),
    address_id bigint,
    place_level text,
    place_method text,
    place_confidence real,
    batch_id bigint,
    line integer,
    row_hash bigint,
    since timestamp with time zone,
    until timestamp with time zone NOT NULL,
    until_op text NOT NULL,
    until_batch bigint
);

CREATE VIEW as_auditor.history_places AS
 SELECT t.id,
    t.pinyin,
    t.geom,
    t.address_id,
    t.place_level,
    t.place_method,
    t.place_confidence,
    t.batch_id,
    t.line,
    t.since,
    t.code,
    t.name,
    t.kind,
    t.grade,
    t.capacity,
    t.address,
    t.region_code,
    t.until,
    t.until_op,
    t.until_batch
   FROM history.places t;

CREATE TABLE history.regions (
    id bigint NOT NULL,
    code text,
    name text,
    level text,
    parent_code text,
    status text,
    valid_from date,
    valid_to date,
    successor_codes text[],
    pinyin text,
    geom public.geometry(MultiPolygon,4490),
    batch_id bigint,
    line integer,
    row_hash bigint,
    since timestamp with time zone,
    until timestamp with time zone NOT NULL,
    until_op text NOT NULL,
    until_batch bigint
);

CREATE VIEW as_auditor.history_regions AS
 SELECT t.id,
    t.pinyin,
    t.geom,
    t.batch_id,
    t.line,
    t.since,
    t.code,
    t.name,
    t.level,
    t.parent_code,
    t.status,
    t.valid_from,
    t.valid_to,
    t.successor_codes,
    t.until,
    t.until_op,
    t.until_batch
   FROM history.regions t;

CREATE TABLE history.roads (
    id bigint NOT NULL,
    code text,
    name text,
    class text,
    oneway boolean,
    speed bigint,
    lanes bigint,
    bridge boolean,
    from_node text,
    to_node text,
    length double precision,
    geom public.geometry(LineString,4490),
    batch_id bigint,
    line integer,
    row_hash bigint,
    since timestamp with time zone,
    until timestamp with time zone NOT NULL,
    until_op text NOT NULL,
    until_batch bigint
);

CREATE VIEW as_auditor.history_roads AS
 SELECT t.id,
    t.geom,
    t.batch_id,
    t.line,
    t.since,
    t.code,
    t.name,
    t.class,
    t.oneway,
    t.speed,
    t.lanes,
    t.bridge,
    t.from_node,
    t.to_node,
    t.length,
    t.until,
    t.until_op,
    t.until_batch
   FROM history.roads t;

CREATE TABLE data.legal_entities (
    id bigint NOT NULL,
    credit_code text NOT NULL,
    name text NOT NULL,
    kind text,
    industry text,
    status text NOT NULL,
    established date,
    employees bigint,
    capital double precision,
    representative text,
    phone text,
    address text,
    region_code text NOT NULL,
    pinyin text,
    geom public.geometry(Point,4490),
    address_id bigint,
    place_level text,
    place_method text,
    place_confidence real,
    batch_id bigint,
    line integer,
    row_hash bigint,
    since timestamp with time zone DEFAULT now() NOT NULL
);

CREATE VIEW as_auditor.legal_entities AS
 SELECT t.id,
    t.pinyin,
    t.geom,
    t.address_id,
    t.place_level,
    t.place_method,
    t.place_confidence,
    t.batch_id,
    t.line,
    t.since,
    t.credit_code,
    t.name,
    t.kind,
    t.industry,
    t.status,
    t.established,
    t.capital,
    t.address,
    t.region_code
   FROM data.legal_entities t;

CREATE TABLE data.parcels (
    id bigint NOT NULL,
    code text NOT NULL,
    name text,
    land_use text NOT NULL,
    area double precision,
    plot_ratio double precision,
    pinyin text,
    geom public.geometry(MultiPolygon,4490),
    batch_id bigint,
    line integer,
    row_hash bigint,
    since timestamp with time zone DEFAULT now() NOT NULL
);

CREATE VIEW as_auditor.parcels AS
 SELECT t.id,
    t.pinyin,
    t.geom,
    t.batch_id,
    t.line,
    t.since,
    t.code,
    t.name,
    t.land_use,
    t.area,
    t.plot_ratio
   FROM data.parcels t;

CREATE TABLE data.places (
    id bigint NOT NULL,
    code text NOT NULL,
    name text NOT NULL,
    kind text NOT NULL,
    grade text,
    capacity bigint,
    detail text,
    phone text,
    address text,
    region_code text,
    pinyin text,
    geom public.geometry(Point,4490),
    address_id bigint,
    place_level text,
    place_method text,
    place_confidence real,
    batch_id bigint,
    line integer,
    row_hash bigint,
    since timestamp with time zone DEFAULT now() NOT NULL
);

CREATE VIEW as_auditor.places AS
 SELECT t.id,
    t.pinyin,
    t.geom,
    t.address_id,
    t.place_level,
    t.place_method,
    t.place_confidence,
    t.batch_id,
    t.line,
    t.since,
    t.code,
    t.name,
    t.kind,
    t.grade,
    t.capacity,
    t.address,
    t.region_code
   FROM data.places t;

CREATE TABLE data.regions (
    id bigint NOT NULL,
    code text NOT NULL,
    name text NOT NULL,
    level text NOT NULL,
    parent_code text,
    status text NOT NULL,
    valid_from date,
    valid_to date,
    successor_codes text[],
    pinyin text,
    geom public.geometry(MultiPolygon,4490),
    batch_id bigint,
    line integer,
    row_hash bigint,
    since timestamp with time zone DEFAULT now() NOT NULL
);

CREATE VIEW as_auditor.regions AS
 SELECT t.id,
    t.pinyin,
    t.geom,
    t.batch_id,
    t.line,
    t.since,
    t.code,
    t.name,
    t.level,
    t.parent_code,
    t.status,
    t.valid_from,
    t.valid_to,
    t.successor_codes
   FROM data.regions t;

CREATE TABLE data.roads (
    id bigint NOT NULL,
    code text NOT NULL,
    name text,
    class text NOT NULL,
    oneway boolean,
    speed bigint,
    lanes bigint,
    bridge boolean,
    from_node text NOT NULL,
    to_node text NOT NULL,
    length double precision,
    geom public.geometry(LineString,4490),
    batch_id bigint,
    line integer,
    row_hash bigint,
    since timestamp with time zone DEFAULT now() NOT NULL
);

CREATE VIEW as_auditor.roads AS
 SELECT t.id,
    t.geom,
    t.batch_id,
    t.line,
    t.since,
    t.code,
    t.name,
    t.class,
    t.oneway,
    t.speed,
    t.lanes,
    t.bridge,
    t.from_node,
    t.to_node,
    t.length
   FROM data.roads t;

CREATE VIEW as_dispatcher.addresses AS
 SELECT t.id,
    t.pinyin,
    t.geom,
    t.batch_id,
    t.line,
    t.since,
    t.code,
    t.full_text,
    t.region_code,
    t.road,
    t.number,
    t.compound,
    t.building,
    t.entrance,
    t.building_code
   FROM data.addresses t;

CREATE VIEW as_dispatcher.buildings AS
 SELECT t.id,
    t.pinyin,
    t.geom,
    t.batch_id,
    t.line,
    t.since,
    t.code,
    t.name,
    t.use,
    t.floors,
    t.height,
    t.floor_area,
    t.built_year,
    t.parcel_code
   FROM data.buildings t;

CREATE VIEW as_dispatcher.economy AS
 SELECT t.id,
    t.batch_id,
    t.line,
    t.since,
    t.region_code,
    t.indicator,
    t.period,
    t.value,
    t.unit
   FROM data.economy t;

CREATE VIEW as_dispatcher.history_addresses AS
 SELECT t.id,
    t.pinyin,
    t.geom,
    t.batch_id,
    t.line,
    t.since,
    t.code,
    t.full_text,
    t.region_code,
    t.road,
    t.number,
    t.compound,
    t.building,
    t.entrance,
    t.building_code,
    t.until,
    t.until_op,
    t.until_batch
   FROM history.addresses t;

CREATE VIEW as_dispatcher.history_buildings AS
 SELECT t.id,
    t.pinyin,
    t.geom,
    t.batch_id,
    t.line,
    t.since,
    t.code,
    t.name,
    t.use,
    t.floors,
    t.height,
    t.floor_area,
    t.built_year,
    t.parcel_code,
    t.until,
    t.until_op,
    t.until_batch
   FROM history.buildings t;

CREATE VIEW as_dispatcher.history_economy AS
 SELECT t.id,
    t.batch_id,
    t.line,
    t.since,
    t.region_code,
    t.indicator,
    t.period,
    t.value,
    t.unit,
    t.until,
    t.until_op,
    t.until_batch
   FROM history.economy t;

CREATE TABLE history.imagery (
    id bigint NOT NULL,
    code text,
    title text,
    taken date,
    resolution double precision,
    file text,
    geom public.geometry(MultiPolygon,4490),
    batch_id bigint,
    line integer,
    row_hash bigint,
    since timestamp with time zone,
    until timestamp with time zone NOT NULL,
    until_op text NOT NULL,
    until_batch bigint
);

CREATE VIEW as_dispatcher.history_imagery AS
 SELECT t.id,
    t.geom,
    t.batch_id,
    t.line,
    t.since,
    t.code,
    t.title,
    t.taken,
    t.resolution,
    t.file,
    t.until,
    t.until_op,
    t.until_batch
   FROM history.imagery t;

CREATE VIEW as_dispatcher.history_legal_entities AS
 SELECT t.id,
    t.pinyin,
    t.geom,
    t.address_id,
    t.place_level,
    t.place_method,
    t.place_confidence,
    t.batch_id,
    t.line,
    t.since,
    t.credit_code,
    t.name,
    t.kind,
    t.industry,
    t.status,
    t.established,
    t.employees,
    t.capital,
    mask.name(t.representative) AS representative,
    mask.phone(t.phone) AS phone,
    t.address,
    t.region_code,
    t.until,
    t.until_op,
    t.until_batch
   FROM history.legal_entities t;

CREATE VIEW as_dispatcher.history_parcels AS
 SELECT t.id,
    t.pinyin,
    t.geom,
    t.batch_id,
    t.line,
    t.since,
    t.code,
    t.name,
    t.land_use,
    t.area,
    t.plot_ratio,
    t.until,
    t.until_op,
    t.until_batch
   FROM history.parcels t;

CREATE VIEW as_dispatcher.history_places AS
 SELECT t.id,
    t.pinyin,
    t.geom,
    t.address_id,
    t.place_level,
    t.place_method,
    t.place_confidence,
    t.batch_id,
    t.line,
    t.since,
    t.code,
    t.name,
    t.kind,
    t.grade,
    t.capacity,
    t.detail,
    t.phone,
    t.address,
    t.region_code,
    t.until,
    t.until_op,
    t.until_batch
   FROM history.places t;

CREATE TABLE history.population (
    id bigint NOT NULL,
    id_number text,
    name text,
    sex text,
    birth_date date,
    ethnic_group text,
    residence text,
    household_no text,
    household_role text,
    phone text,
    address text,
    region_code text,
    geom public.geometry(Point,4490),
    address_id bigint,
    place_level text,
    place_method text,
    place_confidence real,
    batch_id bigint,
    line integer,
    row_hash bigint,
    since timestamp with time zone,
    until timestamp with time zone NOT NULL,
    until_op text NOT NULL,
    until_batch bigint
);

CREATE VIEW as_dispatcher.history_population AS
 SELECT t.id,
    t.geom,
    t.address_id,
    t.place_level,
    t.place_method,
    t.place_confidence,
    t.batch_id,
    t.line,
    t.since,
    mask.id_number(t.id_number) AS id_number,
    mask.name(t.name) AS name,
    t.sex,
    mask.date((t.birth_date)::text) AS birth_date,
    t.residence,
    t.household_no,
    t.household_role,
    mask.phone(t.phone) AS phone,
    mask."all"(t.address) AS address,
    t.region_code,
    t.until,
    t.until_op,
    t.until_batch
   FROM history.population t;

CREATE VIEW as_dispatcher.history_regions AS
 SELECT t.id,
    t.pinyin,
    t.geom,
    t.batch_id,
    t.line,
    t.since,
    t.code,
    t.name,
    t.level,
    t.parent_code,
    t.status,
    t.valid_from,
    t.valid_to,
    t.successor_codes,
    t.until,
    t.until_op,
    t.until_batch
   FROM history.regions t;

CREATE VIEW as_dispatcher.history_roads AS
 SELECT t.id,
    t.geom,
    t.batch_id,
    t.line,
    t.since,
    t.code,
    t.name,
    t.class,
    t.oneway,
    t.speed,
    t.lanes,
    t.bridge,
    t.from_node,
    t.to_node,
    t.length,
    t.until,
    t.until_op,
    t.until_batch
   FROM history.roads t;

CREATE TABLE history.units (
    id bigint NOT NULL,
    code text,
    name text,
    kind text,
    station text,
    crew bigint,
    phone text,
    pinyin text,
    geom public.geometry(Point,4490),
    batch_id bigint,
    line integer,
    row_hash bigint,
    since timestamp with time zone,
    until timestamp with time zone NOT NULL,
    until_op text NOT NULL,
    until_batch bigint
);

CREATE VIEW as_dispatcher.history_units AS
 SELECT t.id,
    t.pinyin,
    t.geom,
    t.batch_id,
    t.line,
    t.since,
    t.code,
    t.name,
    t.kind,
    t.station,
    t.crew,
    t.phone,
    t.until,
    t.until_op,
    t.until_batch
   FROM history.units t;

CREATE TABLE data.imagery (
    id bigint NOT NULL,
    code text NOT NULL,
    title text NOT NULL,
    taken date,
    resolution double precision,
    file text,
    geom public.geometry(MultiPolygon,4490),
    batch_id bigint,
    line integer,
    row_hash bigint,
    since timestamp with time zone DEFAULT now() NOT NULL
);

CREATE VIEW as_dispatcher.imagery AS
 SELECT t.id,
    t.geom,
    t.batch_id,
    t.line,
    t.since,
    t.code,
    t.title,
    t.taken,
    t.resolution,
    t.file
   FROM data.imagery t;

CREATE VIEW as_dispatcher.legal_entities AS
 SELECT t.id,
    t.pinyin,
    t.geom,
    t.address_id,
    t.place_level,
    t.place_method,
    t.place_confidence,
    t.batch_id,
    t.line,
    t.since,
    t.credit_code,
    t.name,
    t.kind,
    t.industry,
    t.status,
    t.established,
    t.employees,
    t.capital,
    mask.name(t.representative) AS representative,
    mask.phone(t.phone) AS phone,
    t.address,
    t.region_code
   FROM data.legal_entities t;

CREATE VIEW as_dispatcher.parcels AS
 SELECT t.id,
    t.pinyin,
    t.geom,
    t.batch_id,
    t.line,
    t.since,
    t.code,
    t.name,
    t.land_use,
    t.area,
    t.plot_ratio
   FROM data.parcels t;

CREATE VIEW as_dispatcher.places AS
 SELECT t.id,
    t.pinyin,
    t.geom,
    t.address_id,
    t.place_level,
    t.place_method,
    t.place_confidence,
    t.batch_id,
    t.line,
    t.since,
    t.code,
    t.name,
    t.kind,
    t.grade,
    t.capacity,
    t.detail,
    t.phone,
    t.address,
    t.region_code
   FROM data.places t;

CREATE TABLE data.population (
    id bigint NOT NULL,
    id_number text NOT NULL,
    name text NOT NULL,
    sex text NOT NULL,
    birth_date date NOT NULL,
    ethnic_group text,
    residence text,
    household_no text,
    household_role text,
    phone text,
    address text,
    region_code text NOT NULL,
    geom public.geometry(Point,4490),
    address_id bigint,
    place_level text,
    place_method text,
    place_confidence real,
    batch_id bigint,
    line integer,
    row_hash bigint,
    since timestamp with time zone DEFAULT now() NOT NULL
);

CREATE VIEW as_dispatcher.population AS
 SELECT t.id,
    t.geom,
    t.address_id,
    t.place_level,
    t.place_method,
    t.place_confidence,
    t.batch_id,
    t.line,
    t.since,
    mask.id_number(t.id_number) AS id_number,
    mask.name(t.name) AS name,
    t.sex,
    mask.date((t.birth_date)::text) AS birth_date,
    t.residence,
    t.household_no,
    t.household_role,
    mask.phone(t.phone) AS phone,
    mask."all"(t.address) AS address,
    t.region_code
   FROM data.population t;

CREATE VIEW as_dispatcher.regions AS
 SELECT t.id,
    t.pinyin,
    t.geom,
    t.batch_id,
    t.line,
    t.since,
    t.code,
    t.name,
    t.level,
    t.parent_code,
    t.status,
    t.valid_from,
    t.valid_to,
    t.successor_codes
   FROM data.regions t;

CREATE VIEW as_dispatcher.roads AS
 SELECT t.id,
    t.geom,
    t.batch_id,
    t.line,
    t.since,
    t.code,
    t.name,
    t.class,
    t.oneway,
    t.speed,
    t.lanes,
    t.bridge,
    t.from_node,
    t.to_node,
    t.length
   FROM data.roads t;

CREATE TABLE data.units (
    id bigint NOT NULL,
    code text NOT NULL,
    name text NOT NULL,
    kind text NOT NULL,
    station text,
    crew bigint,
    phone text,
    pinyin text,
    geom public.geometry(Point,4490),
    batch_id bigint,
    line integer,
    row_hash bigint,
    since timestamp with time zone DEFAULT now() NOT NULL
);

CREATE VIEW as_dispatcher.units AS
 SELECT t.id,
    t.pinyin,
    t.geom,
    t.batch_id,
    t.line,
    t.since,
    t.code,
    t.name,
    t.kind,
    t.station,
    t.crew,
    t.phone
   FROM data.units t;

CREATE VIEW as_lookup.addresses AS
 SELECT t.id,
    t.pinyin,
    t.geom,
    t.batch_id,
    t.line,
    t.since,
    t.code,
    t.full_text,
    t.region_code,
    t.road,
    t.number,
    t.compound,
    t.building,
    t.entrance,
    t.building_code
   FROM data.addresses t;

CREATE VIEW as_lookup.buildings AS
 SELECT t.id,
    t.pinyin,
    t.geom,
    t.batch_id,
    t.line,
    t.since,
    t.code,
    t.name,
    t.use,
    t.floors,
    t.height,
    t.floor_area,
    t.built_year,
    t.parcel_code
   FROM data.buildings t;

CREATE VIEW as_lookup.economy AS
 SELECT t.id,
    t.batch_id,
    t.line,
    t.since,
    t.region_code,
    t.indicator,
    t.period,
    t.value,
    t.unit
   FROM data.economy t;

CREATE VIEW as_lookup.history_addresses AS
 SELECT t.id,
    t.pinyin,
    t.geom,
    t.batch_id,
    t.line,
    t.since,
    t.code,
    t.full_text,
    t.region_code,
    t.road,
    t.number,
    t.compound,
    t.building,
    t.entrance,
    t.building_code,
    t.until,
    t.until_op,
    t.until_batch
   FROM history.addresses t;

CREATE VIEW as_lookup.history_buildings AS
 SELECT t.id,
    t.pinyin,
    t.geom,
    t.batch_id,
    t.line,
    t.since,
    t.code,
    t.name,
    t.use,
    t.floors,
    t.height,
    t.floor_area,
    t.built_year,
    t.parcel_code,
    t.until,
    t.until_op,
    t.until_batch
   FROM history.buildings t;

CREATE VIEW as_lookup.history_economy AS
 SELECT t.id,
    t.batch_id,
    t.line,
    t.since,
    t.region_code,
    t.indicator,
    t.period,
    t.value,
    t.unit,
    t.until,
    t.until_op,
    t.until_batch
   FROM history.economy t;

CREATE VIEW as_lookup.history_imagery AS
 SELECT t.id,
    t.geom,
    t.batch_id,
    t.line,
    t.since,
    t.code,
    t.title,
    t.taken,
    t.resolution,
    t.file,
    t.until,
    t.until_op,
    t.until_batch
   FROM history.imagery t;

CREATE VIEW as_lookup.history_legal_entities AS
 SELECT t.id,
    t.pinyin,
    t.geom,
    t.address_id,
    t.place_level,
    t.place_method,
    t.place_confidence,
    t.batch_id,
    t.line,
    t.since,
    t.credit_code,
    t.name,
    t.kind,
    t.industry,
    t.status,
    t.established,
    t.employees,
    t.capital,
    t.representative,
    mask.phone(t.phone) AS phone,
    t.address,
    t.region_code,
    t.until,
    t.until_op,
    t.until_batch
   FROM history.legal_entities t;

CREATE VIEW as_lookup.history_parcels AS
 SELECT t.id,
    t.pinyin,
    t.geom,
    t.batch_id,
    t.line,
    t.since,
    t.code,
    t.name,
    t.land_use,
    t.area,
    t.plot_ratio,
    t.until,
    t.until_op,
    t.until_batch
   FROM history.parcels t;

CREATE VIEW as_lookup.history_places AS
 SELECT t.id,
    t.pinyin,
    t.geom,
    t.address_id,
    t.place_level,
    t.place_method,
    t.place_confidence,
    t.batch_id,
    t.line,
    t.since,
    t.code,
    t.name,
    t.kind,
    t.grade,
    t.capacity,
    t.detail,
    t.phone,
    t.address,
    t.region_code,
    t.until,
    t.until_op,
    t.until_batch
   FROM history.places t;

CREATE VIEW as_lookup.history_population AS
 SELECT t.id,
    t.geom,
    t.address_id,
    t.place_level,
    t.place_method,
    t.place_confidence,
    t.batch_id,
    t.line,
    t.since,
    mask.id_number(t.id_number) AS id_number,
    t.name,
    t.sex,
    t.birth_date,
    t.ethnic_group,
    t.residence,
    t.household_no,
    t.household_role,
    mask.phone(t.phone) AS phone,
    t.address,
    t.region_code,
    t.until,
    t.until_op,
    t.until_batch
   FROM history.population t;

CREATE VIEW as_lookup.history_regions AS
 SELECT t.id,
    t.pinyin,
    t.geom,
    t.batch_id,
    t.line,
    t.since,
    t.code,
    t.name,
    t.level,
    t.parent_code,
    t.status,
    t.valid_from,
    t.valid_to,
    t.successor_codes,
    t.until,
    t.until_op,
    t.until_batch
   FROM history.regions t;

CREATE VIEW as_lookup.history_roads AS
 SELECT t.id,
    t.geom,
    t.batch_id,
    t.line,
    t.since,
    t.code,
    t.name,
    t.class,
    t.oneway,
    t.speed,
    t.lanes,
    t.bridge,
    t.from_node,
    t.to_node,
    t.length,
    t.until,
    t.until_op,
    t.until_batch
   FROM history.roads t;

CREATE VIEW as_lookup.history_units AS
 SELECT t.id,
    t.pinyin,
    t.geom,
    t.batch_id,
    t.line,
    t.since,
    t.code,
    t.name,
    t.kind,
    t.station,
    t.crew,
    t.phone,
    t.until,
    t.until_op,
    t.until_batch
   FROM history.units t;

CREATE VIEW as_lookup.imagery AS
 SELECT t.id,
    t.geom,
    t.batch_id,
    t.line,
    t.since,
    t.code,
    t.title,
    t.taken,
    t.resolution,
    t.file
   FROM data.imagery t;

CREATE VIEW as_lookup.legal_entities AS
 SELECT t.id,
    t.pinyin,
    t.geom,
    t.address_id,
    t.place_level,
    t.place_method,
    t.place_confidence,
    t.batch_id,
    t.line,
    t.since,
    t.credit_code,
    t.name,
    t.kind,
    t.industry,
    t.status,
    t.established,
    t.employees,
    t.capital,
    t.representative,
    mask.phone(t.phone) AS phone,
    t.address,
    t.region_code
   FROM data.legal_entities t;

CREATE VIEW as_lookup.parcels AS
 SELECT t.id,
    t.pinyin,
    t.geom,
    t.batch_id,
    t.line,
    t.since,
    t.code,
    t.name,
    t.land_use,
    t.area,
    t.plot_ratio
   FROM data.parcels t;

CREATE VIEW as_lookup.places AS
 SELECT t.id,
    t.pinyin,
    t.geom,
    t.address_id,
    t.place_level,
    t.place_method,
    t.place_confidence,
    t.batch_id,
    t.line,
    t.since,
    t.code,
    t.name,
    t.kind,
    t.grade,
    t.capacity,
    t.detail,
    t.phone,
    t.address,
    t.region_code
   FROM data.places t;

CREATE VIEW as_lookup.population AS
 SELECT t.id,
    t.geom,
    t.address_id,
    t.place_level,
    t.place_method,
    t.place_confidence,
    t.batch_id,
    t.line,
    t.since,
    mask.id_number(t.id_number) AS id_number,
    t.name,
    t.sex,
    t.birth_date,
    t.ethnic_group,
    t.residence,
    t.household_no,
    t.household_role,
    mask.phone(t.phone) AS phone,
    t.address,
    t.region_code
   FROM data.population t;

CREATE VIEW as_lookup.regions AS
 SELECT t.id,
    t.pinyin,
    t.geom,
    t.batch_id,
    t.line,
    t.since,
    t.code,
    t.name,
    t.level,
    t.parent_code,
    t.status,
    t.valid_from,
    t.valid_to,
    t.successor_codes
   FROM data.regions t;

CREATE VIEW as_lookup.roads AS
 SELECT t.id,
    t.geom,
    t.batch_id,
    t.line,
    t.since,
    t.code,
    t.name,
    t.class,
    t.oneway,
    t.speed,
    t.lanes,
    t.bridge,
    t.from_node,
    t.to_node,
    t.length
   FROM data.roads t;

CREATE VIEW as_lookup.units AS
 SELECT t.id,
    t.pinyin,
    t.geom,
    t.batch_id,
    t.line,
    t.since,
    t.code,
    t.name,
    t.kind,
    t.station,
    t.crew,
    t.phone
   FROM data.units t;

CREATE VIEW as_partner.addresses AS
 SELECT t.id,
    t.pinyin,
    t.geom,
    t.batch_id,
    t.line,
    t.since,
    t.code,
    t.full_text,
    t.region_code,
    t.road,
    t.number,
    t.compound,
    t.building,
    t.entrance,
    t.building_code
   FROM data.addresses t;

CREATE VIEW as_partner.buildings AS
 SELECT t.id,
    t.pinyin,
    t.geom,
    t.batch_id,
    t.line,
    t.since,
    t.code,
    t.name,
    t.use,
    t.floors,
    t.height,
    t.floor_area,
    t.built_year,
    t.parcel_code
   FROM data.buildings t;

CREATE VIEW as_partner.economy AS
 SELECT t.id,
    t.batch_id,
    t.line,
    t.since,
    t.region_code,
    t.indicator,
    t.period,
    t.value,
    t.unit
   FROM data.economy t;

CREATE VIEW as_partner.history_addresses AS
 SELECT t.id,
    t.pinyin,
    t.geom,
    t.batch_id,
    t.line,
    t.since,
    t.code,
    t.full_text,
    t.region_code,
    t.road,
    t.number,
    t.compound,
    t.building,
    t.entrance,
    t.building_code,
    t.until,
    t.until_op,
    t.until_batch
   FROM history.addresses t;

CREATE VIEW as_partner.history_buildings AS
 SELECT t.id,
    t.pinyin,
    t.geom,
    t.batch_id,
    t.line,
    t.since,
    t.code,
    t.name,
    t.use,
    t.floors,
    t.height,
    t.floor_area,
    t.built_year,
    t.parcel_code,
    t.until,
    t.until_op,
    t.until_batch
   FROM history.buildings t;

CREATE VIEW as_partner.history_economy AS
 SELECT t.id,
    t.batch_id,
    t.line,
    t.since,
    t.region_code,
    t.indicator,
    t.period,
    t.value,
    t.unit,
    t.until,
    t.until_op,
    t.until_batch
   FROM history.economy t;

CREATE VIEW as_partner.history_imagery AS
 SELECT t.id,
    t.geom,
    t.batch_id,
    t.line,
    t.since,
    t.code,
    t.title,
    t.taken,
    t.resolution,
    t.file,
    t.until,
    t.until_op,
    t.until_batch
   FROM history.imagery t;

CREATE VIEW as_partner.history_legal_entities AS
 SELECT t.id,
    t.pinyin,
    t.geom,
    t.address_id,
    t.place_level,
    t.place_method,
    t.place_confidence,
    t.batch_id,
    t.line,
    t.since,
    t.credit_code,
    t.name,
    t.kind,
    t.industry,
    t.status,
    t.established,
    t.employees,
    t.capital,
    t.address,
    t.region_code,
    t.until,
    t.until_op,
    t.until_batch
   FROM history.legal_entities t;

CREATE VIEW as_partner.history_parcels AS
 SELECT t.id,
    t.pinyin,
    t.geom,
    t.batch_id,
    t.line,
    t.since,
    t.code,
    t.name,
    t.land_use,
    t.area,
    t.plot_ratio,
    t.until,
    t.until_op,
    t.until_batch
   FROM history.parcels t;

CREATE VIEW as_partner.history_places AS
 SELECT t.id,
    t.pinyin,
    t.geom,
    t.address_id,
    t.place_level,
    t.place_method,
    t.place_confidence,
    t.batch_id,
    t.line,
    t.since,
    t.code,
    t.name,
    t.kind,
    t.grade,
    t.capacity,
    t.detail,
    t.phone,
    t.address,
    t.region_code,
    t.until,
    t.until_op,
    t.until_batch
   FROM history.places t;

CREATE VIEW as_partner.history_regions AS
 SELECT t.id,
    t.pinyin,
    t.geom,
    t.batch_id,
    t.line,
    t.since,
    t.code,
    t.name,
    t.level,
    t.parent_code,
    t.status,
    t.valid_from,
    t.valid_to,
    t.successor_codes,
    t.until,
    t.until_op,
    t.until_batch
   FROM history.regions t;

CREATE VIEW as_partner.history_roads AS
 SELECT t.id,
    t.geom,
    t.batch_id,
    t.line,
    t.since,
    t.code,
    t.name,
    t.class,
    t.oneway,
    t.speed,
    t.lanes,
    t.bridge,
    t.from_node,
    t.to_node,
    t.length,
    t.until,
    t.until_op,
    t.until_batch
   FROM history.roads t;

CREATE VIEW as_partner.history_units AS
 SELECT t.id,
    t.pinyin,
    t.geom,
    t.batch_id,
    t.line,
    t.since,
    t.code,
    t.name,
    t.kind,
    t.station,
    t.crew,
    t.phone,
    t.until,
    t.until_op,
    t.until_batch
   FROM history.units t;

CREATE VIEW as_partner.imagery AS
 SELECT t.id,
    t.geom,
    t.batch_id,
    t.line,
    t.since,
    t.code,
    t.title,
    t.taken,
    t.resolution,
    t.file
   FROM data.imagery t;

CREATE VIEW as_partner.legal_entities AS
 SELECT t.id,
    t.pinyin,
    t.geom,
    t.address_id,
    t.place_level,
    t.place_method,
    t.place_confidence,
    t.batch_id,
    t.line,
    t.since,
    t.credit_code,
    t.name,
    t.kind,
    t.industry,
    t.status,
    t.established,
    t.employees,
    t.capital,
    t.address,
    t.region_code
   FROM data.legal_entities t;

CREATE VIEW as_partner.parcels AS
 SELECT t.id,
    t.pinyin,
    t.geom,
    t.batch_id,
    t.line,
    t.since,
    t.code,
    t.name,
    t.land_use,
    t.area,
    t.plot_ratio
   FROM data.parcels t;

CREATE VIEW as_partner.places AS
 SELECT t.id,
    t.pinyin,
    t.geom,
    t.address_id,
    t.place_level,
    t.place_method,
    t.place_confidence,
    t.batch_id,
    t.line,
    t.since,
    t.code,
    t.name,
    t.kind,
    t.grade,
    t.capacity,
    t.detail,
    t.phone,
    t.address,
    t.region_code
   FROM data.places t;

CREATE VIEW as_partner.regions AS
 SELECT t.id,
    t.pinyin,
    t.geom,
    t.batch_id,
    t.line,
    t.since,
    t.code,
    t.name,
    t.level,
    t.parent_code,
    t.status,
    t.valid_from,
    t.valid_to,
    t.successor_codes
   FROM data.regions t;

CREATE VIEW as_partner.roads AS
 SELECT t.id,
    t.geom,
    t.batch_id,
    t.line,
    t.since,
    t.code,
    t.name,
    t.class,
    t.oneway,
    t.speed,
    t.lanes,
    t.bridge,
    t.from_node,
    t.to_node,
    t.length
   FROM data.roads t;

CREATE VIEW as_partner.units AS
 SELECT t.id,
    t.pinyin,
    t.geom,
    t.batch_id,
    t.line,
    t.since,
    t.code,
    t.name,
    t.kind,
    t.station,
    t.crew,
    t.phone
   FROM data.units t;

CREATE VIEW as_planner.addresses AS
 SELECT t.id,
    t.pinyin,
    t.geom,
    t.batch_id,
    t.line,
    t.since,
    t.code,
    t.full_text,
    t.region_code,
    t.road,
    t.number,
    t.compound,
    t.building,
    t.entrance,
    t.building_code
   FROM data.addresses t;

CREATE VIEW as_planner.buildings AS
 SELECT t.id,
    t.pinyin,
    t.geom,
    t.batch_id,
    t.line,
    t.since,
    t.code,
    t.name,
    t.use,
    t.floors,
    t.height,
    t.floor_area,
    t.built_year,
    t.parcel_code
   FROM data.buildings t;

CREATE VIEW as_planner.economy AS
 SELECT t.id,
    t.batch_id,
    t.line,
    t.since,
    t.region_code,
    t.indicator,
    t.period,
    t.value,
    t.unit
   FROM data.economy t;

CREATE VIEW as_planner.history_addresses AS
 SELECT t.id,
    t.pinyin,
    t.geom,
    t.batch_id,
    t.line,
    t.since,
    t.code,
    t.full_text,
    t.region_code,
    t.road,
    t.number,
    t.compound,
    t.building,
    t.entrance,
    t.building_code,
    t.until,
    t.until_op,
    t.until_batch
   FROM history.addresses t;

CREATE VIEW as_planner.history_buildings AS
 SELECT t.id,
    t.pinyin,
    t.geom,
    t.batch_id,
    t.line,
    t.since,
    t.code,
    t.name,
    t.use,
    t.floors,
    t.height,
    t.floor_area,
    t.built_year,
    t.parcel_code,
    t.until,
    t.until_op,
    t.until_batch
   FROM history.buildings t;

CREATE VIEW as_planner.history_economy AS
 SELECT t.id,
    t.batch_id,
    t.line,
    t.since,
    t.region_code,
    t.indicator,
    t.period,
    t.value,
    t.unit,
    t.until,
    t.until_op,
    t.until_batch
   FROM history.economy t;

CREATE VIEW as_planner.history_imagery AS
 SELECT t.id,
    t.geom,
    t.batch_id,
    t.line,
    t.since,
    t.code,
    t.title,
    t.taken,
    t.resolution,
    t.file,
    t.until,
    t.until_op,
    t.until_batch
   FROM history.imagery t;

CREATE VIEW as_planner.history_legal_entities AS
 SELECT t.id,
    t.pinyin,
    t.geom,
    t.address_id,
    t.place_level,
    t.place_method,
    t.place_confidence,
    t.batch_id,
    t.line,
    t.since,
    t.credit_code,
    t.name,
    t.kind,
    t.industry,
    t.status,
    t.established,
    t.employees,
    t.capital,
    t.address,
    t.region_code,
    t.until,
    t.until_op,
    t.until_batch
   FROM history.legal_entities t;

CREATE VIEW as_planner.history_parcels AS
 SELECT t.id,
    t.pinyin,
    t.geom,
    t.batch_id,
    t.line,
    t.since,
    t.code,
    t.name,
    t.land_use,
    t.area,
    t.plot_ratio,
    t.until,
    t.until_op,
    t.until_batch
   FROM history.parcels t;

CREATE VIEW as_planner.history_places AS
 SELECT t.id,
    t.pinyin,
    t.geom,
    t.address_id,
    t.place_level,
    t.place_method,
    t.place_confidence,
    t.batch_id,
    t.line,
    t.since,
    t.code,
    t.name,
    t.kind,
    t.grade,
    t.capacity,
    t.detail,
    t.phone,
    t.address,
    t.region_code,
    t.until,
    t.until_op,
    t.until_batch
   FROM history.places t;

CREATE VIEW as_planner.history_regions AS
 SELECT t.id,
    t.pinyin,
    t.geom,
    t.batch_id,
    t.line,
    t.since,
    t.code,
    t.name,
    t.level,
    t.parent_code,
    t.status,
    t.valid_from,
    t.valid_to,
    t.successor_codes,
    t.until,
    t.until_op,
    t.until_batch
   FROM history.regions t;

CREATE VIEW as_planner.history_roads AS
 SELECT t.id,
    t.geom,
    t.batch_id,
    t.line,
    t.since,
    t.code,
    t.name,
    t.class,
    t.oneway,
    t.speed,
    t.lanes,
    t.bridge,
    t.from_node,
    t.to_node,
    t.length,
    t.until,
    t.until_op,
    t.until_batch
   FROM history.roads t;

CREATE VIEW as_planner.history_units AS
 SELECT t.id,
    t.pinyin,
    t.geom,
    t.batch_id,
    t.line,
    t.since,
    t.code,
    t.name,
    t.kind,
    t.station,
    t.crew,
    t.phone,
    t.until,
    t.until_op,
    t.until_batch
   FROM history.units t;

CREATE VIEW as_planner.imagery AS
 SELECT t.id,
    t.geom,
    t.batch_id,
    t.line,
    t.since,
    t.code,
    t.title,
    t.taken,
    t.resolution,
    t.file
   FROM data.imagery t;

CREATE VIEW as_planner.legal_entities AS
 SELECT t.id,
    t.pinyin,
    t.geom,
    t.address_id,
    t.place_level,
    t.place_method,
    t.place_confidence,
    t.batch_id,
    t.line,
    t.since,
    t.credit_code,
    t.name,
    t.kind,
    t.industry,
    t.status,
    t.established,
    t.employees,
    t.capital,
    t.address,
    t.region_code
   FROM data.legal_entities t;

CREATE VIEW as_planner.parcels AS
 SELECT t.id,
    t.pinyin,
    t.geom,
    t.batch_id,
    t.line,
    t.since,
    t.code,
    t.name,
    t.land_use,
    t.area,
    t.plot_ratio
   FROM data.parcels t;

CREATE VIEW as_planner.places AS
 SELECT t.id,
    t.pinyin,
    t.geom,
    t.address_id,
    t.place_level,
    t.place_method,
    t.place_confidence,
    t.batch_id,
    t.line,
    t.since,
    t.code,
    t.name,
    t.kind,
    t.grade,
    t.capacity,
    t.detail,
    t.phone,
    t.address,
    t.region_code
   FROM data.places t;

CREATE VIEW as_planner.regions AS
 SELECT t.id,
    t.pinyin,
    t.geom,
    t.batch_id,
    t.line,
    t.since,
    t.code,
    t.name,
    t.level,
    t.parent_code,
    t.status,
    t.valid_from,
    t.valid_to,
    t.successor_codes
   FROM data.regions t;

CREATE VIEW as_planner.roads AS
 SELECT t.id,
    t.geom,
    t.batch_id,
    t.line,
    t.since,
    t.code,
    t.name,
    t.class,
    t.oneway,
    t.speed,
    t.lanes,
    t.bridge,
    t.from_node,
    t.to_node,
    t.length
   FROM data.roads t;

CREATE VIEW as_planner.units AS
 SELECT t.id,
    t.pinyin,
    t.geom,
    t.batch_id,
    t.line,
    t.since,
    t.code,
    t.name,
    t.kind,
    t.station,
    t.crew,
    t.phone
   FROM data.units t;

CREATE VIEW as_public.addresses AS
 SELECT t.id,
    t.pinyin,
    t.geom,
    t.batch_id,
    t.line,
    t.since,
    t.code,
    t.full_text,
    t.region_code,
    t.road,
    t.number,
    t.compound,
    t.building,
    t.entrance,
    t.building_code
   FROM data.addresses t;

CREATE VIEW as_public.buildings AS
 SELECT t.id,
    t.pinyin,
    t.geom,
    t.batch_id,
    t.line,
    t.since,
    t.code,
    t.name,
    t.use,
    t.floors,
    t.height,
    t.floor_area,
    t.built_year,
    t.parcel_code
   FROM data.buildings t;

CREATE VIEW as_public.economy AS
 SELECT t.id,
    t.batch_id,
    t.line,
    t.since,
    t.region_code,
    t.indicator,
    t.period,
    t.value,
    t.unit
   FROM data.economy t;

CREATE VIEW as_public.history_addresses AS
 SELECT t.id,
    t.pinyin,
    t.geom,
    t.batch_id,
    t.line,
    t.since,
    t.code,
    t.full_text,
    t.region_code,
    t.road,
    t.number,
    t.compound,
    t.building,
    t.entrance,
    t.building_code,
    t.until,
    t.until_op,
    t.until_batch
   FROM history.addresses t;

CREATE VIEW as_public.history_buildings AS
 SELECT t.id,
    t.pinyin,
    t.geom,
    t.batch_id,
    t.line,
    t.since,
    t.code,
    t.name,
    t.use,
    t.floors,
    t.height,
    t.floor_area,
    t.built_year,
    t.parcel_code,
    t.until,
    t.until_op,
    t.until_batch
   FROM history.buildings t;

CREATE VIEW as_public.history_economy AS
 SELECT t.id,
    t.batch_id,
    t.line,
    t.since,
    t.region_code,
    t.indicator,
    t.period,
    t.value,
    t.unit,
    t.until,
    t.until_op,
    t.until_batch
   FROM history.economy t;

CREATE VIEW as_public.history_legal_entities AS
 SELECT t.id,
    t.pinyin,
    t.geom,
    t.address_id,
    t.place_level,
    t.place_method,
    t.place_confidence,
    t.batch_id,
    t.line,
    t.since,
    t.credit_code,
    t.name,
    t.kind,
    t.industry,
    t.status,
    t.established,
    t.capital,
    t.address,
    t.region_code,
    t.until,
    t.until_op,
    t.until_batch
   FROM history.legal_entities t;

CREATE VIEW as_public.history_parcels AS
 SELECT t.id,
    t.pinyin,
    t.geom,
    t.batch_id,
    t.line,
    t.since,
    t.code,
    t.name,
    t.land_use,
    t.area,
    t.plot_ratio,
    t.until,
    t.until_op,
    t.until_batch
   FROM history.parcels t;

CREATE VIEW as_public.history_places AS
 SELECT t.id,
    t.pinyin,
    t.geom,
    t.address_id,
    t.place_level,
    t.place_method,
    t.place_confidence,
    t.batch_id,
    t.line,
    t.since,
    t.code,
    t.name,
    t.kind,
    t.grade,
    t.capacity,
    t.address,
    t.region_code,
    t.until,
    t.until_op,
    t.until_batch
   FROM history.places t;

CREATE VIEW as_public.history_regions AS
 SELECT t.id,
    t.pinyin,
    t.geom,
    t.batch_id,
    t.line,
    t.since,
    t.code,
    t.name,
    t.level,
    t.parent_code,
    t.status,
    t.valid_from,
    t.valid_to,
    t.successor_codes,
    t.until,
    t.until_op,
    t.until_batch
   FROM history.regions t;

CREATE VIEW as_public.history_roads AS
 SELECT t.id,
    t.geom,
    t.batch_id,
    t.line,
    t.since,
    t.code,
    t.name,
    t.class,
    t.oneway,
    t.speed,
    t.lanes,
    t.bridge,
    t.from_node,
    t.to_node,
    t.length,
    t.until,
    t.until_op,
    t.until_batch
   FROM history.roads t;

CREATE VIEW as_public.legal_entities AS
 SELECT t.id,
    t.pinyin,
    t.geom,
    t.address_id,
    t.place_level,
    t.place_method,
    t.place_confidence,
    t.batch_id,
    t.line,
    t.since,
    t.credit_code,
    t.name,
    t.kind,
    t.industry,
    t.status,
    t.established,
    t.capital,
    t.address,
    t.region_code
   FROM data.legal_entities t;

CREATE VIEW as_public.parcels AS
 SELECT t.id,
    t.pinyin,
    t.geom,
    t.batch_id,
    t.line,
    t.since,
    t.code,
    t.name,
    t.land_use,
    t.area,
    t.plot_ratio
   FROM data.parcels t;

CREATE VIEW as_public.places AS
 SELECT t.id,
    t.pinyin,
    t.geom,
    t.address_id,
    t.place_level,
    t.place_method,
    t.place_confidence,
    t.batch_id,
    t.line,
    t.since,
    t.code,
    t.name,
    t.kind,
    t.grade,
    t.capacity,
    t.address,
    t.region_code
   FROM data.places t;

CREATE VIEW as_public.regions AS
 SELECT t.id,
    t.pinyin,
    t.geom,
    t.batch_id,
    t.line,
    t.since,
    t.code,
    t.name,
    t.level,
    t.parent_code,
    t.status,
    t.valid_from,
    t.valid_to,
    t.successor_codes
   FROM data.regions t;

CREATE VIEW as_public.roads AS
 SELECT t.id,
    t.geom,
    t.batch_id,
    t.line,
    t.since,
    t.code,
    t.name,
    t.class,
    t.oneway,
    t.speed,
    t.lanes,
    t.bridge,
    t.from_node,
    t.to_node,
    t.length
   FROM data.roads t;

CREATE VIEW as_security.addresses AS
 SELECT t.id,
    t.pinyin,
    t.geom,
    t.batch_id,
    t.line,
    t.since,
    t.code,
    t.full_text,
    t.region_code,
    t.road,
    t.number,
    t.compound,
    t.building,
    t.entrance,
    t.building_code
   FROM data.addresses t;

CREATE VIEW as_security.buildings AS
 SELECT t.id,
    t.pinyin,
    t.geom,
    t.batch_id,
    t.line,
    t.since,
    t.code,
    t.name,
    t.use,
    t.floors,
    t.height,
    t.floor_area,
    t.built_year,
    t.parcel_code
   FROM data.buildings t;

CREATE VIEW as_security.economy AS
 SELECT t.id,
    t.batch_id,
    t.line,
    t.since,
    t.region_code,
    t.indicator,
    t.period,
    t.value,
    t.unit
   FROM data.economy t;

CREATE VIEW as_security.history_addresses AS
 SELECT t.id,
    t.pinyin,
    t.geom,
    t.batch_id,
    t.line,
    t.since,
    t.code,
    t.full_text,
    t.region_code,
    t.road,
    t.number,
    t.compound,
    t.building,
    t.entrance,
    t.building_code,
    t.until,
    t.until_op,
    t.until_batch
   FROM history.addresses t;

CREATE VIEW as_security.history_buildings AS
 SELECT t.id,
    t.pinyin,
    t.geom,
    t.batch_id,
    t.line,
    t.since,
    t.code,
    t.name,
    t.use,
    t.floors,
    t.height,
    t.floor_area,
    t.built_year,
    t.parcel_code,
    t.until,
    t.until_op,
    t.until_batch
   FROM history.buildings t;

CREATE VIEW as_security.history_economy AS
 SELECT t.id,
    t.batch_id,
    t.line,
    t.since,
    t.region_code,
    t.indicator,
    t.period,
    t.value,
    t.unit,
    t.until,
    t.until_op,
    t.until_batch
   FROM history.economy t;

CREATE VIEW as_security.history_legal_entities AS
 SELECT t.id,
    t.pinyin,
    t.geom,
    t.address_id,
    t.place_level,
    t.place_method,
    t.place_confidence,
    t.batch_id,
    t.line,
    t.since,
    t.credit_code,
    t.name,
    t.kind,
    t.industry,
    t.status,
    t.established,
    t.capital,
    t.address,
    t.region_code,
    t.until,
    t.until_op,
    t.until_batch
   FROM history.legal_entities t;

CREATE VIEW as_security.history_parcels AS
 SELECT t.id,
    t.pinyin,
    t.geom,
    t.batch_id,
    t.line,
    t.since,
    t.code,
    t.name,
    t.land_use,
    t.area,
    t.plot_ratio,
    t.until,
    t.until_op,
    t.until_batch
   FROM history.parcels t;

CREATE VIEW as_security.history_places AS
 SELECT t.id,
    t.pinyin,
    t.geom,
    t.address_id,
    t.place_level,
    t.place_method,
    t.place_confidence,
    t.batch_id,
    t.line,
    t.since,
    t.code,
    t.name,
    t.kind,
    t.grade,
    t.capacity,
    t.address,
    t.region_code,
    t.until,
    t.until_op,
    t.until_batch
   FROM history.places t;

CREATE VIEW as_security.history_regions AS
 SELECT t.id,
    t.pinyin,
    t.geom,
    t.batch_id,
    t.line,
    t.since,
    t.code,
    t.name,
    t.level,
    t.parent_code,
    t.status,
    t.valid_from,
    t.valid_to,
    t.successor_codes,
    t.until,
    t.until_op,
    t.until_batch
   FROM history.regions t;

CREATE VIEW as_security.history_roads AS
 SELECT t.id,
    t.geom,
    t.batch_id,
    t.line,
    t.since,
    t.code,
    t.name,
    t.class,
    t.oneway,
    t.speed,
    t.lanes,
    t.bridge,
    t.from_node,
    t.to_node,
    t.length,
    t.until,
    t.until_op,
    t.until_batch
   FROM history.roads t;

CREATE VIEW as_security.legal_entities AS
 SELECT t.id,
    t.pinyin,
    t.geom,
    t.address_id,
    t.place_level,
    t.place_method,
    t.place_confidence,
    t.batch_id,
    t.line,
    t.since,
    t.credit_code,
    t.name,
    t.kind,
    t.industry,
    t.status,
    t.established,
    t.capital,
    t.address,
    t.region_code
   FROM data.legal_entities t;

CREATE VIEW as_security.parcels AS
 SELECT t.id,
    t.pinyin,
    t.geom,
    t.batch_id,
    t.line,
    t.since,
    t.code,
    t.name,
    t.land_use,
    t.area,
    t.plot_ratio
   FROM data.parcels t;

CREATE VIEW as_security.places AS
 SELECT t.id,
    t.pinyin,
    t.geom,
    t.address_id,
    t.place_level,
    t.place_method,
    t.place_confidence,
    t.batch_id,
    t.line,
    t.since,
    t.code,
    t.name,
    t.kind,
    t.grade,
    t.capacity,
    t.address,
    t.region_code
   FROM data.places t;

CREATE VIEW as_security.regions AS
 SELECT t.id,
    t.pinyin,
    t.geom,
    t.batch_id,
    t.line,
    t.since,
    t.code,
    t.name,
    t.level,
    t.parent_code,
    t.status,
    t.valid_from,
    t.valid_to,
    t.successor_codes
   FROM data.regions t;

CREATE VIEW as_security.roads AS
 SELECT t.id,
    t.geom,
    t.batch_id,
    t.line,
    t.since,
    t.code,
    t.name,
    t.class,
    t.oneway,
    t.speed,
    t.lanes,
    t.bridge,
    t.from_node,
    t.to_node,
    t.length
   FROM data.roads t;

CREATE VIEW as_steward.addresses AS
 SELECT t.id,
    t.pinyin,
    t.geom,
    t.batch_id,
    t.line,
    t.since,
    t.code,
    t.full_text,
    t.region_code,
    t.road,
    t.number,
    t.compound,
    t.building,
    t.entrance,
    t.building_code
   FROM data.addresses t;

CREATE VIEW as_steward.buildings AS
 SELECT t.id,
    t.pinyin,
    t.geom,
    t.batch_id,
    t.line,
    t.since,
    t.code,
    t.name,
    t.use,
    t.floors,
    t.height,
    t.floor_area,
    t.built_year,
    t.parcel_code
   FROM data.buildings t;

CREATE VIEW as_steward.economy AS
 SELECT t.id,
    t.batch_id,
    t.line,
    t.since,
    t.region_code,
    t.indicator,
    t.period,
    t.value,
    t.unit
   FROM data.economy t;

CREATE VIEW as_steward.history_addresses AS
 SELECT t.id,
    t.pinyin,
    t.geom,
    t.batch_id,
    t.line,
    t.since,
    t.code,
    t.full_text,
    t.region_code,
    t.road,
    t.number,
    t.compound,
    t.building,
    t.entrance,
    t.building_code,
    t.until,
    t.until_op,
    t.until_batch
   FROM history.addresses t;

CREATE VIEW as_steward.history_buildings AS
 SELECT t.id,
    t.pinyin,
    t.geom,
    t.batch_id,
    t.line,
    t.since,
    t.code,
    t.name,
    t.use,
    t.floors,
    t.height,
    t.floor_area,
    t.built_year,
    t.parcel_code,
    t.until,
    t.until_op,
    t.until_batch
   FROM history.buildings t;

CREATE VIEW as_steward.history_economy AS
 SELECT t.id,
    t.batch_id,
    t.line,
    t.since,
    t.region_code,
    t.indicator,
    t.period,
    t.value,
    t.unit,
    t.until,
    t.until_op,
    t.until_batch
   FROM history.economy t;

CREATE VIEW as_steward.history_imagery AS
 SELECT t.id,
    t.geom,
    t.batch_id,
    t.line,
    t.since,
    t.code,
    t.title,
    t.taken,
    t.resolution,
    t.file,
    t.until,
    t.until_op,
    t.until_batch
   FROM history.imagery t;

CREATE VIEW as_steward.history_legal_entities AS
 SELECT t.id,
    t.pinyin,
    t.geom,
    t.address_id,
    t.place_level,
    t.place_method,
    t.place_confidence,
    t.batch_id,
    t.line,
    t.since,
    t.credit_code,
    t.name,
    t.kind,
    t.industry,
    t.status,
    t.established,
    t.employees,
    t.capital,
    mask.name(t.representative) AS representative,
    mask.phone(t.phone) AS phone,
    t.address,
    t.region_code,
    t.until,
    t.until_op,
    t.until_batch
   FROM history.legal_entities t;

CREATE VIEW as_steward.history_parcels AS
 SELECT t.id,
    t.pinyin,
    t.geom,
    t.batch_id,
    t.line,
    t.since,
    t.code,
    t.name,
    t.land_use,
    t.area,
    t.plot_ratio,
    t.until,
    t.until_op,
    t.until_batch
   FROM history.parcels t;

CREATE VIEW as_steward.history_places AS
 SELECT t.id,
    t.pinyin,
    t.geom,
    t.address_id,
    t.place_level,
    t.place_method,
    t.place_confidence,
    t.batch_id,
    t.line,
    t.since,
    t.code,
    t.name,
    t.kind,
    t.grade,
    t.capacity,
    t.detail,
    t.phone,
    t.address,
    t.region_code,
    t.until,
    t.until_op,
    t.until_batch
   FROM history.places t;

CREATE VIEW as_steward.history_population AS
 SELECT t.id,
    t.geom,
    t.address_id,
    t.place_level,
    t.place_method,
    t.place_confidence,
    t.batch_id,
    t.line,
    t.since,
    mask.id_number(t.id_number) AS id_number,
    mask.name(t.name) AS name,
    t.sex,
    mask.date((t.birth_date)::text) AS birth_date,
    t.residence,
    t.household_no,
    t.household_role,
    mask.phone(t.phone) AS phone,
    mask."all"(t.address) AS address,
    t.region_code,
    t.until,
    t.until_op,
    t.until_batch
   FROM history.population t;

CREATE VIEW as_steward.history_regions AS
 SELECT t.id,
    t.pinyin,
    t.geom,
    t.batch_id,
    t.line,
    t.since,
    t.code,
    t.name,
    t.level,
    t.parent_code,
    t.status,
    t.valid_from,
    t.valid_to,
    t.successor_codes,
    t.until,
    t.until_op,
    t.until_batch
   FROM history.regions t;

CREATE VIEW as_steward.history_roads AS
 SELECT t.id,
    t.geom,
    t.batch_id,
    t.line,
    t.since,
    t.code,
    t.name,
    t.class,
    t.oneway,
    t.speed,
    t.lanes,
    t.bridge,
    t.from_node,
    t.to_node,
    t.length,
    t.until,
    t.until_op,
    t.until_batch
   FROM history.roads t;

CREATE VIEW as_steward.history_units AS
 SELECT t.id,
    t.pinyin,
    t.geom,
    t.batch_id,
    t.line,
    t.since,
    t.code,
    t.name,
    t.kind,
    t.station,
    t.crew,
    t.phone,
    t.until,
    t.until_op,
    t.until_batch
   FROM history.units t;

CREATE VIEW as_steward.imagery AS
 SELECT t.id,
    t.geom,
    t.batch_id,
    t.line,
    t.since,
    t.code,
    t.title,
    t.taken,
    t.resolution,
    t.file
   FROM data.imagery t;

CREATE VIEW as_steward.legal_entities AS
 SELECT t.id,
    t.pinyin,
    t.geom,
    t.address_id,
    t.place_level,
    t.place_method,
    t.place_confidence,
    t.batch_id,
    t.line,
    t.since,
    t.credit_code,
    t.name,
    t.kind,
    t.industry,
    t.status,
    t.established,
    t.employees,
    t.capital,
    mask.name(t.representative) AS representative,
    mask.phone(t.phone) AS phone,
    t.address,
    t.region_code
   FROM data.legal_entities t;

CREATE VIEW as_steward.parcels AS
 SELECT t.id,
    t.pinyin,
    t.geom,
    t.batch_id,
    t.line,
    t.since,
    t.code,
    t.name,
    t.land_use,
    t.area,
    t.plot_ratio
   FROM data.parcels t;

CREATE VIEW as_steward.places AS
 SELECT t.id,
    t.pinyin,
    t.geom,
    t.address_id,
    t.place_level,
    t.place_method,
    t.place_confidence,
    t.batch_id,
    t.line,
    t.since,
    t.code,
    t.name,
    t.kind,
    t.grade,
    t.capacity,
    t.detail,
    t.phone,
    t.address,
    t.region_code
   FROM data.places t;

CREATE VIEW as_steward.population AS
 SELECT t.id,
    t.geom,
    t.address_id,
    t.place_level,
    t.place_method,
    t.place_confidence,
    t.batch_id,
    t.line,
    t.since,
    mask.id_number(t.id_number) AS id_number,
    mask.name(t.name) AS name,
    t.sex,
    mask.date((t.birth_date)::text) AS birth_date,
    t.residence,
    t.household_no,
    t.household_role,
    mask.phone(t.phone) AS phone,
    mask."all"(t.address) AS address,
    t.region_code
   FROM data.population t;

CREATE VIEW as_steward.regions AS
 SELECT t.id,
    t.pinyin,
    t.geom,
    t.batch_id,
    t.line,
    t.since,
    t.code,
    t.name,
    t.level,
    t.parent_code,
    t.status,
    t.valid_from,
    t.valid_to,
    t.successor_codes
   FROM data.regions t;

CREATE VIEW as_steward.roads AS
 SELECT t.id,
    t.geom,
    t.batch_id,
    t.line,
    t.since,
    t.code,
    t.name,
    t.class,
    t.oneway,
    t.speed,
    t.lanes,
    t.bridge,
    t.from_node,
    t.to_node,
    t.length
   FROM data.roads t;

CREATE VIEW as_steward.units AS
 SELECT t.id,
    t.pinyin,
    t.geom,
    t.batch_id,
    t.line,
    t.since,
    t.code,
    t.name,
    t.kind,
    t.station,
    t.crew,
    t.phone
   FROM data.units t;

CREATE TABLE command.answered (
    account_id bigint NOT NULL,
    key text NOT NULL,
    request text NOT NULL,
    answer jsonb,
    at timestamp with time zone DEFAULT now() NOT NULL
);

CREATE TABLE command.assignment (
    id bigint NOT NULL,
    incident_id bigint NOT NULL,
    unit text NOT NULL,
    unit_name text NOT NULL,
    unit_kind text NOT NULL,
    status text DEFAULT 'assigned'::text NOT NULL,
    assigned_at timestamp with time zone DEFAULT now() NOT NULL,
    assigned_by bigint,
    en_route_at timestamp with time zone,
    arrived_at timestamp with time zone,
    released_at timestamp with time zone,
    eta_seconds real,
    version integer DEFAULT 1 NOT NULL,
    CONSTRAINT assignment_status_check CHECK ((status = ANY (ARRAY['assigned'::text, 'en-route'::text, 'arrived'::text, 'released'::text, 'cancelled'::text])))
);

ALTER TABLE command.assignment ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME command.assignment_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE command.clock (
    incident_id bigint NOT NULL,
    clock text NOT NULL,
    due timestamp with time zone NOT NULL,
    done_at timestamp with time zone,
    done_by bigint
);

CREATE TABLE command.day_number (
    day date NOT NULL,
    last integer NOT NULL
);

CREATE TABLE command.incident (
    id bigint NOT NULL,
    number text NOT NULL,
    what text NOT NULL,
    level smallint NOT NULL,
    status text DEFAULT 'reported'::text NOT NULL,
    geom public.geometry(Point,4490) NOT NULL,
    place text DEFAULT ''::text NOT NULL,
    uncertainty real DEFAULT 0 NOT NULL,
    note text DEFAULT ''::text NOT NULL,
    reported_at timestamp with time zone DEFAULT now() NOT NULL,
    reported_by bigint,
    closed_at timestamp with time zone,
    hazard jsonb,
    zone public.geometry(Polygon,4490),
    version integer DEFAULT 1 NOT NULL,
    CONSTRAINT incident_level_check CHECK (((level >= 1) AND (level <= 4))),
    CONSTRAINT incident_status_check CHECK ((status = ANY (ARRAY['reported'::text, 'dispatched'::text, 'on-scene'::text, 'controlled'::text, 'closed'::text])))
);

ALTER TABLE command.incident ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME command.incident_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE command.log (
    id bigint NOT NULL,
    incident_id bigint NOT NULL,
    at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    account_id bigint,
    account text NOT NULL,
    kind text NOT NULL,
    data jsonb DEFAULT '{}'::jsonb NOT NULL,
    undoes bigint
);

ALTER TABLE command.log ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME command.log_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

ALTER TABLE data.addresses ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME data.addresses_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

ALTER TABLE data.buildings ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME data.buildings_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

ALTER TABLE data.economy ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME data.economy_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

ALTER TABLE data.imagery ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME data.imagery_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

ALTER TABLE data.legal_entities ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME data.legal_entities_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

ALTER TABLE data.parcels ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME data.parcels_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

ALTER TABLE data.places ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME data.places_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

ALTER TABLE data.population ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME data.population_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

ALTER TABLE data.regions ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME data.regions_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

ALTER TABLE data.roads ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME data.roads_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

ALTER TABLE data.units ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME data.units_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE etl.batch (
    id bigint NOT NULL,
    dataset text NOT NULL,
    file text NOT NULL,
    file_hash text NOT NULL,
    fingerprint text NOT NULL,
    bytes bigint NOT NULL,
    as_of date NOT NULL,
    options jsonb NOT NULL,
    status text NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    created_by text NOT NULL,
    checked_at timestamp with time zone,
    committed_at timestamp with time zone,
    header text[] DEFAULT '{}'::text[] NOT NULL,
    mapping jsonb DEFAULT '[]'::jsonb NOT NULL,
    encoding text,
    crs text,
    notes jsonb DEFAULT '[]'::jsonb NOT NULL,
    result jsonb,
    progress jsonb,
    error jsonb,
    reference_before date,
    CONSTRAINT batch_status_check CHECK ((status = ANY (ARRAY['uploaded'::text, 'checking'::text, 'checked'::text, 'committing'::text, 'committed'::text, 'undone'::text, 'failed'::text])))
);

ALTER TABLE etl.batch ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME etl.batch_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE etl.quarantine (
    batch_id bigint NOT NULL,
    line integer NOT NULL,
    byte_offset bigint,
    cells text[] NOT NULL,
    reasons jsonb NOT NULL,
    key text[]
);

CREATE TABLE etl.repair (
    batch_id bigint NOT NULL,
    field text NOT NULL,
    reason text NOT NULL,
    sent text NOT NULL,
    kept text NOT NULL,
    row_count integer NOT NULL,
    lines integer[]
);

CREATE TABLE live.off_duty (
    unit text NOT NULL,
    since timestamp with time zone DEFAULT now() NOT NULL,
    account_id bigint
);

CREATE TABLE live."position" (
    unit text NOT NULL,
    fixed_at timestamp with time zone NOT NULL,
    received_at timestamp with time zone DEFAULT now() NOT NULL,
    lon double precision NOT NULL,
    lat double precision NOT NULL,
    speed real,
    heading real,
    accuracy real,
    flag text,
    account_id bigint,
    CONSTRAINT position_flag_check CHECK ((flag = 'teleport'::text))
)
PARTITION BY RANGE (fixed_at);

CREATE TABLE log.change (
    entry bigint NOT NULL,
    seq bigint,
    at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    dataset text NOT NULL,
    op text NOT NULL,
    row_count bigint NOT NULL,
    ids bigint[],
    id_min bigint,
    id_max bigint,
    cells integer[],
    batch_id bigint,
    CONSTRAINT change_op_check CHECK ((op = ANY (ARRAY['insert'::text, 'update'::text, 'delete'::text, 'reference'::text])))
);

ALTER TABLE log.change ALTER COLUMN entry ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME log.change_entry_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE SEQUENCE log.seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;

CREATE TABLE public.siku_migration (
    name text NOT NULL,
    hash text NOT NULL,
    at timestamp with time zone DEFAULT now() NOT NULL
);

CREATE TABLE siku.dataset (
    id text NOT NULL,
    ddl_hash text NOT NULL,
    declaration jsonb NOT NULL
);

CREATE TABLE siku.reference (
    dataset text NOT NULL,
    day date NOT NULL
);

CREATE TABLE siku.setting (
    key text NOT NULL,
    value jsonb NOT NULL
);

ALTER TABLE ONLY access.account
    ADD CONSTRAINT account_pkey PRIMARY KEY (id);

ALTER TABLE ONLY access.account
    ADD CONSTRAINT account_username_key UNIQUE (username);

ALTER TABLE ONLY access.api_key
    ADD CONSTRAINT api_key_pkey PRIMARY KEY (id);

ALTER TABLE ONLY access.attempt
    ADD CONSTRAINT attempt_pkey PRIMARY KEY (key);

ALTER TABLE ONLY access.audit
    ADD CONSTRAINT audit_pkey PRIMARY KEY (id);

ALTER TABLE ONLY access.enrolment
    ADD CONSTRAINT enrolment_pkey PRIMARY KEY (code_hash);

ALTER TABLE ONLY access.session
    ADD CONSTRAINT session_pkey PRIMARY KEY (token_hash);

ALTER TABLE ONLY command.answered
    ADD CONSTRAINT answered_pkey PRIMARY KEY (account_id, key);

ALTER TABLE ONLY command.assignment
    ADD CONSTRAINT assignment_pkey PRIMARY KEY (id);

ALTER TABLE ONLY command.clock
    ADD CONSTRAINT clock_pkey PRIMARY KEY (incident_id, clock);

ALTER TABLE ONLY command.day_number
    ADD CONSTRAINT day_number_pkey PRIMARY KEY (day);

ALTER TABLE ONLY command.incident
    ADD CONSTRAINT incident_number_key UNIQUE (number);

ALTER TABLE ONLY command.incident
    ADD CONSTRAINT incident_pkey PRIMARY KEY (id);

ALTER TABLE ONLY command.log
    ADD CONSTRAINT log_pkey PRIMARY KEY (id);

ALTER TABLE ONLY command.log
    ADD CONSTRAINT log_undoes_key UNIQUE (undoes);

ALTER TABLE ONLY data.addresses
    ADD CONSTRAINT addresses_key UNIQUE (code);

ALTER TABLE ONLY data.addresses
    ADD CONSTRAINT addresses_pkey PRIMARY KEY (id);

ALTER TABLE ONLY data.buildings
    ADD CONSTRAINT buildings_key UNIQUE (code);

ALTER TABLE ONLY data.buildings
    ADD CONSTRAINT buildings_pkey PRIMARY KEY (id);

ALTER TABLE ONLY data.economy
    ADD CONSTRAINT economy_key UNIQUE (region_code, indicator, period);

ALTER TABLE ONLY data.economy
    ADD CONSTRAINT economy_pkey PRIMARY KEY (id);

ALTER TABLE ONLY data.imagery
    ADD CONSTRAINT imagery_key UNIQUE (code);

ALTER TABLE ONLY data.imagery
    ADD CONSTRAINT imagery_pkey PRIMARY KEY (id);

ALTER TABLE ONLY data.legal_entities
    ADD CONSTRAINT legal_entities_key UNIQUE (credit_code);

ALTER TABLE ONLY data.legal_entities
    ADD CONSTRAINT legal_entities_pkey PRIMARY KEY (id);

ALTER TABLE ONLY data.parcels
    ADD CONSTRAINT parcels_key UNIQUE (code);

ALTER TABLE ONLY data.parcels
    ADD CONSTRAINT parcels_pkey PRIMARY KEY (id);

ALTER TABLE ONLY data.places
    ADD CONSTRAINT places_key UNIQUE (code);

ALTER TABLE ONLY data.places
    ADD CONSTRAINT places_pkey PRIMARY KEY (id);

ALTER TABLE ONLY data.population
    ADD CONSTRAINT population_key UNIQUE (id_number);

ALTER TABLE ONLY data.population
    ADD CONSTRAINT population_pkey PRIMARY KEY (id);

ALTER TABLE ONLY data.regions
    ADD CONSTRAINT regions_key UNIQUE (code);

ALTER TABLE ONLY data.regions
    ADD CONSTRAINT regions_pkey PRIMARY KEY (id);

ALTER TABLE ONLY data.roads
    ADD CONSTRAINT roads_key UNIQUE (code);

ALTER TABLE ONLY data.roads
    ADD CONSTRAINT roads_pkey PRIMARY KEY (id);

ALTER TABLE ONLY data.units
    ADD CONSTRAINT units_key UNIQUE (code);

ALTER TABLE ONLY data.units
    ADD CONSTRAINT units_pkey PRIMARY KEY (id);

ALTER TABLE ONLY etl.batch
    ADD CONSTRAINT batch_pkey PRIMARY KEY (id);

ALTER TABLE ONLY etl.quarantine
    ADD CONSTRAINT quarantine_pkey PRIMARY KEY (batch_id, line);

ALTER TABLE ONLY live.off_duty
    ADD CONSTRAINT off_duty_pkey PRIMARY KEY (unit);

ALTER TABLE ONLY live."position"
    ADD CONSTRAINT position_pkey PRIMARY KEY (unit, fixed_at);

ALTER TABLE ONLY log.change
    ADD CONSTRAINT change_pkey PRIMARY KEY (entry);

ALTER TABLE ONLY log.change
    ADD CONSTRAINT change_seq_key UNIQUE (seq);

ALTER TABLE ONLY public.siku_migration
    ADD CONSTRAINT siku_migration_pkey PRIMARY KEY (name);

ALTER TABLE ONLY siku.dataset
    ADD CONSTRAINT dataset_pkey PRIMARY KEY (id);

ALTER TABLE ONLY siku.reference
    ADD CONSTRAINT reference_pkey PRIMARY KEY (dataset);

ALTER TABLE ONLY siku.setting
    ADD CONSTRAINT setting_pkey PRIMARY KEY (key);

CREATE INDEX audit_account_id_id_idx ON access.audit USING btree (account_id, id);

CREATE INDEX audit_dataset_subject_id_idx ON access.audit USING btree (dataset, subject, id) WHERE (subject IS NOT NULL);

CREATE INDEX session_account_id_idx ON access.session USING btree (account_id);

CREATE INDEX assignment_incident_id_idx ON command.assignment USING btree (incident_id);

CREATE UNIQUE INDEX assignment_one_at_a_time ON command.assignment USING btree (unit) WHERE (status = ANY (ARRAY['assigned'::text, 'en-route'::text, 'arrived'::text]));

CREATE INDEX incident_reported_at_idx ON command.incident USING btree (reported_at) WHERE (status <> 'closed'::text);

CREATE INDEX incident_zone_idx ON command.incident USING gist (zone) WHERE (status <> 'closed'::text);

CREATE INDEX log_incident_id_id_idx ON command.log USING btree (incident_id, id);

CREATE INDEX addresses_batch ON data.addresses USING btree (batch_id);

CREATE INDEX addresses_building_code ON data.addresses USING btree (building_code text_pattern_ops);

CREATE INDEX addresses_geom ON data.addresses USING gist (geom);

CREATE INDEX addresses_initials ON data.addresses USING gin (pinyin public.gin_trgm_ops);

CREATE INDEX addresses_region_code ON data.addresses USING btree (region_code text_pattern_ops);

CREATE INDEX addresses_text_full_text ON data.addresses USING gin (full_text public.gin_trgm_ops);

CREATE INDEX buildings_batch ON data.buildings USING btree (batch_id);

CREATE INDEX buildings_geom ON data.buildings USING gist (geom);

CREATE INDEX buildings_initials ON data.buildings USING gin (pinyin public.gin_trgm_ops);

CREATE INDEX buildings_parcel_code ON data.buildings USING btree (parcel_code text_pattern_ops);

CREATE INDEX buildings_text_name ON data.buildings USING gin (name public.gin_trgm_ops);

CREATE INDEX economy_batch ON data.economy USING btree (batch_id);

CREATE INDEX imagery_batch ON data.imagery USING btree (batch_id);

CREATE INDEX imagery_geom ON data.imagery USING gist (geom);

CREATE INDEX legal_entities_address_id ON data.legal_entities USING btree (address_id);

CREATE INDEX legal_entities_batch ON data.legal_entities USING btree (batch_id);

CREATE INDEX legal_entities_geom ON data.legal_entities USING gist (geom);

CREATE INDEX legal_entities_initials ON data.legal_entities USING gin (pinyin public.gin_trgm_ops);

CREATE INDEX legal_entities_region_code ON data.legal_entities USING btree (region_code text_pattern_ops);

CREATE INDEX legal_entities_text_name ON data.legal_entities USING gin (name public.gin_trgm_ops);

CREATE INDEX parcels_batch ON data.parcels USING btree (batch_id);

CREATE INDEX parcels_geom ON data.parcels USING gist (geom);

CREATE INDEX parcels_initials ON data.parcels USING gin (pinyin public.gin_trgm_ops);

CREATE INDEX parcels_text_name ON data.parcels USING gin (name public.gin_trgm_ops);

CREATE INDEX places_address_id ON data.places USING btree (address_id);

CREATE INDEX places_batch ON data.places USING btree (batch_id);

CREATE INDEX places_geom ON data.places USING gist (geom);

CREATE INDEX places_initials ON data.places USING gin (pinyin public.gin_trgm_ops);

CREATE INDEX places_region_code ON data.places USING btree (region_code text_pattern_ops);

CREATE INDEX places_text_address ON data.places USING gin (address public.gin_trgm_ops);

CREATE INDEX places_text_name ON data.places USING gin (name public.gin_trgm_ops);

CREATE INDEX population_address_id ON data.population USING btree (address_id);

CREATE INDEX population_batch ON data.population USING btree (batch_id);

CREATE INDEX population_exact_name ON data.population USING btree (name text_pattern_ops);

CREATE INDEX population_exact_phone ON data.population USING btree (phone text_pattern_ops);

CREATE INDEX population_geom ON data.population USING gist (geom);

CREATE INDEX population_household_no ON data.population USING btree (household_no text_pattern_ops);

CREATE INDEX population_region_code ON data.population USING btree (region_code text_pattern_ops);

CREATE INDEX regions_batch ON data.regions USING btree (batch_id);

CREATE INDEX regions_geom ON data.regions USING gist (geom);

CREATE INDEX regions_initials ON data.regions USING gin (pinyin public.gin_trgm_ops);

CREATE INDEX regions_parent_code ON data.regions USING btree (parent_code text_pattern_ops);

CREATE INDEX regions_text_name ON data.regions USING gin (name public.gin_trgm_ops);

CREATE INDEX roads_batch ON data.roads USING btree (batch_id);

CREATE INDEX roads_geom ON data.roads USING gist (geom);

CREATE INDEX units_batch ON data.units USING btree (batch_id);

CREATE INDEX units_geom ON data.units USING gist (geom);

CREATE INDEX units_initials ON data.units USING gin (pinyin public.gin_trgm_ops);

CREATE INDEX units_text_name ON data.units USING gin (name public.gin_trgm_ops);

CREATE INDEX units_text_station ON data.units USING gin (station public.gin_trgm_ops);

CREATE INDEX batch_dataset_id_idx ON etl.batch USING btree (dataset, id);

CREATE INDEX batch_fingerprint_idx ON etl.batch USING btree (fingerprint) WHERE (status = 'committed'::text);

CREATE INDEX repair_batch_id_idx ON etl.repair USING btree (batch_id);

CREATE INDEX addresses_history_batch ON history.addresses USING btree (until_batch);

CREATE INDEX addresses_history_id ON history.addresses USING btree (id);

CREATE INDEX buildings_history_batch ON history.buildings USING btree (until_batch);

CREATE INDEX buildings_history_id ON history.buildings USING btree (id);

CREATE INDEX economy_history_batch ON history.economy USING btree (until_batch);

CREATE INDEX economy_history_id ON history.economy USING btree (id);

CREATE INDEX imagery_history_batch ON history.imagery USING btree (until_batch);

CREATE INDEX imagery_history_id ON history.imagery USING btree (id);

CREATE INDEX legal_entities_history_batch ON history.legal_entities USING btree (until_batch);

CREATE INDEX legal_entities_history_id ON history.legal_entities USING btree (id);

CREATE INDEX parcels_history_batch ON history.parcels USING btree (until_batch);

CREATE INDEX parcels_history_id ON history.parcels USING btree (id);

CREATE INDEX places_history_batch ON history.places USING btree (until_batch);

CREATE INDEX places_history_id ON history.places USING btree (id);

CREATE INDEX population_history_batch ON history.population USING btree (until_batch);

CREATE INDEX population_history_id ON history.population USING btree (id);

CREATE INDEX regions_history_batch ON history.regions USING btree (until_batch);

CREATE INDEX regions_history_id ON history.regions USING btree (id);

CREATE INDEX roads_history_batch ON history.roads USING btree (until_batch);

CREATE INDEX roads_history_id ON history.roads USING btree (id);

CREATE INDEX units_history_batch ON history.units USING btree (until_batch);

CREATE INDEX units_history_id ON history.units USING btree (id);

CREATE INDEX position_fixed_at_idx ON ONLY live."position" USING brin (fixed_at);

CREATE INDEX change_dataset_seq_idx ON log.change USING btree (dataset, seq);

CREATE TRIGGER append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON access.audit FOR EACH STATEMENT EXECUTE FUNCTION access.refuse();

CREATE TRIGGER crew_moves BEFORE UPDATE ON command.assignment FOR EACH ROW EXECUTE FUNCTION command.crew_moves();

CREATE TRIGGER crew_status BEFORE UPDATE ON command.incident FOR EACH ROW EXECUTE FUNCTION command.crew_status();

CREATE TRIGGER log_stays BEFORE DELETE OR UPDATE OR TRUNCATE ON command.log FOR EACH STATEMENT EXECUTE FUNCTION command.log_stays();

CREATE TRIGGER log_delete AFTER DELETE ON data.addresses REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION log.on_addresses();

CREATE TRIGGER log_delete AFTER DELETE ON data.buildings REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION log.on_buildings();

CREATE TRIGGER log_delete AFTER DELETE ON data.economy REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION log.on_economy();

CREATE TRIGGER log_delete AFTER DELETE ON data.imagery REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION log.on_imagery();

CREATE TRIGGER log_delete AFTER DELETE ON data.legal_entities REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION log.on_legal_entities();

CREATE TRIGGER log_delete AFTER DELETE ON data.parcels REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION log.on_parcels();

CREATE TRIGGER log_delete AFTER DELETE ON data.places REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION log.on_places();

CREATE TRIGGER log_delete AFTER DELETE ON data.population REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION log.on_population();

CREATE TRIGGER log_delete AFTER DELETE ON data.regions REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION log.on_regions();

CREATE TRIGGER log_delete AFTER DELETE ON data.roads REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION log.on_roads();

CREATE TRIGGER log_delete AFTER DELETE ON data.units REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION log.on_units();

CREATE TRIGGER log_insert AFTER INSERT ON data.addresses REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION log.on_addresses();

CREATE TRIGGER log_insert AFTER INSERT ON data.buildings REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION log.on_buildings();

CREATE TRIGGER log_insert AFTER INSERT ON data.economy REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION log.on_economy();

CREATE TRIGGER log_insert AFTER INSERT ON data.imagery REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION log.on_imagery();

CREATE TRIGGER log_insert AFTER INSERT ON data.legal_entities REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION log.on_legal_entities();

CREATE TRIGGER log_insert AFTER INSERT ON data.parcels REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION log.on_parcels();

CREATE TRIGGER log_insert AFTER INSERT ON data.places REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION log.on_places();

CREATE TRIGGER log_insert AFTER INSERT ON data.population REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION log.on_population();

CREATE TRIGGER log_insert AFTER INSERT ON data.regions REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION log.on_regions();

CREATE TRIGGER log_insert AFTER INSERT ON data.roads REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION log.on_roads();

CREATE TRIGGER log_insert AFTER INSERT ON data.units REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION log.on_units();

CREATE TRIGGER log_update AFTER UPDATE ON data.addresses REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION log.on_addresses();

CREATE TRIGGER log_update AFTER UPDATE ON data.buildings REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION log.on_buildings();

CREATE TRIGGER log_update AFTER UPDATE ON data.economy REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION log.on_economy();

CREATE TRIGGER log_update AFTER UPDATE ON data.imagery REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION log.on_imagery();

CREATE TRIGGER log_update AFTER UPDATE ON data.legal_entities REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION log.on_legal_entities();

CREATE TRIGGER log_update AFTER UPDATE ON data.parcels REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION log.on_parcels();

CREATE TRIGGER log_update AFTER UPDATE ON data.places REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION log.on_places();

CREATE TRIGGER log_update AFTER UPDATE ON data.population REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION log.on_population();

CREATE TRIGGER log_update AFTER UPDATE ON data.regions REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION log.on_regions();

CREATE TRIGGER log_update AFTER UPDATE ON data.roads REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION log.on_roads();

CREATE TRIGGER log_update AFTER UPDATE ON data.units REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION log.on_units();

CREATE CONSTRAINT TRIGGER seal AFTER INSERT ON log.change DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION log.seal();

ALTER TABLE ONLY access.api_key
    ADD CONSTRAINT api_key_account_id_fkey FOREIGN KEY (account_id) REFERENCES access.account(id) ON DELETE CASCADE;

ALTER TABLE ONLY access.audit
    ADD CONSTRAINT audit_account_id_fkey FOREIGN KEY (account_id) REFERENCES access.account(id);

ALTER TABLE ONLY access.session
    ADD CONSTRAINT session_account_id_fkey FOREIGN KEY (account_id) REFERENCES access.account(id) ON DELETE CASCADE;

ALTER TABLE ONLY command.assignment
    ADD CONSTRAINT assignment_incident_id_fkey FOREIGN KEY (incident_id) REFERENCES command.incident(id);

ALTER TABLE ONLY command.clock
    ADD CONSTRAINT clock_incident_id_fkey FOREIGN KEY (incident_id) REFERENCES command.incident(id);

ALTER TABLE ONLY command.log
    ADD CONSTRAINT log_incident_id_fkey FOREIGN KEY (incident_id) REFERENCES command.incident(id);

ALTER TABLE ONLY command.log
    ADD CONSTRAINT log_undoes_fkey FOREIGN KEY (undoes) REFERENCES command.log(id);

ALTER TABLE ONLY etl.quarantine
    ADD CONSTRAINT quarantine_batch_id_fkey FOREIGN KEY (batch_id) REFERENCES etl.batch(id) ON DELETE CASCADE;

ALTER TABLE ONLY etl.repair
    ADD CONSTRAINT repair_batch_id_fkey FOREIGN KEY (batch_id) REFERENCES etl.batch(id) ON DELETE CASCADE;

GRANT USAGE ON SCHEMA access TO siku_public;
GRANT USAGE ON SCHEMA access TO siku_planner;
GRANT USAGE ON SCHEMA access TO siku_dispatcher;
GRANT USAGE ON SCHEMA access TO siku_lookup;
GRANT USAGE ON SCHEMA access TO siku_steward;
GRANT USAGE ON SCHEMA access TO siku_security;
GRANT USAGE ON SCHEMA access TO siku_auditor;
GRANT USAGE ON SCHEMA access TO siku_partner;

GRANT USAGE ON SCHEMA as_auditor TO siku_auditor;

GRANT USAGE ON SCHEMA as_dispatcher TO siku_dispatcher;

GRANT USAGE ON SCHEMA as_lookup TO siku_lookup;

GRANT USAGE ON SCHEMA as_partner TO siku_partner;

GRANT USAGE ON SCHEMA as_planner TO siku_planner;

GRANT USAGE ON SCHEMA as_public TO siku_public;

GRANT USAGE ON SCHEMA as_security TO siku_security;

GRANT USAGE ON SCHEMA as_steward TO siku_steward;

GRANT USAGE ON SCHEMA command TO siku_dispatcher;
GRANT USAGE ON SCHEMA command TO siku_partner;
GRANT USAGE ON SCHEMA command TO siku_auditor;

GRANT USAGE ON SCHEMA etl TO siku_steward;

GRANT USAGE ON SCHEMA live TO siku_dispatcher;
GRANT USAGE ON SCHEMA live TO siku_partner;

GRANT USAGE ON SCHEMA log TO siku_public;
GRANT USAGE ON SCHEMA log TO siku_planner;
GRANT USAGE ON SCHEMA log TO siku_dispatcher;
GRANT USAGE ON SCHEMA log TO siku_lookup;
GRANT USAGE ON SCHEMA log TO siku_steward;
GRANT USAGE ON SCHEMA log TO siku_security;
GRANT USAGE ON SCHEMA log TO siku_auditor;
GRANT USAGE ON SCHEMA log TO siku_partner;

GRANT USAGE ON SCHEMA mask TO siku_public;
GRANT USAGE ON SCHEMA mask TO siku_planner;
GRANT USAGE ON SCHEMA mask TO siku_dispatcher;
GRANT USAGE ON SCHEMA mask TO siku_lookup;
GRANT USAGE ON SCHEMA mask TO siku_steward;
GRANT USAGE ON SCHEMA mask TO siku_security;
GRANT USAGE ON SCHEMA mask TO siku_auditor;
GRANT USAGE ON SCHEMA mask TO siku_partner;

GRANT USAGE ON SCHEMA siku TO siku_public;
GRANT USAGE ON SCHEMA siku TO siku_planner;
GRANT USAGE ON SCHEMA siku TO siku_dispatcher;
GRANT USAGE ON SCHEMA siku TO siku_lookup;
GRANT USAGE ON SCHEMA siku TO siku_steward;
GRANT USAGE ON SCHEMA siku TO siku_security;
GRANT USAGE ON SCHEMA siku TO siku_auditor;
GRANT USAGE ON SCHEMA siku TO siku_partner;

REVOKE ALL ON FUNCTION access.account_id() FROM PUBLIC;
GRANT ALL ON FUNCTION access.account_id() TO siku_public;
GRANT ALL ON FUNCTION access.account_id() TO siku_planner;
GRANT ALL ON FUNCTION access.account_id() TO siku_dispatcher;
GRANT ALL ON FUNCTION access.account_id() TO siku_lookup;
GRANT ALL ON FUNCTION access.account_id() TO siku_steward;
GRANT ALL ON FUNCTION access.account_id() TO siku_security;
GRANT ALL ON FUNCTION access.account_id() TO siku_auditor;
GRANT ALL ON FUNCTION access.account_id() TO siku_partner;

REVOKE ALL ON FUNCTION access.find(dataset_id text, criteria jsonb, at_most integer, purpose text, case_number text) FROM PUBLIC;
GRANT ALL ON FUNCTION access.find(dataset_id text, criteria jsonb, at_most integer, purpose text, case_number text) TO siku_dispatcher;
GRANT ALL ON FUNCTION access.find(dataset_id text, criteria jsonb, at_most integer, purpose text, case_number text) TO siku_lookup;
GRANT ALL ON FUNCTION access.find(dataset_id text, criteria jsonb, at_most integer, purpose text, case_number text) TO siku_steward;

REVOKE ALL ON FUNCTION access.record(action text, dataset text, subjects bigint[], fields text[], purpose text, case_number text) FROM PUBLIC;
GRANT ALL ON FUNCTION access.record(action text, dataset text, subjects bigint[], fields text[], purpose text, case_number text) TO siku_public;
GRANT ALL ON FUNCTION access.record(action text, dataset text, subjects bigint[], fields text[], purpose text, case_number text) TO siku_planner;
GRANT ALL ON FUNCTION access.record(action text, dataset text, subjects bigint[], fields text[], purpose text, case_number text) TO siku_dispatcher;
GRANT ALL ON FUNCTION access.record(action text, dataset text, subjects bigint[], fields text[], purpose text, case_number text) TO siku_lookup;
GRANT ALL ON FUNCTION access.record(action text, dataset text, subjects bigint[], fields text[], purpose text, case_number text) TO siku_steward;
GRANT ALL ON FUNCTION access.record(action text, dataset text, subjects bigint[], fields text[], purpose text, case_number text) TO siku_security;
GRANT ALL ON FUNCTION access.record(action text, dataset text, subjects bigint[], fields text[], purpose text, case_number text) TO siku_auditor;
GRANT ALL ON FUNCTION access.record(action text, dataset text, subjects bigint[], fields text[], purpose text, case_number text) TO siku_partner;

REVOKE ALL ON FUNCTION access.refuse() FROM PUBLIC;

REVOKE ALL ON FUNCTION access.reveal(dataset_id text, record_id bigint, wanted text[], purpose text, case_number text, OUT audit_id bigint, OUT clear jsonb) FROM PUBLIC;
GRANT ALL ON FUNCTION access.reveal(dataset_id text, record_id bigint, wanted text[], purpose text, case_number text, OUT audit_id bigint, OUT clear jsonb) TO siku_dispatcher;
GRANT ALL ON FUNCTION access.reveal(dataset_id text, record_id bigint, wanted text[], purpose text, case_number text, OUT audit_id bigint, OUT clear jsonb) TO siku_lookup;

REVOKE ALL ON FUNCTION access.sees(dataset_id text, field text) FROM PUBLIC;
GRANT ALL ON FUNCTION access.sees(dataset_id text, field text) TO siku_public;
GRANT ALL ON FUNCTION access.sees(dataset_id text, field text) TO siku_planner;
GRANT ALL ON FUNCTION access.sees(dataset_id text, field text) TO siku_dispatcher;
GRANT ALL ON FUNCTION access.sees(dataset_id text, field text) TO siku_lookup;
GRANT ALL ON FUNCTION access.sees(dataset_id text, field text) TO siku_steward;
GRANT ALL ON FUNCTION access.sees(dataset_id text, field text) TO siku_security;
GRANT ALL ON FUNCTION access.sees(dataset_id text, field text) TO siku_auditor;
GRANT ALL ON FUNCTION access.sees(dataset_id text, field text) TO siku_partner;

REVOKE ALL ON FUNCTION command.append(incident bigint, kind text, data jsonb, undoes bigint) FROM PUBLIC;
GRANT ALL ON FUNCTION command.append(incident bigint, kind text, data jsonb, undoes bigint) TO siku_dispatcher;
GRANT ALL ON FUNCTION command.append(incident bigint, kind text, data jsonb, undoes bigint) TO siku_partner;

REVOKE ALL ON FUNCTION command.crew_moves() FROM PUBLIC;

REVOKE ALL ON FUNCTION command.crew_status() FROM PUBLIC;

REVOKE ALL ON FUNCTION command.log_stays() FROM PUBLIC;

REVOKE ALL ON FUNCTION command.next_number() FROM PUBLIC;
GRANT ALL ON FUNCTION command.next_number() TO siku_dispatcher;

REVOKE ALL ON FUNCTION etl.may_load() FROM PUBLIC;
GRANT ALL ON FUNCTION etl.may_load() TO siku_steward;

REVOKE ALL ON FUNCTION live.drop_before(day date) FROM PUBLIC;

REVOKE ALL ON FUNCTION live.keep_day(day date) FROM PUBLIC;
GRANT ALL ON FUNCTION live.keep_day(day date) TO siku_dispatcher;
GRANT ALL ON FUNCTION live.keep_day(day date) TO siku_partner;

REVOKE ALL ON FUNCTION siku.files_of(batches bigint[]) FROM PUBLIC;
GRANT ALL ON FUNCTION siku.files_of(batches bigint[]) TO siku_planner;
GRANT ALL ON FUNCTION siku.files_of(batches bigint[]) TO siku_dispatcher;
GRANT ALL ON FUNCTION siku.files_of(batches bigint[]) TO siku_lookup;
GRANT ALL ON FUNCTION siku.files_of(batches bigint[]) TO siku_steward;
GRANT ALL ON FUNCTION siku.files_of(batches bigint[]) TO siku_partner;

GRANT SELECT(id) ON TABLE access.account TO siku_security;

GRANT SELECT(username),INSERT(username) ON TABLE access.account TO siku_security;

GRANT SELECT(name),INSERT(name),UPDATE(name) ON TABLE access.account TO siku_security;

GRANT SELECT(role),INSERT(role),UPDATE(role) ON TABLE access.account TO siku_security;

GRANT INSERT(password),UPDATE(password) ON TABLE access.account TO siku_security;

GRANT SELECT(active),INSERT(active),UPDATE(active) ON TABLE access.account TO siku_security;

GRANT SELECT(created_at) ON TABLE access.account TO siku_security;

GRANT SELECT(id),INSERT(id) ON TABLE access.api_key TO siku_security;

GRANT INSERT(secret_hash) ON TABLE access.api_key TO siku_security;

GRANT SELECT(account_id),INSERT(account_id) ON TABLE access.api_key TO siku_security;

GRANT SELECT(title),INSERT(title) ON TABLE access.api_key TO siku_security;

GRANT SELECT(created_at) ON TABLE access.api_key TO siku_security;

GRANT SELECT(used_at) ON TABLE access.api_key TO siku_security;

GRANT SELECT(expires_at),INSERT(expires_at) ON TABLE access.api_key TO siku_security;

GRANT SELECT(revoked_at),UPDATE(revoked_at) ON TABLE access.api_key TO siku_security;

GRANT DELETE ON TABLE access.session TO siku_security;

GRANT SELECT(account_id) ON TABLE access.session TO siku_security;

GRANT SELECT(created_at) ON TABLE access.session TO siku_security;

GRANT SELECT(seen_at) ON TABLE access.session TO siku_security;

GRANT SELECT(expires_at) ON TABLE access.session TO siku_security;

GRANT SELECT ON TABLE as_auditor.addresses TO siku_auditor;

GRANT SELECT ON TABLE as_auditor.audit TO siku_auditor;

GRANT SELECT ON TABLE as_auditor.buildings TO siku_auditor;

GRANT SELECT ON TABLE as_auditor.economy TO siku_auditor;

GRANT SELECT ON TABLE as_auditor.history_addresses TO siku_auditor;

GRANT SELECT ON TABLE as_auditor.history_buildings TO siku_auditor;

GRANT SELECT ON TABLE as_auditor.history_economy TO siku_auditor;

GRANT SELECT ON TABLE as_auditor.history_legal_entities TO siku_auditor;

GRANT SELECT ON TABLE as_auditor.history_parcels TO siku_auditor;

GRANT SELECT ON TABLE as_auditor.history_places TO siku_auditor;

GRANT SELECT ON TABLE as_auditor.history_regions TO siku_auditor;

GRANT SELECT ON TABLE as_auditor.history_roads TO siku_auditor;

GRANT SELECT ON TABLE as_auditor.legal_entities TO siku_auditor;

GRANT SELECT ON TABLE as_auditor.parcels TO siku_auditor;

GRANT SELECT ON TABLE as_auditor.places TO siku_auditor;

GRANT SELECT ON TABLE as_auditor.regions TO siku_auditor;

GRANT SELECT ON TABLE as_auditor.roads TO siku_auditor;

GRANT SELECT ON TABLE as_dispatcher.addresses TO siku_dispatcher;

GRANT SELECT ON TABLE as_dispatcher.buildings TO siku_dispatcher;

GRANT SELECT ON TABLE as_dispatcher.economy TO siku_dispatcher;

GRANT SELECT ON TABLE as_dispatcher.history_addresses TO siku_dispatcher;

GRANT SELECT ON TABLE as_dispatcher.history_buildings TO siku_dispatcher;

GRANT SELECT ON TABLE as_dispatcher.history_economy TO siku_dispatcher;

GRANT SELECT ON TABLE as_dispatcher.history_imagery TO siku_dispatcher;

GRANT SELECT ON TABLE as_dispatcher.history_legal_entities TO siku_dispatcher;

GRANT SELECT ON TABLE as_dispatcher.history_parcels TO siku_dispatcher;

GRANT SELECT ON TABLE as_dispatcher.history_places TO siku_dispatcher;

GRANT SELECT ON TABLE as_dispatcher.history_population TO siku_dispatcher;

GRANT SELECT ON TABLE as_dispatcher.history_regions TO siku_dispatcher;

GRANT SELECT ON TABLE as_dispatcher.history_roads TO siku_dispatcher;

GRANT SELECT ON TABLE as_dispatcher.history_units TO siku_dispatcher;

GRANT SELECT ON TABLE as_dispatcher.imagery TO siku_dispatcher;

GRANT SELECT ON TABLE as_dispatcher.legal_entities TO siku_dispatcher;

GRANT SELECT ON TABLE as_dispatcher.parcels TO siku_dispatcher;

GRANT SELECT ON TABLE as_dispatcher.places TO siku_dispatcher;

GRANT SELECT ON TABLE as_dispatcher.population TO siku_dispatcher;

GRANT SELECT ON TABLE as_dispatcher.regions TO siku_dispatcher;

GRANT SELECT ON TABLE as_dispatcher.roads TO siku_dispatcher;

GRANT SELECT ON TABLE as_dispatcher.units TO siku_dispatcher;

GRANT SELECT ON TABLE as_lookup.addresses TO siku_lookup;

GRANT SELECT ON TABLE as_lookup.buildings TO siku_lookup;

GRANT SELECT ON TABLE as_lookup.economy TO siku_lookup;

GRANT SELECT ON TABLE as_lookup.history_addresses TO siku_lookup;

GRANT SELECT ON TABLE as_lookup.history_buildings TO siku_lookup;

GRANT SELECT ON TABLE as_lookup.history_economy TO siku_lookup;

GRANT SELECT ON TABLE as_lookup.history_imagery TO siku_lookup;

GRANT SELECT ON TABLE as_lookup.history_legal_entities TO siku_lookup;

GRANT SELECT ON TABLE as_lookup.history_parcels TO siku_lookup;

GRANT SELECT ON TABLE as_lookup.history_places TO siku_lookup;

GRANT SELECT ON TABLE as_lookup.history_population TO siku_lookup;

GRANT SELECT ON TABLE as_lookup.history_regions TO siku_lookup;

GRANT SELECT ON TABLE as_lookup.history_roads TO siku_lookup;

GRANT SELECT ON TABLE as_lookup.history_units TO siku_lookup;

GRANT SELECT ON TABLE as_lookup.imagery TO siku_lookup;

GRANT SELECT ON TABLE as_lookup.legal_entities TO siku_lookup;

GRANT SELECT ON TABLE as_lookup.parcels TO siku_lookup;

GRANT SELECT ON TABLE as_lookup.places TO siku_lookup;

GRANT SELECT ON TABLE as_lookup.population TO siku_lookup;

GRANT SELECT ON TABLE as_lookup.regions TO siku_lookup;

GRANT SELECT ON TABLE as_lookup.roads TO siku_lookup;

GRANT SELECT ON TABLE as_lookup.units TO siku_lookup;

GRANT SELECT ON TABLE as_partner.addresses TO siku_partner;

GRANT SELECT ON TABLE as_partner.buildings TO siku_partner;

GRANT SELECT ON TABLE as_partner.economy TO siku_partner;

GRANT SELECT ON TABLE as_partner.history_addresses TO siku_partner;

GRANT SELECT ON TABLE as_partner.history_buildings TO siku_partner;

GRANT SELECT ON TABLE as_partner.history_economy TO siku_partner;

GRANT SELECT ON TABLE as_partner.history_imagery TO siku_partner;

GRANT SELECT ON TABLE as_partner.history_legal_entities TO siku_partner;

GRANT SELECT ON TABLE as_partner.history_parcels TO siku_partner;

GRANT SELECT ON TABLE as_partner.history_places TO siku_partner;

GRANT SELECT ON TABLE as_partner.history_regions TO siku_partner;

GRANT SELECT ON TABLE as_partner.history_roads TO siku_partner;

GRANT SELECT ON TABLE as_partner.history_units TO siku_partner;

GRANT SELECT ON TABLE as_partner.imagery TO siku_partner;

GRANT SELECT ON TABLE as_partner.legal_entities TO siku_partner;

GRANT SELECT ON TABLE as_partner.parcels TO siku_partner;

GRANT SELECT ON TABLE as_partner.places TO siku_partner;

GRANT SELECT ON TABLE as_partner.regions TO siku_partner;

GRANT SELECT ON TABLE as_partner.roads TO siku_partner;

GRANT SELECT ON TABLE as_partner.units TO siku_partner;

GRANT SELECT ON TABLE as_planner.addresses TO siku_planner;

GRANT SELECT ON TABLE as_planner.buildings TO siku_planner;

GRANT SELECT ON TABLE as_planner.economy TO siku_planner;

GRANT SELECT ON TABLE as_planner.history_addresses TO siku_planner;

GRANT SELECT ON TABLE as_planner.history_buildings TO siku_planner;

GRANT SELECT ON TABLE as_planner.history_economy TO siku_planner;

GRANT SELECT ON TABLE as_planner.history_imagery TO siku_planner;

GRANT SELECT ON TABLE as_planner.history_legal_entities TO siku_planner;

GRANT SELECT ON TABLE as_planner.history_parcels TO siku_planner;

GRANT SELECT ON TABLE as_planner.history_places TO siku_planner;

GRANT SELECT ON TABLE as_planner.history_regions TO siku_planner;

GRANT SELECT ON TABLE as_planner.history_roads TO siku_planner;

GRANT SELECT ON TABLE as_planner.history_units TO siku_planner;

GRANT SELECT ON TABLE as_planner.imagery TO siku_planner;

GRANT SELECT ON TABLE as_planner.legal_entities TO siku_planner;

GRANT SELECT ON TABLE as_planner.parcels TO siku_planner;

GRANT SELECT ON TABLE as_planner.places TO siku_planner;

GRANT SELECT ON TABLE as_planner.regions TO siku_planner;

GRANT SELECT ON TABLE as_planner.roads TO siku_planner;

GRANT SELECT ON TABLE as_planner.units TO siku_planner;

GRANT SELECT ON TABLE as_public.addresses TO siku_public;

GRANT SELECT ON TABLE as_public.buildings TO siku_public;

GRANT SELECT ON TABLE as_public.economy TO siku_public;

GRANT SELECT ON TABLE as_public.history_addresses TO siku_public;

GRANT SELECT ON TABLE as_public.history_buildings TO siku_public;

GRANT SELECT ON TABLE as_public.history_economy TO siku_public;

GRANT SELECT ON TABLE as_public.history_legal_entities TO siku_public;

GRANT SELECT ON TABLE as_public.history_parcels TO siku_public;

GRANT SELECT ON TABLE as_public.history_places TO siku_public;

GRANT SELECT ON TABLE as_public.history_regions TO siku_public;

GRANT SELECT ON TABLE as_public.history_roads TO siku_public;

GRANT SELECT ON TABLE as_public.legal_entities TO siku_public;

GRANT SELECT ON TABLE as_public.parcels TO siku_public;

GRANT SELECT ON TABLE as_public.places TO siku_public;

GRANT SELECT ON TABLE as_public.regions TO siku_public;

GRANT SELECT ON TABLE as_public.roads TO siku_public;

GRANT SELECT ON TABLE as_security.addresses TO siku_security;

GRANT SELECT ON TABLE as_security.buildings TO siku_security;

GRANT SELECT ON TABLE as_security.economy TO siku_security;

GRANT SELECT ON TABLE as_security.history_addresses TO siku_security;

GRANT SELECT ON TABLE as_security.history_buildings TO siku_security;

GRANT SELECT ON TABLE as_security.history_economy TO siku_security;

GRANT SELECT ON TABLE as_security.history_legal_entities TO siku_security;

GRANT SELECT ON TABLE as_security.history_parcels TO siku_security;

GRANT SELECT ON TABLE as_security.history_places TO siku_security;

GRANT SELECT ON TABLE as_security.history_regions TO siku_security;

GRANT SELECT ON TABLE as_security.history_roads TO siku_security;

GRANT SELECT ON TABLE as_security.legal_entities TO siku_security;

GRANT SELECT ON TABLE as_security.parcels TO siku_security;

GRANT SELECT ON TABLE as_security.places TO siku_security;

GRANT SELECT ON TABLE as_security.regions TO siku_security;

GRANT SELECT ON TABLE as_security.roads TO siku_security;

GRANT SELECT ON TABLE as_steward.addresses TO siku_steward;

GRANT SELECT ON TABLE as_steward.buildings TO siku_steward;

GRANT SELECT ON TABLE as_steward.economy TO siku_steward;

GRANT SELECT ON TABLE as_steward.history_addresses TO siku_steward;

GRANT SELECT ON TABLE as_steward.history_buildings TO siku_steward;

GRANT SELECT ON TABLE as_steward.history_economy TO siku_steward;

GRANT SELECT ON TABLE as_steward.history_imagery TO siku_steward;

GRANT SELECT ON TABLE as_steward.history_legal_entities TO siku_steward;

GRANT SELECT ON TABLE as_steward.history_parcels TO siku_steward;

GRANT SELECT ON TABLE as_steward.history_places TO siku_steward;

GRANT SELECT ON TABLE as_steward.history_population TO siku_steward;

GRANT SELECT ON TABLE as_steward.history_regions TO siku_steward;

GRANT SELECT ON TABLE as_steward.history_roads TO siku_steward;

GRANT SELECT ON TABLE as_steward.history_units TO siku_steward;

GRANT SELECT ON TABLE as_steward.imagery TO siku_steward;

GRANT SELECT ON TABLE as_steward.legal_entities TO siku_steward;

GRANT SELECT ON TABLE as_steward.parcels TO siku_steward;

GRANT SELECT ON TABLE as_steward.places TO siku_steward;

GRANT SELECT ON TABLE as_steward.population TO siku_steward;

GRANT SELECT ON TABLE as_steward.regions TO siku_steward;

GRANT SELECT ON TABLE as_steward.roads TO siku_steward;

GRANT SELECT ON TABLE as_steward.units TO siku_steward;

GRANT SELECT,INSERT ON TABLE command.answered TO siku_dispatcher;
GRANT SELECT,INSERT ON TABLE command.answered TO siku_partner;

GRANT UPDATE(answer) ON TABLE command.answered TO siku_dispatcher;
GRANT UPDATE(answer) ON TABLE command.answered TO siku_partner;

GRANT SELECT,INSERT ON TABLE command.assignment TO siku_dispatcher;
GRANT SELECT ON TABLE command.assignment TO siku_partner;

GRANT UPDATE(status) ON TABLE command.assignment TO siku_dispatcher;
GRANT UPDATE(status) ON TABLE command.assignment TO siku_partner;

GRANT UPDATE(en_route_at) ON TABLE command.assignment TO siku_dispatcher;
GRANT UPDATE(en_route_at) ON TABLE command.assignment TO siku_partner;

GRANT UPDATE(arrived_at) ON TABLE command.assignment TO siku_dispatcher;
GRANT UPDATE(arrived_at) ON TABLE command.assignment TO siku_partner;

GRANT UPDATE(released_at) ON TABLE command.assignment TO siku_dispatcher;

GRANT UPDATE(version) ON TABLE command.assignment TO siku_dispatcher;
GRANT UPDATE(version) ON TABLE command.assignment TO siku_partner;

GRANT SELECT,INSERT,DELETE ON TABLE command.clock TO siku_dispatcher;

GRANT UPDATE(done_at) ON TABLE command.clock TO siku_dispatcher;

GRANT UPDATE(done_by) ON TABLE command.clock TO siku_dispatcher;

GRANT SELECT,INSERT ON TABLE command.incident TO siku_dispatcher;

GRANT SELECT(id) ON TABLE command.incident TO siku_partner;

GRANT SELECT(number) ON TABLE command.incident TO siku_partner;

GRANT SELECT(what) ON TABLE command.incident TO siku_partner;

GRANT UPDATE(level) ON TABLE command.incident TO siku_dispatcher;
GRANT SELECT(level) ON TABLE command.incident TO siku_partner;

GRANT UPDATE(status) ON TABLE command.incident TO siku_dispatcher;
GRANT SELECT(status),UPDATE(status) ON TABLE command.incident TO siku_partner;

GRANT UPDATE(geom) ON TABLE command.incident TO siku_dispatcher;
GRANT SELECT(geom) ON TABLE command.incident TO siku_partner;

GRANT UPDATE(place) ON TABLE command.incident TO siku_dispatcher;
GRANT SELECT(place) ON TABLE command.incident TO siku_partner;

GRANT UPDATE(uncertainty) ON TABLE command.incident TO siku_dispatcher;

GRANT UPDATE(note) ON TABLE command.incident TO siku_dispatcher;

GRANT UPDATE(closed_at) ON TABLE command.incident TO siku_dispatcher;

GRANT UPDATE(hazard) ON TABLE command.incident TO siku_dispatcher;

GRANT UPDATE(zone) ON TABLE command.incident TO siku_dispatcher;

GRANT UPDATE(version) ON TABLE command.incident TO siku_dispatcher;
GRANT SELECT(version),UPDATE(version) ON TABLE command.incident TO siku_partner;

GRANT SELECT ON TABLE command.log TO siku_dispatcher;
GRANT SELECT ON TABLE command.log TO siku_auditor;

GRANT SELECT ON TABLE etl.batch TO siku_steward;

GRANT SELECT ON TABLE etl.quarantine TO siku_steward;

GRANT SELECT ON TABLE etl.repair TO siku_steward;

GRANT SELECT,INSERT,DELETE ON TABLE live.off_duty TO siku_dispatcher;

GRANT SELECT,INSERT ON TABLE live."position" TO siku_dispatcher;
GRANT SELECT,INSERT ON TABLE live."position" TO siku_partner;
