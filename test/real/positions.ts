import { expect, test } from 'vitest';
import { WebSocket } from 'ws';
import type { Unit } from '../../server/command/schema.ts';
import { decodeFrame, type PositionFrame } from '../../server/live/frame-layout.ts';
import type { Desk } from '../journey/desk.ts';
import type { Beijing } from './beijing.ts';
import { readTracks, replay } from './tracks.ts';

/** Real taxi tracks sent in as a real source would send them. */
export function positions(beijing: Beijing, desk: Desk): void {
  test('each fix is taken once, in whatever order it comes, and every screen has the newest', async () => {
    const tracks = readTracks(beijing.tracks);
    const apiKey = desk.platform.account('partner').apiKey!;
    const socket = new WebSocket(`${desk.platform.url.replace('http', 'ws')}/api/positions`, {
      headers: { 'x-api-key': apiKey },
    });
    const seen = new Map<number, PositionFrame['rows'][number]>();
    let moving = 0;
    socket.on('message', (bytes: Buffer) => {
      const frame = decodeFrame(bytes);
      if (!frame.whole && frame.rows.length > 0) moving++;
      for (const row of frame.rows) seen.set(row.slot, row);
    });
    await new Promise((resolve) => socket.once('open', resolve));
    socket.send(JSON.stringify({ bbox: null }));

    const sent = await replay(desk.platform.url, apiKey, tracks);
    const all = tracks.flatMap(({ unit, fixes }) => fixes.map((fix) => `${unit} ${fix.seconds}`));
    expect(sent).toMatchObject({ received: all.length, stored: new Set(all).size, refused: [] });
    // Taxis of 2009 were lost between towers now and then, and some tracks leap.
    expect(sent.teleports / sent.received).toBeLessThan(0.05);
    expect(await desk.count('select count(*) from live.position')).toBe(sent.stored);

    const units = (await (
      await fetch(`${desk.platform.url}/api/units`, { headers: { 'x-api-key': apiKey } })
    ).json()) as Unit[];
    const byCode = new Map(units.map((unit) => [unit.code, unit]));
    const newest = tracks.filter(({ unit, fixes }) => {
      const { lonLat } = byCode.get(unit)!;
      expect(lonLat, unit).not.toBeNull();
      const last = fixes.reduce((a, b) => (b.seconds >= a.seconds ? b : a));
      return lonLat![0] === last.lon && lonLat![1] === last.lat;
    });
    expect(newest.length / tracks.length).toBeGreaterThan(0.9);

    await expect.poll(() => seen.size, { timeout: 10_000 }).toBe(tracks.length);
    await expect
      .poll(
        () =>
          units.filter(({ slot, lonLat }) => {
            const row = seen.get(slot);
            return lonLat && row && (Math.abs(row.lon - lonLat[0]) > 1e-7 || Math.abs(row.lat - lonLat[1]) > 1e-7);
          }).length,
        { timeout: 10_000 },
      )
      .toBe(0);
    expect(moving).toBeGreaterThan(0);
    socket.close();
  });
}
