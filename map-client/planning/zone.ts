import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import type { ZoneProfile } from '../../server/zones/schema.ts';
import { radiusOf, type Shape } from '../map/draw.ts';
import { circleRing } from '../map/geodesy.ts';
import { api } from '../shell/api.ts';
import { useEvents } from '../shell/events.ts';
import { createStore, useStore } from '../shell/store.ts';
import { latest } from './latest.ts';

export type { ZoneProfile };

/** A zone as the server is asked for it. */
export type Zone =
  | { kind: 'region'; code: string; name: string }
  | { kind: 'polygon'; ring: [number, number][] }
  | { kind: 'circle'; center: [number, number]; radius: number };

export function zoneOf(shape: Shape | null): Zone | null {
  if (!shape) return null;
  if (shape.kind === 'circle' && shape.points.length === 2 && radiusOf(shape) > 1)
    return { kind: 'circle', center: shape.points[0]!, radius: Math.round(radiusOf(shape) * 10) / 10 };
  if (shape.kind !== 'polygon') return null;
  const ring = shape.points.filter(
    (p, i) => i === 0 || p[0] !== shape.points[i - 1]![0] || p[1] !== shape.points[i - 1]![1],
  );
  if (ring.length < 3) return null;
  // While the pointer still moves, a ring that crosses itself is no question yet; a finished one is, and the server
  // says where it crosses.
  return shape.done || !crosses(ring) ? { kind: 'polygon', ring } : null;
}

type Point = [number, number];
const side = (a: Point, b: Point, c: Point) => Math.sign((b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0]));

/** Whether edges of a closed ring meet other than end to end, or it has no area. */
export function crosses(ring: Point[]): boolean {
  const n = ring.length;
  const edge = (i: number) => [ring[i]!, ring[(i + 1) % n]!] as const;
  for (let i = 0; i < n; i++) {
    const [a, b] = edge(i);
    if (side(a, b, edge((i + 1) % n)[1]) === 0) return true;
    for (let j = i + 2; j < n; j++) {
      if (i === 0 && j === n - 1) continue;
      const [c, d] = edge(j);
      if (side(a, b, c) * side(a, b, d) <= 0 && side(c, d, a) * side(c, d, b) <= 0) return true;
    }
  }
  return false;
}

/** The `zone` input of the process. */
export function inputOf(zone: Zone): unknown {
  if (zone.kind === 'region') return { region: zone.code };
  if (zone.kind === 'circle') return { circle: { center: zone.center, radius: zone.radius } };
  return { type: 'Polygon', coordinates: [[...zone.ring, zone.ring[0]!]] };
}

/** A drawn zone as GeoJSON; a region has its geometry with the server. */
export function geojsonOf(zone: Zone): GeoJSON.Polygon | null {
  if (zone.kind === 'region') return null;
  const ring = zone.kind === 'circle' ? circleRing(zone.center, zone.radius) : [...zone.ring, zone.ring[0]!];
  return { type: 'Polygon', coordinates: [ring] };
}

export interface Answered {
  zone: Zone;
  profile: ZoneProfile;
  at: number;
}

/** The answer about `zone`, following it while it is dragged and while the data change. */
export function useZoneProfile(zone: Zone | null) {
  const [answered, setAnswered] = useState<Answered | null>(null);
  const [error, setError] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);
  const asking = useRef<ReturnType<typeof latest<Zone, ZoneProfile>> | null>(null);
  asking.current ??= latest<Zone, ZoneProfile>(
    (question, signal) =>
      api<ZoneProfile>('/api/processes/zone-profile/execution', {
        body: { inputs: { zone: inputOf(question) } },
        signal,
      }),
    {
      answer: (question, profile) => {
        setAnswered({ zone: question, profile, at: Date.now() });
        setError(null);
      },
      failed: (_question, failed) => setError(failed),
      busy: setBusy,
    },
  );
  const key = zone ? JSON.stringify(zone) : null;
  const wanted = useRef(zone);
  wanted.current = zone;
  useEffect(() => {
    if (key === null) {
      asking.current?.stop();
      setAnswered(null);
      setError(null);
    } else asking.current?.ask(JSON.parse(key) as Zone);
  }, [key]);
  useEffect(() => () => asking.current?.stop(), []);

  const soon = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  useEvents('change', () => {
    clearTimeout(soon.current);
    soon.current = setTimeout(() => wanted.current && asking.current?.ask(wanted.current), 300);
  });
  useEffect(() => () => clearTimeout(soon.current), []);
  return { answered, error, busy, retry: () => wanted.current && asking.current?.ask(wanted.current) };
}

/** Code and name of a selected region, from the record itself: it may have been found by search. */
export function useRegion(id: number | null) {
  return useQuery({
    queryKey: ['entity', 'region', id],
    enabled: id !== null,
    staleTime: 5 * 60_000,
    queryFn: async ({ signal }) => {
      const feature = await api<{
        properties: { code: string; name: string; level?: string };
        geometry: GeoJSON.Geometry | null;
      }>(`/api/collections/regions/items/${id}`, {
        signal,
        headers: { accept: 'application/geo+json, application/json' },
      });
      return { ...feature.properties, geometry: feature.geometry };
    },
  });
}

/** Profiles kept to be compared; only for this page, since a zone may be somebody's case. */
export interface Pin {
  id: number;
  name: string;
  zone: Zone;
  profile: ZoneProfile;
}
export const MOST_PINS = 4;
const pins = createStore<Pin[]>([]);
let nextPin = 1;

export function usePins() {
  return {
    pins: useStore(pins),
    pin: (name: string, { zone, profile }: Answered) =>
      pins.set((now) => [...now.slice(-(MOST_PINS - 1)), { id: nextPin++, name, zone, profile }]),
    unpin: (id: number) => pins.set((now) => now.filter((one) => one.id !== id)),
  };
}
