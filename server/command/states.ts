import { Problem } from '../errors.ts';
import type { ASSIGNMENT_STATUSES, INCIDENT_STATUSES } from './schema.ts';

export type IncidentStatus = (typeof INCIDENT_STATUSES)[number];
export type AssignmentStatus = (typeof ASSIGNMENT_STATUSES)[number];

/** What may follow what. A false alarm is closed from anywhere; a fire that flares up goes back to on-scene. */
const INCIDENT: Record<IncidentStatus, readonly IncidentStatus[]> = {
  reported: ['dispatched', 'on-scene', 'closed'],
  dispatched: ['on-scene', 'controlled', 'closed'],
  'on-scene': ['controlled', 'closed'],
  controlled: ['on-scene', 'closed'],
  closed: [],
};
const ASSIGNMENT: Record<AssignmentStatus, readonly AssignmentStatus[]> = {
  assigned: ['en-route', 'arrived', 'released', 'cancelled'],
  'en-route': ['arrived', 'released', 'cancelled'],
  arrived: ['released'],
  released: [],
  cancelled: [],
};

export const INCIDENT_TITLES: Record<IncidentStatus, { zh: string; en: string }> = {
  reported: { zh: '已接报', en: 'reported' },
  dispatched: { zh: '已派遣', en: 'dispatched' },
  'on-scene': { zh: '处置中', en: 'on scene' },
  controlled: { zh: '已控制', en: 'under control' },
  closed: { zh: '已结束', en: 'closed' },
};
export const ASSIGNMENT_TITLES: Record<AssignmentStatus, { zh: string; en: string }> = {
  assigned: { zh: '已派遣', en: 'assigned' },
  'en-route': { zh: '出动途中', en: 'en route' },
  arrived: { zh: '已到场', en: 'arrived' },
  released: { zh: '已归队', en: 'released' },
  cancelled: { zh: '已取消', en: 'cancelled' },
};

export const isActive = (status: AssignmentStatus): status is 'assigned' | 'en-route' | 'arrived' =>
  status === 'assigned' || status === 'en-route' || status === 'arrived';

/** @throws Problem 409 `wrong-step` when one status cannot follow the other */
export function checkIncidentStep(from: IncidentStatus, to: IncidentStatus): void {
  if (!INCIDENT[from].includes(to)) throw wrongStep(INCIDENT_TITLES[from], INCIDENT_TITLES[to], { from, to });
}
export function checkAssignmentStep(from: AssignmentStatus, to: AssignmentStatus): void {
  if (!ASSIGNMENT[from].includes(to)) throw wrongStep(ASSIGNMENT_TITLES[from], ASSIGNMENT_TITLES[to], { from, to });
}

const wrongStep = (from: { zh: string; en: string }, to: { zh: string; en: string }, extra: Record<string, string>) =>
  new Problem(
    409,
    'wrong-step',
    { zh: `当前为“${from.zh}”，不能改为“${to.zh}”`, en: `it is ${from.en} now and cannot become ${to.en}` },
    extra,
  );
