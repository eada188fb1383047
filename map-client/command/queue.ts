import type { Incident } from '../../server/command/schema.ts';
import { countdown } from './countdown.ts';

/** The next report the law demands of this incident, or undefined when all were made. */
export function nextClock(incident: Pick<Incident, 'clocks'>): Incident['clocks'][number] | undefined {
  return incident.clocks
    .filter((clock) => clock.doneAt === null)
    .sort((a, b) => Date.parse(a.due) - Date.parse(b.due))[0];
}

/** Nobody has been sent yet: the incident waits for the dispatcher and for no one else. */
export function isWaiting(incident: Pick<Incident, 'status'>): boolean {
  return incident.status === 'reported';
}

/**
 * The order of the queue: open before closed, then level (1 is worst), then those nobody has been sent to, then the
 * longest open. A late clock does not reorder the queue: rows that jump under the hand are worse than a red figure.
 */
export function byUrgency(a: Incident, b: Incident): number {
  return (
    Number(a.status === 'closed') - Number(b.status === 'closed') ||
    (a.status === 'closed' ? Date.parse(b.closedAt ?? b.reportedAt) - Date.parse(a.closedAt ?? a.reportedAt) : 0) ||
    a.level - b.level ||
    Number(isWaiting(b)) - Number(isWaiting(a)) ||
    Date.parse(a.reportedAt) - Date.parse(b.reportedAt) ||
    a.id - b.id
  );
}

export interface QueueCounts {
  open: number;
  waiting: number;
  overdue: number;
}

export function countQueue(incidents: readonly Incident[], now: number): QueueCounts {
  const open = incidents.filter((incident) => incident.status !== 'closed');
  return {
    open: open.length,
    waiting: open.filter(isWaiting).length,
    overdue: open.filter((i) => i.clocks.some((c) => countdown(c.due, c.doneAt, now).state === 'overdue')).length,
  };
}
