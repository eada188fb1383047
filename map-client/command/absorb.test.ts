import { expect, it } from 'vitest';
import type { Assignment, Incident } from '../../server/command/schema.ts';
import { absorb } from './absorb.ts';

const assignment = (id: number, status: Assignment['status']): Assignment => ({
  id,
  incident: 1,
  unit: `U${id}`,
  unitName: `${id} 号车`,
  unitKind: 'fire_engine',
  status,
  assignedAt: '2026-11-21T01:00:00Z',
  enRouteAt: null,
  arrivedAt: null,
  releasedAt: null,
  etaSeconds: 60,
  version: 1,
});
const incident = (id: number, assignments: Assignment[]) =>
  ({ id, number: `20261121-00${id}`, status: 'reported', clocks: [], assignments }) as unknown as Incident;

it('puts what an order answered in its place, and leaves everything else as it was', () => {
  const now = [incident(1, [assignment(7, 'assigned')]), incident(2, [])];
  const arrived = absorb(now, assignment(7, 'arrived'));
  expect(arrived[0]?.assignments).toEqual([assignment(7, 'arrived')]);
  expect(arrived[1]).toBe(now[1]);
  expect(absorb(now, assignment(8, 'assigned'))[0]?.assignments).toHaveLength(2);
  expect(absorb(now, incident(3, [])).map(({ id }) => id)).toEqual([1, 2, 3]);
  expect(absorb(now, undefined)).toBe(now);
});
