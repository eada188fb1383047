import type pg from 'pg';
import { asPrincipal, type Db, type Principal } from '../db/pool.ts';
import { Problem } from '../errors.ts';
import type { EventHub } from '../events/hub.ts';
import type { Fleet } from '../live/fleet.ts';
import type { RoadNetwork } from '../routing/network.ts';
import { snap } from '../routing/snap.ts';
import type { LonLat } from '../schema.ts';
import { CLOCKS, type Clocks } from './clocks.ts';
import { answerOnce } from './idempotency.ts';
import * as orders from './orders.ts';
import { assignmentAnswer, readIncident } from './read.ts';
import type { Assignment, Incident, IncidentPatch, IncidentReport } from './schema.ts';
import type { AssignmentStatus } from './states.ts';
import { undo } from './undo.ts';

export interface DeskDeps {
  pool: pg.Pool;
  fleet: Fleet;
  network: RoadNetwork;
  events: Pick<EventHub, 'publish'>;
}

/** Who gives an order, and the key by which a repeated request is known. */
export interface Giver {
  principal: Principal;
  key?: string;
}

/** Gives orders in transactions of their givers; once committed, moves the fleet and tells the screens. */
export class Desk {
  readonly clocks: Clocks;
  private readonly deps: DeskDeps;

  constructor(deps: DeskDeps, clocks: Clocks = CLOCKS) {
    this.deps = deps;
    this.clocks = clocks;
  }

  async report({ principal, key }: Giver, report: IncidentReport): Promise<Incident> {
    const incident = await asPrincipal(this.deps.pool, principal, (tx) =>
      answerOnce(tx, key, ['report', report], async () =>
        readIncident(tx, await orders.report(tx, report, this.clocks), this.clocks),
      ),
    );
    this.tell(incident);
    return incident;
  }

  change({ principal }: Giver, id: number, patch: IncidentPatch): Promise<Incident> {
    return this.order(principal, id, (tx) => orders.change(tx, id, patch, this.clocks));
  }

  note({ principal, key }: Giver, id: number, text: string): Promise<Incident> {
    return this.order(principal, id, (tx) => answerOnce(tx, key, ['note', id, text], () => orders.note(tx, id, text)));
  }

  finishClock({ principal }: Giver, id: number, clock: string): Promise<Incident> {
    return this.order(principal, id, (tx) => orders.finishClock(tx, id, clock));
  }

  undo({ principal }: Giver, id: number): Promise<Incident> {
    return this.order(principal, id, (tx) => undo(tx, id, this.clocks));
  }

  /** @throws Problem 422 for an unknown unit, 409 when it is off duty or at work, or the incident is closed */
  async assign({ principal, key }: Giver, id: number, code: string): Promise<Assignment> {
    const { pool, fleet } = this.deps;
    const unit = fleet.unit(code);
    if (!unit) throw new Problem(422, 'unknown-unit', { zh: '没有这个力量编号', en: 'no unit has this code' });
    if (unit.offDuty)
      throw new Problem(409, 'unit-off-duty', { zh: `${unit.name} 不在岗`, en: `${unit.name} is off duty` });
    const eta = await this.eta(principal, id, unit.fix ? [unit.fix.lon, unit.fix.lat] : unit.home);
    const assignment = await asPrincipal(pool, principal, (tx) =>
      answerOnce(tx, key, ['assign', id, code], async () => assignmentAnswer(await orders.assign(tx, id, unit, eta))),
    );
    await this.refresh(id, assignment);
    return assignment;
  }

  async move({ principal }: Giver, id: number, status: AssignmentStatus, version?: number): Promise<Assignment> {
    const row = await asPrincipal(this.deps.pool, principal, (tx) => orders.moveAssignment(tx, id, status, version));
    const assignment = assignmentAnswer(row);
    await this.refresh(row.incident_id, assignment);
    return assignment;
  }

  /** Gives every unit the work its active assignment says. */
  async readWork(): Promise<void> {
    const { rows } = await this.deps.pool.query<{
      unit: string;
      status: 'assigned' | 'en-route' | 'arrived';
      incident: number;
    }>(`select unit, status, incident_id as incident from command.assignment where status in ${orders.ACTIVE}`);
    for (const { unit, ...work } of rows) this.deps.fleet.setWork(unit, work);
  }

  private async order(principal: Principal, id: number, work: (tx: Db) => Promise<unknown>): Promise<Incident> {
    const incident = await asPrincipal(this.deps.pool, principal, async (tx) => {
      await work(tx);
      return readIncident(tx, id, this.clocks);
    }).catch(asBusy);
    this.follow(incident);
    this.tell(incident);
    return incident;
  }

  /** After an assignment changed: the incident as it now stands is told, read as the system. */
  private async refresh(id: number, assignment: Assignment): Promise<void> {
    const incident = await readIncident(this.deps.pool, id, this.clocks);
    this.follow(incident);
    this.tell(incident);
    this.deps.events.publish({
      type: 'assignment',
      data: { id: assignment.id, incident: id, unit: assignment.unit, status: assignment.status },
      roles: ['dispatcher', 'partner'],
    });
  }

  /** The fleet's work follows the assignments of an incident. */
  private follow(incident: Incident): void {
    const { fleet } = this.deps;
    const out = new Map(incident.assignments.map((a) => [a.unit, a] as const));
    for (const a of incident.assignments) {
      // The newest assignment of a unit to this incident counts.
      if (out.get(a.unit) !== a) continue;
      const active = a.status === 'assigned' || a.status === 'en-route' || a.status === 'arrived';
      if (active)
        fleet.setWork(a.unit, { status: a.status as 'assigned' | 'en-route' | 'arrived', incident: incident.id });
      else if (fleet.unit(a.unit)?.incident === incident.id) fleet.setWork(a.unit, null);
    }
  }

  private tell({ id, number, status, level, version }: Incident): void {
    this.deps.events.publish({ type: 'incident', data: { id, number, status, level, version }, roles: ['dispatcher'] });
  }

  /** Road seconds from a place to an incident; null when there is no way, or no road is known yet. */
  private async eta(principal: Principal, id: number, from: LonLat): Promise<number | null> {
    const { pool, network } = this.deps;
    const { lonLat } = await asPrincipal(pool, principal, (tx) => readIncident(tx, id, this.clocks));
    const roads = await network.roads().catch((error: unknown) => {
      // Without roads a unit can still be sent: the order must not wait for the map.
      if (error instanceof Problem) return null;
      throw error;
    });
    if (!roads) return null;
    const target = snap(roads.graph, lonLat);
    const start = snap(roads.graph, from);
    if (!target || !start) return null;
    roads.search.run(target);
    const reach = roads.search.reach(start);
    return reach && Math.round(reach.seconds);
  }
}

/** The one-at-a-time index speaks when an undo meets an order given in the same moment. */
function asBusy(error: unknown): never {
  const { code, constraint } = error as { code?: string; constraint?: string };
  if (code === '23505' && constraint === 'assignment_one_at_a_time') throw orders.unitBusy('该力量');
  throw error;
}
