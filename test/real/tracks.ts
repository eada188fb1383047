import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import type { PositionReport } from '../../server/live/schema.ts';

/** One vehicle's fixes in the order they were sent, which is not always that of their times. */
export interface Track {
  /** The code under which the package's units file has it. */
  unit: string;
  fixes: { lon: number; lat: number; seconds: number }[];
}

/** Tracks that only number their points are taken to send every half minute, as most of the dated ones do. */
const UNDATED_SECONDS = 30;
const DATED = 1e9;

/** Taxi tracks (set, kind, traj, car, seq, ts, lon, lat; WGS 84). `ts` is a Unix time, or the number of the point. */
export function readTracks(path: string): Track[] {
  const rows: Record<string, string>[] = parse(readFileSync(path), { columns: true, bom: true });
  const tracks = new Map<string, Track>();
  for (const row of rows) {
    const name = [row.set, row.traj, row.car].join(' ');
    const track = tracks.get(name) ?? { unit: `FC-${String(tracks.size + 1).padStart(3, '0')}`, fixes: [] };
    tracks.set(name, track);
    const ts = Number(row.ts);
    track.fixes.push({
      lon: Number(row.lon),
      lat: Number(row.lat),
      seconds: ts > DATED ? ts : Number(row.seq) * UNDATED_SECONDS,
    });
  }
  return [...tracks.values()];
}

export interface Replayed {
  received: number;
  stored: number;
  latest: number;
  teleports: number;
  refused: { unit: string; code: string }[];
}

/**
 * Sends the tracks as their terminals would, each in its own order, many vehicles a request, as if the newest fix of
 * each were of now.
 * @param share of each track, 0 to 1
 */
export async function replay(url: string, apiKey: string, tracks: readonly Track[], share = 1): Promise<Replayed> {
  const now = Date.now();
  const total: Replayed = { received: 0, stored: 0, latest: 0, teleports: 0, refused: [] };
  const parts = 12;
  for (let part = 0; part < parts; part++) {
    const reports: PositionReport[] = tracks.flatMap(({ unit, fixes }) => {
      const sent = Math.ceil(fixes.length * share);
      const end = Math.max(...fixes.map((fix) => fix.seconds));
      const [from, to] = [part, part + 1].map((k) => Math.round((sent * k) / parts));
      return fixes.slice(from, to).map(({ lon, lat, seconds }) => ({
        unit,
        lon,
        lat,
        fixedAt: new Date(now - (end - seconds) * 1000).toISOString(),
      }));
    });
    const answer = await fetch(`${url}/api/positions`, {
      method: 'POST',
      headers: { 'x-api-key': apiKey, 'content-type': 'application/json' },
      body: JSON.stringify(reports),
    });
    if (!answer.ok) throw new Error(`/api/positions answered ${answer.status}: ${await answer.text()}`);
    const receipt = (await answer.json()) as Replayed;
    for (const name of ['received', 'stored', 'latest', 'teleports'] as const) total[name] += receipt[name];
    total.refused.push(...receipt.refused);
  }
  return total;
}
