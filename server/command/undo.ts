import type { Db } from '../db/pool.ts';
import { Problem } from '../errors.ts';
import type { Clocks } from './clocks.ts';
import { append, type Entry } from './log.ts';
import { ACTIVE, lockIncident, placeOf, putHazard, putLevel, putPlace, unitBusy } from './orders.ts';
import { isActive } from './states.ts';

/** Words that were said and the report itself stay; everything else can be taken back, newest first. */
const KEPT = ['reported', 'note', 'undone'];

/**
 * Takes back the newest order that stands, whoever gave it, and says so in the log. Units that have gone to work
 * elsewhere meanwhile are not called back; the log names them.
 * @throws Problem 409 `nothing-to-undo`, `unit-busy`
 */
export async function undo(tx: Db, id: number, clocks: Clocks): Promise<void> {
  const { status } = await lockIncident(tx, id);
  const { rows } = await tx.query<{ entry: number } & Entry>(
    `select l.id as entry, l.kind, l.data from command.log l
     where l.incident_id = $1 and l.kind <> all($2)
       and not exists (select from command.log u where u.undoes = l.id)
     order by l.id desc limit 1`,
    [id, KEPT],
  );
  const last = rows[0];
  if (!last)
    throw new Problem(409, 'nothing-to-undo', { zh: '没有可以撤销的操作', en: 'there is nothing to take back' });
  const lost: string[] = [];
  switch (last.kind) {
    case 'assigned': {
      const { assignment, incidentWas } = last.data;
      await tx.query(
        `update command.assignment set status = 'cancelled', released_at = now(), version = version + 1
         where id = $1 and status in ${ACTIVE}`,
        [assignment],
      );
      if (status === 'dispatched' && incidentWas === 'reported') await putStatus(tx, id, 'reported');
      break;
    }
    case 'assignment-status': {
      const { assignment, was, now, times, incidentWas, unitName } = last.data;
      if (isActive(was) && !isActive(now) && !(await isFree(tx, assignment))) throw unitBusy(unitName);
      await tx.query(
        `update command.assignment set status = $2, en_route_at = $3, arrived_at = $4, released_at = $5,
           version = version + 1 where id = $1`,
        [assignment, was, times.enRouteAt, times.arrivedAt, times.releasedAt],
      );
      if (now === 'arrived' && status === 'on-scene' && incidentWas !== 'on-scene')
        await putStatus(tx, id, incidentWas);
      break;
    }
    case 'status': {
      await putStatus(tx, id, last.data.was);
      for (const { assignment, unit, was } of last.data.released) {
        if (!(await isFree(tx, assignment))) {
          lost.push(unit);
          continue;
        }
        await tx.query(
          'update command.assignment set status = $2, released_at = null, version = version + 1 where id = $1',
          [assignment, was],
        );
      }
      break;
    }
    case 'zone':
      await putHazard(tx, id, (await placeOf(tx, id)).lonLat, last.data.was);
      break;
    case 'level':
      await putLevel(tx, id, last.data.was as 1 | 2 | 3 | 4, clocks);
      break;
    case 'place':
      await putPlace(tx, id, last.data.was, (await placeOf(tx, id)).hazard);
      break;
    case 'clock':
      await tx.query('update command.clock set done_at = null, done_by = null where incident_id = $1 and clock = $2', [
        id,
        last.data.clock,
      ]);
      break;
  }
  await tx.query('update command.incident set version = version + 1 where id = $1', [id]);
  await append(tx, id, { kind: 'undone', data: { kind: last.kind, entry: last.entry, lost } }, last.entry);
}

async function putStatus(tx: Db, id: number, status: string): Promise<void> {
  await tx.query(
    `update command.incident set status = $2, closed_at = case when $2 = 'closed' then closed_at end where id = $1`,
    [id, status],
  );
}

/** True while no other assignment of the same unit is active. */
async function isFree(tx: Db, assignment: number): Promise<boolean> {
  const { rowCount } = await tx.query(
    `select from command.assignment a join command.assignment b on b.unit = a.unit and b.id <> a.id and b.status in ${ACTIVE}
     where a.id = $1`,
    [assignment],
  );
  return rowCount === 0;
}
