-- Whole years of age on a day. A child born on 29 February comes of age on 1 March of common years.
create or replace function siku.age_on(birth date, day date) returns integer
language sql immutable parallel safe as $$
  select (extract(year from day)::int - extract(year from birth)::int)
    - (extract(month from day)::int * 100 + extract(day from day)::int
       < extract(month from birth)::int * 100 + extract(day from birth)::int)::int
$$;

-- The day at which a dataset's dated statistics stand. Call it as (select siku.reference_date('x')), so that it is
-- asked once a statement and not once a row.
create or replace function siku.reference_date(dataset_id text) returns date
language sql stable as $$
  select coalesce((select day from siku.reference where dataset = dataset_id), date '2026-10-31')
$$;
