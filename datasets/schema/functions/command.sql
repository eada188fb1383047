-- Makes sure there is a partition for a day (UTC). Concurrent callers wait for one another; the day is checked by the
-- caller, who refuses fixes from the future or older than what is kept.
create or replace function live.keep_day(day date) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare part text := 'position_' || to_char(day, 'YYYYMMDD');
begin
  if to_regclass('live.' || part) is not null then return; end if;
  perform pg_advisory_xact_lock(1936289653, 30);
  execute format(
    'create table if not exists live.%I partition of live.position for values from (%L) to (%L)',
    part, day::text || ' 00:00:00+00', (day + 1)::text || ' 00:00:00+00'
  );
end $$;

-- Retention: drops whole days before `day` and says how many. Run by the owner.
create or replace function live.drop_before(day date) returns integer
language plpgsql as $$
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

-- The next number of the Beijing day.
create or replace function command.next_number() returns text
language sql security definer set search_path = pg_catalog, pg_temp as $$
  insert into command.day_number as d (day, last) values ((now() at time zone 'Asia/Shanghai')::date, 1)
  on conflict (day) do update set last = d.last + 1
  returning to_char(d.day, 'YYYYMMDD') || '-' || lpad(d.last::text, 3, '0')
$$;

-- The one door to the log. Who did it is the account of the transaction, whatever the caller says.
create or replace function command.append(incident bigint, kind text, data jsonb, undoes bigint default null) returns bigint
language sql security definer set search_path = pg_catalog, pg_temp as $$
  insert into command.log (incident_id, account_id, account, kind, data, undoes)
  select append.incident, access.account_id(),
    coalesce((select name from access.account where id = access.account_id()), ''), append.kind, append.data, append.undoes
  returning id
$$;

create or replace function command.log_stays() returns trigger
language plpgsql as $$ begin raise exception 'the log is append-only' using errcode = '42501'; end $$;
create or replace trigger log_stays before update or delete or truncate on command.log
  for each statement execute function command.log_stays();

-- Another system (a crew's terminal) says that its unit is on the way or there, and nothing else.
create or replace function command.crew_moves() returns trigger
language plpgsql as $$
begin
  if current_user = 'siku_partner' and new.status not in ('en-route', 'arrived') then
    raise exception 'a crew says en-route or arrived' using errcode = '42501';
  end if;
  return new;
end $$;
create or replace trigger crew_moves before update on command.assignment
  for each row execute function command.crew_moves();

create or replace function command.crew_status() returns trigger
language plpgsql as $$
begin
  if current_user = 'siku_partner' and not (old.status in ('reported', 'dispatched') and new.status = 'on-scene') then
    raise exception 'a crew brings an incident on-scene' using errcode = '42501';
  end if;
  return new;
end $$;
create or replace trigger crew_status before update on command.incident
  for each row execute function command.crew_status();

revoke all on all functions in schema live, command from public;
grant usage on schema live, command to siku_dispatcher, siku_partner;
grant execute on function live.keep_day(date) to siku_dispatcher, siku_partner;
grant select, insert on live.position to siku_dispatcher, siku_partner;
grant select, insert, delete on live.off_duty to siku_dispatcher;

grant execute on function command.next_number() to siku_dispatcher;
grant execute on function command.append(bigint, text, jsonb, bigint) to siku_dispatcher, siku_partner;
grant select, insert on command.incident, command.assignment, command.clock to siku_dispatcher;
grant update (status, level, geom, place, uncertainty, note, closed_at, hazard, zone, version) on command.incident to siku_dispatcher;
grant update (status, en_route_at, arrived_at, released_at, version) on command.assignment to siku_dispatcher;
grant update (done_at, done_by), delete on command.clock to siku_dispatcher;
grant select on command.log to siku_dispatcher, siku_auditor;
grant usage on schema command to siku_auditor;
grant select, insert on command.answered to siku_dispatcher, siku_partner;
grant update (answer) on command.answered to siku_dispatcher, siku_partner;
grant select on command.assignment to siku_partner;
grant update (status, en_route_at, arrived_at, version) on command.assignment to siku_partner;
grant select (id, number, what, level, status, geom, place, version) on command.incident to siku_partner;
grant update (status, version) on command.incident to siku_partner;
