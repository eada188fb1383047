import type pg from 'pg';
import type { Dataset } from '../../datasets/dataset.ts';
import type { KeptFile } from '../read/keep.ts';
import { openSource } from '../read/open.ts';
import { type ReadOptions, rowOf } from '../read/source.ts';
import { incomingTable } from './incoming.ts';
import type { Quarantine } from './quarantine.ts';

/**
 * Takes polygons that cross themselves out of the incoming table into quarantine, asked of PostGIS in one statement.
 * They are not repaired: ST_MakeValid may turn a slip into another shape, and has brought a server down.
 * Their cells are read again from the kept file; there are few of them.
 */
export async function refuseInvalid(
  client: pg.ClientBase,
  dataset: Dataset,
  batch: number,
  file: KeptFile,
  options: ReadOptions,
  quarantine: Quarantine,
): Promise<number> {
  if (dataset.geometry !== 'MultiPolygon') return 0;
  const keys = dataset.key.map((name) => `${name}::text`).join(', ');
  const { rows } = await client.query<{ line: number; key: string[] }>(
    `delete from ${incomingTable(batch)} where geom is not null and not st_isvalid(geom) returning line, array[${keys}] as key`,
  );
  if (rows.length === 0) return 0;
  const keyOf = new Map(rows.map((row) => [row.line, row.key]));
  for await (const batchOfRows of (await openSource(file, options)).batches) {
    for (let row = 0; row < batchOfRows.count; row++) {
      const line = batchOfRows.lines[row]!;
      const key = keyOf.get(line);
      if (!key) continue;
      const cells = rowOf(batchOfRows, row);
      const geometry = batchOfRows.geometries?.[row];
      if (batchOfRows.geometries) cells.unshift(geometry ? JSON.stringify(geometry) : '');
      quarantine.add(
        line,
        batchOfRows.offsets[row]!,
        cells,
        [{ column: null, field: null, code: 'geometry-invalid' }],
        key,
      );
      keyOf.delete(line);
    }
    if (keyOf.size === 0) break;
  }
  await quarantine.flush();
  return rows.length;
}
