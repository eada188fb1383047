import { createReadStream } from 'node:fs';
import type { Geometry } from 'geojson';
import { Refusal } from '../refusal.ts';
import type { KeptFile } from './keep.ts';
import { emptyBatch, type RowBatch, type Source } from './source.ts';

const ROWS = 500;
/** A feature larger than this is no record of a city. */
const LARGEST_FEATURE = 64 << 20;

const [QUOTE, BACKSLASH, OPEN, CLOSE, OPEN_LIST, CLOSE_LIST, LF] = [0x22, 0x5c, 0x7b, 0x7d, 0x5b, 0x5d, 0x0a];

/** A FeatureCollection, feature by feature; its size does not matter. `line` is the feature's number, from 1. */
export function readGeoJson(file: KeptFile): Source {
  return geoJsonSource(file, 'geojson', features(file));
}

/** One feature a line. */
export function readGeoJsonLines(file: KeptFile): Source {
  return geoJsonSource(file, 'geojsonl', featureLines(file));
}

interface Found {
  text: string;
  line: number;
  offset: number;
}

function geoJsonSource(
  file: KeptFile,
  format: Source['format'],
  found: AsyncIterable<Found | { crs: string }>,
): Source {
  if (file.encoding !== 'utf-8') throw new Refusal('undecodable', 'GeoJSON 必须是 UTF-8 编码', 'GeoJSON must be UTF-8');
  const columns: string[] = [];
  const source: Source = {
    format,
    encoding: file.bom ? 'utf-8-bom' : 'utf-8',
    crs: null,
    columns,
    notes: [],
    batches: batched(),
  };
  async function* batched(): AsyncGenerator<RowBatch> {
    const index = new Map<string, number>();
    let batch = emptyBatch(true);
    for await (const item of found) {
      if ('crs' in item) {
        source.crs = item.crs;
        continue;
      }
      addFeature(batch, item, columns, index);
      if (batch.count < ROWS) continue;
      yield batch;
      batch = emptyBatch(true);
    }
    if (batch.count > 0) yield batch;
  }
  return source;
}

function addFeature(batch: RowBatch, item: Found, columns: string[], index: Map<string, number>): void {
  const feature = parseFeature(item);
  const from = batch.cells.length;
  for (let i = 0; i < columns.length; i++) batch.cells.push('');
  for (const [name, value] of Object.entries(feature.properties ?? {})) {
    let column = index.get(name);
    if (column === undefined) {
      column = columns.push(name) - 1;
      index.set(name, column);
      batch.cells.push('');
    }
    batch.cells[from + column] = cellText(value);
  }
  batch.starts.push(batch.cells.length);
  batch.lines.push(item.line);
  batch.offsets.push(item.offset);
  batch.geometries!.push(feature.geometry ?? null);
  batch.count++;
}

function cellText(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'string') return value;
  if (typeof value !== 'object') return String(value);
  if (Array.isArray(value) && value.every((v) => typeof v === 'string' || typeof v === 'number'))
    return value.join(';');
  return JSON.stringify(value);
}

/** Numbers of 16 digits and more are codes that were left without quotes: they are taken as written. */
const LONG_NUMBER = /:\s*-?\d{16,}/;

function parseFeature({ text, line, offset }: Found): { properties?: object | null; geometry?: Geometry | null } {
  try {
    return JSON.parse(LONG_NUMBER.test(text) ? text.replace(/(:\s*)(-?\d{16,})(?=\s*[,}])/g, '$1"$2"') : text);
  } catch {
    throw new Refusal(
      'not-json',
      `第 ${line} 个要素（字节 ${offset}）不是有效的 JSON`,
      `feature ${line} (byte ${offset}) is not JSON`,
      { line, byteOffset: offset },
    );
  }
}

async function* featureLines(file: KeptFile): AsyncGenerator<Found> {
  let rest: Buffer = Buffer.alloc(0);
  let at = file.bom ? 3 : 0;
  let line = 0;
  const decode = new TextDecoder('utf-8', { fatal: true });
  const stream = createReadStream(file.path, { start: at, highWaterMark: 1 << 20 }) as AsyncIterable<Buffer>;
  for await (const chunk of stream) {
    rest = rest.length > 0 ? Buffer.concat([rest, chunk]) : chunk;
    let from = 0;
    for (let to = rest.indexOf(LF); to >= 0; to = rest.indexOf(LF, from)) {
      line++;
      const text = decode.decode(rest.subarray(from, to)).trim();
      if (text !== '') yield { text, line, offset: at + from };
      from = to + 1;
    }
    at += from;
    rest = rest.subarray(from);
  }
  const text = decode.decode(rest).trim();
  if (text !== '') yield { text, line: line + 1, offset: at };
}

/** Finds the members of `features` by their braces; strings are stepped over. Yields the `crs` member of the head too. */
async function* features(file: KeptFile): AsyncGenerator<Found | { crs: string }> {
  const decode = new TextDecoder('utf-8', { fatal: true });
  let held: Buffer = Buffer.alloc(0); // from the beginning of the feature at hand (or of the head)
  let at = 0; // byte offset of `held`
  let depth = 0;
  let inString = false;
  let i = 0; // scanned up to here, in `held`
  let start = -1;
  let inside = false;
  let done = false;
  let line = 0;
  const stream = createReadStream(file.path, { highWaterMark: 1 << 20 }) as AsyncIterable<Buffer>;
  for await (const chunk of stream) {
    if (done) break;
    held = held.length > 0 ? Buffer.concat([held, chunk]) : chunk;
    if (!inside) {
      const match = /"features"\s*:\s*\[/.exec(held.toString('latin1'));
      if (!match) {
        if (held.length > 8 << 20) break;
        continue;
      }
      const crs = /"crs"\s*:\s*\{[^}]*"name"\s*:\s*"([^"]+)"/.exec(held.toString('utf8', 0, match.index));
      if (crs) yield { crs: crs[1]! };
      inside = true;
      i = match.index + match[0].length;
    }
    for (; i < held.length; i++) {
      const c = held[i]!;
      if (inString) {
        if (c === BACKSLASH) i++;
        else if (c === QUOTE) inString = false;
      } else if (c === QUOTE) inString = true;
      else if (c === OPEN || c === OPEN_LIST) {
        if (depth++ === 0) start = i;
      } else if (c === CLOSE || c === CLOSE_LIST) {
        if (depth === 0) {
          done = true;
          break;
        }
        if (--depth === 0) {
          line++;
          yield { text: decode.decode(held.subarray(start, i + 1)), line, offset: at + start };
          start = -1;
        }
      }
    }
    if (start < 0) {
      at += Math.min(i, held.length);
      i -= Math.min(i, held.length);
      held = Buffer.alloc(0);
    } else {
      at += start;
      held = Buffer.from(held.subarray(start));
      i -= start;
      start = 0;
      if (held.length > LARGEST_FEATURE)
        throw new Refusal('too-large', `第 ${line + 1} 个要素超过 64 MB`, `feature ${line + 1} is larger than 64 MB`);
    }
  }
  if (!inside)
    throw new Refusal(
      'not-geojson',
      '文件中没有 features，不是 GeoJSON 要素集',
      'no "features" found: not a GeoJSON FeatureCollection',
    );
  if (!done)
    throw new Refusal(
      'truncated',
      `文件在第 ${line} 个要素之后中断，请重新报送`,
      `the file breaks off after feature ${line}; send it again`,
      { line },
    );
}
