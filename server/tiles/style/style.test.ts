import { validateStyleMin } from '@maplibre/maplibre-gl-style-spec';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { PLACE_KINDS, UNIT_KINDS } from '../../../datasets/codes/framework.ts';
import { type TestServer, testServer } from '../../../test/app.ts';

let server: TestServer;
beforeAll(async () => {
  server = await testServer();
});
afterAll(() => server.close());

test.each(['light', 'dark', 'grey'])('the %s style is valid and names nothing of another host', async (name) => {
  const style = (await server.app.inject(`/api/styles/${name}`)).json();
  // The specification still wants `glyphs` where there is text; MapLibre draws it from local fonts without.
  expect(validateStyleMin({ ...style, glyphs: 'http://x/{fontstack}/{range}' })).toEqual([]);
  expect(JSON.stringify(style)).not.toMatch(/https?:/);
  for (const [id, { url }] of Object.entries<{ url: string }>(style.sources)) {
    const { vector_layers } = (await server.app.inject(url)).json();
    const offered = vector_layers.map((l: { id: string }) => l.id);
    for (const layer of style.layers.filter((l: { source?: string }) => l.source === id))
      expect(offered).toContain(layer['source-layer']);
  }
});

test('other systems get whole URLs', async () => {
  const style = (await server.app.inject('/api/styles/light?absolute=true')).json();
  expect(style.sources.siku.url).toMatch(/^http:\/\/localhost.*\/api\/tiles\//);
});

test('the sprite has an icon for every kind of place and unit, at both densities', async () => {
  for (const ratio of ['', '@2x']) {
    const json = (await server.app.inject(`/api/sprites/siku${ratio}.json`)).json();
    for (const { code } of [...PLACE_KINDS, ...UNIT_KINDS]) expect(json[code].pixelRatio).toBe(ratio ? 2 : 1);
    const png = await server.app.inject(`/api/sprites/siku${ratio}.png`);
    expect(png.rawPayload.subarray(1, 4).toString()).toBe('PNG');
  }
});
