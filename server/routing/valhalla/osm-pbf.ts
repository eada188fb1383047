import { deflateSync } from 'node:zlib';
import { PbfWriter } from 'pbf';
import { ROAD_CLASSES } from '../../../datasets/codes/framework.ts';
import { type RoadGraph, SPEED_SHARE } from '../graph.ts';

/** Entities a block; a block must stay below 16 MB raw. */
const BLOCK = 8000;
/** OSM allows 2,000 nodes a way. */
const WAY_NODES = 1900;
/** Nanodegrees of one unit of a coordinate, OSM’s usual: about a centimetre. */
const GRANULARITY = 100;

/**
 * The road graph as an OSM PBF file (wiki.openstreetmap.org/wiki/PBF_Format), which is what Valhalla builds its tiles
 * from: ids 1..n are the graph's nodes, then the points along the roads; a road is a way with highway, name, oneway
 * and maxspeed.
 */
export function* osmPbf(graph: RoadGraph): Generator<Buffer> {
  yield blob('OSMHeader', header());
  const c = graph.coordinates;
  const lon: number[] = new Array<number>(graph.nodes).fill(0);
  const lat: number[] = new Array<number>(graph.nodes).fill(0);
  for (let e = 0; e < graph.edges; e++) {
    const first = 2 * graph.line[e]!;
    const last = 2 * (graph.line[e + 1]! - 1);
    lon[graph.from[e]!] = c[first]!;
    lat[graph.from[e]!] = c[first + 1]!;
    lon[graph.to[e]!] = c[last]!;
    lat[graph.to[e]!] = c[last + 1]!;
  }
  const ways: { edge: number; refs: number[] }[] = [];
  for (let e = 0; e < graph.edges; e++) {
    let refs = [graph.from[e]! + 1];
    for (let p = graph.line[e]! + 1; p < graph.line[e + 1]! - 1; p++) {
      lon.push(c[2 * p]!);
      lat.push(c[2 * p + 1]!);
      refs.push(lon.length);
      if (refs.length < WAY_NODES) continue;
      ways.push({ edge: e, refs });
      refs = [lon.length];
    }
    refs.push(graph.to[e]! + 1);
    ways.push({ edge: e, refs });
  }
  for (let at = 0; at < lon.length; at += BLOCK) yield blob('OSMData', nodeBlock(lon, lat, at, BLOCK));
  for (let at = 0; at < ways.length; at += BLOCK)
    yield blob('OSMData', wayBlock(graph, ways.slice(at, at + BLOCK), at + 1));
}

function header(): Uint8Array {
  const pbf = new PbfWriter();
  pbf.writeStringField(4, 'OsmSchema-V0.6');
  pbf.writeStringField(4, 'DenseNodes');
  pbf.writeStringField(16, 'siku');
  return pbf.finish();
}

/** Blob: raw_size = 2, zlib_data = 3; its header: type = 1, datasize = 3, with a length before it. */
function blob(type: string, raw: Uint8Array): Buffer {
  const body = new PbfWriter();
  body.writeVarintField(2, raw.length);
  body.writeBytesField(3, deflateSync(raw, { level: 1 }));
  const data = body.finish();
  const head = new PbfWriter();
  head.writeStringField(1, type);
  head.writeVarintField(3, data.length);
  const headData = head.finish();
  const length = Buffer.alloc(4);
  length.writeUInt32BE(headData.length);
  return Buffer.concat([length, headData, data]);
}

/** A PrimitiveBlock: stringtable = 1, primitivegroup = 2, granularity = 17. */
function block(strings: readonly string[], group: (pbf: PbfWriter) => void): Uint8Array {
  const pbf = new PbfWriter();
  pbf.writeMessage(
    1,
    (table: readonly string[], out) => {
      for (const text of table) out?.writeBytesField(1, Buffer.from(text));
    },
    strings,
  );
  pbf.writeMessage(2, (_: null, out) => group(out!), null);
  pbf.writeVarintField(17, GRANULARITY);
  return pbf.finish();
}

const units = (degrees: number) => Math.round((degrees * 1e9) / GRANULARITY);

function nodeBlock(lon: readonly number[], lat: readonly number[], from: number, count: number): Uint8Array {
  const to = Math.min(lon.length, from + count);
  const ids: number[] = [];
  const lats: number[] = [];
  const lons: number[] = [];
  for (let i = from; i < to; i++) {
    ids.push(i === from ? i + 1 : 1);
    lats.push(units(lat[i]!) - (i === from ? 0 : units(lat[i - 1]!)));
    lons.push(units(lon[i]!) - (i === from ? 0 : units(lon[i - 1]!)));
  }
  return block([''], (group) =>
    group.writeMessage(
      2,
      (_: null, dense) => {
        dense!.writePackedSVarint(1, ids);
        dense!.writePackedSVarint(8, lats);
        dense!.writePackedSVarint(9, lons);
        // One zero a node: no tags.
        dense!.writePackedVarint(10, new Array<number>(ids.length).fill(0));
      },
      null,
    ),
  );
}

function wayBlock(graph: RoadGraph, ways: { edge: number; refs: number[] }[], firstId: number): Uint8Array {
  const strings: string[] = [''];
  const known = new Map<string, number>();
  const indexOf = (text: string) => {
    let i = known.get(text);
    if (i === undefined) {
      i = strings.length;
      strings.push(text);
      known.set(text, i);
    }
    return i;
  };
  const prepared = ways.map(({ edge, refs }, i) => {
    const tags: [string, string][] = [['highway', ROAD_CLASSES[graph.rank[edge]!]?.code ?? 'unclassified']];
    const name = graph.names[graph.name[edge]!]!;
    if (name) tags.push(['name', name]);
    if (graph.oneway[edge]) tags.push(['oneway', 'yes']);
    const seconds = graph.seconds[edge]!;
    if (seconds > 0) {
      const kmh = Math.round(((graph.metres[edge]! / seconds) * 3.6) / SPEED_SHARE);
      tags.push(['maxspeed', String(Math.max(5, kmh))]);
    }
    return { id: firstId + i, refs, keys: tags.map(([k]) => indexOf(k)), values: tags.map(([, v]) => indexOf(v)) };
  });
  return block(strings, (group) => {
    for (const way of prepared)
      group.writeMessage(
        3,
        (_: null, out) => {
          out!.writeVarintField(1, way.id);
          out!.writePackedVarint(2, way.keys);
          out!.writePackedVarint(3, way.values);
          out!.writePackedSVarint(
            8,
            way.refs.map((ref, i) => (i === 0 ? ref : ref - way.refs[i - 1]!)),
          );
        },
        null,
      );
  });
}
