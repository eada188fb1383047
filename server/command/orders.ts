import type { Db } from '../db/pool.ts';
import { badRequest, Problem } from '../errors.ts';
import type { LonLat } from '../schema.ts';
import type { Clocks } from './clocks.ts';
import { hazardZone } from './hazard.ts';
import { incidentType } from './incident-types.ts';
import { append, type Place } from './log.ts';
import { ASSIGNMENT_COLUMNS, type AssignmentRow, noAssignment, noIncident } from './read.ts';
import type { Hazard, IncidentPatch, IncidentReport } from './schema.ts';
import { type AssignmentStatus, checkAssignmentStep, checkIncidentStep, type IncidentStatus } from './states.ts';

/** Orders of the desk. Each runs in the transaction of its caller, who may do what its role may, and leaves its entry. */

export const ACTIVE = `('assigned', 'en-route', 'arrived')`;

export interface Locked {
  id: number;
  status: IncidentStatus;
  version: number;
}

/** Orders of one incident come one after another. @throws Problem 404, or 412 when it is not the expected version */
export async function lockIncident(tx: Db, id: number, version?: number): Promise<Locked> {
  const { rows } = await tx.query<Locked>('select id, status, version from command.incident where id = $1 for update', [
    id,
  ]);
  const found = rows[0];
  if (!found) throw noIncident();
  checkVersion(found.version, version);
  return found;
}

function checkVersion(now: number, expected: number | undefined): void {
  if (expected === undefined || expected === now) return;
  throw new Problem(
    412,
    'changed-meanwhile',
    {
      zh: '事件已被他人更新，请查看最新状态后再操作',
      en: 'somebody changed it meanwhile; look at it again before you act',
    },
    { version: now },
  );
}

function checkPlace([lon, lat]: LonLat): void {
  if (!(Math.abs(lon) <= 180 && Math.abs(lat) <= 85))
    throw badRequest('no-such-place', '经纬度无效', 'these are no coordinates');
}

/** A new incident with its clocks; returns its id. @throws Problem 400 for an unknown type */
export async function report(tx: Db, given: IncidentReport, clocks: Clocks): Promise<number> {
  const { what, lonLat, level, place = '', uncertainty = 0, note = '' } = given;
  if (!incidentType(what))
    throw badRequest(
      'unknown-incident-type',
      '没有这种事件类型，请查看 /api/incident-types',
      'no such incident type; see /api/incident-types',
    );
  checkPlace(lonLat);
  const { rows } = await tx.query<{ id: number }>(
    `insert into command.incident (number, what, level, geom, place, uncertainty, note, reported_by)
     values (command.next_number(), $1, $2, st_setsrid(st_makepoint($3, $4), 4490), $5, $6, $7, access.account_id())
     returning id`,
    [what, level, lonLat[0], lonLat[1], place, uncertainty, note],
  );
  const { id } = rows[0]!;
  await setClocks(tx, id, level, clocks);
  await append(tx, id, { kind: 'reported', data: { what, level, place } });
  return id;
}

/** The clocks of a level, counted from the report; those that are done stay. */
async function setClocks(tx: Db, id: number, level: 1 | 2 | 3 | 4, clocks: Clocks): Promise<void> {
  const wanted = clocks[level];
  await tx.query('delete from command.clock where incident_id = $1 and done_at is null', [id]);
  await tx.query(
    `insert into command.clock (incident_id, clock, due)
     select i.id, c.clock, i.reported_at + make_interval(mins => c.minutes)
     from command.incident i, unnest($2::text[], $3::int[]) c(clock, minutes) where i.id = $1
     on conflict do nothing`,
    [id, wanted.map((c) => c.id), wanted.map((c) => c.minutes)],
  );
}

/** Changes fields of an incident, each with its own entry. Returns the units whose work ended. */
export async function change(tx: Db, id: number, patch: IncidentPatch, clocks: Clocks): Promise<string[]> {
  const locked = await lockIncident(tx, id, patch.version);
  if (locked.status === 'closed' && patch.status === undefined) throw isClosed();
  if (patch.lonLat || patch.place !== undefined || patch.uncertainty !== undefined) await move(tx, id, patch);
  if (patch.hazard !== undefined) await setHazard(tx, id, patch.hazard);
  if (patch.level !== undefined) await setLevel(tx, id, patch.level, clocks);
  if (patch.note !== undefined) {
    await tx.query('update command.incident set note = $2, version = version + 1 where id = $1', [id, patch.note]);
    if (patch.note.trim()) await append(tx, id, { kind: 'note', data: { text: patch.note.trim() } });
  }
  if (patch.status === undefined || patch.status === locked.status) return [];
  checkIncidentStep(locked.status, patch.status);
  return setStatus(tx, locked, patch.status);
}

/** Closing sends home whoever is still out: it is one order, and one to take back. */
async function setStatus(tx: Db, { id, status: was }: Locked, now: IncidentStatus): Promise<string[]> {
  const released =
    now === 'closed'
      ? (
          await tx.query<{ assignment: number; unit: string; was: AssignmentStatus }>(
            `with active as (select id, unit, status from command.assignment where incident_id = $1 and status in ${ACTIVE})
             update command.assignment a set status = 'released', released_at = now(), version = a.version + 1
             from active where a.id = active.id returning a.id as assignment, a.unit, active.status as was`,
            [id],
          )
        ).rows
      : [];
  await tx.query(
    `update command.incident set status = $2, closed_at = case when $2 = 'closed' then now() end, version = version + 1 where id = $1`,
    [id, now],
  );
  await append(tx, id, { kind: 'status', data: { was, now, released, closedAt: null } });
  return released.map(({ unit }) => unit);
}

export async function placeOf(tx: Db, id: number): Promise<Place & { hazard: Hazard | null }> {
  const { rows } = await tx.query<{ x: number; y: number; place: string; uncertainty: number; hazard: Hazard | null }>(
    'select st_x(geom) as x, st_y(geom) as y, place, uncertainty, hazard from command.incident where id = $1',
    [id],
  );
  const { x, y, place, uncertainty, hazard } = rows[0]!;
  return { lonLat: [x, y], place, uncertainty, hazard };
}

/** Puts the incident and its zone in a place. */
export async function putPlace(tx: Db, id: number, to: Place, hazard: Hazard | null): Promise<void> {
  await tx.query(
    `update command.incident set geom = st_setsrid(st_makepoint($2, $3), 4490), place = $4, uncertainty = $5,
       version = version + 1 where id = $1`,
    [id, to.lonLat[0], to.lonLat[1], to.place, to.uncertainty],
  );
  if (hazard) await putHazard(tx, id, to.lonLat, hazard);
}

async function move(tx: Db, id: number, patch: IncidentPatch): Promise<void> {
  if (patch.lonLat) checkPlace(patch.lonLat);
  const { hazard, ...was } = await placeOf(tx, id);
  const now: Place = {
    lonLat: patch.lonLat ?? was.lonLat,
    place: patch.place ?? was.place,
    uncertainty: patch.uncertainty ?? was.uncertainty,
  };
  await putPlace(tx, id, now, hazard);
  await append(tx, id, { kind: 'place', data: { was, now } });
}

export async function putHazard(tx: Db, id: number, place: LonLat, hazard: Hazard | null): Promise<void> {
  await tx.query(
    `update command.incident set hazard = $2, zone = st_setsrid(st_geomfromgeojson($3), 4490), version = version + 1 where id = $1`,
    [id, hazard && JSON.stringify(hazard), hazard && JSON.stringify(hazardZone(place, hazard))],
  );
}

async function setHazard(tx: Db, id: number, now: Hazard | null): Promise<void> {
  const { hazard: was, lonLat } = await placeOf(tx, id);
  await putHazard(tx, id, lonLat, now);
  await append(tx, id, { kind: 'zone', data: { was, now } });
}

export async function putLevel(tx: Db, id: number, level: 1 | 2 | 3 | 4, clocks: Clocks): Promise<void> {
  await tx.query('update command.incident set level = $2, version = version + 1 where id = $1', [id, level]);
  await setClocks(tx, id, level, clocks);
}

async function setLevel(tx: Db, id: number, now: 1 | 2 | 3 | 4, clocks: Clocks): Promise<void> {
  const { rows } = await tx.query<{ level: 1 | 2 | 3 | 4 }>('select level from command.incident where id = $1', [id]);
  const was = rows[0]!.level;
  if (was === now) return;
  await putLevel(tx, id, now, clocks);
  await append(tx, id, { kind: 'level', data: { was, now } });
}

/** Adds words to the log. */
export async function note(tx: Db, id: number, text: string): Promise<void> {
  await lockIncident(tx, id);
  await append(tx, id, { kind: 'note', data: { text } });
}

/** A report the law demands was made. Doing it twice changes nothing. @throws Problem 404 */
export async function finishClock(tx: Db, id: number, clock: string): Promise<void> {
  await lockIncident(tx, id);
  const { rowCount } = await tx.query(
    'update command.clock set done_at = now(), done_by = access.account_id() where incident_id = $1 and clock = $2 and done_at is null',
    [id, clock],
  );
  if (rowCount === 0) {
    const { rowCount: there } = await tx.query('select from command.clock where incident_id = $1 and clock = $2', [
      id,
      clock,
    ]);
    if (there === 0)
      throw new Problem(404, 'no-such-clock', { zh: '没有这项报告时限', en: 'there is no such report due' });
    return;
  }
  await tx.query('update command.incident set version = version + 1 where id = $1', [id]);
  await append(tx, id, { kind: 'clock', data: { clock } });
}

/** Sends a unit. @throws Problem 409 when it is at work, also when another order won by a moment */
export async function assign(
  tx: Db,
  id: number,
  unit: { code: string; name: string; kind: string },
  eta: number | null,
): Promise<AssignmentRow> {
  const { status } = await lockIncident(tx, id);
  if (status === 'closed') throw isClosed();
  const { rows } = await tx.query<AssignmentRow>(
    `insert into command.assignment (incident_id, unit, unit_name, unit_kind, assigned_by, eta_seconds)
     values ($1, $2, $3, $4, access.account_id(), $5)
     on conflict (unit) where status in ${ACTIVE} do nothing returning ${ASSIGNMENT_COLUMNS}`,
    [id, unit.code, unit.name, unit.kind, eta],
  );
  const row = rows[0];
  if (!row) throw unitBusy(unit.name);
  await tx.query(
    `update command.incident set status = case status when 'reported' then 'dispatched' else status end, version = version + 1 where id = $1`,
    [id],
  );
  await append(tx, id, {
    kind: 'assigned',
    data: { assignment: row.id, unit: unit.code, unitName: unit.name, eta, incidentWas: status },
  });
  return row;
}

/** A unit's next step. The same step again changes nothing: a crew may press twice. @throws Problem 404, 409, 412 */
export async function moveAssignment(
  tx: Db,
  id: number,
  to: AssignmentStatus,
  version?: number,
): Promise<AssignmentRow> {
  const { rows: found } = await tx.query<{ incident_id: number }>(
    'select incident_id from command.assignment where id = $1',
    [id],
  );
  if (!found[0]) throw noAssignment();
  const incident = await lockIncident(tx, found[0].incident_id);
  const { rows } = await tx.query<AssignmentRow>(
    `select ${ASSIGNMENT_COLUMNS} from command.assignment where id = $1 for update`,
    [id],
  );
  const was = rows[0]!;
  if (was.status === to) return was;
  checkVersion(was.version, version);
  checkAssignmentStep(was.status, to);
  // A crew may set what it does, so a statement names only the columns of its step.
  const times = {
    assigned: '',
    'en-route': 'en_route_at = now(),',
    arrived: 'en_route_at = coalesce(en_route_at, now()), arrived_at = now(),',
    released: 'released_at = now(),',
    cancelled: 'released_at = now(),',
  }[to];
  const { rows: moved } = await tx.query<AssignmentRow>(
    `update command.assignment set ${times} status = $2, version = version + 1 where id = $1 returning ${ASSIGNMENT_COLUMNS}`,
    [id, to],
  );
  const arrives = to === 'arrived' && (incident.status === 'reported' || incident.status === 'dispatched');
  if (arrives)
    await tx.query(`update command.incident set status = 'on-scene', version = version + 1 where id = $1`, [
      incident.id,
    ]);
  await append(tx, incident.id, {
    kind: 'assignment-status',
    data: {
      assignment: id,
      unit: was.unit,
      unitName: was.unit_name,
      was: was.status,
      now: to,
      times: {
        enRouteAt: was.en_route_at?.toISOString() ?? null,
        arrivedAt: was.arrived_at?.toISOString() ?? null,
        releasedAt: was.released_at?.toISOString() ?? null,
      },
      incidentWas: incident.status,
    },
  });
  return moved[0]!;
}

const isClosed = () =>
  new Problem(409, 'incident-closed', {
    zh: '事件已结束；如需继续，请先撤销结束',
    en: 'the incident is closed; take the closing back first',
  });
export const unitBusy = (name: string) =>
  new Problem(409, 'unit-busy', {
    zh: `${name} 正在执行任务，请选择其他力量`,
    en: `${name} is on another assignment; choose another unit`,
  });
