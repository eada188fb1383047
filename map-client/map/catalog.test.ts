import fc from 'fast-check';
import { expect, test, vi } from 'vitest';

vi.stubGlobal('location', { search: '', pathname: '/' });
vi.stubGlobal('addEventListener', () => {});
vi.stubGlobal('navigator', { language: 'zh-CN' });
vi.stubGlobal('matchMedia', () => ({ matches: false }));
vi.stubGlobal('document', { documentElement: {} });

const { formatLayers, parseLayers } = await import('./catalog.ts');

test('layers go into a link and come back as they were, in their order', () => {
  const layer = fc.record({ id: fc.stringMatching(/^[a-z][a-z-]{0,20}$/), opacity: fc.integer({ min: 0, max: 100 }) });
  fc.assert(
    fc.property(fc.uniqueArray(layer, { selector: (l) => l.id }), (layers) => {
      expect(parseLayers(formatLayers(layers))).toEqual(layers);
    }),
  );
});

test('a link written by hand does no harm', () => {
  expect(parseLayers('places:900,,places,:5,roads:x')).toEqual([
    { id: 'places', opacity: 100 },
    { id: 'roads', opacity: 100 },
  ]);
});
