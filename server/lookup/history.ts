import { tableName } from '../../datasets/dataset.ts';
import { visibleFields } from '../../datasets/schema/ddl.ts';
import type { Db, Principal } from '../db/pool.ts';
import { type FoundRecord, profileField } from './records.ts';
import type { EntityProfile } from './schema.ts';

const VERSIONS = 50;
const PLACE = { zh: '位置', en: 'Place' };

interface Version extends Record<string, unknown> {
  since: Date;
  until: Date;
  until_op: string;
  until_batch: number | null;
}

/** The versions a record had before, newest first, each with what it held differently from the one after it. */
export async function historyOf(tx: Db, { role }: Principal, record: FoundRecord): Promise<EntityProfile['history']> {
  const { dataset } = record;
  const fields = visibleFields(dataset, role);
  const place =
    dataset.geometry === 'Point'
      ? [`nullif(concat_ws(', ', round(st_x(t.geom)::numeric, 6), round(st_y(t.geom)::numeric, 6)), '') as place__`]
      : [];
  const { rows } = await tx.query<Version>(
    `select t.since, t.until, t.until_op, t.until_batch, ${[...fields.map(({ name }) => `t.${name}`), ...place].join(', ')}
     from as_${role}.history_${tableName(dataset)} t where t.id = $1 order by t.until desc limit ${VERSIONS}`,
    [record.shown.id],
  );
  const [lon, lat] = record.shown.place?.lonLat ?? [];
  let after: Record<string, unknown> = {
    ...record.values,
    place__: lon === undefined || lat === undefined ? null : `${lon.toFixed(6)}, ${lat.toFixed(6)}`,
  };
  return rows.map((version) => {
    const differs = (name: string) => JSON.stringify(version[name] ?? null) !== JSON.stringify(after[name] ?? null);
    const changed = fields
      .filter(({ name }) => differs(name))
      .map(({ name, masked }) => profileField(name, dataset.fields[name]!, version[name], masked));
    if (place.length > 0 && differs('place__'))
      changed.push({ name: 'place', title: PLACE, value: (version.place__ as string) ?? null, masked: false });
    after = version;
    return {
      since: version.since.toISOString(),
      until: version.until.toISOString(),
      operation: version.until_op,
      batch: version.until_batch,
      changed,
    };
  });
}
