/** How an age stands against the interval in which the source promised a new position. */
export type Freshness = 'fresh' | 'late' | 'lost';

/** One network delay and one skipped report are no reason to alarm anybody. */
const LATE = 1.5;
const LOST = 6;

export function freshness(ageSeconds: number, intervalSeconds: number): Freshness {
  const ratio = ageSeconds / Math.max(1, intervalSeconds);
  return ratio <= LATE ? 'fresh' : ratio <= LOST ? 'late' : 'lost';
}

/** Opacity of a marker, 1 down to 0.35: it pales from the moment it is late and never quite goes. */
export function fade(ageSeconds: number, intervalSeconds: number): number {
  const over = ageSeconds / Math.max(1, intervalSeconds) - LATE;
  return over <= 0 ? 1 : Math.max(0.35, 1 - (0.65 * over) / (LOST - LATE));
}

/** Speed a vehicle may reach in town, m/s (60 km/h): how far it may be even if it stood when last heard. */
const TOWN_SPEED = 60 / 3.6;
const RING_LIMIT = 5000;

/** Metres within which a late unit may be by now; 0 while it is fresh. */
export function ringRadius(ageSeconds: number, intervalSeconds: number, speed: number): number {
  if (freshness(ageSeconds, intervalSeconds) === 'fresh') return 0;
  return Math.min(RING_LIMIT, Math.max(speed, TOWN_SPEED) * (ageSeconds - intervalSeconds));
}

export interface Fix {
  slot: number;
  lon: number;
  lat: number;
  /** Metres a second. */
  speed: number;
  /** Degrees clockwise from north; NaN when not known. */
  heading: number;
  /** Seconds since the fix, when the frame was made. */
  age: number;
  status: number;
}

/** A marker takes at most this long to reach a fix: what is shown is never more than this behind what is known. */
const GLIDE_LIMIT = 2000;
/** Beyond this a unit did not drive there: it is put, not slid (0.02 degrees is about two kilometres). */
const JUMP = 0.02;

/**
 * Where every unit is drawn, by slot, in typed arrays that deck.gl reads in place. A fix starts a straight glide from
 * where the marker stands; times are milliseconds of one clock (`performance.now()` in the browser).
 */
export class Tracks {
  size = 0;
  /** Drawn now: lon, lat by slot. */
  readonly drawn: Float64Array;
  readonly heading: Float32Array;
  readonly speed: Float32Array;
  readonly status: Uint8Array;
  /** 1 where a position was ever received. */
  readonly known: Uint8Array;
  /** When the shown fix was taken, ms. */
  readonly fixedAt: Float64Array;
  readonly #from: Float64Array;
  readonly #to: Float64Array;
  readonly #start: Float64Array;
  readonly #end: Float64Array;

  readonly capacity: number;

  constructor(capacity = 65_536) {
    this.capacity = capacity;
    this.drawn = new Float64Array(capacity * 2);
    this.heading = new Float32Array(capacity);
    this.speed = new Float32Array(capacity);
    this.status = new Uint8Array(capacity);
    this.known = new Uint8Array(capacity);
    this.fixedAt = new Float64Array(capacity);
    this.#from = new Float64Array(capacity * 2);
    this.#to = new Float64Array(capacity * 2);
    this.#start = new Float64Array(capacity);
    this.#end = new Float64Array(capacity);
  }

  /** Takes in one fix received at `now`. An older fix than the one held is dropped: order is by fix, not by arrival. */
  accept(fix: Fix, now: number): void {
    const { slot } = fix;
    if (slot >= this.capacity) return;
    const taken = now - fix.age * 1000;
    this.status[slot] = fix.status;
    // Ages come in whole seconds: the same fix heard again may seem up to a second older.
    if (this.known[slot] && taken < this.fixedAt[slot]! - 1000) return;
    const x = slot * 2;
    const far =
      !this.known[slot] || Math.abs(fix.lon - this.drawn[x]!) > JUMP || Math.abs(fix.lat - this.drawn[x + 1]!) > JUMP;
    this.#from[x] = far ? fix.lon : this.drawn[x]!;
    this.#from[x + 1] = far ? fix.lat : this.drawn[x + 1]!;
    this.#to[x] = fix.lon;
    this.#to[x + 1] = fix.lat;
    const gap = this.known[slot] ? Math.min(GLIDE_LIMIT, Math.max(0, taken - this.fixedAt[slot]!)) : 0;
    this.#start[slot] = now;
    this.#end[slot] = far ? now : now + gap;
    this.drawn[x] = this.#from[x]!;
    this.drawn[x + 1] = this.#from[x + 1]!;
    this.heading[slot] = fix.heading;
    this.speed[slot] = fix.speed;
    this.fixedAt[slot] = taken;
    this.known[slot] = 1;
    this.size = Math.max(this.size, slot + 1);
  }

  /** Moves every marker to where it stands at `now`; true while at least one is still under way. */
  advance(now: number): boolean {
    let moving = false;
    for (let slot = 0; slot < this.size; slot++) {
      if (!this.known[slot]) continue;
      const span = this.#end[slot]! - this.#start[slot]!;
      const share = span <= 0 ? 1 : Math.min(1, Math.max(0, (now - this.#start[slot]!) / span));
      if (share < 1) moving = true;
      const x = slot * 2;
      this.drawn[x] = this.#from[x]! + (this.#to[x]! - this.#from[x]!) * share;
      this.drawn[x + 1] = this.#from[x + 1]! + (this.#to[x + 1]! - this.#from[x + 1]!) * share;
    }
    return moving;
  }

  /** The unit left the view: it is no longer drawn. */
  forget(slot: number): void {
    this.known[slot] = 0;
  }

  /** Seconds since the fix that is shown. */
  age(slot: number, now: number): number {
    return (now - this.fixedAt[slot]!) / 1000;
  }
}
