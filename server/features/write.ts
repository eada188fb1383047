import type { Collection, Link } from './collections.ts';
import type { Item } from './read.ts';

type Batches = AsyncIterable<{ items: Item[]; more: boolean }>;

export const featureText = ({ id, geometry, properties }: Item, more = '') =>
  `{"type":"Feature","id":${id},"geometry":${geometry ?? 'null'},"properties":${JSON.stringify(properties)}${more}}`;

/** A GeoJSON FeatureCollection as it is read; what is known only at the end (`next`, numberReturned) stands at the end. */
export async function* geoJsonOf(
  batches: Batches,
  links: (last: { id: number } | null) => Link[],
  numberMatched: number | null,
): AsyncGenerator<string> {
  yield '{"type":"FeatureCollection","features":[';
  let returned = 0;
  let next: { id: number } | null = null;
  for await (const { items, more } of batches) {
    if (items.length > 0) yield (returned > 0 ? ',\n' : '\n') + items.map((item) => featureText(item)).join(',\n');
    returned += items.length;
    next = more ? items.at(-1)! : null;
  }
  const matched = numberMatched === null ? '' : `"numberMatched":${numberMatched},`;
  yield `\n],"timeStamp":"${new Date().toISOString()}",${matched}"numberReturned":${returned},"links":${JSON.stringify(links(next))}}`;
}

/** A cell; a text a spreadsheet would take for a formula is written so that it stays a text. */
function cell(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  const text = Array.isArray(value) ? value.join(';') : String(value);
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** CSV (UTF-8 with BOM, so that office programs read the Chinese): id, fields, and longitude and latitude or GeoJSON. */
export async function* csvOf(batches: Batches, { dataset, fields }: Collection): AsyncGenerator<string> {
  const names = fields.map((field) => field.name);
  const place = !dataset.geometry ? [] : dataset.geometry === 'Point' ? ['longitude', 'latitude'] : ['geometry'];
  yield `\ufeff${['id', ...names, ...place].join(',')}\r\n`;
  for await (const { items } of batches) {
    const lines = items.map(({ id, geometry, properties }) => {
      const at =
        place.length === 0
          ? []
          : place.length === 2
            ? geometry === null
              ? [null, null]
              : (JSON.parse(geometry) as { coordinates: number[] }).coordinates
            : [geometry];
      return [id, ...names.map((name) => properties[name]), ...at].map(cell).join(',');
    });
    if (lines.length > 0) yield `${lines.join('\r\n')}\r\n`;
  }
}
