import type { Text } from '../../datasets/dataset.ts';
import type { Db } from '../db/pool.ts';
import type { Clocks } from './clocks.ts';
import { clockTitle } from './clocks.ts';
import { incidentType } from './incident-types.ts';
import type { Hazard, IncidentLog } from './schema.ts';
import { ASSIGNMENT_TITLES, type AssignmentStatus, INCIDENT_TITLES, type IncidentStatus } from './states.ts';

/** What an entry keeps: enough to say it in words and to take it back. Never a person's name. */
export type Entry =
  | { kind: 'reported'; data: { what: string; level: number; place: string } }
  | {
      kind: 'assigned';
      data: { assignment: number; unit: string; unitName: string; eta: number | null; incidentWas: IncidentStatus };
    }
  | {
      kind: 'assignment-status';
      data: {
        assignment: number;
        unit: string;
        unitName: string;
        was: AssignmentStatus;
        now: AssignmentStatus;
        times: Times;
        incidentWas: IncidentStatus;
      };
    }
  | {
      kind: 'status';
      data: { was: IncidentStatus; now: IncidentStatus; released: Released[]; closedAt: string | null };
    }
  | { kind: 'zone'; data: { was: Hazard | null; now: Hazard | null } }
  | { kind: 'level'; data: { was: number; now: number } }
  | { kind: 'place'; data: { was: Place; now: Place } }
  | { kind: 'clock'; data: { clock: string } }
  | { kind: 'note'; data: { text: string } }
  | { kind: 'undone'; data: { kind: string; entry: number; lost: string[] } };

export interface Times {
  enRouteAt: string | null;
  arrivedAt: string | null;
  releasedAt: string | null;
}
export interface Released {
  assignment: number;
  unit: string;
  was: AssignmentStatus;
}
export interface Place {
  lonLat: [number, number];
  place: string;
  uncertainty: number;
}

/** Writes an entry in the caller's transaction and returns its id. */
export async function append(tx: Db, incident: number, entry: Entry, undoes: number | null = null): Promise<number> {
  const { rows } = await tx.query<{ id: number }>('select command.append($1, $2, $3, $4) as id', [
    incident,
    entry.kind,
    JSON.stringify(entry.data),
    undoes,
  ]);
  return rows[0]!.id;
}

/** The log of an incident, oldest first, in words. */
export async function readLog(tx: Db, incident: number, clocks: Clocks): Promise<IncidentLog> {
  const { rows } = await tx.query<{ id: number; at: Date; account: string } & Entry>(
    'select id, at, account, kind, data from command.log where incident_id = $1 order by id',
    [incident],
  );
  return rows.map(({ id, at, account, ...entry }) => ({
    id,
    at: at.toISOString(),
    account,
    kind: entry.kind,
    text: wordsOf(entry, clocks),
  }));
}

function hazardWords(hazard: Hazard | null): Text {
  if (!hazard) return { zh: '清除危险区', en: 'hazard zone removed' };
  if (hazard.kind === 'circle')
    return { zh: `危险区：半径 ${hazard.radius} 米`, en: `hazard zone: ${hazard.radius} m all round` };
  return {
    zh: `危险区：隔离 ${hazard.radius} 米，下风向 ${hazard.distance} 米，风从 ${Math.round(hazard.windFrom)}° 来`,
    en: `hazard zone: ${hazard.radius} m all round, ${hazard.distance} m downwind, wind from ${Math.round(hazard.windFrom)}°`,
  };
}

const LEVELS: Record<number, Text> = {
  1: { zh: '特别重大', en: 'extremely serious' },
  2: { zh: '重大', en: 'serious' },
  3: { zh: '较大', en: 'major' },
  4: { zh: '一般', en: 'ordinary' },
};

const UNDONE: Record<string, Text> = {
  assigned: { zh: '派遣', en: 'the assignment' },
  'assignment-status': { zh: '力量状态变更', en: 'the change of a unit’s status' },
  status: { zh: '事件状态变更', en: 'the change of status' },
  zone: { zh: '危险区变更', en: 'the change of the hazard zone' },
  level: { zh: '等级变更', en: 'the change of level' },
  place: { zh: '位置变更', en: 'the change of place' },
  clock: { zh: '报告登记', en: 'the mark of a report' },
};

function wordsOf(entry: Entry, clocks: Clocks): Text {
  switch (entry.kind) {
    case 'reported': {
      const { what, level, place } = entry.data;
      const title = incidentType(what)?.title ?? { zh: what, en: what };
      return {
        zh: `接报：${title.zh}（${LEVELS[level]?.zh}）${place && `，${place}`}`,
        en: `Reported: ${title.en} (${LEVELS[level]?.en})${place && `, ${place}`}`,
      };
    }
    case 'assigned': {
      const { unitName, eta } = entry.data;
      const minutes = eta === null ? null : Math.max(1, Math.round(eta / 60));
      return {
        zh: `派遣 ${unitName}${minutes === null ? '' : `，预计 ${minutes} 分钟到达`}`,
        en: `${unitName} assigned${minutes === null ? '' : `, expected in ${minutes} min`}`,
      };
    }
    case 'assignment-status': {
      const { unitName, now } = entry.data;
      return { zh: `${unitName} ${ASSIGNMENT_TITLES[now].zh}`, en: `${unitName} ${ASSIGNMENT_TITLES[now].en}` };
    }
    case 'status': {
      const { now, released } = entry.data;
      const back = released.length;
      return {
        zh: `事件${INCIDENT_TITLES[now].zh}${back ? `，${back} 个力量归队` : ''}`,
        en: `Incident ${INCIDENT_TITLES[now].en}${back ? `, ${back} unit(s) released` : ''}`,
      };
    }
    case 'zone':
      return hazardWords(entry.data.now);
    case 'level':
      return {
        zh: `等级由${LEVELS[entry.data.was]?.zh}改为${LEVELS[entry.data.now]?.zh}`,
        en: `Level changed from ${LEVELS[entry.data.was]?.en} to ${LEVELS[entry.data.now]?.en}`,
      };
    case 'place': {
      const { place, lonLat } = entry.data.now;
      const where = place || `${lonLat[0].toFixed(5)}, ${lonLat[1].toFixed(5)}`;
      return { zh: `位置改为 ${where}`, en: `Place changed to ${where}` };
    }
    case 'clock': {
      const title = clockTitle(entry.data.clock, clocks);
      return { zh: `${title.zh}已完成`, en: `${title.en}: done` };
    }
    case 'note':
      return { zh: entry.data.text, en: entry.data.text };
    case 'undone': {
      const what = UNDONE[entry.data.kind] ?? { zh: entry.data.kind, en: entry.data.kind };
      const { lost } = entry.data;
      return {
        zh: `撤销：${what.zh}${lost.length ? `（${lost.join('、')} 已另有任务，未恢复）` : ''}`,
        en: `Taken back: ${what.en}${lost.length ? ` (${lost.join(', ')} is at work elsewhere and was not restored)` : ''}`,
      };
    }
  }
}
