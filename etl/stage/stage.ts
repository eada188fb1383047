import type pg from 'pg';
import { type Dataset, isPlacedByAddress } from '../../datasets/dataset.ts';
import { type Crs, crsOf, detectCrs } from '../check/crs.ts';
import type { Extent } from '../check/geometry.ts';
import { RecordCheck } from '../check/record.ts';
import { readRegions } from '../check/regions.ts';
import { findHeader, footOf, HEADER_WITHIN } from '../map/header.ts';
import { type Mapping, mapColumns, requireColumns } from '../map/mapping.ts';
import { pinyinInitials } from '../pinyin.ts';
import { addressIndex } from '../place/address-index.ts';
import { hashText, KeyTable, key } from '../place/key-table.ts';
import type { KeptFile } from '../read/keep.ts';
import { openSource } from '../read/open.ts';
import { type Note, type ReadOptions, type RowBatch, rowOf, type Source } from '../read/source.ts';
import { Refusal } from '../refusal.ts';
import { CopyWriter, copyText, incomingDdl, incomingTable } from './incoming.ts';
import { refuseInvalid } from './invalid.ts';
import { Placer } from './place-record.ts';
import { Quarantine } from './quarantine.ts';
import { RepairLog } from './repair-log.ts';
import { RowGeometry } from './row-geometry.ts';

/** First half of the advisory lock a process holds on the batch it stages. */
export const STAGING_LOCK = 1936289655;

export interface Progress {
  step: 'keeping' | 'checking' | 'comparing' | 'committing';
  done: number;
  total: number | null;
}

export interface StageOptions extends ReadOptions {
  crs?: string;
  /** Places outside it are refused. */
  extent: Extent | null;
  onProgress?: (progress: Progress) => void;
}

export interface Staged {
  read: number;
  accepted: number;
  quarantined: number;
  repaired: Record<string, number>;
  placed: Record<string, number>;
  mapping: Mapping;
  encoding: string | null;
  crs: string | null;
  notes: Note[];
  /** Quarantined rows begin with the geometry as GeoJSON. */
  withGeometry: boolean;
}

/**
 * Reads, checks and places every row of a kept file. Each ends in the batch's incoming table or in quarantine; lines
 * that are no records (titles, remarks, totals) are noted. Nothing of it is seen by anyone until it is committed.
 * @throws Refusal when the file cannot be read as the dataset at all; the incoming table is gone then
 */
export async function stage(
  pool: pg.Pool,
  dataset: Dataset,
  batchId: number,
  file: KeptFile,
  options: StageOptions,
): Promise<Staged> {
  const source = await openSource(file, options);
  const iterator = source.batches[Symbol.asyncIterator]();
  const client = await pool.connect();
  let broken = false;
  try {
    await client.query('begin');
    await client.query('select pg_advisory_xact_lock($1, $2)', [STAGING_LOCK, batchId]);
    const opened = await openRows(dataset, source, iterator);
    requireColumns(dataset, opened.mapping);
    const geometry = new RowGeometry(opened.mapping);
    const crs = dataset.geometry ? crsFor(geometry, opened, source, options) : null;
    const regions = dataset.id === 'regions' ? null : await readRegions(pool);
    const check = new RecordCheck(dataset, regions && regions.size > 0 ? regions : null);
    check.setColumns(opened.mapping.columns, opened.mapping.targets);
    const addresses = isPlacedByAddress(dataset) ? await addressIndex(pool) : null;
    const placer = new Placer(dataset, check, crs, options.extent, addresses);
    const quarantine = new Quarantine(pool, batchId);
    const repairs = new RepairLog(pool, batchId);

    await client.query(incomingDdl(dataset, batchId));
    const copy = new CopyWriter(client, dataset, batchId);
    const rows = new RowsOfFile(dataset, source, opened, { check, placer, geometry, quarantine, repairs });
    let from = opened.first;
    let shown = 0;
    try {
      for (const batch of opened.held) {
        await copy.write(rows.take(batch, from));
        from = 0;
      }
      for (let next = await iterator.next(); !next.done; next = await iterator.next()) {
        const batch = next.value;
        await copy.write(rows.take(batch, 0));
        if (quarantine.isFull) await quarantine.flush();
        if (repairs.isFull) await repairs.flush();
        if (Date.now() - shown < 250) continue;
        shown = Date.now();
        const at = batch.offsets[batch.count - 1] ?? -1;
        options.onProgress?.(
          at >= 0
            ? { step: 'checking', done: at, total: file.bytes }
            : { step: 'checking', done: rows.read, total: null },
        );
      }
    } catch (error) {
      copy.abort();
      throw error;
    }
    await copy.end();
    await quarantine.flush();
    await repairs.flush();
    const invalid = await refuseInvalid(client, dataset, batchId, file, options, quarantine);
    if (invalid > 0) placer.counts.point = placer.counts.point! - invalid;
    await client.query(`analyze ${incomingTable(batchId)}`);
    await client.query('commit');
    return {
      read: rows.read,
      accepted: rows.accepted - invalid,
      quarantined: quarantine.count,
      repaired: repairs.counts,
      placed: placer.counts,
      mapping: opened.mapping,
      encoding: source.encoding,
      crs: crs?.id ?? null,
      notes: [...source.notes, ...opened.notes, ...rows.notes],
      withGeometry: source.format === 'geojson' || source.format === 'geojsonl',
    };
  } catch (error) {
    await iterator.return?.();
    await client.query('rollback').catch(() => {
      broken = true;
    });
    throw error;
  } finally {
    client.release(broken);
  }
}

interface Opened {
  mapping: Mapping;
  notes: Note[];
  held: RowBatch[];
  /** Index of the first record in the first held batch. */
  first: number;
  /** Cells a row must have. */
  width: number;
}

/** Reads far enough to know the columns. */
async function openRows(dataset: Dataset, source: Source, iterator: AsyncIterator<RowBatch>): Promise<Opened> {
  const held: RowBatch[] = [];
  let count = 0;
  while (count < HEADER_WITHIN) {
    const next = await iterator.next();
    if (next.done) break;
    held.push(next.value);
    count += next.value.count;
  }
  if (count === 0) throw new Refusal('no-rows', '文件中没有数据行', 'the file has no rows');
  if (source.columns) return { mapping: mapColumns(dataset, source.columns), notes: [], held, first: 0, width: 0 };
  const joined = join(held);
  const head = Math.min(HEADER_WITHIN, joined.count);
  const rows = Array.from({ length: head }, (_, row) => rowOf(joined, row));
  const found = findHeader(dataset, rows, joined.lines);
  return { mapping: found.mapping, notes: found.notes, held: [joined], first: found.rows, width: found.width };
}

function join(batches: RowBatch[]): RowBatch {
  if (batches.length === 1) return batches[0]!;
  const out: RowBatch = { count: 0, cells: [], starts: [0], lines: [], offsets: [], geometries: null };
  for (const batch of batches) {
    const shift = out.cells.length;
    for (const cell of batch.cells) out.cells.push(cell);
    for (let row = 1; row <= batch.count; row++) out.starts.push(batch.starts[row]! + shift);
    out.lines.push(...batch.lines);
    out.offsets.push(...batch.offsets);
    out.count += batch.count;
  }
  return out;
}

/** The declared coordinate system, else the file's own, else what the numbers cannot but be; checked against them. */
function crsFor(geometry: RowGeometry, opened: Opened, source: Source, options: StageOptions): Crs | null {
  const samples = geometry.sample(opened.held[0]!, opened.first);
  if (samples.length === 0 && !options.crs) return source.crs ? crsOf(source.crs) : null;
  const declared = options.crs ?? source.crs;
  const crs = declared ? crsOf(declared) : detectCrs(samples);
  if (samples.length === 0) return crs;
  const { inside, turned } = geometry.orient(samples, crs, options.extent);
  if (inside < 0.2 && samples.length >= 10)
    throw new Refusal(
      'crs-mismatch',
      `按 ${crs.id} 换算后，${Math.round((1 - inside) * 100)}% 的坐标落在城市范围之外。请核对坐标系`,
      `read as ${crs.id}, ${Math.round((1 - inside) * 100)}% of the coordinates lie outside the city; check the coordinate system`,
      { crs: crs.id, sample: samples.slice(0, 3) },
    );
  if (!declared) opened.notes.push({ line: null, code: 'crs-detected', text: crs.id });
  if (turned) opened.notes.push({ line: null, code: 'axes-by-content', text: crs.id });
  return crs;
}

interface RowParts {
  check: RecordCheck;
  placer: Placer;
  geometry: RowGeometry;
  quarantine: Quarantine;
  repairs: RepairLog;
}

/** The loop over the rows: everything in it runs once for each of millions. */
class RowsOfFile {
  read = 0;
  accepted = 0;
  readonly notes: Note[] = [];
  readonly #keys = new KeyTable(1 << 14);
  readonly #title: number;
  readonly #hasGeometry: boolean;
  readonly #growing: boolean;
  readonly #dataset: Dataset;
  readonly #source: Source;
  readonly #mapping: Mapping;
  readonly #width: number;
  readonly #parts: RowParts;

  constructor(dataset: Dataset, source: Source, opened: Opened, parts: RowParts) {
    this.#dataset = dataset;
    this.#source = source;
    this.#mapping = opened.mapping;
    this.#width = opened.width;
    this.#parts = parts;
    this.#growing = source.columns !== null;
    this.#hasGeometry = dataset.geometry !== undefined;
    const withPinyin = dataset.search !== undefined && dataset.search.texts.length > 0;
    this.#title = withPinyin ? parts.check.fields.indexOf(dataset.search!.title) : -1;
  }

  /** Checks the rows of a batch from `first` on; returns those accepted as COPY text. */
  take(batch: RowBatch, first: number): string {
    const { check, placer, geometry, quarantine, repairs } = this.#parts;
    if (this.#growing) this.#grow();
    let out = '';
    for (let row = first; row < batch.count; row++) {
      const from = batch.starts[row]!;
      const to = batch.starts[row + 1]!;
      const line = batch.lines[row]!;
      let good = check.check(batch.cells, from, to);
      if (!good && !this.#growing) {
        const foot = footOf(rowOf(batch, row), !check.keyKnown);
        if (foot) {
          const text = [...new Set(rowOf(batch, row).filter((cell) => cell !== ''))].join(' | ');
          this.notes.push({ line, code: foot, text });
          continue;
        }
      }
      this.read++;
      if (!this.#growing && isRagged(batch.cells, from, to, this.#width, this.#source.format)) {
        check.refuse(-1, 'ragged-row');
        good = false;
      }
      const shape = this.#hasGeometry ? geometry.of(batch, row) : null;
      if (good) good = placer.place(check, shape);
      if (good) {
        const keyText = check.key().join('\t');
        hashText(keyText);
        if (this.#keys.first(key.high, key.low) >= 0) {
          for (const name of this.#dataset.key) check.refuse(check.fields.indexOf(name), 'duplicate-key');
          good = false;
        } else this.#keys.add(key.high, key.low, line);
      }
      if (!good) {
        const cells = rowOf(batch, row);
        // First, because later features may bring columns that would stand behind it.
        if (batch.geometries) cells.unshift(shape ? JSON.stringify(shape) : '');
        quarantine.add(line, batch.offsets[row]!, cells, check.reasons, check.keyKnown ? check.key() : null);
        continue;
      }
      if (check.repairs.length > 0) repairs.add(check.repairs, line);
      placer.accepted();
      this.accepted++;
      out += this.#line(line);
    }
    return out;
  }

  #line(line: number): string {
    const { check, placer } = this.#parts;
    const { values } = check;
    let text = copyText(values[0]!);
    for (let f = 1; f < values.length; f++) text += `\t${copyText(values[f]!)}`;
    if (this.#dataset.search && this.#dataset.search.texts.length > 0) {
      const title = this.#title >= 0 ? values[this.#title] : null;
      text += typeof title === 'string' ? `\t${pinyinInitials(title)}` : '\t\\N';
    }
    if (this.#hasGeometry) text += placer.hex === null ? '\t\\N' : `\t${placer.hex}`;
    text += placer.columns;
    hashText(text);
    return `${text}\t${line}\t${hash64(key.high, key.low)}\n`;
  }

  /** GeoJSON may bring new members in later features. */
  #grow(): void {
    const columns = this.#source.columns!;
    if (columns.length === this.#mapping.columns.length) return;
    const grown = mapColumns(this.#dataset, columns);
    this.#mapping.columns = grown.columns;
    this.#mapping.targets = grown.targets;
    this.#parts.check.setColumns(grown.columns, grown.targets);
  }
}

/** More cells than the header has, or fewer. A workbook leaves empty cells off, or has formatted ones beyond. */
function isRagged(
  cells: readonly string[],
  from: number,
  to: number,
  width: number,
  format: Source['format'],
): boolean {
  if (format !== 'xlsx') return to - from !== width;
  let end = to;
  while (end > from + width && cells[end - 1] === '') end--;
  return end - from > width;
}

const halves = new Int32Array(2);
const whole = new BigInt64Array(halves.buffer);

/** Two 32-bit halves as the decimal text of a bigint. */
function hash64(high: number, low: number): string {
  halves[0] = low;
  halves[1] = high;
  return String(whole[0]);
}
