import { gunzipSync } from 'node:zlib';
import { VectorTile } from '@mapbox/vector-tile';
import { PbfReader } from 'pbf';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type TestServer, testServer } from '../../test/app.ts';
import { tileAt } from '../../tiles/encode/grid.ts';

let server: TestServer;
const at = (z: number, lon = 116.4, lat = 39.9) => {
  const { x, y } = tileAt(lon, lat, z);
  return `${z}/${x}/${y}`;
};
const get = (url: string, headers: Record<string, string> = {}) =>
  server.app.inject({ url, headers: { 'accept-encoding': 'gzip', ...headers } });
const namesIn = (payload: Buffer, layer: string) => {
  const found = new VectorTile(new PbfReader(gunzipSync(payload))).layers[layer];
  return Array.from({ length: found?.length ?? 0 }, (_, i) => found!.feature(i).properties.name);
};
const place = (code: string, name: string, lon = 116.4, lat = 39.9) =>
  server.db.pool.query(
    "insert into data.places (code, name, kind, geom) values ($1, $2, 'school', st_setsrid(st_point($3, $4), 4490)) returning id",
    [code, name, lon, lat],
  );
/** The version of a tile is that of the feed, which is a moment behind a commit: a map hears of it first. */
async function changed(url: string, etag: string) {
  for (;;) {
    const reply = await get(url, { 'if-none-match': etag });
    if (reply.statusCode !== 304) return reply;
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

beforeAll(async () => {
  server = await testServer();
  await place('p1', '第一中学');
  await server.db.pool.query(
    "insert into data.roads (code, name, class, from_node, to_node, geom) values ('r1', '长安街', 'trunk', 'a', 'b', 'SRID=4490;LINESTRING(116.3 39.9, 116.5 39.9)')",
  );
});
afterAll(() => server.close());

describe('a tile', () => {
  test('joins its layers, is gzipped, and may be shared when the public may see it', async () => {
    const reply = await get(`/api/tiles/places,roads/${at(14)}.mvt`);
    expect(reply.headers).toMatchObject({
      'content-type': 'application/vnd.mapbox-vector-tile',
      'content-encoding': 'gzip',
      'cache-control': 'public, no-cache',
    });
    expect(namesIn(reply.rawPayload, 'places')).toEqual(['第一中学']);
    expect(namesIn(reply.rawPayload, 'roads')).toEqual(['长安街']);
    const plain = await server.app.inject({ url: `/api/tiles/places/${at(14)}` });
    expect(plain.headers['content-encoding']).toBeUndefined();
    expect(new VectorTile(new PbfReader(plain.rawPayload)).layers.places!.length).toBe(1);
  });

  test('that has not changed is 304; a change gives it a new version, and leaves tiles elsewhere alone', async () => {
    const url = `/api/tiles/places/${at(14)}`;
    const far = `/api/tiles/places/${at(14, 116.6)}`;
    const [first, elsewhere] = [await get(url), await get(far)];
    expect(elsewhere.statusCode).toBe(204);
    expect((await get(url, { 'if-none-match': String(first.headers.etag) })).statusCode).toBe(304);
    await place('p2', '第二中学', 116.401);
    const second = await changed(url, String(first.headers.etag));
    expect(namesIn(second.rawPayload, 'places')).toEqual(['第一中学', '第二中学']);
    expect((await get(far, { 'if-none-match': String(elsewhere.headers.etag) })).statusCode).toBe(304);
  });

  test('moves out of the tile it left', async () => {
    const [from, to] = [`/api/tiles/places/${at(14, 116.7)}`, `/api/tiles/places/${at(14, 116.8)}`];
    await place('p3', '搬家', 116.7);
    const before = await changed(from, String((await get(from)).headers.etag));
    await server.db.pool.query("update data.places set geom = 'SRID=4490;POINT(116.8 39.9)' where code = 'p3'");
    const left = before.statusCode === 204 ? before : await changed(from, String(before.headers.etag));
    expect(left.statusCode).toBe(204);
    expect(namesIn((await get(to)).rawPayload, 'places')).toEqual(['搬家']);
  });

  test('is kept for a year only under a version it has reached', async () => {
    const json = (await get('/api/tiles/places')).json();
    const path = new URL(json.tiles[0]).search;
    const kept = await get(`/api/tiles/places/${at(14)}${path}`);
    expect(kept.headers['cache-control']).toBe('public, max-age=31536000, immutable');
    const [sequence, epoch] = json.version.split('.');
    const other = await get(`/api/tiles/places/${at(14)}?v=${sequence}.otherdb`);
    expect(other.headers['cache-control']).toBe('public, no-cache');
    // A sequence that is still to come is waited for: whoever wrote sees the write.
    const writing = place('p4', '新', 116.4003);
    const after = get(`/api/tiles/places/${at(14)}?v=${Number(sequence) + 1}.${epoch}`);
    await writing;
    expect(namesIn((await after).rawPayload, 'places')).toContain('新');
  });

  test('of a layer nobody has, or outside the world, is a problem that says so', async () => {
    expect((await get(`/api/tiles/population/${at(14)}`)).json().code).toBe('not-found');
    expect((await get('/api/tiles/places/3/9/1')).json().code).toBe('no-such-tile');
  });

  test('is the same under OGC’s row before column', async () => {
    const [z, x, y] = at(14).split('/');
    const ogc = await get(`/api/collections/places/tiles/WebMercatorQuad/${z}/${y}/${x}`);
    expect(namesIn(ogc.rawPayload, 'places')).toContain('第一中学');
    const set = (await get('/api/collections/places/tiles/WebMercatorQuad')).json();
    expect(set.layers.map((l: { id: string }) => l.id)).toEqual(['places']);
    const json = (await get('/api/collections/places/tiles/WebMercatorQuad?f=tilejson')).json();
    expect(json.tiles[0]).toMatch(/\/\{z\}\/\{y\}\/\{x\}\?v=/);
  });
});

test('the catalogue lists what the asker has, with counts and a source for a live map', async () => {
  const layers = (await get('/api/layers')).json();
  const places = layers.find((l: { id: string }) => l.id === 'places');
  expect(places).toMatchObject({ dataset: 'places', geometry: 'Point', url: '/api/tiles/places?live=true' });
  expect(places.count).toBeGreaterThan(1);
  const json = (await get(places.url)).json();
  expect(json.tiles).toEqual(['/api/tiles/places/{z}/{x}/{y}.mvt']);
});
