import type { Fix } from './tracks.ts';

/** What the client needs of a frame's header; the layout is described in server/live/frame-layout.ts. */
export interface FrameHead {
  /** Everything in the view: what is not in it has gone. */
  whole: boolean;
  /** Another number: units were added or renamed. */
  roster: number;
  sequence: number;
  /** Server clock, ms since 1970. */
  time: number;
  run: number;
}

const HEADER = 24;
const ROW = 16;

/**
 * Reads a binary frame row by row without making an array of them: `each` gets one reused object.
 * @throws RangeError when the frame is of another layout or cut short
 */
export function readFrame(bytes: ArrayBuffer, each: (fix: Fix, left: boolean) => void): FrameHead {
  const view = new DataView(bytes);
  if (view.getUint8(0) !== 1) throw new RangeError('unknown layout of a position frame');
  const count = view.getUint32(16, true);
  if (bytes.byteLength < HEADER + count * ROW) throw new RangeError('a position frame is cut short');
  const fix: Fix = { slot: 0, lon: 0, lat: 0, speed: 0, heading: Number.NaN, age: 0, status: 0 };
  for (let i = 0, at = HEADER; i < count; i++, at += ROW) {
    const speed = view.getUint8(at + 12);
    const flags = view.getUint8(at + 15);
    fix.slot = view.getUint16(at, true);
    fix.age = view.getUint16(at + 2, true);
    fix.lon = view.getInt32(at + 4, true) / 1e7;
    fix.lat = view.getInt32(at + 8, true) / 1e7;
    fix.speed = speed === 255 ? 0 : speed / 3.6;
    fix.heading = flags & 1 ? (view.getUint8(at + 13) * 360) / 256 : Number.NaN;
    fix.status = view.getUint8(at + 14);
    each(fix, (flags & 2) !== 0);
  }
  return {
    whole: view.getUint8(1) === 1,
    roster: view.getUint16(2, true),
    sequence: view.getUint32(4, true),
    time: view.getFloat64(8, true),
    run: view.getUint32(20, true),
  };
}
