import fc from 'fast-check';
import { expect, it } from 'vitest';
import { encodeFrame, UNIT_STATUSES } from '../../server/live/frame-layout.ts';
import { readFrame } from './position-frame.ts';
import { UNIT_STATUSES as SHOWN } from './urgency.ts';

const row = fc.record({
  slot: fc.integer({ min: 0, max: 65_535 }),
  age: fc.integer({ min: 0, max: 65_535 }),
  lon: fc.double({ min: -180, max: 180, noNaN: true }),
  lat: fc.double({ min: -85, max: 85, noNaN: true }),
  speed: fc.option(fc.integer({ min: 0, max: 254 })),
  heading: fc.option(fc.integer({ min: 0, max: 359 })),
  status: fc.constantFrom(...UNIT_STATUSES),
  left: fc.boolean(),
});
const exact = (bytes: Buffer) =>
  bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength) as ArrayBuffer;

it('reads every frame the server writes', () => {
  fc.assert(
    fc.property(fc.array(row, { maxLength: 40 }), fc.boolean(), (rows, whole) => {
      const bytes = encodeFrame({
        whole,
        roster: 7,
        sequence: 4_000_000_000,
        time: 1_795_222_800_123.5,
        run: 12,
        rows,
      });
      let i = 0;
      const head = readFrame(exact(bytes), (fix, left) => {
        const sent = rows[i++]!;
        expect([fix.slot, fix.age, left]).toEqual([sent.slot, sent.age, sent.left]);
        expect(fix.lon).toBeCloseTo(sent.lon, 6);
        expect(fix.lat).toBeCloseTo(sent.lat, 6);
        expect(fix.speed).toBeCloseTo((sent.speed ?? 0) / 3.6, 6);
        if (sent.heading === null) expect(fix.heading).toBeNaN();
        else expect(Math.abs(((fix.heading - sent.heading + 540) % 360) - 180)).toBeLessThan(1);
        expect(SHOWN[fix.status]).toBe(sent.status);
      });
      expect(i).toBe(rows.length);
      expect(head).toEqual({ whole, roster: 7, sequence: 4_000_000_000, time: 1_795_222_800_123.5, run: 12 });
    }),
  );
});

it('refuses a frame that is cut short or of another layout', () => {
  const bytes = exact(
    encodeFrame({
      whole: true,
      roster: 0,
      sequence: 1,
      time: 0,
      run: 0,
      rows: [{ slot: 1, age: 0, lon: 1, lat: 1, speed: null, heading: null, status: 'available', left: false }],
    }),
  );
  expect(() => readFrame(bytes.slice(0, 30), () => {})).toThrow(RangeError);
  new DataView(bytes).setUint8(0, 2);
  expect(() => readFrame(bytes, () => {})).toThrow(RangeError);
});
