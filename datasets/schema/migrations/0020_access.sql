-- Who may come in, and the book of who looked at whom. No role has a right on these tables beyond what
-- datasets/schema/rights.ts grants by name.
create schema access;

create table access.account (
  id bigint generated always as identity primary key,
  username text not null unique check (username = lower(username)),
  name text not null,
  role text not null,
  password text,                     -- scrypt$N$r$p$salt$hash; null: comes in by key only
  active boolean not null default true,
  created_at timestamptz not null default now()
);

-- Tokens are 256 random bits; only their hash is here, so a copy of this table opens no door.
create table access.session (
  token_hash bytea primary key,
  account_id bigint not null references access.account on delete cascade,
  created_at timestamptz not null default now(),
  seen_at timestamptz not null default now(),
  expires_at timestamptz not null
);
create index on access.session (account_id);

create table access.api_key (
  id text primary key,               -- the public half of siku_<id>_<secret>
  secret_hash bytea not null,
  account_id bigint not null references access.account on delete cascade,
  title text not null,
  created_at timestamptz not null default now(),
  used_at timestamptz,
  expires_at timestamptz,
  revoked_at timestamptz
);

-- Failed sign-ins, by account and address or by address alone: nobody can lock out somebody elsewhere.
create table access.attempt (
  key bytea primary key,             -- hash: names that were typed are not kept
  failures integer not null,
  last_at timestamptz not null,
  blocked_until timestamptz not null
);

-- One-time codes by which the first administrator of an installation makes an account.
create table access.enrolment (
  code_hash bytea primary key,
  role text not null,
  expires_at timestamptz not null
);

create table access.audit (
  id bigint generated always as identity primary key,
  at timestamptz not null default clock_timestamp(),
  account_id bigint references access.account,
  account text not null,
  role text not null,
  action text not null,
  dataset text,
  subject bigint,                    -- id of the record seen
  fields text[] not null default '{}',
  purpose text,
  case_number text
);
create index on access.audit (dataset, subject, id) where subject is not null;
create index on access.audit (account_id, id);

-- Even the owner of the table does not change what was written.
create function access.refuse() returns trigger language plpgsql as $$
begin
  raise exception 'the audit log is only ever added to' using errcode = '42501';
end $$;
create trigger append_only before update or delete or truncate on access.audit
  for each statement execute function access.refuse();
