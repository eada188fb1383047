/**
 * Binary frames of the WebSocket `/api/positions`. All numbers little-endian.
 *
 * The client sends JSON text: `{"bbox": [west, south, east, north]}` for what it shows, or `{"bbox": null}` for the whole
 * city; again whenever its view changes. It is sent nothing before its first message. An optional `"since": sequence`
 * asks only for units that moved after that frame (after a reconnection within one run of the server).
 *
 * Header, 24 bytes:
 *   0  u8   layout, 1
 *   1  u8   0 = changes, 1 = everything in the view (after a view message)
 *   2  u16  roster: changes when units were added or renamed; then ask GET /api/units anew (slots keep their meaning)
 *   4  u32  sequence of the state this frame brings the client to
 *   8  f64  server clock, milliseconds since 1970
 *   16 u32  number of rows
 *   20 u32  run: another number means the server was started anew and sequences begin again
 * Then rows of 16 bytes:
 *   0  u16  slot, see GET /api/units
 *   2  u16  age: seconds from the fix to the server clock, at most 65535
 *   4  i32  longitude, 1e-7 degrees
 *   8  i32  latitude, 1e-7 degrees
 *   12 u8   speed, km/h, at most 254; 255 = not known
 *   13 u8   heading, 256ths of a turn clockwise from north
 *   14 u8   status: index in `UNIT_STATUSES`
 *   15 u8   flags: bit 0 heading is known, bit 1 the unit left the view with this row
 * An empty frame of kind 0 comes every five seconds when nothing moves: silence for longer means the line is cut.
 */
const LAYOUT = 1;
const HEADER_BYTES = 24;
const ROW_BYTES = 16;
export const UNIT_STATUSES = ['available', 'assigned', 'en-route', 'on-scene', 'off-duty'] as const;
export type UnitStatus = (typeof UNIT_STATUSES)[number];

export interface FrameRow {
  slot: number;
  /** Seconds. */
  age: number;
  lon: number;
  lat: number;
  /** km/h. */
  speed: number | null;
  /** Degrees clockwise from north. */
  heading: number | null;
  status: UnitStatus;
  left: boolean;
}
export interface PositionFrame {
  whole: boolean;
  roster: number;
  sequence: number;
  time: number;
  run: number;
  rows: FrameRow[];
}

export function encodeFrame(frame: PositionFrame): Buffer {
  const out = Buffer.allocUnsafe(HEADER_BYTES + ROW_BYTES * frame.rows.length);
  out.writeUInt8(LAYOUT, 0);
  out.writeUInt8(frame.whole ? 1 : 0, 1);
  out.writeUInt16LE(frame.roster & 0xffff, 2);
  out.writeUInt32LE(frame.sequence >>> 0, 4);
  out.writeDoubleLE(frame.time, 8);
  out.writeUInt32LE(frame.rows.length, 16);
  out.writeUInt32LE(frame.run >>> 0, 20);
  frame.rows.forEach((row, i) => {
    const at = HEADER_BYTES + ROW_BYTES * i;
    out.writeUInt16LE(row.slot, at);
    out.writeUInt16LE(Math.min(65_535, Math.max(0, Math.round(row.age))), at + 2);
    out.writeInt32LE(Math.round(row.lon * 1e7), at + 4);
    out.writeInt32LE(Math.round(row.lat * 1e7), at + 8);
    out.writeUInt8(row.speed === null ? 255 : Math.min(254, Math.max(0, Math.round(row.speed))), at + 12);
    out.writeUInt8(row.heading === null ? 0 : Math.round((row.heading / 360) * 256) & 255, at + 13);
    out.writeUInt8(UNIT_STATUSES.indexOf(row.status), at + 14);
    out.writeUInt8((row.heading === null ? 0 : 1) | (row.left ? 2 : 0), at + 15);
  });
  return out;
}

/** The frame as a client reads it. @throws RangeError when it is cut short */
export function decodeFrame(bytes: Uint8Array): PositionFrame {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const count = view.getUint32(16, true);
  const rows: FrameRow[] = [];
  for (let i = 0; i < count; i++) {
    const at = HEADER_BYTES + ROW_BYTES * i;
    const flags = view.getUint8(at + 15);
    const speed = view.getUint8(at + 12);
    rows.push({
      slot: view.getUint16(at, true),
      age: view.getUint16(at + 2, true),
      lon: view.getInt32(at + 4, true) / 1e7,
      lat: view.getInt32(at + 8, true) / 1e7,
      speed: speed === 255 ? null : speed,
      heading: (flags & 1) === 0 ? null : (view.getUint8(at + 13) * 360) / 256,
      status: UNIT_STATUSES[view.getUint8(at + 14)] ?? 'available',
      left: (flags & 2) !== 0,
    });
  }
  return {
    whole: view.getUint8(1) === 1,
    roster: view.getUint16(2, true),
    sequence: view.getUint32(4, true),
    time: view.getFloat64(8, true),
    run: view.getUint32(20, true),
    rows,
  };
}
