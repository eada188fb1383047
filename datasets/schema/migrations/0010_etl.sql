-- Loading: batches, what was refused, what was repaired. Staged rows lie in etl.incoming_<batch>, unlogged, until commit.
create schema etl;

create table etl.batch (
  id bigint generated always as identity primary key,
  dataset text not null,
  file text not null,               -- its name as sent
  file_hash text not null,          -- sha-256; the file itself is kept under it
  fingerprint text not null,        -- file, options and declaration: the same again changes nothing
  bytes bigint not null,
  as_of date not null,
  options jsonb not null,
  status text not null check (status in ('uploaded', 'checking', 'checked', 'committing', 'committed', 'undone', 'failed')),
  created_at timestamptz not null default now(),
  created_by text not null,
  checked_at timestamptz,
  committed_at timestamptz,
  header text[] not null default '{}',
  mapping jsonb not null default '[]',
  encoding text,
  crs text,
  notes jsonb not null default '[]',     -- what the reader decided, and lines that are no records: titles, remarks, totals
  result jsonb,
  progress jsonb,
  error jsonb,
  reference_before date                  -- the dataset's reference date this batch replaced
);
create index on etl.batch (dataset, id);
create index on etl.batch (fingerprint) where status = 'committed';

-- Rows refused, in the sender's own columns. `key` is there when the row's key could be read: it protects the record.
create table etl.quarantine (
  batch_id bigint not null references etl.batch on delete cascade,
  line integer not null,
  byte_offset bigint,
  cells text[] not null,
  reasons jsonb not null,
  key text[],
  primary key (batch_id, line)
);

-- Repairs, one entry for each rewriting. `lines` is null when more than 1,000 lines had it: every line of the batch
-- that was sent with `sent` then.
create table etl.repair (
  batch_id bigint not null references etl.batch on delete cascade,
  field text not null,
  reason text not null,
  sent text not null,
  kept text not null,
  row_count integer not null,
  lines integer[]
);
create index on etl.repair (batch_id);
