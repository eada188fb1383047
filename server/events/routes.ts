import type { Dataset } from '../../datasets/dataset.ts';
import type { Role } from '../../datasets/roles.ts';
import type { SeenLayer } from '../../tiles/encode/layers.ts';
import type { Db } from '../db/pool.ts';
import type { App } from '../deps.ts';
import { Problem } from '../errors.ts';
import { type Change, type ChangeFeed, readChanges } from './changes.ts';
import type { EventHub } from './hub.ts';
import { changeFor, EventStream, idOf, readPosition } from './stream.ts';

export interface EventDeps {
  db: Db;
  datasets: readonly Dataset[];
  changes: ChangeFeed;
  events: EventHub;
  layers: Record<Role, ReadonlyMap<string, SeenLayer>>;
  /** The `?v=` of tile URLs at a sequence. */
  versionAt(sequence: number): string;
}

const BEAT_MS = 15_000;
const MAX_STREAMS = 2000;
/** Log entries replayed to a client that comes back; one that missed more loads anew. */
const MAX_REPLAY = 2000;

/** GET /api/events: changes of the log and announcements of the rooms, resumable by Last-Event-ID. */
export function eventRoutes(app: App, deps: EventDeps): void {
  const { changes, events } = deps;
  const streams = new Set<EventStream>();
  const datasets = new Map(deps.datasets.map((dataset) => [dataset.id, dataset]));

  const tell = (stream: EventStream, change: Change) => {
    if (change.seq <= stream.position.sequence) return;
    stream.position.sequence = change.seq;
    const event = changeFor(
      change,
      datasets.get(change.dataset),
      stream.role,
      deps.layers[stream.role],
      deps.versionAt(change.seq),
    );
    if (event) stream.send('change', event);
  };
  const announce = (
    stream: EventStream,
    kept: { number: number; type: string; data: unknown; roles?: readonly Role[] },
  ) => {
    stream.position.number = kept.number;
    if (!kept.roles || kept.roles.includes(stream.role)) stream.send(kept.type, kept.data);
  };
  // What open streams have been told; `changes.reached` moves only after every listener.
  let told = changes.reached;
  const quiet = [
    changes.subscribe((batch) => {
      told = batch.at(-1)!.seq;
      for (const stream of streams) for (const change of batch) tell(stream, change);
    }),
    events.subscribe((kept) => {
      for (const stream of streams) announce(stream, kept);
    }),
  ];
  const beat = setInterval(() => {
    for (const stream of streams) stream.beat();
  }, BEAT_MS);
  beat.unref();
  // An open stream would keep the server from closing.
  app.addHook('preClose', async () => {
    clearInterval(beat);
    for (const off of quiet) off();
    for (const stream of streams) stream.end();
  });

  /** What a returning client missed, or null when that cannot be told. */
  async function missed(sequence: number): Promise<Change[] | null> {
    if (sequence > told || told - sequence > MAX_REPLAY) return null;
    const { rows } = await deps.db.query<{ oldest: number | null }>('select min(seq) as oldest from log.change');
    const oldest = rows[0]?.oldest ?? null;
    // A log cut short begins later than asked for.
    if (oldest !== null && sequence + 1 < oldest) return null;
    const found: Change[] = [];
    // `told` moves on while this reads; it ends in the same breath in which nothing is missing.
    for (let at = sequence; at < told; ) {
      const more = await readChanges(deps.db, at);
      if (more.length === 0) return null;
      found.push(...more);
      at = more.at(-1)!.seq;
    }
    return found;
  }

  app.get(
    '/api/events',
    {
      schema: {
        summary: 'Committed changes and announcements as server-sent events',
        description:
          'Events `change`, `reset`, `hello` and those of the rooms (`incident`, `assignment`, `load-progress`, ...). Resumes after Last-Event-ID.',
        tags: ['events'],
      },
    },
    async (request, reply) => {
      if (streams.size >= MAX_STREAMS)
        throw new Problem(503, 'too-many-streams', {
          zh: '实时连接数已满，请稍后重试',
          en: 'too many live connections; try again shortly',
        });
      const header = request.headers['last-event-id'];
      const seen = readPosition(typeof header === 'string' ? header : undefined);
      const replay = seen ? await missed(seen.sequence) : [];
      reply.hijack();
      const { raw } = reply;
      for (const [name, value] of Object.entries(reply.getHeaders()))
        if (value !== undefined) raw.setHeader(name, value);
      raw.writeHead(200, {
        'content-type': 'text/event-stream; charset=utf-8',
        'cache-control': 'no-store',
        // nginx would hold events back to fill its buffer.
        'x-accel-buffering': 'no',
      });
      const stream = new EventStream(raw, request.principal.role, {
        sequence: seen && replay ? seen.sequence : told,
        run: events.run,
        number: events.reached,
      });
      // From here to `streams.add` nothing waits, so no event falls between replay and live.
      const kept = seen && seen.run === events.run ? events.since(seen.number) : seen ? null : [];
      if (!seen) stream.send('hello', { sequence: stream.position.sequence });
      else if (replay === null || kept === null) {
        stream.position.sequence = told;
        stream.send('reset', { sequence: told, reason: replay === null ? 'log' : 'announcements' });
      } else {
        for (const change of replay) tell(stream, change);
        for (const announcement of kept) announce(stream, announcement);
      }
      streams.add(stream);
      raw.on('close', () => streams.delete(stream));
      request.log.debug({ position: idOf(stream.position) }, 'stream opened');
    },
  );
}
