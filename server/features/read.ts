import type pg from 'pg';
import { tableName } from '../../datasets/dataset.ts';
import { audit } from '../access/audit.ts';
import { asPrincipal, type Principal } from '../db/pool.ts';
import type { ItemsAsk } from './ask.ts';
import type { Collection } from './collections.ts';

/** One record: GeoJSON text of its place, and its fields as the role sees them. */
export interface Item {
  id: number;
  geometry: string | null;
  properties: Record<string, unknown>;
}

/** Rows read in one transaction: an answer of 10,000 is sent as it is read, and holds no connection while it waits. */
const BATCH = 1000;

function statement(collection: Collection, ask: Omit<ItemsAsk, 'format'>, ids?: readonly number[]) {
  const { dataset } = collection;
  const values: unknown[] = [];
  const bind = (value: unknown, type: string) => `$${values.push(value)}::${type}`;
  const conditions: string[] = [];
  if (ids) conditions.push(`t.id = any(${bind(ids, 'bigint[]')})`);
  if (ask.after > 0) conditions.push(`t.id > ${bind(ask.after, 'bigint')}`);
  if (ask.bbox) {
    // A record without a place is in no box.
    if (!dataset.geometry) conditions.push('false');
    else {
      const box = `st_makeenvelope(${ask.bbox.map((v) => bind(v, 'float8')).join(', ')}, 4490)`;
      conditions.push(`t.geom && ${box} and st_intersects(t.geom, ${box})`);
    }
  }
  if (ask.until) conditions.push(`t.since <= ${bind(ask.until, 'timestamptz')}`);
  for (const { name, value } of ask.equal) {
    const { sql } = dataset.fields[name]!.type;
    conditions.push(
      sql === 'text[]' ? `${bind(value, 'text')} = any(t."${name}")` : `t."${name}" = ${bind(value, sql)}`,
    );
  }
  const columns = [
    't.id as "siku:id"',
    // Seven decimals of a degree are a centimetre.
    dataset.geometry ? 'st_asgeojson(t.geom, 7, 0) as "siku:geometry"' : 'null::text as "siku:geometry"',
    ...collection.fields.map(({ name }) => `t."${name}"`),
  ];
  const where = conditions.length > 0 ? ` where ${conditions.join(' and ')}` : '';
  const text = `select ${columns.join(', ')} from as_${collection.role}.${tableName(dataset)} t${where} order by t.id limit ${ask.limit}${ask.offset > 0 ? ` offset ${ask.offset}` : ''}`;
  return { text, values };
}

async function read(
  pool: pg.Pool,
  principal: Principal,
  collection: Collection,
  ask: Omit<ItemsAsk, 'format'>,
  action: 'list' | 'look',
  ids?: readonly number[],
): Promise<Item[]> {
  return asPrincipal(pool, principal, async (tx) => {
    await tx.query("set local statement_timeout = '20s'");
    const { rows } = await tx.query<Record<string, unknown>>(statement(collection, ask, ids));
    const items = rows.map((row): Item => {
      const { 'siku:id': id, 'siku:geometry': geometry, ...properties } = row;
      return { id: id as number, geometry: geometry as string | null, properties };
    });
    if (collection.persons)
      await audit(tx, {
        action,
        dataset: collection.dataset.id,
        subjects: items.map((item) => item.id),
        fields: collection.fields.map((field) => field.name),
      });
    return items;
  });
}

/**
 * The items asked for, in the order of their ids, as they are read. One more than asked for is looked at: `more` of the
 * last batch says whether there is a next page. Each person read is audited before it is yielded.
 */
export async function* itemBatches(
  pool: pg.Pool,
  principal: Principal,
  collection: Collection,
  ask: ItemsAsk,
): AsyncGenerator<{ items: Item[]; more: boolean }> {
  let left = ask.limit;
  let { after, offset } = ask;
  while (left > 0) {
    const wanted = Math.min(left, BATCH);
    // Persons are audited as they are read, so none is read only to see whether there are more.
    const extra = collection.persons ? 0 : 1;
    const found = await read(pool, principal, collection, { ...ask, limit: wanted + extra, after, offset }, 'list');
    const items = found.slice(0, wanted);
    left -= items.length;
    const more = extra ? found.length > wanted : found.length === wanted;
    yield { items, more };
    if (!more || left === 0) return;
    after = items.at(-1)!.id;
    offset = 0;
  }
}

/** One item, or null. */
export async function oneItem(
  pool: pg.Pool,
  principal: Principal,
  collection: Collection,
  id: number,
): Promise<Item | null> {
  const ask = { limit: 1, after: 0, offset: 0, bbox: null, until: null, equal: [] };
  return (await read(pool, principal, collection, ask, 'look', [id]))[0] ?? null;
}
