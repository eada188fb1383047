import type { Geometry } from 'geojson';
import { type Dataset, type Field, isPlacedByAddress, type Text, tableName } from '../../datasets/dataset.ts';
import { visibleFields } from '../../datasets/schema/ddl.ts';
import type { Db, Principal } from '../db/pool.ts';
import type { ProfileField, ProfileRecord } from './schema.ts';

/** A record with what links need to follow it: its field values and address. */
export interface FoundRecord {
  dataset: Dataset;
  values: Record<string, unknown>;
  addressId: number | null;
  shown: ProfileRecord;
}

export interface Selection {
  /** SQL condition over `t`, the role's view. */
  where: string;
  params: unknown[];
  order?: string;
  limit?: number;
  /** With the whole geometry; otherwise with one point of it. */
  geometry?: boolean;
}

interface Row extends Record<string, unknown> {
  id: number;
  batch_id: number | null;
  line: number | null;
  since: Date;
}

/** The view a role reads a dataset by. */
export const viewOf = (dataset: Dataset, { role }: Principal) => `as_${role}.${tableName(dataset)}`;
export const mayRead = (dataset: Dataset, { role }: Principal) => visibleFields(dataset, role).length > 0;

/** Reads records through the role's own view, so what is hidden from it is not even asked for. */
export async function readRecords(
  tx: Db,
  principal: Principal,
  dataset: Dataset,
  selection: Selection,
): Promise<FoundRecord[]> {
  const fields = visibleFields(dataset, principal.role);
  const placed = isPlacedByAddress(dataset);
  const columns = [
    ...fields.map(({ name }) => `t.${name}`),
    ...(placed ? ['t.address_id', 't.place_level', 't.place_method', 't.place_confidence'] : []),
    ...(dataset.geometry
      ? [
          `case when not st_isempty(t.geom) then st_x(${pointOf(dataset)}) end as lon__`,
          `case when not st_isempty(t.geom) then st_y(${pointOf(dataset)}) end as lat__`,
        ]
      : []),
    ...(dataset.geometry && selection.geometry ? ['st_asgeojson(t.geom, 7, 0)::json as geometry__'] : []),
  ];
  const { rows } = await tx.query<Row>(
    `select t.id, t.batch_id, t.line, t.since, ${columns.join(', ')} from ${viewOf(dataset, principal)} t
     where ${selection.where} order by ${selection.order ?? 't.id'} limit ${selection.limit ?? 20}`,
    selection.params,
  );
  return rows.map((row) => ({
    dataset,
    values: row,
    addressId: placed ? (row.address_id as number | null) : null,
    shown: {
      dataset: dataset.id,
      datasetTitle: dataset.title,
      theme: dataset.theme,
      id: row.id,
      title: titleOf(dataset, row),
      fields: fields.map(({ name, masked }) => profileField(name, dataset.fields[name]!, row[name], masked)),
      ...placeOf(row),
      source: {
        department: dataset.source,
        batch: row.batch_id,
        file: null,
        line: row.line,
        since: row.since.toISOString(),
      },
    },
  }));
}

/** A field's value, unless the role sees it masked: a masked value leads nowhere. */
export function clearValue(record: FoundRecord, name: string): unknown {
  const field = record.shown.fields.find((shown) => shown.name === name);
  return field && !field.masked ? record.values[name] : null;
}

const pointOf = (dataset: Dataset) => (dataset.geometry === 'Point' ? 't.geom' : 'st_pointonsurface(t.geom)');

/** The name by which a record is known, else its key, as far as the role sees them. */
export function titleOf(dataset: Dataset, row: Record<string, unknown>): string {
  const known = [dataset.search?.title, ...dataset.key].find((name) => name && row[name] != null && row[name] !== '');
  return known ? String(row[known]) : `${dataset.title.zh} #${row.id}`;
}

/** One field with its value, and in words where it is a code. */
export function profileField(name: string, field: Field, value: unknown, masked: boolean): ProfileField {
  // `numeric` leaves the driver as text; a masked value is text whatever it hides.
  const numeric = !masked && field.type.schema.type === 'number' && typeof value === 'string';
  const shown = (numeric ? Number(value) : (value ?? null)) as ProfileField['value'];
  const text = masked ? undefined : wordsFor(field, value);
  return { name, title: field.title, value: shown, ...(text ? { text } : {}), masked };
}

function wordsFor(field: Field, value: unknown): Text | undefined {
  const { choices } = field.type as { choices?: readonly { code: string; title: Text }[] };
  if (typeof value === 'boolean') return value ? { zh: '是', en: 'Yes' } : { zh: '否', en: 'No' };
  const listed = choices?.find((choice) => choice.code === value)?.title;
  return listed ?? (typeof value === 'string' ? (field.type.describe?.(value) ?? undefined) : undefined);
}

function placeOf(row: Row): Pick<ProfileRecord, 'place'> {
  const { lon__: lon, lat__: lat, geometry__: geometry } = row;
  const place = {
    ...(lon == null ? {} : { lonLat: [lon as number, lat as number] as [number, number] }),
    ...(geometry ? { geometry: geometry as Geometry } : {}),
    ...(row.place_level ? { level: row.place_level as string } : {}),
    ...(row.place_method ? { method: row.place_method as string } : {}),
    ...(row.place_confidence == null ? {} : { confidence: row.place_confidence as number }),
  };
  return Object.keys(place).length > 0 ? { place } : {};
}
