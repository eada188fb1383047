import type { Polygon } from 'geojson';
import type { Db } from '../db/pool.ts';
import { notFound } from '../errors.ts';
import { type Clocks, clockTitle } from './clocks.ts';
import { incidentType } from './incident-types.ts';
import type { Assignment, AssignmentOrder, Hazard, Incident } from './schema.ts';
import type { AssignmentStatus, IncidentStatus } from './states.ts';

interface IncidentRow {
  id: number;
  number: string;
  what: string;
  level: 1 | 2 | 3 | 4;
  status: IncidentStatus;
  x: number;
  y: number;
  place: string;
  uncertainty: number;
  note: string;
  reported_at: Date;
  closed_at: Date | null;
  hazard: Hazard | null;
  zone: Polygon | null;
  version: number;
}
export interface AssignmentRow {
  id: number;
  incident_id: number;
  unit: string;
  unit_name: string;
  unit_kind: string;
  status: AssignmentStatus;
  assigned_at: Date;
  en_route_at: Date | null;
  arrived_at: Date | null;
  released_at: Date | null;
  eta_seconds: number | null;
  version: number;
}

const iso = (at: Date | null) => at?.toISOString() ?? null;

const INCIDENT = `select id, number, what, level, status, st_x(geom) as x, st_y(geom) as y, place, uncertainty, note,
  reported_at, closed_at, hazard, st_asgeojson(zone, 7, 0)::jsonb as zone, version from command.incident`;
export const ASSIGNMENT_COLUMNS = `id, incident_id, unit, unit_name, unit_kind, status, assigned_at, en_route_at,
  arrived_at, released_at, eta_seconds, version`;

/** Open incidents and those closed less than a day ago, gravest and oldest first; all of them with `closed`. */
export async function listIncidents(
  tx: Db,
  clocks: Clocks,
  { closed = false, limit = 500 }: { closed?: boolean; limit?: number } = {},
): Promise<Incident[]> {
  const { rows } = await tx.query<IncidentRow>(
    `${INCIDENT} where $1 or status <> 'closed' or closed_at > now() - interval '1 day'
     order by (status = 'closed'), level, reported_at limit $2`,
    [closed, limit],
  );
  return withParts(tx, rows, clocks);
}

/** @throws Problem 404 */
export async function readIncident(tx: Db, id: number, clocks: Clocks): Promise<Incident> {
  const { rows } = await tx.query<IncidentRow>(`${INCIDENT} where id = $1`, [id]);
  if (rows.length === 0) throw noIncident();
  return (await withParts(tx, rows, clocks))[0]!;
}

async function withParts(tx: Db, incidents: IncidentRow[], clocks: Clocks): Promise<Incident[]> {
  const ids = incidents.map(({ id }) => id);
  const { rows: assignments } = await tx.query<AssignmentRow>(
    `select ${ASSIGNMENT_COLUMNS} from command.assignment where incident_id = any($1) order by id`,
    [ids],
  );
  const { rows: due } = await tx.query<{ incident_id: number; clock: string; due: Date; done_at: Date | null }>(
    'select incident_id, clock, due, done_at from command.clock where incident_id = any($1) order by due, clock',
    [ids],
  );
  return incidents.map((row) => ({
    id: row.id,
    number: row.number,
    what: row.what,
    whatTitle: incidentType(row.what)?.title ?? { zh: row.what, en: row.what },
    level: row.level,
    status: row.status,
    lonLat: [row.x, row.y],
    place: row.place,
    uncertainty: row.uncertainty,
    note: row.note,
    reportedAt: row.reported_at.toISOString(),
    closedAt: iso(row.closed_at),
    version: row.version,
    hazard: row.hazard,
    zone: row.zone,
    assignments: assignments.filter((a) => a.incident_id === row.id).map(assignmentAnswer),
    clocks: due
      .filter((c) => c.incident_id === row.id)
      .map((c) => ({
        id: c.clock,
        title: clockTitle(c.clock, clocks),
        due: c.due.toISOString(),
        doneAt: iso(c.done_at),
      })),
  }));
}

export function assignmentAnswer(row: AssignmentRow): Assignment {
  return {
    id: row.id,
    incident: row.incident_id,
    unit: row.unit,
    unitName: row.unit_name,
    unitKind: row.unit_kind,
    status: row.status,
    assignedAt: row.assigned_at.toISOString(),
    enRouteAt: iso(row.en_route_at),
    arrivedAt: iso(row.arrived_at),
    releasedAt: iso(row.released_at),
    etaSeconds: row.eta_seconds,
    version: row.version,
  };
}

/** Assignments with where they lead to, newest last; those of a day, or the active ones. */
export async function listAssignments(tx: Db, active: boolean): Promise<AssignmentOrder[]> {
  const { rows } = await tx.query<
    AssignmentRow & { number: string; what: string; level: 1 | 2 | 3 | 4; place: string; x: number; y: number }
  >(
    `select ${ASSIGNMENT_COLUMNS.replaceAll(/(\w+)/g, 'a.$1')}, i.number, i.what, i.level, i.place,
       st_x(i.geom) as x, st_y(i.geom) as y
     from command.assignment a join command.incident i on i.id = a.incident_id
     where case when $1 then a.status in ('assigned', 'en-route', 'arrived') else a.assigned_at > now() - interval '1 day' end
     order by a.id limit 5000`,
    [active],
  );
  return rows.map((row) => ({
    ...assignmentAnswer(row),
    number: row.number,
    what: row.what,
    level: row.level,
    place: row.place,
    lonLat: [row.x, row.y],
  }));
}

export const noIncident = () => notFound('没有这个事件', 'there is no such incident');
export const noAssignment = () => notFound('没有这个派遣', 'there is no such assignment');
