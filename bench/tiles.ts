import { Agent, type IncomingHttpHeaders, request } from 'node:http';
import { gunzipSync } from 'node:zlib';
import { VectorTile } from '@mapbox/vector-tile';
import { PbfReader } from 'pbf';
import { DATASETS } from '../datasets/index.ts';
import { buildApp } from '../server/app.ts';
import { readConfig } from '../server/config.ts';
import { BUFFER, EXTENT, type TileId, tileAt } from '../tiles/encode/grid.ts';
import { layersByRole, layersOf } from '../tiles/encode/layers.ts';
import { onScratch, type Scratch } from './harness/database.ts';
import { machine, median, numberOption, printTable, quantile } from './harness/measure.ts';

const LAYERS = ['buildings', 'legal-entities', 'roads'] as const;
/** Of each layer; those below are the low zooms, where a plain statement sends every segment of the city. */
const ZOOMS: Record<(typeof LAYERS)[number], number[]> = {
  buildings: [13, 14, 15, 16],
  'legal-entities': [12, 13, 14, 15, 16],
  roads: [8, 9, 10, 11, 12, 14, 16],
};
const LOW = 12;
const CENTER: [number, number] = [117.2, 31.5];

const layers = layersByRole(layersOf(DATASETS)).public;

/**
 * What tile servers ask PostGIS for a table, with the same attributes and clipping. The box is a unit wider than the
 * buffer, as ours is: with the buffer itself, the rounding of boxes decides about points on its very edge.
 */
function plainSql(id: string): string {
  const { dataset, properties } = layers.get(id)!;
  return `select st_asmvt(tile, '${id}', ${EXTENT}, 'geom', 'id') as mvt from (
    select t.id, ${properties.map((name) => `t."${name}"`).join(', ')}, st_asmvtgeom(st_transform(t.geom, 3857), st_tileenvelope($1::int, $2::int, $3::int), ${EXTENT}, ${BUFFER}, true) as geom
    from data.${dataset.id.replaceAll('-', '_')} t
    where t.geom && st_transform(st_tileenvelope($1::int, $2::int, $3::int, margin => ${(BUFFER + 1) / EXTENT}), 4490)) tile where geom is not null`;
}

async function fill({ pool }: Scratch, buildings: number): Promise<void> {
  // A city of 30 km: blocks denser in the middle, twelve corners a building, two firms for every third.
  const at = (s: number) => `((hashint8extended(i, ${s}) & 1048575) / 1048576.0)`;
  const point = `st_point(117.2 + 0.32 * (${at(1)} + ${at(2)} + ${at(3)} - 1.5) / 1.5, 31.5 + 0.27 * (${at(4)} + ${at(5)} + ${at(6)} - 1.5) / 1.5)`;
  await pool.query(
    `insert into data.buildings (code, name, use, floors, height, geom)
     select 'b' || i, case when i % 5 = 0 then '楼' || i end, (array['residential', 'commercial', 'public'])[1 + i % 3], 1 + i % 30, 3 * (1 + i % 30),
       st_multi(st_setsrid(st_makepolygon(st_makeline(array(
         select st_point(st_x(p) + 0.00012 * (1 + (k % 2) * 0.3) * cos(k * pi() / 6), st_y(p) + 0.0001 * (1 + (k % 2) * 0.3) * sin(k * pi() / 6)) from unnest(array[0,1,2,3,4,5,6,7,8,9,10,11,0]) k))), 4490))
     from (select i, ${point} p from generate_series(1, $1::bigint) i) b`,
    [buildings],
  );
  await pool.query(
    `insert into data.legal_entities (credit_code, name, kind, industry, status, region_code, geom)
     select 'c' || i, '示范第' || i || '有限公司', (array['company', 'sole_trader', 'institution'])[1 + i % 3], '5' || (i % 9) || '10', 'active', '990101001001', st_setsrid(${point}, 4490)
     from generate_series(1, $1::bigint) i`,
    [Math.ceil((buildings * 2) / 3)],
  );
  await pool.query(
    `insert into data.roads (code, name, class, oneway, bridge, from_node, to_node, geom)
     select 'r' || d || '-' || r || '-' || s, '道路' || r, (array['residential', 'tertiary', 'residential', 'secondary', 'residential', 'tertiary', 'residential', 'primary'])[1 + r % 8], false, false, 'n', 'm',
       st_setsrid(case d when 0 then st_makeline(st_point(117.04 + s * 0.002, 31.36 + r * 0.0014), st_point(117.042 + s * 0.002, 31.36 + r * 0.0014 + 0.0001 * (s % 3)))
         else st_makeline(st_point(117.04 + r * 0.0016, 31.36 + s * 0.0018), st_point(117.04 + r * 0.0016 + 0.0001 * (s % 3), 31.3618 + s * 0.0018)) end, 4490)
     from generate_series(0, 1) d, generate_series(0, 199) r, generate_series(0, 159) s`,
  );
  await pool.query('analyze');
}

/** Tiles around the middle, the same in every run. */
function tilesOf(zoom: number, count: number): TileId[] {
  const middle = tileAt(...CENTER, zoom);
  // A low zoom has the whole city in one.
  const number = zoom < LOW ? 1 : count;
  const side = Math.ceil(Math.sqrt(number));
  return Array.from({ length: number }, (_, i) => ({
    z: zoom,
    x: middle.x + (i % side) - (side >> 1),
    y: middle.y + Math.floor(i / side) - (side >> 1),
  }));
}

interface Answer {
  status: number;
  headers: IncomingHttpHeaders;
  body: Buffer;
  milliseconds: number;
}
const agent = new Agent({ keepAlive: true, maxSockets: 1 });
function ask(url: string, headers: Record<string, string> = {}): Promise<Answer> {
  const started = performance.now();
  return new Promise((resolve, reject) => {
    request(url, { agent, headers: { 'accept-encoding': 'gzip', ...headers } }, (reply) => {
      const parts: Buffer[] = [];
      reply.on('data', (part: Buffer) => parts.push(part));
      reply.on('end', () =>
        resolve({
          status: reply.statusCode!,
          headers: reply.headers,
          body: Buffer.concat(parts),
          milliseconds: performance.now() - started,
        }),
      );
    })
      .on('error', reject)
      .end();
  });
}

/** Features by id with their properties and, when asked, their geometry. */
function decoded(bytes: Buffer, layer: string, geometry: boolean): Map<number, string> {
  const found = bytes.length > 0 ? new VectorTile(new PbfReader(bytes)).layers[layer] : undefined;
  return new Map(
    Array.from({ length: found?.length ?? 0 }, (_, i) => {
      const feature = found!.feature(i);
      const properties = Object.entries(feature.properties).sort(([a], [b]) => (a < b ? -1 : 1));
      return [feature.id!, JSON.stringify([properties, geometry ? feature.loadGeometry() : null])] as const;
    }),
  );
}

function differencesBetween(a: Map<number, string>, b: Map<number, string>): number {
  let different = 0;
  for (const [id, feature] of a) if (b.get(id) !== feature) different++;
  for (const id of b.keys()) if (!a.has(id)) different++;
  return different;
}

/**
 * Tiles over HTTP, made anew, from the cache and unchanged, against the plain PostGIS statement (without HTTP or
 * compression, to its advantage). Where the ladder merges nothing both must hold the same features.
 * Options: `--buildings N` (100,000), `--tiles N` of each zoom (16).
 */
export async function run(args: string[]): Promise<Record<string, unknown>> {
  const buildings = numberOption(args, 'buildings', 100_000);
  const each = numberOption(args, 'tiles', 16);
  return onScratch(async (scratch) => {
    console.log(`${machine()}\n${scratch.postgis}\n${buildings} buildings of 12 corners, 64,000 road segments`);
    await fill(scratch, buildings);
    const config = { ...readConfig({}), databaseUrl: scratch.url, logLevel: 'silent' as const };
    const app = await buildApp({ config, pool: scratch.pool, datasets: DATASETS });
    try {
      const base = await app.listen({ port: 0, host: '127.0.0.1' });
      const measured = [];
      for (const layer of LAYERS)
        for (const zoom of ZOOMS[layer]) measured.push(await measure(scratch, base, layer, zoom, each));
      report(measured);
      return summary(measured, buildings);
    } finally {
      agent.destroy();
      await app.close();
    }
  });
}

interface Measured {
  layer: string;
  zoom: number;
  sql: number[];
  cold: number[];
  hot: number[];
  unchanged: number[];
  sqlBytes: number;
  bytes: number;
  compared: number;
  differences: number;
}

async function measure(
  { pool }: Scratch,
  base: string,
  layer: (typeof LAYERS)[number],
  zoom: number,
  each: number,
): Promise<Measured> {
  const seen = layers.get(layer)!;
  const one: Measured = {
    layer,
    zoom,
    sql: [],
    cold: [],
    hot: [],
    unchanged: [],
    sqlBytes: 0,
    bytes: 0,
    compared: 0,
    differences: 0,
  };
  const text = plainSql(layer);
  for (const tile of tilesOf(zoom, each)) {
    const plain = async () => {
      const started = performance.now();
      const { rows } = await pool.query<{ mvt: Buffer }>({
        name: `plain_${layer}`,
        text,
        values: [tile.z, tile.x, tile.y],
      });
      return { bytes: rows[0]!.mvt, milliseconds: performance.now() - started };
    };
    // The first run warms the pages both read; the second counts.
    const runs = [await plain(), await plain()];
    one.sql.push(runs[1]!.milliseconds);
    const url = `${base}/api/tiles/${layer}/${tile.z}/${tile.x}/${tile.y}`;
    const cold = await ask(url);
    one.cold.push(cold.milliseconds);
    for (let i = 0; i < 5; i++) one.hot.push((await ask(url)).milliseconds);
    for (let i = 0; i < 5; i++)
      one.unchanged.push((await ask(url, { 'if-none-match': String(cold.headers.etag) })).milliseconds);
    const bytes = cold.body.length > 0 ? gunzipSync(cold.body) : cold.body;
    one.bytes += bytes.length;
    one.sqlBytes += runs[0]!.bytes.length;
    const whole =
      cold.headers['siku-merged'] === undefined && (zoom >= seen.declaration.maxzoom || seen.geometry === 'Point');
    if (!whole) continue;
    const [ours, theirs] = [decoded(bytes, layer, true), decoded(runs[0]!.bytes, layer, true)];
    one.compared += theirs.size;
    one.differences += differencesBetween(ours, theirs);
  }
  return one;
}

function report(measured: Measured[]): void {
  console.log('\nmedian milliseconds a tile; bytes are before compression');
  printTable(
    [
      'layer',
      'zoom',
      'plain SQL',
      'made',
      'cached',
      'unchanged',
      'x made',
      'x cached',
      'KB plain',
      'KB ours',
      'compared',
      'different',
    ],
    measured.map((m) => [
      m.layer,
      m.zoom,
      median(m.sql),
      median(m.cold),
      median(m.hot),
      median(m.unchanged),
      median(m.sql) / median(m.cold),
      median(m.sql) / median(m.hot),
      m.sqlBytes / m.sql.length / 1024,
      m.bytes / m.cold.length / 1024,
      m.compared,
      m.differences,
    ]),
  );
}

function summary(measured: Measured[], buildings: number): Record<string, unknown> {
  const of = (some: Measured[], pick: (m: Measured) => number[]) => some.flatMap(pick);
  const high = measured.filter((m) => m.zoom >= LOW);
  const low = measured.filter((m) => m.zoom < LOW);
  const ratio = (a: number, b: number) => Number((a / b).toPrecision(3));
  const total = (some: Measured[], pick: (m: Measured) => number) => some.reduce((sum, m) => sum + pick(m), 0);
  const differences = total(measured, (m) => m.differences);
  return {
    buildings,
    cold_ratio_sql: ratio(median(of(high, (m) => m.sql)), median(of(high, (m) => m.cold))),
    low_zoom_p99_ratio_sql: ratio(
      quantile(
        of(low, (m) => m.sql),
        0.99,
      ),
      quantile(
        of(low, (m) => m.cold),
        0.99,
      ),
    ),
    low_zoom_bytes_ratio_sql: ratio(
      total(low, (m) => m.sqlBytes),
      total(low, (m) => m.bytes),
    ),
    hot_ratio_sql: ratio(median(of(high, (m) => m.sql)), median(of(high, (m) => m.hot))),
    not_modified_ratio_sql: ratio(median(of(high, (m) => m.sql)), median(of(high, (m) => m.unchanged))),
    hot_ms: Number(median(of(high, (m) => m.hot)).toPrecision(3)),
    not_modified_ms: Number(median(of(high, (m) => m.unchanged)).toPrecision(3)),
    compared: total(measured, (m) => m.compared),
    features_equal: differences === 0,
    differences,
  };
}
