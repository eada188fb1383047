import { randomBytes } from 'node:crypto';
import type { Role } from '../../datasets/roles.ts';

/** Something a room tells open screens; it carries no person's data. */
export interface Announcement {
  /** Kebab-case: `incident`, `assignment`, `load-progress`, ... */
  type: string;
  data: unknown;
  /** Who hears it; everyone when left out. */
  roles?: readonly Role[];
}

export interface KeptAnnouncement extends Announcement {
  number: number;
}

export interface EventHub {
  /** Tells open screens. Call it after the commit: what is told must be there to be read. */
  publish(announcement: Announcement): void;
  subscribe(listener: (kept: KeptAnnouncement) => void): () => void;
  /** Names this run of the process: numbers of another run mean nothing here. */
  readonly run: string;
  /** Number of the last announcement. */
  readonly reached: number;
  /** Announcements after `number`, or null when some of them are no longer kept. */
  since(number: number): KeptAnnouncement[] | null;
}

/** Announcements kept for screens that come back; a dispatcher's network is rarely away for longer than this lasts. */
const KEPT = 2000;

export function createEventHub(): EventHub {
  const listeners = new Set<(kept: KeptAnnouncement) => void>();
  const ring: KeptAnnouncement[] = [];
  let reached = 0;
  return {
    run: randomBytes(4).toString('hex'),
    get reached() {
      return reached;
    },
    publish(announcement) {
      const kept = { ...announcement, number: ++reached };
      ring.push(kept);
      if (ring.length > KEPT) ring.shift();
      for (const listener of listeners) listener(kept);
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    since(number) {
      const oldest = ring[0]?.number ?? reached + 1;
      return number + 1 < oldest ? null : ring.filter((kept) => kept.number > number);
    },
  };
}
