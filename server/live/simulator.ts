import { parseArgs } from 'node:util';
import type { AssignmentOrder, Unit } from '../command/schema.ts';
import { distance } from '../routing/geodesy.ts';
import type { RouteAnswer } from '../routing/schema.ts';
import type { LonLat } from '../schema.ts';
import { Drive } from './drive.ts';
import type { PositionReport } from './schema.ts';

/**
 * Drives the units of the demo city, as their terminals would: it has an API key, asks for routes, sends positions and
 * answers assignments over HTTP, and knows nothing that a real source would not.
 *
 *     SIKU_API_KEY=siku_... node server/live/simulator.ts --url http://localhost:8080 [--pace 1] [--seed 1]
 *
 * `--pace` drives and turns out so many times faster than life. Ends by SIGTERM, or when the server is away for a minute.
 */
const { values } = parseArgs({
  options: {
    url: { type: 'string', default: 'http://127.0.0.1:8080' },
    key: { type: 'string', default: process.env.SIKU_API_KEY },
    pace: { type: 'string', default: '1' },
    seed: { type: 'string', default: '1' },
  },
});
const PACE = Number(values.pace);
const TICK_MS = 1000 / Math.min(4, PACE);
const MOVING_SECONDS = 4;
const PARKED_SECONDS = 25;
const POLL_MS = 1500 / Math.min(4, PACE);
/** From the order to the wheels turning. */
const TURNOUT_SECONDS = 8;
/** A drive to the next corner without blue lights. */
const CALM = 0.75;
const PATROL_DEGREES = 0.025;
const GIVE_UP_MS = 60_000;
/** Beside the place the crew gets out. */
const ARRIVED_METRES = 40;

let seed = Number(values.seed) || 1;
function random(): number {
  seed = (seed + 0x6d2b79f5) | 0;
  let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
  t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
  return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
}

interface Vehicle {
  code: string;
  home: LonLat;
  patrols: boolean;
  lonLat: LonLat;
  heading: number;
  drive: { way: Drive; since: number; to: LonLat } | null;
  /** Planned or being asked for; no second plan meanwhile. */
  planning: boolean;
  /** When it next thinks of driving somewhere on its own, ms. */
  restless: number;
  sentAt: number;
  order: AssignmentOrder | null;
  /** When the crew is in the vehicle, ms. */
  readyAt: number;
}

let lastHeard = Date.now();
async function call<T>(method: string, path: string, body?: unknown): Promise<T | null> {
  try {
    const reply = await fetch(`${values.url}${path}`, {
      method,
      headers: { 'x-api-key': values.key ?? '', ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
      body: body === undefined ? undefined : JSON.stringify(body),
      signal: AbortSignal.timeout(15_000),
    });
    if (reply.status === 401 || reply.status === 403) throw new Refused(`${method} ${path}: ${reply.status}`);
    lastHeard = Date.now();
    return reply.ok ? ((await reply.json()) as T) : null;
  } catch (error) {
    if (error instanceof Refused) throw error;
    if (Date.now() - lastHeard > GIVE_UP_MS) throw new Error(`the server at ${values.url} is away`);
    // Away for a moment: the next tick asks again.
    return null;
  }
}
class Refused extends Error {}

const vehicles = new Map<string, Vehicle>();
const seconds = (ms: number) => (ms / 1000) * PACE;

async function learnUnits(): Promise<void> {
  const units = await call<Unit[]>('GET', '/api/units');
  for (const unit of units ?? []) {
    if (vehicles.has(unit.code)) continue;
    vehicles.set(unit.code, {
      code: unit.code,
      home: unit.home,
      patrols: unit.kind === 'police_car',
      lonLat: unit.lonLat ?? unit.home,
      heading: random() * 360,
      drive: null,
      planning: false,
      restless: Date.now() + (random() * 60_000) / PACE,
      sentAt: 0,
      order: null,
      readyAt: 0,
    });
  }
}

async function drive(vehicle: Vehicle, to: LonLat, pace: number): Promise<void> {
  if (vehicle.planning) return;
  vehicle.planning = true;
  const route = await call<RouteAnswer>('POST', '/api/routes', { from: vehicle.lonLat, to, engine: 'graph' });
  vehicle.planning = false;
  if (route) vehicle.drive = { way: new Drive(route, pace), since: Date.now(), to };
}

const near = (a: LonLat, b: LonLat, metres: number) => distance(a, b) <= metres;
const somewhere = ([lon, lat]: LonLat): LonLat => [
  lon + (random() - 0.5) * 2 * PATROL_DEGREES,
  lat + (random() - 0.5) * 2 * PATROL_DEGREES,
];

/** What the vehicle does next when nobody has sent it: police cars patrol, others go out now and then and come home. */
function idle(vehicle: Vehicle, now: number): void {
  if (vehicle.drive || now < vehicle.restless) return;
  vehicle.restless = now + ((vehicle.patrols ? 20 : 240) + random() * (vehicle.patrols ? 90 : 1200)) * (1000 / PACE);
  if (!near(vehicle.lonLat, vehicle.home, 300) && !(vehicle.patrols && random() < 0.7))
    void drive(vehicle, vehicle.home, CALM);
  else if (vehicle.patrols || random() < 0.25) void drive(vehicle, somewhere(vehicle.home), CALM);
}

/** Follows its order: turns out, drives there, says that it has come. */
async function obey(vehicle: Vehicle, order: AssignmentOrder, now: number): Promise<void> {
  if (order.status === 'arrived') return;
  if (order.status === 'assigned') {
    if (now < vehicle.readyAt) return;
    order.status = 'en-route';
    await call('PATCH', `/api/assignments/${order.id}`, { status: 'en-route' });
  }
  const there = vehicle.drive === null && vehicle.readyAt === Number.POSITIVE_INFINITY;
  if (there || near(vehicle.lonLat, order.lonLat, ARRIVED_METRES)) {
    vehicle.drive = null;
    order.status = 'arrived';
    await call('PATCH', `/api/assignments/${order.id}`, { status: 'arrived' });
    return;
  }
  if (!vehicle.drive || !near(vehicle.drive.to, order.lonLat, 1)) {
    await drive(vehicle, order.lonLat, 1);
    // From here on an ended drive means that the road goes no nearer.
    if (vehicle.drive) vehicle.readyAt = Number.POSITIVE_INFINITY;
  }
}

async function learnOrders(): Promise<void> {
  const orders = await call<AssignmentOrder[]>('GET', '/api/assignments?active=true');
  if (!orders) return;
  const now = Date.now();
  const byUnit = new Map(orders.map((order) => [order.unit, order]));
  for (const vehicle of vehicles.values()) {
    const order = byUnit.get(vehicle.code) ?? null;
    if (order && order.id !== vehicle.order?.id) {
      vehicle.readyAt = now + ((0.5 + random()) * TURNOUT_SECONDS * 1000) / PACE;
      vehicle.drive = null;
    } else if (!order && vehicle.order) {
      vehicle.drive = null;
      vehicle.restless = now + 3000 / PACE;
      if (!vehicle.patrols) void drive(vehicle, vehicle.home, CALM);
    }
    vehicle.order = order;
  }
}

/** Metres of error of a receiver under open sky. */
const GPS_DEGREES = 2e-5;

async function tick(): Promise<void> {
  const now = Date.now();
  const reports: PositionReport[] = [];
  const work: Promise<void>[] = [];
  for (const vehicle of vehicles.values()) {
    let speed = 0;
    if (vehicle.drive) {
      const at = vehicle.drive.way.at(seconds(now - vehicle.drive.since));
      vehicle.lonLat = at.lonLat;
      vehicle.heading = at.heading;
      speed = at.speed;
      if (at.done) vehicle.drive = null;
    }
    if (vehicle.order) work.push(obey(vehicle, vehicle.order, now));
    else idle(vehicle, now);
    const due = (vehicle.drive ? MOVING_SECONDS : PARKED_SECONDS) * 1000;
    if (now - vehicle.sentAt < due / Math.min(4, PACE)) continue;
    // The first reports are spread, so that they do not all come in one second for ever.
    vehicle.sentAt = vehicle.sentAt === 0 ? now - random() * due : now;
    reports.push({
      unit: vehicle.code,
      lon: vehicle.lonLat[0] + (random() - 0.5) * GPS_DEGREES,
      lat: vehicle.lonLat[1] + (random() - 0.5) * GPS_DEGREES,
      speed: Math.round(speed),
      heading: Math.round(vehicle.heading),
      fixedAt: new Date(now).toISOString(),
      accuracy: 5,
    });
  }
  if (reports.length > 0) await call('POST', '/api/positions', reports);
  await Promise.all(work);
}

/** Runs `work` over and over, never twice at once. */
async function every(ms: number, work: () => Promise<void>): Promise<never> {
  for (;;) {
    const started = Date.now();
    await work();
    await new Promise((resolve) => setTimeout(resolve, Math.max(50, ms - (Date.now() - started))));
  }
}

process.on('SIGTERM', () => process.exit(0));
process.on('SIGINT', () => process.exit(0));
try {
  await Promise.all([every(60_000 / PACE, learnUnits), every(POLL_MS, learnOrders), every(TICK_MS, tick)]);
} catch (error) {
  console.error(`simulator: ${(error as Error).message}`);
  process.exit(1);
}
