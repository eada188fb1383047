import { expect, it } from 'vitest';
import type { Incident } from '../../server/command/schema.ts';
import { byUrgency, countQueue, nextClock } from './queue.ts';

const incident = (id: number, change: Partial<Incident>): Incident => ({
  id,
  number: `20261121-00${id}`,
  what: 'fire',
  whatTitle: { zh: '火灾', en: 'Fire' },
  level: 4,
  status: 'reported',
  lonLat: [100, 30],
  place: '',
  uncertainty: 0,
  note: '',
  reportedAt: `2026-11-21T01:0${id}:00Z`,
  closedAt: null,
  hazard: null,
  zone: null,
  assignments: [],
  clocks: [],
  version: 1,
  ...change,
});

it('puts the worst first, then those nobody was sent to, then the longest open, and the closed last', () => {
  const queue = [
    incident(1, { status: 'closed', closedAt: '2026-11-21T02:00:00Z', level: 1 }),
    incident(2, { level: 4 }),
    incident(3, { level: 2, status: 'on-scene' }),
    incident(4, { level: 2 }),
    incident(5, { level: 4 }),
    incident(6, { status: 'closed', closedAt: '2026-11-21T03:00:00Z' }),
  ];
  expect(queue.sort(byUrgency).map((i) => i.id)).toEqual([4, 3, 2, 5, 6, 1]);
});

it('offers the earliest report still owed, and counts what is late', () => {
  const title = { zh: '初报', en: 'first report' };
  const owed = incident(1, {
    clocks: [
      { id: 'written', title, due: '2026-11-21T01:35:00Z', doneAt: null },
      { id: 'phone', title, due: '2026-11-21T01:15:00Z', doneAt: '2026-11-21T01:10:00Z' },
    ],
  });
  expect(nextClock(owed)?.id).toBe('written');
  const counts = countQueue([owed, incident(2, { status: 'closed' })], Date.parse('2026-11-21T01:40:00Z'));
  expect(counts).toEqual({ open: 1, waiting: 1, overdue: 1 });
});
