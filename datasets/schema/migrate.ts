import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ClientBase } from 'pg';
import type { Dataset } from '../dataset.ts';
import { ddlOf, rolesDdl } from './ddl.ts';
import { rightsDdl } from './rights.ts';

const here = import.meta.dirname;
const hash = (text: string) => createHash('sha256').update(text).digest('hex');

function sqlFiles(folder: string): { name: string; sql: string }[] {
  return readdirSync(join(here, folder))
    .filter((name) => name.endsWith('.sql'))
    .sort()
    .map((name) => ({ name, sql: readFileSync(join(here, folder, name), 'utf8') }));
}

/** Changes whenever migrating would: names the template database of tests. */
export function schemaHash(datasets: readonly Dataset[]): string {
  const files = [...sqlFiles('migrations'), ...sqlFiles('functions')].map((f) => f.name + f.sql);
  return hash([...files, rolesDdl(), rightsDdl(), ...datasets.map(ddlOf)].join('\0'));
}

/**
 * Brings a database to the schema of this code: migrations once each, functions and dataset tables whenever they
 * changed. Safe to run at every start and by several processes at once. Returns the names of what it did.
 * @throws when an applied migration was edited afterwards, or a statement fails (nothing of this run then stays).
 */
export async function migrate(client: ClientBase, datasets: readonly Dataset[]): Promise<string[]> {
  const done: string[] = [];
  await client.query('begin');
  try {
    await client.query('select pg_advisory_xact_lock(1936289653, 0)');
    await client.query(
      'create table if not exists public.siku_migration (name text primary key, hash text not null, at timestamptz not null default now())',
    );
    const { rows } = await client.query<{ name: string; hash: string }>('select name, hash from public.siku_migration');
    const applied = new Map(rows.map((row) => [row.name, row.hash]));
    const mark = async (name: string, h: string) => {
      await client.query(
        'insert into public.siku_migration (name, hash) values ($1, $2) on conflict (name) do update set hash = excluded.hash, at = now()',
        [name, h],
      );
      done.push(name);
    };
    for (const { name, sql } of sqlFiles('migrations')) {
      const known = applied.get(name);
      if (known === hash(sql)) continue;
      if (known !== undefined)
        throw new Error(`migration ${name} was changed after it had been applied; write a new one`);
      await client.query(sql);
      await mark(name, hash(sql));
    }
    const changed = async (name: string, sql: string) => {
      if (applied.get(name) === hash(sql)) return;
      await client.query(sql);
      await mark(name, hash(sql));
    };
    await changed('roles', rolesDdl());
    for (const { name, sql } of sqlFiles('functions')) await changed(`functions/${name}`, sql);
    // A function that is made anew is open to all, so the rights follow it.
    const functionsChanged = done.some((name) => name.startsWith('functions/'));
    if (functionsChanged) applied.delete('rights');
    await changed('rights', rightsDdl());
    for (const dataset of datasets) {
      const before = done.length;
      await changed(`datasets/${dataset.id}`, ddlOf(dataset));
      if (done.length === before) continue;
      await client.query(
        'insert into siku.dataset values ($1, $2, $3) on conflict (id) do update set ddl_hash = excluded.ddl_hash, declaration = excluded.declaration',
        [dataset.id, hash(ddlOf(dataset)), JSON.stringify(dataset)],
      );
    }
    // Grants that migrations of the rooms ask for by name stay in their files; functions are callable by all roles.
    await client.query('commit');
    return done;
  } catch (error) {
    await client.query('rollback');
    throw error;
  }
}
