import { type ChildProcess, fork } from 'node:child_process';
import { join } from 'node:path';
import type { MultiPolygon, Polygon } from 'geojson';
import type { LonLat } from '../../schema.ts';
import type { RoadNetwork } from '../network.ts';
import type { RouteAnswer } from '../schema.ts';

/** An engine beside our graph that narrates a way and knows turns. */
export interface RouteEngine {
  /** Null when it is not ready, does not answer in time or finds no way: then our own graph answers. */
  route(from: LonLat, to: LonLat, avoid: readonly (Polygon | MultiPolygon)[]): Promise<RouteAnswer | null>;
  /** Resolves when it stands for the present roads (true), or cannot run here (false). */
  ready(): Promise<boolean>;
  stop(): void;
}

/** A route takes 10 to 30 ms; who waits longer than this is better served by the graph. */
const PATIENCE_MS = 4000;

interface Trip {
  trip: {
    summary: { time: number; length: number };
    legs: {
      shape: string;
      maneuvers: { instruction: string; length: number; time: number; begin_shape_index: number }[];
    }[];
  };
}

/**
 * Valhalla, started by the first question for a route and kept true to the roads: tiles are built in its own process
 * while our graph answers. Where it cannot run it is asked no more until the roads change.
 */
export function openValhalla(databaseUrl: string, folder: string, network: RoadNetwork): RouteEngine {
  const waiting = new Map<number, (answer: Trip | null) => void>();
  let child: ChildProcess | null = null;
  let ready: Promise<boolean> | null = null;
  let serving = false;
  let next = 1;
  let wanted = false;

  function start(): Promise<boolean> {
    // The connection string holds a password: it goes by the environment, not by the list of processes.
    const own = fork(join(import.meta.dirname, 'process.ts'), [folder], {
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
      env: { ...process.env, DATABASE_URL: databaseUrl },
    });
    child = own;
    serving = false;
    return new Promise((resolve) => {
      own.on('message', (message: { ready?: number; id?: number; answer?: Trip }) => {
        if (message.ready !== undefined) {
          serving = child === own;
          resolve(true);
        } else if (message.id !== undefined) {
          waiting.get(message.id)?.(message.answer ?? null);
          waiting.delete(message.id);
        }
      });
      const gone = () => {
        resolve(false);
        if (child !== own) return;
        child = null;
        serving = false;
        for (const give of waiting.values()) give(null);
        waiting.clear();
      };
      own.on('exit', gone);
      own.on('error', gone);
    });
  }
  function stop(): void {
    const old = child;
    child = null;
    serving = false;
    ready = null;
    for (const give of waiting.values()) give(null);
    waiting.clear();
    old?.kill('SIGKILL');
  }
  let first = true;
  network.onSwap(() => {
    if (!first) stop();
    first = false;
    if (wanted) ready ??= start();
  });

  function ask(request: object): Promise<Trip | null> {
    const id = next++;
    return new Promise((resolve) => {
      const timer = setTimeout(() => {
        waiting.delete(id);
        resolve(null);
      }, PATIENCE_MS);
      waiting.set(id, (answer) => {
        clearTimeout(timer);
        resolve(answer);
      });
      child?.send({ id, request });
    });
  }

  return {
    ready() {
      wanted = true;
      ready ??= start();
      return ready;
    },
    stop,
    async route(from, to, avoid) {
      wanted = true;
      ready ??= start();
      if (!serving) return null;
      const request = {
        locations: [from, to].map(([lon, lat]) => ({ lon, lat })),
        costing: 'auto',
        exclude_polygons: avoid.flatMap((area) =>
          (area.type === 'Polygon' ? [area.coordinates] : area.coordinates).map((rings) => rings[0]),
        ),
      };
      const [zh, en] = await Promise.all([
        ask({ ...request, directions_options: { language: 'zh-CN', units: 'kilometers' } }),
        ask({ ...request, directions_options: { language: 'en-US', units: 'kilometers' } }),
      ]);
      return zh && en && answerOf(zh, en);
    },
  };
}

function answerOf(zh: Trip, en: Trip): RouteAnswer {
  const leg = zh.trip.legs[0]!;
  const english = en.trip.legs[0]!.maneuvers;
  const coordinates = decodePolyline(leg.shape);
  return {
    geometry: { type: 'LineString', coordinates },
    seconds: Math.round(zh.trip.summary.time * 10) / 10,
    metres: Math.round(zh.trip.summary.length * 1000),
    steps: leg.maneuvers.map((m, i) => ({
      text: { zh: m.instruction, en: english[i]?.instruction ?? m.instruction },
      metres: Math.round(m.length * 1000),
      seconds: Math.round(m.time),
      lonLat: coordinates[m.begin_shape_index] ?? coordinates[0]!,
    })),
    engine: 'valhalla',
  };
}

/** Google's polyline encoding with six decimals, latitude first, as Valhalla writes shapes. */
function decodePolyline(text: string): LonLat[] {
  const out: LonLat[] = [];
  let lat = 0;
  let lon = 0;
  let at = 0;
  const number = () => {
    let result = 0;
    let shift = 0;
    let byte: number;
    do {
      byte = text.charCodeAt(at++) - 63;
      result += (byte & 31) * 2 ** shift;
      shift += 5;
    } while (byte >= 32);
    return result % 2 === 1 ? -(result + 1) / 2 : result / 2;
  };
  while (at < text.length) {
    lat += number();
    lon += number();
    out.push([lon / 1e6, lat / 1e6]);
  }
  return out;
}
