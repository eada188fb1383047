import { parentPort, workerData } from 'node:worker_threads';
import pg from 'pg';
import { buildGraph, type Road } from './graph.ts';

/** Reads the roads and builds the graph beside the server's thread, then hands the arrays over without copying. */

const PAGE = 20_000;

interface Row {
  id: string;
  name: string | null;
  class: string;
  oneway: boolean | null;
  speed: number | null;
  from_node: string;
  to_node: string;
  wkb: Buffer;
}

/** The coordinates of a little-endian WKB LineString: byte order, type, count, then doubles. */
function coordinatesOf(wkb: Buffer): Float64Array {
  const count = 2 * wkb.readUInt32LE(5);
  const out = new Float64Array(count);
  for (let i = 0; i < count; i++) out[i] = wkb.readDoubleLE(9 + 8 * i);
  return out;
}

const client = new pg.Client({
  connectionString: (workerData as { databaseUrl: string }).databaseUrl,
  application_name: 'siku roads',
});
await client.connect();
// One snapshot: the sequence and the rows are of the same moment.
await client.query('begin isolation level repeatable read read only');
const sequence = Number((await client.query<{ at: string }>('select log.reached() as at')).rows[0]!.at);
const roads: Road[] = [];
for (let after = '0'; ; ) {
  const { rows } = await client.query<Row>(
    `select id, name, class, oneway, speed, from_node, to_node, st_asbinary(geom, 'NDR') as wkb
     from data.roads where id > $1 and geom is not null order by id limit ${PAGE}`,
    [after],
  );
  for (const row of rows)
    roads.push({
      name: row.name,
      class: row.class,
      oneway: row.oneway === true,
      speed: row.speed,
      from: row.from_node,
      to: row.to_node,
      coordinates: coordinatesOf(row.wkb),
    });
  if (rows.length < PAGE) break;
  after = rows.at(-1)!.id;
}
await client.query('commit');
await client.end();

const { index, ...graph } = buildGraph(roads, sequence);
const data = index ? (index.data as ArrayBuffer) : null;
const buffers = [...Object.values(graph), ...Object.values(graph.forward), ...Object.values(graph.backward)].flatMap(
  (value) => (ArrayBuffer.isView(value) ? [value.buffer as ArrayBuffer] : []),
);
parentPort!.postMessage({ ...graph, index: data }, data ? [...buffers, data] : buffers);
