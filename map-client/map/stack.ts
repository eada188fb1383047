import type { LayerSpecification, Map as MapLibreMap, SourceSpecification, StyleSpecification } from 'maplibre-gl';
import { useEffect } from 'react';
import { mapReady } from './map.ts';

/** Sources and layers that somebody puts on the map, over the base style. Ids must be unique: prefix them. */
export interface StackEntry {
  sources: Record<string, SourceSpecification>;
  layers: LayerSpecification[];
  /** `fill` lies under the base map's labels, `over` above everything. Default `fill`. */
  slot?: 'fill' | 'over';
  /** Within its slot, higher lies above. Default 0. */
  order?: number;
}

const entries = new Map<string, StackEntry>();
const applied = new Map<string, StackEntry>();
let map: MapLibreMap | null = null;

const own = (id: string) =>
  [...entries.values(), ...applied.values()].some((e) => id in e.sources || e.layers.some((l) => l.id === id));

const ordered = () =>
  [...entries].sort(
    ([a, x], [b, y]) =>
      Number(x.slot === 'over') - Number(y.slot === 'over') || (x.order ?? 0) - (y.order ?? 0) || (a < b ? -1 : 1),
  );

/** The first label of the base map: fills go under it. */
function firstLabel(of: MapLibreMap): string | undefined {
  return of.getLayersOrder().find((id) => of.getLayer(id)?.type === 'symbol' && !own(id));
}

function remove(entry: StackEntry, from: MapLibreMap): void {
  for (const layer of entry.layers) if (from.getLayer(layer.id)) from.removeLayer(layer.id);
  for (const id of Object.keys(entry.sources)) if (from.getSource(id)) from.removeSource(id);
}

function add(entry: StackEntry, to: MapLibreMap, before: string | undefined): void {
  for (const [id, source] of Object.entries(entry.sources)) if (!to.getSource(id)) to.addSource(id, source);
  for (const layer of entry.layers) if (!to.getLayer(layer.id)) to.addLayer(layer, before);
}

/** The map layer that must lie directly above this entry, or undefined for the top. */
function above(id: string, of: MapLibreMap): string | undefined {
  const order = ordered();
  const at = order.findIndex(([other]) => other === id);
  const slot = order[at]![1].slot ?? 'fill';
  for (const [, other] of order.slice(at + 1)) {
    if ((other.slot ?? 'fill') !== slot) break;
    const next = other.layers.find((layer) => of.getLayer(layer.id));
    if (next) return next.id;
  }
  if (slot === 'fill') {
    const label = firstLabel(of);
    if (label) return label;
    const over = order.filter(([, e]) => e.slot === 'over').flatMap(([, e]) => e.layers);
    return over.find((layer) => of.getLayer(layer.id))?.id;
  }
  return undefined;
}

/** A change that only touches paint, layout, filter or GeoJSON data is made in place: nothing flickers. */
function update(id: string, from: StackEntry, to: StackEntry, on: MapLibreMap): boolean {
  const same =
    (from.slot ?? 'fill') === (to.slot ?? 'fill') &&
    (from.order ?? 0) === (to.order ?? 0) &&
    from.layers.length === to.layers.length &&
    from.layers.every((l, i) => l.id === to.layers[i]!.id && l.type === to.layers[i]!.type) &&
    Object.keys(from.sources).join() === Object.keys(to.sources).join() &&
    Object.keys(from.sources).every((s) => {
      const a = from.sources[s]!;
      const b = to.sources[s]!;
      if (a === b) return true;
      if (a.type === 'geojson' && b.type === 'geojson') return true;
      return JSON.stringify(a) === JSON.stringify(b);
    });
  if (!same) return false;
  for (const [name, source] of Object.entries(to.sources)) {
    const before = from.sources[name]!;
    if (source.type === 'geojson' && before.type === 'geojson' && source.data !== before.data) {
      const live = on.getSource(name) as { setData?: (data: unknown) => void } | undefined;
      live?.setData?.(source.data);
    }
  }
  to.layers.forEach((layer, i) => {
    const before = from.layers[i]! as {
      paint?: Record<string, unknown>;
      layout?: Record<string, unknown>;
      filter?: unknown;
    };
    const after = layer as { paint?: Record<string, unknown>; layout?: Record<string, unknown>; filter?: unknown };
    for (const key of new Set([...Object.keys(before.paint ?? {}), ...Object.keys(after.paint ?? {})]))
      if (JSON.stringify(before.paint?.[key]) !== JSON.stringify(after.paint?.[key]))
        on.setPaintProperty(layer.id, key as never, after.paint?.[key] as never);
    for (const key of new Set([...Object.keys(before.layout ?? {}), ...Object.keys(after.layout ?? {})]))
      if (JSON.stringify(before.layout?.[key]) !== JSON.stringify(after.layout?.[key]))
        on.setLayoutProperty(layer.id, key as never, after.layout?.[key] as never);
    if (JSON.stringify(before.filter) !== JSON.stringify(after.filter))
      on.setFilter(layer.id, (after.filter ?? null) as never);
  });
  applied.set(id, to);
  return true;
}

function sync(id: string): void {
  if (!map?.style) return;
  const now = applied.get(id);
  const next = entries.get(id);
  if (now === next) return;
  if (now && next && update(id, now, next, map)) return;
  if (now) {
    remove(now, map);
    applied.delete(id);
  }
  if (next) {
    add(next, map, above(id, map));
    applied.set(id, next);
  }
}

void mapReady.then((ready) => {
  map = ready;
  for (const [id] of ordered()) sync(id);
  // A whole new style forgets what was put over the old one.
  ready.on('style.load', () => {
    for (const [id, entry] of ordered()) {
      add(entry, ready, above(id, ready));
      applied.set(id, entry);
    }
  });
});

/** Puts, replaces (or with null removes) an entry. For code outside React. */
export function setMapLayers(id: string, entry: StackEntry | null): void {
  if (entry) entries.set(id, entry);
  else entries.delete(id);
  sync(id);
}

/**
 * Own sources and layers on the map while the component is on the screen. They stay through theme changes. Pass a
 * stable (memoised) entry: a new one is compared and only what differs is changed.
 */
export function useMapLayers(id: string, entry: StackEntry | null): void {
  useEffect(() => setMapLayers(id, entry), [id, entry]);
  useEffect(() => () => setMapLayers(id, null), [id]);
}

/** Changes the base style under what lies over it; feature states of kept sources stay. */
export function setBaseStyle(on: MapLibreMap, url: string): void {
  on.setStyle(url, {
    diff: true,
    transformStyle: (previous, next): StyleSpecification => {
      if (!previous) return next;
      const layers = previous.layers.filter((layer) => own(layer.id));
      const over = new Set(
        ordered()
          .filter(([, e]) => e.slot === 'over')
          .flatMap(([, e]) => e.layers.map((l) => l.id)),
      );
      const label = next.layers.findIndex((layer) => layer.type === 'symbol');
      const at = label < 0 ? next.layers.length : label;
      const sources = Object.fromEntries(Object.entries(previous.sources).filter(([id]) => own(id)));
      return {
        ...next,
        sources: { ...next.sources, ...sources },
        layers: [
          ...next.layers.slice(0, at),
          ...layers.filter((layer) => !over.has(layer.id)),
          ...next.layers.slice(at),
          ...layers.filter((layer) => over.has(layer.id)),
        ],
      };
    },
  });
}
