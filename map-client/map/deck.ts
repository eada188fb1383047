import type { Layer } from '@deck.gl/core';
import type { MapLibreOverlay } from '@deck.gl/maplibre';
import { useEffect } from 'react';
import { mapReady } from './map.ts';

/** deck.gl is loaded when somebody first needs it: the planner's first view does without its megabyte. */
let overlay: Promise<MapLibreOverlay> | null = null;
const groups = new Map<string, Layer[]>();

async function theOverlay(): Promise<MapLibreOverlay> {
  overlay ??= (async () => {
    const [{ MapLibreOverlay }, map] = await Promise.all([import('@deck.gl/maplibre'), mapReady]);
    const made = new MapLibreOverlay({ interleaved: false, layers: [] });
    map.addControl(made);
    return made;
  })();
  return overlay;
}

/** Puts, replaces (or with an empty list removes) a group of deck.gl layers. */
export function setDeckLayers(id: string, layers: Layer[]): void {
  if (layers.length > 0) groups.set(id, layers);
  else if (!groups.delete(id)) return;
  void theOverlay().then((shown) => shown.setProps({ layers: [...groups.values()].flat() }));
}

/** deck.gl layers over the map while the component is on the screen; pass a memoised list. */
export function useDeckLayers(id: string, layers: Layer[]): void {
  useEffect(() => setDeckLayers(id, layers), [id, layers]);
  useEffect(() => () => setDeckLayers(id, []), [id]);
}
