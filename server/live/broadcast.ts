import type { WebSocket } from 'ws';
import type { Fleet, Unit } from './fleet.ts';
import { encodeFrame, type FrameRow } from './frame-layout.ts';

/** Frames a second; a screen glides between them. */
const TICK_MS = 400;
const SILENCE_MS = 5000;
/** A client that has this much unread is slow: it gets nothing until it has caught up, then only the newest. */
const UNREAD_BYTES = 256 * 1024;
/** A view is widened by this share of its size, so that a small move of the map shows no hole. */
const MARGIN = 0.1;

type Bbox = [number, number, number, number];

interface Viewer {
  socket: WebSocket;
  view: Bbox | null;
  /** False before the first view message. */
  asked: boolean;
  /** Everything in the view is due. */
  whole: boolean;
  sequence: number;
  sentAt: number;
  /** Slots the client was last told are in its view. */
  shown: Set<number>;
}

/**
 * Sends each open screen the newest position of the units in its view, a few times a second. Positions are replaced,
 * never queued: who is slow skips frames and then hears the newest state, complete since its last frame.
 */
export class Broadcast {
  private readonly viewers = new Set<Viewer>();
  private readonly timer: NodeJS.Timeout;
  private readonly fleet: Fleet;

  constructor(fleet: Fleet) {
    this.fleet = fleet;
    this.timer = setInterval(() => this.tick(), TICK_MS);
    this.timer.unref();
  }

  get size(): number {
    return this.viewers.size;
  }

  add(socket: WebSocket): void {
    const viewer: Viewer = { socket, view: null, asked: false, whole: true, sequence: 0, sentAt: 0, shown: new Set() };
    this.viewers.add(viewer);
    socket.on('message', (data, binary) => {
      const message = binary ? null : readView(String(data));
      if (!message) return socket.close(1003, 'send {"bbox": [west, south, east, north]} or {"bbox": null}');
      viewer.view = message.bbox && widened(message.bbox);
      viewer.whole = message.since === null;
      if (message.since !== null) viewer.sequence = message.since;
      viewer.asked = true;
      this.send(viewer, Date.now());
    });
    const drop = () => this.viewers.delete(viewer);
    socket.on('close', drop);
    socket.on('error', drop);
  }

  stop(): void {
    clearInterval(this.timer);
    for (const { socket } of this.viewers) socket.close(1001, 'the server stops');
    this.viewers.clear();
  }

  tick(now = Date.now()): void {
    for (const viewer of this.viewers) if (viewer.asked) this.send(viewer, now);
  }

  private send(viewer: Viewer, now: number): void {
    const { socket, view, whole, shown } = viewer;
    if (socket.readyState !== socket.OPEN || socket.bufferedAmount > UNREAD_BYTES) return;
    const rows: FrameRow[] = [];
    if (whole) shown.clear();
    for (const unit of this.fleet.units) {
      if (!whole && unit.changed <= viewer.sequence) continue;
      const inside = unit.listed && isIn(unit, view);
      const left = !inside && shown.delete(unit.slot);
      if (!inside && !left) continue;
      if (inside) shown.add(unit.slot);
      const row = this.fleet.row(unit, now, left);
      if (row) rows.push(row);
    }
    const { sequence, roster, run } = this.fleet;
    if (rows.length === 0 && !whole && now - viewer.sentAt < SILENCE_MS) {
      viewer.sequence = sequence;
      return;
    }
    socket.send(encodeFrame({ whole, roster, sequence, time: now, run, rows }));
    viewer.sequence = sequence;
    viewer.whole = false;
    viewer.sentAt = now;
  }
}

function isIn({ fix }: Unit, view: Bbox | null): boolean {
  if (!fix) return false;
  if (!view) return true;
  return fix.lon >= view[0] && fix.lon <= view[2] && fix.lat >= view[1] && fix.lat <= view[3];
}

function readView(text: string): { bbox: Bbox | null; since: number | null } | null {
  if (text.length > 500) return null;
  try {
    const { bbox, since } = JSON.parse(text) as { bbox?: unknown; since?: unknown };
    const sound = bbox === null || (Array.isArray(bbox) && bbox.length === 4 && bbox.every((v) => Number.isFinite(v)));
    return sound ? { bbox: bbox as Bbox | null, since: Number.isInteger(since) ? (since as number) : null } : null;
  } catch {
    // Not JSON: the caller closes the connection and says what to send.
    return null;
  }
}

function widened([west, south, east, north]: Bbox): Bbox {
  const dx = (east - west) * MARGIN;
  const dy = (north - south) * MARGIN;
  return [west - dx, south - dy, east + dx, north + dy];
}
