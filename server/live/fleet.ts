import { randomInt } from 'node:crypto';
import type pg from 'pg';
import type { Db } from '../db/pool.ts';
import type { ChangeFeed } from '../events/changes.ts';
import { distance } from '../routing/geodesy.ts';
import type { LonLat } from '../schema.ts';
import type { FrameRow, UnitStatus } from './frame-layout.ts';

export interface Fix {
  lon: number;
  lat: number;
  /** km/h. */
  speed: number | null;
  /** Degrees clockwise from north. */
  heading: number | null;
  /** Milliseconds since 1970, by the source's clock. */
  fixedAt: number;
  /** Metres. */
  accuracy: number | null;
}

/** A unit of the roster with what is known of it now. */
export interface Unit {
  slot: number;
  code: string;
  name: string;
  kind: string;
  station: string;
  /** Where it is stationed. */
  home: LonLat;
  /** False when it left the roster; its slot is not given away. */
  listed: boolean;
  fix: Fix | null;
  /** Seconds in which its source sends, learned from the gaps: a terminal sends less often while the vehicle stands. */
  interval: { moving: number; parked: number };
  status: UnitStatus;
  incident: number | null;
  offDuty: boolean;
  /** Fleet sequence of its last change. */
  changed: number;
  /** Fixes that were too far away to believe and agree with one another. */
  doubt: { fix: Fix; count: number } | null;
}

/** What became of a fix: the newest, an older one kept for the track, or one too far to have been driven. */
export type Verdict = 'latest' | 'history' | 'teleport';

const TELEPORT_KMH = 300;
/** Within this two fixes differ by their error, whatever the clock says. */
const JITTER_METRES = 300;
/** So many fixes in a row that agree are believed: then it was the old one that was wrong. */
const BELIEVED = 3;
const DEFAULT_INTERVAL = { moving: 10, parked: 30 };
/** km/h below which a vehicle stands. */
const STANDING = 2;

/** The roster and the newest fix of every unit, in memory. One process holds it; the database holds every fix. */
export class Fleet {
  readonly units: Unit[] = [];
  /** Names this run: sequences of another run mean nothing here. */
  readonly run = randomInt(1, 2 ** 32 - 1);
  sequence = 0;
  roster = 1;
  private readonly bySlotOf = new Map<string, Unit>();

  unit(code: string): Unit | undefined {
    const unit = this.bySlotOf.get(code);
    return unit?.listed ? unit : undefined;
  }

  /** Units of the roster. */
  listed(): Unit[] {
    return this.units.filter((unit) => unit.listed);
  }

  /** Reads the roster anew; units keep their slots, and those that are gone are no longer listed. */
  async readRoster(db: Db): Promise<void> {
    const { rows } = await db.query<{
      code: string;
      name: string;
      kind: string;
      station: string;
      x: number;
      y: number;
      off: boolean;
    }>(
      `select t.code, t.name, t.kind, coalesce(t.station, '') as station, st_x(t.geom) as x, st_y(t.geom) as y,
         o.unit is not null as off
       from data.units t left join live.off_duty o on o.unit = t.code
       where t.geom is not null order by t.code`,
    );
    const gone = new Set(this.bySlotOf.keys());
    for (const row of rows) {
      gone.delete(row.code);
      const known = this.bySlotOf.get(row.code);
      const facts = {
        name: row.name,
        kind: row.kind,
        station: row.station,
        home: [row.x, row.y] as LonLat,
        listed: true,
      };
      if (known) Object.assign(known, facts);
      else {
        const unit: Unit = {
          slot: this.units.length,
          code: row.code,
          ...facts,
          fix: null,
          interval: { ...DEFAULT_INTERVAL },
          status: row.off ? 'off-duty' : 'available',
          incident: null,
          offDuty: row.off,
          changed: ++this.sequence,
          doubt: null,
        };
        this.units.push(unit);
        this.bySlotOf.set(row.code, unit);
      }
    }
    for (const code of gone) this.bySlotOf.get(code)!.listed = false;
    this.roster = (this.roster + 1) & 0xffff;
  }

  /** Takes the newest believed fix of every unit from the database: what a restart must not forget. */
  async readFixes(db: Db): Promise<void> {
    const { rows } = await db.query<Omit<Fix, 'fixedAt'> & { unit: string; fixedAt: Date }>(
      `select u.unit, p.lon, p.lat, p.speed, p.heading, p.accuracy, p.fixed_at as "fixedAt"
       from unnest($1::text[]) u(unit), lateral (
         select * from live.position p where p.unit = u.unit and p.flag is null order by p.fixed_at desc limit 1
       ) p`,
      [this.listed().map((unit) => unit.code)],
    );
    for (const { unit, ...fix } of rows) this.apply(unit, { ...fix, fixedAt: fix.fixedAt.getTime() }, 'latest');
  }

  /** What a fix would become, given what is known now. */
  judge(unit: Unit, fix: Fix): Verdict {
    const last = unit.fix;
    if (!last) return 'latest';
    if (fix.fixedAt <= last.fixedAt) return 'history';
    if (plausible(last, fix)) return 'latest';
    const { doubt } = unit;
    if (doubt && doubt.count + 1 >= BELIEVED && fix.fixedAt > doubt.fix.fixedAt && plausible(doubt.fix, fix))
      return 'latest';
    return 'teleport';
  }

  apply(code: string, fix: Fix, verdict: Verdict): void {
    const unit = this.bySlotOf.get(code);
    if (!unit || verdict === 'history') return;
    if (verdict === 'teleport') {
      const agrees = unit.doubt !== null && fix.fixedAt > unit.doubt.fix.fixedAt && plausible(unit.doubt.fix, fix);
      unit.doubt = { fix, count: agrees ? unit.doubt!.count + 1 : 1 };
      return;
    }
    if (unit.fix && fix.fixedAt <= unit.fix.fixedAt) return;
    if (unit.fix) {
      // A silence is no new habit: a gap counts for at most three intervals.
      const habit = habitOf(unit.fix);
      const gap = Math.min((fix.fixedAt - unit.fix.fixedAt) / 1000, 3 * unit.interval[habit]);
      unit.interval[habit] = Math.max(1, Math.min(300, 0.8 * unit.interval[habit] + 0.2 * gap));
    }
    unit.doubt = null;
    unit.fix = fix;
    unit.changed = ++this.sequence;
  }

  /** The unit's work: the status of its active assignment, or null when it has none. */
  setWork(code: string, work: { status: 'assigned' | 'en-route' | 'arrived'; incident: number } | null): void {
    const unit = this.bySlotOf.get(code);
    if (!unit) return;
    unit.incident = work?.incident ?? null;
    unit.status = work
      ? work.status === 'arrived'
        ? 'on-scene'
        : work.status
      : unit.offDuty
        ? 'off-duty'
        : 'available';
    unit.changed = ++this.sequence;
  }

  setDuty(code: string, offDuty: boolean): void {
    const unit = this.bySlotOf.get(code);
    if (!unit) return;
    unit.offDuty = offDuty;
    if (unit.incident === null) unit.status = offDuty ? 'off-duty' : 'available';
    unit.changed = ++this.sequence;
  }

  /** The unit as a row of a position frame; null where it was never located. */
  row(unit: Unit, now: number, left = false): FrameRow | null {
    const { fix } = unit;
    if (!fix) return null;
    return {
      slot: unit.slot,
      age: (now - fix.fixedAt) / 1000,
      lon: fix.lon,
      lat: fix.lat,
      speed: fix.speed,
      heading: fix.heading,
      status: unit.status,
      left,
    };
  }
}

const habitOf = (fix: Fix): 'moving' | 'parked' => (fix.speed !== null && fix.speed < STANDING ? 'parked' : 'moving');

/** Seconds after its newest fix in which the next one is expected. */
export const intervalOf = (unit: Unit): number => unit.interval[unit.fix ? habitOf(unit.fix) : 'parked'];

/** How long positions are kept; whole days are dropped. 100 vehicles that send every ten seconds fill 80 MB a day. */
export const KEPT_DAYS = 14;
const DAY_MS = 86_400_000;

/** Drops the days that need not be kept any more, now and each day; returns how to stop. */
export function keepPositions(pool: pg.Pool): () => void {
  const drop = () =>
    // A database that is away for the moment is asked again tomorrow.
    pool.query(`select live.drop_before((now() at time zone 'UTC')::date - ${KEPT_DAYS})`).catch(() => {});
  void drop();
  const timer = setInterval(drop, DAY_MS);
  timer.unref();
  return () => clearInterval(timer);
}

/** The fleet as the database knows it, following the roster as the change log tells. */
export async function openFleet(pool: pg.Pool, feed: Pick<ChangeFeed, 'subscribe'>): Promise<Fleet> {
  const fleet = new Fleet();
  await fleet.readRoster(pool);
  await fleet.readFixes(pool);
  feed.subscribe(async (changes) => {
    if (changes.some((change) => change.dataset === 'units')) await fleet.readRoster(pool);
  });
  return fleet;
}

function plausible(a: Fix, b: Fix): boolean {
  const metres = distance([a.lon, a.lat], [b.lon, b.lat]);
  const hours = Math.abs(b.fixedAt - a.fixedAt) / 3_600_000;
  return metres <= JITTER_METRES || metres / 1000 <= TELEPORT_KMH * hours;
}
