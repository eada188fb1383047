-- The files records came from, for those who may know a file's name: working roles, by the grant in rights.ts.
create or replace function siku.files_of(batches bigint[]) returns table (batch bigint, file text)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select id, file from etl.batch where id = any (batches)
$$;
revoke execute on function siku.files_of(bigint[]) from public;

-- The place in the order of commits an answer stands at, for every role.
create or replace function siku.sequence() returns bigint
language sql stable security definer set search_path = pg_catalog, pg_temp as $$ select log.reached() $$;
