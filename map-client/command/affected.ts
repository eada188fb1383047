import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { booleanPointInPolygon } from '@turf/turf';
import type { FeatureCollection, Geometry, MultiPolygon, Point, Polygon } from 'geojson';
import type { Affected, KeyPlace } from '../../server/command/schema.ts';
import type { StatisticValue, ZoneProfile } from '../../server/zones/schema.ts';
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

/** The cells of a statistic along one of its dimensions, other dimensions summed. Row-major as the server sends them. */
export function along(
  statistic: StatisticValue,
  dimension: string,
): { code: string; title: { zh: string; en: string }; value: number }[] {
  const at = statistic.dimensions.findIndex(({ id }) => id === dimension);
  const wanted = statistic.dimensions[at];
  if (!wanted) return [];
  const stride = statistic.dimensions.slice(at + 1).reduce((n, d) => n * d.categories.length, 1);
  const sums = wanted.categories.map(() => 0);
  statistic.cells.forEach((value, i) => {
    const category = Math.floor(i / stride) % wanted.categories.length;
    sums[category] = sums[category]! + value;
  });
  return wanted.categories.map((category, i) => ({ ...category, value: sums[i]! }));
}

/** Those who cannot leave on their own first: the sums of ages below 15 and from 65 on. */
export function byNeed(persons: StatisticValue): { children: number; elderly: number } {
  const bands = along(persons, 'age_band');
  const from = (code: string) => Number.parseInt(code, 10);
  return {
    children: bands.filter(({ code }) => from(code) < 15).reduce((sum, { value }) => sum + value, 0),
    elderly: bands.filter(({ code }) => from(code) >= 65).reduce((sum, { value }) => sum + value, 0),
  };
}
