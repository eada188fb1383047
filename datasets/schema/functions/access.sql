-- The account at work in this transaction (`asPrincipal` sets it), or null. The one place that reads the setting:
-- a sealed context replaces its body and nothing else.
create or replace function access.account_id() returns bigint
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select nullif(current_setting('siku.account', true), '')::bigint
$$;

-- Writes one audit entry a subject (or one without a subject) in the caller's transaction and returns the first id.
-- A look at records needs an account, and that account's own role: otherwise it fails, and with it the look.
create or replace function access.record(
  action text, dataset text default null, subjects bigint[] default null, fields text[] default '{}',
  purpose text default null, case_number text default null
) returns bigint
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
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

-- True when the role at work reads this field, clear or masked: its view says so.
create or replace function access.sees(dataset_id text, field text) returns boolean
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select exists (
    select from pg_attribute a
    join pg_class c on c.oid = a.attrelid
    join pg_namespace n on n.oid = c.relnamespace
    where n.nspname = 'as_' || regexp_replace(current_setting('role'), '^siku_', '')
      and c.relname = replace(dataset_id, '-', '_') and a.attname = field and a.attnum > 0 and not a.attisdropped
      and has_table_privilege(current_setting('role'), c.oid, 'select')
  )
$$;

-- The clear values of fields the role sees masked, for a stated purpose and case; the entry is written first.
-- Who may call it is a grant (REVEALERS).
create or replace function access.reveal(
  dataset_id text, record_id bigint, wanted text[], purpose text, case_number text, out audit_id bigint, out clear jsonb
)
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
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
end $$;

-- Records that hold exactly these values, masked to the role or not, by whole equality only (a region code also by
-- its leading part), each written to the audit before its id is returned. Null values of `criteria` do not count.
create or replace function access.find(
  dataset_id text, criteria jsonb, at_most integer, purpose text default null, case_number text default null
) returns bigint[]
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
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
end $$;

create or replace view as_auditor.audit as
  select id, at, account_id, account, role, action, dataset, subject, fields, purpose, case_number from access.audit;
