-- The ground every dataset stands on: schemas, settings, the change log. Dataset tables are made from declarations.
create extension if not exists postgis;
create extension if not exists pg_trgm;

create schema siku;     -- settings and functions
create schema data;     -- current records, one table a dataset
create schema history;  -- versions that were replaced
create schema log;      -- what changed, in the order it was committed
create schema mask;     -- how a field looks to one who may not see it

create table siku.setting (key text primary key, value jsonb not null);

-- The declarations the tables were last made from.
create table siku.dataset (id text primary key, ddl_hash text not null, declaration jsonb not null);

-- The day at which dated statistics (ages) of a dataset stand: the date of its latest committed batch.
create table siku.reference (dataset text primary key, day date not null);

create sequence log.seq;

-- One entry a statement and dataset. `seq` is given at commit, under a lock, so that its order is the order of commits
-- and a reader who has seen n will never meet a late entry below n.
create table log.change (
  entry bigint generated always as identity primary key,
  seq bigint unique,
  at timestamptz not null default clock_timestamp(),
  dataset text not null,
  op text not null check (op in ('insert', 'update', 'delete', 'reference')),
  row_count bigint not null,
  ids bigint[],          -- the touched rows when they are few; else every id from id_min to id_max may have changed
  id_min bigint,
  id_max bigint,
  cells integer[],       -- touched cells of zoom 14, x * 16384 + y, old places and new; null = anywhere
  batch_id bigint
);
create index on log.change (dataset, seq);
