import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Fix, fade, freshness, ringRadius, Tracks } from './tracks.ts';

const fix = (change: Partial<Fix> = {}): Fix => ({
  slot: 3,
  lon: 100,
  lat: 30,
  speed: 10,
  heading: 90,
  age: 0,
  status: 0,
  ...change,
});

describe('the drawn place of a unit', () => {
  it('glides in a straight line between two fixes and arrives', () => {
    const tracks = new Tracks(8);
    tracks.accept(fix(), 0);
    tracks.accept(fix({ lon: 100.001 }), 1000);
    expect(tracks.advance(1500)).toBe(true);
    expect(tracks.drawn[6]).toBeCloseTo(100.0005, 9);
    expect(tracks.advance(2000)).toBe(false);
    expect(tracks.drawn[6]).toBe(100.001);
  });

  it('is never outside what was reported, whatever arrives when', () => {
    const reports = fc.array(
      fc.record({
        lon: fc.double({ min: 100, max: 100.01, noNaN: true }),
        wait: fc.integer({ min: 0, max: 9000 }),
        age: fc.integer({ min: 0, max: 30 }),
      }),
      { minLength: 1, maxLength: 30 },
    );
    fc.assert(
      fc.property(reports, (list) => {
        const tracks = new Tracks(8);
        let now = 100_000;
        for (const { lon, wait, age } of list) {
          tracks.accept(fix({ lon, age }), now);
          now += wait;
          tracks.advance(now);
          expect(tracks.drawn[6]).toBeGreaterThanOrEqual(100);
          expect(tracks.drawn[6]).toBeLessThanOrEqual(100.01);
        }
      }),
    );
  });

  it('drops a fix that is older than the one it shows, and is put, not slid, across the city', () => {
    const tracks = new Tracks(8);
    tracks.accept(fix({ lon: 100.002 }), 60_000);
    tracks.accept(fix({ lon: 100.001, age: 30 }), 61_000);
    tracks.advance(70_000);
    expect(tracks.drawn[6]).toBe(100.002);
    tracks.accept(fix({ lon: 100.5 }), 71_000);
    tracks.advance(71_000);
    expect(tracks.drawn[6]).toBe(100.5);
  });
});

describe('freshness', () => {
  it('is measured against the interval of the source, not against the clock', () => {
    expect(freshness(14, 10)).toBe('fresh');
    expect(freshness(14, 2)).toBe('lost');
    expect(freshness(30, 10)).toBe('late');
  });

  it('pales and grows a ring only when late, and the ring only grows', () => {
    expect(fade(10, 10)).toBe(1);
    expect(fade(600, 10)).toBe(0.35);
    expect(ringRadius(10, 10, 20)).toBe(0);
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 4000 }), fc.integer({ min: 1, max: 60 }), (age, interval) => {
        expect(ringRadius(age + 1, interval, 12)).toBeGreaterThanOrEqual(ringRadius(age, interval, 12));
      }),
    );
  });
});
