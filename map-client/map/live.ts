import type { Map as MapLibreMap } from 'maplibre-gl';
import type { ChangeEvent } from '../../server/events/schema.ts';

const ZOOM = 14;
/** Beyond this many tiles a source is refreshed whole: telling them one by one would cost more. */
const MANY = 1500;

/** Tiles of every zoom that a change of zoom-14 cells reaches; null when they are too many to name. */
export function touchedTiles(
  cells: readonly (readonly [number, number])[],
  minzoom: number,
  maxzoom: number,
): { z: number; x: number; y: number }[] | null {
  const found = new Map<string, { z: number; x: number; y: number }>();
  for (const [x, y] of cells) {
    for (let z = minzoom; z <= Math.min(ZOOM, maxzoom); z++) {
      const tile = { z, x: x >> (ZOOM - z), y: y >> (ZOOM - z) };
      found.set(`${z}/${tile.x}/${tile.y}`, tile);
    }
    for (let z = ZOOM + 1; z <= maxzoom; z++) {
      const side = 1 << (z - ZOOM);
      for (let dx = 0; dx < side; dx++)
        for (let dy = 0; dy < side; dy++)
          found.set(`${z}/${x * side + dx}/${y * side + dy}`, { z, x: x * side + dx, y: y * side + dy });
    }
    if (found.size > MANY) return null;
  }
  return [...found.values()];
}

/** Which tile layers a vector source draws, from its TileJSON or tile address. */
export function layersInUrl(url: string): string[] {
  return /\/api\/tiles\/([\w,%-]+)/.exec(url)?.[1]?.replaceAll('%2C', ',').split(',') ?? [];
}

/** Asks anew for the tiles a change touched, and for no others; those not on the screen wait until they are. */
export function refreshTouched(map: MapLibreMap, change: Pick<ChangeEvent, 'layers' | 'cells'> | null): void {
  const sources = map.getStyle()?.sources ?? {};
  for (const [id, source] of Object.entries(sources)) {
    if (source.type !== 'vector') continue;
    const layers = [source.url, ...(source.tiles ?? [])].flatMap((url) => (url ? layersInUrl(url) : []));
    if (change && !change.layers.some((layer) => layers.includes(layer))) continue;
    const live = map.getSource(id) as { minzoom?: number; maxzoom?: number } | undefined;
    if (!live) continue;
    const tiles = change?.cells ? touchedTiles(change.cells, live.minzoom ?? 0, live.maxzoom ?? 15) : null;
    if (tiles?.length === 0) continue;
    map.refreshTiles(id, tiles ?? undefined);
  }
}
