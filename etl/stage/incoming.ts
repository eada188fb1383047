import { once } from 'node:events';
import type pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import type { Dataset } from '../../datasets/dataset.ts';
import type { FieldValue } from '../../datasets/fields/field.ts';
import { columnsOf } from '../../datasets/schema/ddl.ts';

const BATCH_ONLY = new Set(['batch_id', 'line', 'row_hash', 'since']);

export function incomingTable(batch: number): string {
  return `etl.incoming_${batch}`;
}

/** The columns a record of the dataset brings: fields, pinyin, place; then its line and hash. */
export function recordColumns(dataset: Dataset): { name: string; type: string }[] {
  return columnsOf(dataset).filter((column) => !BATCH_ONLY.has(column.name));
}

/** Checked records wait here, typed and unlogged, until they are committed or dropped. */
export function incomingDdl(dataset: Dataset, batch: number): string {
  const columns = [...recordColumns(dataset), { name: 'line', type: 'integer' }, { name: 'row_hash', type: 'bigint' }];
  // It lives for minutes: a vacuum of it would only take the processor from the load.
  return `create unlogged table ${incomingTable(batch)} (${columns.map((c) => `${c.name} ${c.type}`).join(', ')}) with (autovacuum_enabled = false)`;
}

/** A value in COPY's text format. */
export function copyText(value: FieldValue | null): string {
  if (value === null) return '\\N';
  if (typeof value === 'string') return escaped(value);
  if (typeof value === 'number') return String(value);
  if (typeof value === 'boolean') return value ? 't' : 'f';
  return escaped(`{${value.map((part) => `"${part.replace(/["\\]/g, '\\$&')}"`).join(',')}}`);
}

// Field types leave no control characters but may leave these in the middle of a text that was not cleaned.
function escaped(text: string): string {
  if (!/[\\\t\n\r\0]/.test(text)) return text;
  return text
    .replaceAll('\\', '\\\\')
    .replaceAll('\t', '\\t')
    .replaceAll('\n', '\\n')
    .replaceAll('\r', '\\r')
    .replaceAll('\0', '␀');
}

/** A COPY into the incoming table that waits when PostgreSQL is slower than the checks. */
export class CopyWriter {
  readonly #stream: ReturnType<typeof copyFrom>;
  #error: Error | null = null;

  constructor(client: pg.ClientBase, dataset: Dataset, batch: number) {
    const names = [...recordColumns(dataset).map((c) => c.name), 'line', 'row_hash'];
    this.#stream = client.query(copyFrom(`copy ${incomingTable(batch)} (${names.join(', ')}) from stdin`));
    this.#stream.on('error', (error: Error) => {
      this.#error = error;
    });
  }

  async write(text: string): Promise<void> {
    if (this.#error) throw this.#error;
    if (!this.#stream.write(Buffer.from(text)))
      await Promise.race([once(this.#stream, 'drain'), once(this.#stream, 'close')]);
    if (this.#error) throw this.#error;
  }

  async end(): Promise<void> {
    if (this.#error) throw this.#error;
    this.#stream.end();
    await once(this.#stream, 'finish');
    if (this.#error) throw this.#error;
  }

  /** Ends the COPY without its rows. */
  abort(): void {
    this.#stream.destroy();
  }
}
