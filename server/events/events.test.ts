import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { type TestServer, testServer } from '../../test/app.ts';

interface Received {
  event: string;
  id: string;
  data: Record<string, unknown>;
}
let server: TestServer;
let url: string;
const open: AbortController[] = [];

/** A client that reads events until `enough`. */
async function listen(lastEventId?: string) {
  const controller = new AbortController();
  open.push(controller);
  const reply = await fetch(`${url}/api/events`, {
    signal: controller.signal,
    headers: lastEventId ? { 'last-event-id': lastEventId } : {},
  });
  const reader = reply.body!.pipeThrough(new TextDecoderStream()).getReader();
  let text = '';
  const received: Received[] = [];
  return {
    reply,
    close: () => controller.abort(),
    async until(enough: (got: Received[]) => boolean) {
      while (!enough(received)) {
        const { value, done } = await reader.read();
        if (done) throw new Error('the stream ended');
        text += value;
        for (let end = text.indexOf('\n\n'); end >= 0; end = text.indexOf('\n\n')) {
          const lines = Object.fromEntries(
            text
              .slice(0, end)
              .split('\n')
              .map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 2)]),
          );
          text = text.slice(end + 2);
          if (lines.event) received.push({ event: lines.event, id: lines.id!, data: JSON.parse(lines.data!) });
        }
      }
      return received;
    },
  };
}
const place = (code: string) =>
  server.db.pool.query(
    "insert into data.places (code, name, kind, geom) values ($1, '一中', 'school', 'SRID=4490;POINT(116.4 39.9)')",
    [code],
  );

beforeAll(async () => {
  server = await testServer();
  url = await server.app.listen({ port: 0, host: '127.0.0.1' });
});
afterEach(() => {
  for (const controller of open.splice(0)) controller.abort();
});
afterAll(() => server.close());

describe('GET /api/events', () => {
  test('tells of a committed change with its layers and cells', async () => {
    const stream = await listen();
    await stream.until((got) => got.length === 1);
    await place('e1');
    const [hello, change] = await stream.until((got) => got.length === 2);
    expect(hello!.event).toBe('hello');
    const x = Math.floor(((116.4 + 180) / 360) * 16384);
    expect(change).toMatchObject({ event: 'change', data: { dataset: 'places', layers: ['places'] } });
    expect((change!.data.cells as number[][])[0]![0]).toBe(x);
  });

  test('resumes where a client was, nothing twice and nothing lost', async () => {
    const first = await listen();
    await first.until((got) => got.length === 1);
    await place('e2');
    const seen = (await first.until((got) => got.length === 2)).at(-1)!;
    first.close();
    await place('e3');
    await place('e4');
    const second = await listen(seen.id);
    await place('e5');
    const got = await second.until((list) => list.length === 3);
    const from = Number(seen.data.sequence);
    expect(got.map((e) => e.data.sequence)).toEqual([from + 1, from + 2, from + 3]);
  });

  test('of persons tells the public that there was a change, not where', async () => {
    const stream = await listen();
    await stream.until((got) => got.length === 1);
    await server.db.pool.query(
      "insert into data.population (id_number, name, sex, birth_date, region_code, geom) values ('990101199001010018', '张三丰', 'male', '1990-01-01', '990101001001', 'SRID=4490;POINT(116.4 39.9)')",
    );
    const change = (await stream.until((got) => got.length === 2)).at(-1)!;
    expect(change.data).toMatchObject({ dataset: 'population', layers: [], cells: null });
  });

  test('is silent about records that are nobody’s business', async () => {
    const stream = await listen();
    await stream.until((got) => got.length === 1);
    await server.db.pool.query(
      "insert into data.units (code, name, kind, geom) values ('u1', '119', 'fire_engine', 'SRID=4490;POINT(116.4 39.9)')",
    );
    await place('e6');
    const got = await stream.until((list) => list.length === 2);
    expect(got[1]!.data.dataset).toBe('places');
  });

  test('says reset to a client whose place is lost', async () => {
    await place('e7');
    for (const id of ['999999-00000000-0', '1-00000000-5', 'nonsense']) {
      const stream = await listen(id);
      const [first] = await stream.until((got) => got.length === 1);
      expect(first!.event).toBe(id === 'nonsense' ? 'hello' : 'reset');
    }
  });
});
