import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { booleanPointInPolygon } from '@turf/turf';
import type { FeatureCollection, Geometry, MultiPolygon, Point, Polygon } from 'geojson';
import type { Affected, KeyPlace } from '../../server/command/schema.ts';
import type { ZoneProfile } from '../../server/zones/schema.ts';
import { api, query } from '../shell/api.ts';
import { useThrottled } from './use-throttled.ts';

const isArea = (zone: Geometry | null): zone is Polygon | MultiPolygon =>
  zone?.type === 'Polygon' || zone?.type === 'MultiPolygon';

/** Who and what is in the zone, exact, while it is dragged: one question under way at a time, the latest shape wins. */
export function useAffected(zone: Geometry | null) {
  const asked = useThrottled(zone, 60);
  return useQuery({
    queryKey: ['affected', asked],
    enabled: asked !== null,
    gcTime: 10_000,
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) =>
      api<ZoneProfile>('/api/processes/zone-profile/execution', { body: { inputs: { zone: asked } }, signal }),
  });
}

/** The kept zone's key places, and the nearest hospitals and shelters outside it. */
export function useHelp(incident: { id: number; version: number; zone: Geometry | null } | undefined) {
  return useQuery({
    queryKey: ['help', incident?.id, incident?.version],
    enabled: incident?.zone != null,
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) => api<Affected>(`/api/incidents/${incident!.id}/affected`, { signal }),
  });
}

export type NamedPlace = Omit<KeyPlace, 'code' | 'metres'>;

/** The key places within the zone by name, those that hold many people first. */
export function useKeyPlaces(zone: Geometry | null) {
  const asked = useThrottled(zone, 400);
  return useQuery({
    queryKey: ['key-places', asked],
    enabled: isArea(asked),
    gcTime: 10_000,
    placeholderData: keepPreviousData,
    queryFn: async ({ signal }): Promise<NamedPlace[]> => {
      const area = asked as Polygon | MultiPolygon;
      const corners = (area.type === 'Polygon' ? [area.coordinates] : area.coordinates).flat(2);
      const [xs, ys] = [corners.map((c) => c[0]!), corners.map((c) => c[1]!)];
      const bbox = [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)]
        .map((n) => n.toFixed(6))
        .join(',');
      const found = await api<FeatureCollection<Point | null>>(
        `/api/collections/places/items${query({ bbox, limit: 1000 })}`,
        { signal },
      );
      return found.features
        .flatMap((feature) => {
          if (feature.geometry?.type !== 'Point' || !booleanPointInPolygon(feature.geometry, area)) return [];
          const p = (feature.properties ?? {}) as { name?: string; kind?: string; capacity?: number; phone?: string };
          return [
            {
              id: Number(feature.id),
              name: p.name ?? '',
              kind: p.kind ?? '',
              capacity: p.capacity ?? null,
              phone: p.phone ?? null,
              lonLat: feature.geometry.coordinates as [number, number],
            },
          ];
        })
        .sort((a, b) => (b.capacity ?? 0) - (a.capacity ?? 0));
    },
  });
}
