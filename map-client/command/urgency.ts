import type { ASSIGNMENT_STATUSES, INCIDENT_STATUSES, Incident, Unit } from '../../server/command/schema.ts';

export type IncidentStatus = (typeof INCIDENT_STATUSES)[number];
export type AssignmentStatus = (typeof ASSIGNMENT_STATUSES)[number];

/** Levels by number: their roman sign stands beside every colour, so that the colour is never the only sign. */
export const LEVEL_SIGNS = ['', 'Ⅰ', 'Ⅱ', 'Ⅲ', 'Ⅳ'] as const;

/** The step a dispatcher takes next with an incident, by hand; undefined when it is over. */
export function nextStatus(status: Incident['status']): IncidentStatus | undefined {
  return (
    {
      reported: undefined,
      dispatched: 'on-scene',
      'on-scene': 'controlled',
      controlled: 'closed',
      closed: undefined,
    } as const
  )[status as IncidentStatus];
}

/** The unit is on its way or there. */
export const isActive = ({ status }: { status: AssignmentStatus }) =>
  status === 'assigned' || status === 'en-route' || status === 'arrived';

/** The buttons of an assignment, in the order things happen. */
export function nextAssignmentSteps(status: string): AssignmentStatus[] {
  switch (status) {
    case 'assigned':
      return ['en-route', 'arrived', 'cancelled'];
    case 'en-route':
      return ['arrived', 'cancelled'];
    case 'arrived':
      return ['released'];
    default:
      return [];
  }
}

/** Draw order and colour index of a unit's status. */
export const UNIT_STATUSES = [
  'available',
  'assigned',
  'en-route',
  'on-scene',
  'off-duty',
] as const satisfies readonly Unit['status'][];
