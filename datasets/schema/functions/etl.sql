-- May the asker load? The grant is the answer: routes ask in the asker's own role before the owner's pool does the work.
create or replace function etl.may_load() returns boolean language sql stable as $$ select true $$;
revoke execute on function etl.may_load() from public;
grant execute on function etl.may_load() to siku_steward;
grant usage on schema etl to siku_steward;
grant select on etl.batch, etl.quarantine, etl.repair to siku_steward;
