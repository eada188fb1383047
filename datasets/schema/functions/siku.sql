-- Whole years of age on a day. A child born on 29 February comes of age on 1 March of common years.
-- Each argument stands once in the body: only then does the planner put it in place of the call when an argument is a
-- subselect, as `(select siku.reference_date(...))` is. Measured: 1.5 instead of 19.7 microseconds a row.
create or replace function siku.age_on(birth date, day date) returns integer
language sql immutable parallel safe as $$
  select extract(year from age(day::timestamp, birth::timestamp))::int
$$;

-- The day at which a dataset's dated statistics stand. Call it as (select siku.reference_date('x')), so that it is
-- asked once a statement and not once a row.
create or replace function siku.reference_date(dataset_id text) returns date
language sql stable as $$
  select coalesce((select day from siku.reference where dataset = dataset_id), date '2026-10-31')
$$;
