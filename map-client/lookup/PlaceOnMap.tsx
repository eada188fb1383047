import type { Feature } from 'geojson';
import { useMemo } from 'react';
import type { ProfileRecord } from '../../server/lookup/schema.ts';
import { boundsOf, MARGIN } from '../map/clear.ts';
import { useMap } from '../map/map.ts';
import { type StackEntry, useMapLayers } from '../map/stack.ts';
import { preferences } from '../shell/preferences.ts';
import { useStore } from '../shell/store.ts';
import { color } from '../shell/tokens.ts';

/** Flies to a record: its whole shape where it has one, else close enough to see the house. */
export function useFlyTo(): (record: ProfileRecord) => void {
  const map = useMap();
  return (record) => {
    const { geometry, lonLat } = record.place ?? {};
    const animate = !matchMedia('(prefers-reduced-motion: reduce)').matches;
    const bounds = geometry && geometry.type !== 'Point' ? boundsOf(geometry) : null;
    if (bounds) {
      map?.fitBounds(bounds, { padding: MARGIN, maxZoom: 18, animate, duration: 600 });
    } else if (lonLat) map?.flyTo({ center: lonLat, zoom: Math.max(map.getZoom(), 16), animate, duration: 600 });
  };
}

/** Draws the record's own shape on the map while its card is open. */
export function PlaceOnMap({ record }: { record: ProfileRecord }) {
  const { theme } = useStore(preferences);
  const entry = useMemo((): StackEntry | null => {
    const { geometry, lonLat } = record.place ?? {};
    const shape = geometry ?? (lonLat ? { type: 'Point' as const, coordinates: lonLat } : null);
    if (!shape) return null;
    const data: Feature = { type: 'Feature', properties: {}, geometry: shape };
    const select = color(theme, 'map-select');
    return {
      slot: 'over',
      order: 50,
      sources: { 'lookup-place': { type: 'geojson', data } },
      layers: [
        {
          id: 'lookup-place-fill',
          type: 'fill',
          source: 'lookup-place',
          filter: ['==', ['geometry-type'], 'Polygon'],
          paint: { 'fill-color': select, 'fill-opacity': 0.16 },
        },
        {
          id: 'lookup-place-line',
          type: 'line',
          source: 'lookup-place',
          filter: ['!=', ['geometry-type'], 'Point'],
          paint: { 'line-color': select, 'line-width': 2.5 },
        },
        {
          id: 'lookup-place-ring',
          type: 'circle',
          source: 'lookup-place',
          filter: ['==', ['geometry-type'], 'Point'],
          paint: {
            'circle-radius': 11,
            'circle-opacity': 0,
            'circle-stroke-color': select,
            'circle-stroke-width': 3,
          },
        },
      ],
    };
  }, [record.place, theme]);
  useMapLayers('lookup-place', entry);
  return null;
}
