import type { ServerResponse } from 'node:http';
import type { Dataset } from '../../datasets/dataset.ts';
import type { Role } from '../../datasets/roles.ts';
import { visibleFields } from '../../datasets/schema/ddl.ts';
import type { SeenLayer } from '../../tiles/encode/layers.ts';
import type { Change } from './changes.ts';
import type { ChangeEvent } from './schema.ts';

/** Where a stream stands, in the log and in the hub: `<sequence>-<run>-<number>`, sent as the id of every event. */
export interface Position {
  sequence: number;
  run: string;
  number: number;
}

export const idOf = ({ sequence, run, number }: Position) => `${sequence}-${run}-${number}`;

/** The position a client says it has seen, or null when it is none of ours. */
export function readPosition(id: string | undefined): Position | null {
  const match = /^(\d{1,15})-([0-9a-f]{8})-(\d{1,15})$/.exec(id ?? '');
  return match ? { sequence: Number(match[1]), run: match[2]!, number: Number(match[3]) } : null;
}

/** Bytes a client may be behind before it is let go; its browser comes back with Last-Event-ID. */
const MAX_BEHIND = 1 << 20;

/** One open `text/event-stream`. */
export class EventStream {
  readonly #raw: ServerResponse;
  readonly role: Role;
  readonly position: Position;

  constructor(raw: ServerResponse, role: Role, position: Position) {
    this.#raw = raw;
    this.role = role;
    this.position = position;
  }

  send(type: string, data: unknown): void {
    this.#write(`event: ${type}\nid: ${idOf(this.position)}\ndata: ${JSON.stringify(data)}\n\n`);
  }

  /** A comment: keeps proxies from closing a silent stream, and moves nothing. */
  beat(): void {
    this.#write(':\n\n');
  }

  end(): void {
    this.#raw.end();
  }

  #write(text: string): void {
    if (this.#raw.destroyed || this.#raw.writableEnded) return;
    this.#raw.write(text);
    if (this.#raw.writableLength > MAX_BEHIND) this.#raw.destroy();
  }
}

/** More cells than this are told as "anywhere": a screen reloads what it shows either way. */
const MAX_CELLS = 500;

/** What `role` hears of a change. Of records it may not read it learns that there was one, and not where. */
export function changeFor(
  change: Change,
  dataset: Dataset | undefined,
  role: Role,
  layers: ReadonlyMap<string, SeenLayer>,
  version: string,
): ChangeEvent | null {
  if (!dataset) return null;
  const readable = visibleFields(dataset, role).length > 0;
  // Statistics of records one may not read single are open to all, and they have changed.
  if (!readable && !dataset.statistics) return null;
  const seen = [...layers.values()].filter((layer) => layer.dataset.id === dataset.id);
  const where = readable && change.cells && change.cells.length <= MAX_CELLS ? change.cells : null;
  return {
    sequence: change.seq,
    dataset: dataset.id,
    layers: seen.map((layer) => layer.id),
    cells: where?.map((cell) => [Math.floor(cell / 16384), cell % 16384]) ?? null,
    version,
  };
}
