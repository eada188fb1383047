-- Where units are, what happened, who was sent. Rights are in functions/command.sql.
create schema live;
create schema command;

-- Every fix a source sent, by day of its own clock; partitions are made by live.keep_day() as fixes come and dropped
-- whole by live.drop_before() when the time to keep them is over. 96 bytes a fix with indexes.
create table live.position (
  unit text not null,
  fixed_at timestamptz not null,
  received_at timestamptz not null default now(),
  lon float8 not null,
  lat float8 not null,
  speed real,                        -- km/h
  heading real,                      -- degrees clockwise from north
  accuracy real,                     -- metres, one sigma
  flag text check (flag in ('teleport')),  -- kept, and not believed
  account_id bigint,
  primary key (unit, fixed_at)       -- a source that sends a fix twice leaves one
) partition by range (fixed_at);
create index on live.position using brin (fixed_at);

-- Units that are not to be sent; no row = on duty.
create table live.off_duty (unit text primary key, since timestamptz not null default now(), account_id bigint);

create table command.incident (
  id bigint generated always as identity primary key,
  number text not null unique,       -- for people: 20261121-003
  what text not null,
  level smallint not null check (level between 1 and 4),
  status text not null default 'reported'
    check (status in ('reported', 'dispatched', 'on-scene', 'controlled', 'closed')),
  geom geometry(Point, 4490) not null,
  place text not null default '',
  uncertainty real not null default 0,
  note text not null default '',
  reported_at timestamptz not null default now(),
  reported_by bigint,
  closed_at timestamptz,
  hazard jsonb,
  zone geometry(Polygon, 4490),
  version integer not null default 1
);
create index on command.incident (reported_at) where status <> 'closed';
create index on command.incident using gist (zone) where status <> 'closed';

create table command.assignment (
  id bigint generated always as identity primary key,
  incident_id bigint not null references command.incident,
  unit text not null,
  unit_name text not null,
  unit_kind text not null,
  status text not null default 'assigned'
    check (status in ('assigned', 'en-route', 'arrived', 'released', 'cancelled')),
  assigned_at timestamptz not null default now(),
  assigned_by bigint,
  en_route_at timestamptz,
  arrived_at timestamptz,
  released_at timestamptz,
  eta_seconds real,
  version integer not null default 1
);
-- A unit works on one incident at a time: of any number of simultaneous orders one succeeds.
create unique index assignment_one_at_a_time on command.assignment (unit) where status in ('assigned', 'en-route', 'arrived');
create index on command.assignment (incident_id);

-- What was done, in order, with what is needed to take it back. Written by command.append() only; never changed.
create table command.log (
  id bigint generated always as identity primary key,
  incident_id bigint not null references command.incident,
  at timestamptz not null default clock_timestamp(),
  account_id bigint,
  account text not null,
  kind text not null,
  data jsonb not null default '{}',
  undoes bigint unique references command.log
);
create index on command.log (incident_id, id);

-- Reports the law demands, as they stood when the incident took its level.
create table command.clock (
  incident_id bigint not null references command.incident,
  clock text not null,
  due timestamptz not null,
  done_at timestamptz,
  done_by bigint,
  primary key (incident_id, clock)
);

-- Answers already given to a key of a POST, so that a repeated one does nothing twice.
create table command.answered (
  account_id bigint not null,
  key text not null,
  request text not null,
  answer jsonb,
  at timestamptz not null default now(),
  primary key (account_id, key)
);

-- Numbers of a day, without gaps.
create table command.day_number (day date primary key, last integer not null);
