import type pg from 'pg';
import { tableName } from '../../datasets/dataset.ts';
import type { Principal } from '../db/pool.ts';
import type { LayerList } from './schema.ts';
import type { TileService } from './service.ts';

/** Records of a dataset, the day its latest batch stands for, and when it last changed. */
export interface DatasetState {
  count: number;
  asOf: string | null;
  updatedAt: string | null;
}

/**
 * Counts and dates of datasets. Exact counts of large tables are slow, so they are kept until the dataset changes;
 * batches and the log are the system's, read as owner: they say nothing of a record.
 */
export function datasetStates(pool: pg.Pool, lastChange: (dataset: string) => number) {
  const kept = new Map<string, { at: number; state: DatasetState }>();
  return async function stateOf(dataset: { id: string }): Promise<DatasetState> {
    const at = lastChange(dataset.id);
    const known = kept.get(dataset.id);
    if (known && known.at === at) return known.state;
    const table = tableName(dataset);
    const { rows } = await pool.query<DatasetState>(
      `select (select count(*) from data.${table}) as count,
        (select max(as_of)::text from etl.batch where dataset = $1 and status = 'committed') as "asOf",
        (select to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') from log.change where dataset = $1 order by seq desc limit 1) as "updatedAt"`,
      [dataset.id],
    );
    kept.set(dataset.id, { at, state: rows[0]! });
    return rows[0]!;
  };
}

/** The layers `principal` has, in the order of the declarations. */
export async function listLayers(
  service: TileService,
  stateOf: (dataset: { id: string }) => Promise<DatasetState>,
  principal: Principal,
): Promise<LayerList> {
  const list: LayerList = [];
  for (const layer of service.layers[principal.role].values()) {
    const { declaration, dataset } = layer;
    const state = await stateOf(dataset);
    list.push({
      id: layer.id,
      dataset: dataset.id,
      group: declaration.group,
      title: declaration.title,
      description: dataset.description,
      geometry: layer.geometry,
      minzoom: declaration.minzoom,
      maxzoom: declaration.maxzoom,
      properties: layer.properties.map((name) => ({ name, title: dataset.fields[name]!.title })),
      legend: declaration.legend,
      source: dataset.source,
      sharing: dataset.sharing,
      ...state,
      version: service.versionOf([layer]),
      url: `/api/tiles/${layer.id}?live=true`,
      queryable: true,
    });
  }
  return list;
}
