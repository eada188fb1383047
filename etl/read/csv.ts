import { createReadStream } from 'node:fs';
import { Refusal } from '../refusal.ts';
import type { KeptFile } from './keep.ts';
import { emptyBatch, type ReadOptions, type RowBatch, type Source } from './source.ts';

const QUOTE = 0x22;
const LF = 0x0a;
const CR = 0x0d;
/** A quoted cell that goes on longer than this was never closed. */
const LONGEST_CELL = 1 << 18;

/** CSV or TSV. The delimiter is the one of `,` tab `;` `|` that the first line has most of outside quotes. */
export function readCsv(file: KeptFile, options: ReadOptions): Source {
  const encoding = options.encoding ?? file.encoding ?? 'utf-8';
  return {
    format: 'csv',
    encoding: file.bom && encoding === 'utf-8' ? 'utf-8-bom' : encoding,
    crs: null,
    columns: null,
    notes: [],
    batches: rows(file, encoding),
  };
}

async function* rows(file: KeptFile, encoding: string): AsyncGenerator<RowBatch> {
  let splitter: Splitter | null = null;
  for await (const piece of decoded(file, encoding)) {
    splitter ??= new Splitter(delimiterOf(piece.text));
    const batch = splitter.push(piece);
    if (batch.count > 0) yield batch;
  }
  const last = splitter?.end();
  if (last && last.count > 0) yield last;
}

interface Piece {
  text: string;
  /** Byte offsets of the beginnings of the lines in `text`, or null when they cannot be told. */
  lineStarts: number[] | null;
}

/** Decodes strictly, in pieces that end with a line. GB18030 has no line feed inside a character, nor has UTF-8. */
async function* decoded(file: KeptFile, encoding: string): AsyncGenerator<Piece> {
  const wide = encoding.startsWith('utf-16');
  const decoder = new TextDecoder(encoding, { fatal: true });
  let rest: Buffer = Buffer.alloc(0);
  let at = 0;
  let line = 1;
  const decode = (bytes: Buffer, last: boolean): Piece => {
    const lineStarts: number[] = [at];
    for (let i = bytes.indexOf(LF); i >= 0; i = bytes.indexOf(LF, i + 1)) lineStarts.push(at + i + 1);
    try {
      const text = decoder.decode(bytes, { stream: wide && !last });
      return { text, lineStarts: wide ? null : lineStarts };
    } catch {
      throw undecodable(bytes, encoding, at, line);
    } finally {
      at += bytes.length;
      line += lineStarts.length - 1;
    }
  };
  for await (const chunk of createReadStream(file.path, { highWaterMark: 1 << 17 }) as AsyncIterable<Buffer>) {
    const whole = rest.length > 0 ? Buffer.concat([rest, chunk]) : chunk;
    const cut = wide ? whole.length : whole.lastIndexOf(LF) + 1;
    if (cut === 0 && whole.length > 64 << 20)
      throw new Refusal('no-lines', '文件没有换行，不是表格', 'no line ends within 64 MB; this is no table');
    if (cut > 0) yield decode(whole.subarray(0, cut), false);
    rest = Buffer.from(whole.subarray(cut));
  }
  if (rest.length > 0 || wide) yield decode(rest, true);
}

/** Names the first line that is not of the encoding. */
function undecodable(bytes: Buffer, encoding: string, at: number, line: number): Refusal {
  const strict = new TextDecoder(encoding, { fatal: true });
  let from = 0;
  for (let n = line; from < bytes.length; n++) {
    let to = bytes.indexOf(LF, from);
    if (to < 0) to = bytes.length;
    try {
      strict.decode(bytes.subarray(from, to));
    } catch {
      return new Refusal(
        'undecodable',
        `第 ${n} 行（字节 ${at + from}）不是有效的 ${encoding} 文本。请让报送部门重新导出，或指明正确的编码`,
        `line ${n} (byte ${at + from}) is not ${encoding}; export the file again, or say its encoding`,
        { line: n, byteOffset: at + from, encoding },
      );
    }
    from = to + 1;
  }
  return new Refusal('undecodable', `文件不是有效的 ${encoding} 文本`, `the file is not ${encoding}`, { encoding });
}

function delimiterOf(text: string): number {
  const end = text.indexOf('\n', Math.min(text.length, 1));
  const first = (end < 0 ? text : text.slice(0, Math.max(end, 2000))).replace(/"[^"]*"/g, '');
  let best = ',';
  let most = 0;
  for (const candidate of [',', '\t', ';', '|']) {
    const count = first.split(candidate).length - 1;
    if (count > most) {
      most = count;
      best = candidate;
    }
  }
  return best.charCodeAt(0);
}

/**
 * RFC 4180 with the tolerance departments need: a quote counts only at the beginning of a cell, text after a closing
 * quote is kept, a cell may hold line ends. A quote that is never closed gives its line back as it stands, and reading
 * goes on with the next line: one stray quote does not swallow the file.
 */
class Splitter {
  readonly #delimiter: number;
  readonly #separator: string;
  /** Text of a row that is not complete yet, the line it begins on and its byte. */
  #carry = '';
  #carryOffset = 0;
  #line = 1;

  constructor(delimiter: number) {
    this.#delimiter = delimiter;
    this.#separator = String.fromCharCode(delimiter);
  }

  push(piece: Piece): RowBatch {
    const carried = this.#carry.length;
    return this.#split(this.#carry + piece.text, carried, piece.lineStarts, false);
  }

  end(): RowBatch {
    return this.#split(this.#carry, this.#carry.length, null, true);
  }

  /** `carried` characters at the beginning of `text` come from earlier pieces. */
  #split(text: string, carried: number, lineStarts: number[] | null, last: boolean): RowBatch {
    const batch = emptyBatch(false);
    const { cells, starts, lines, offsets } = batch;
    const delimiter = this.#delimiter;
    const length = text.length;
    let i = 0;
    let rowFrom = 0;
    let rowOffset = carried > 0 ? this.#carryOffset : (lineStarts?.[0] ?? -1);
    let linesIn = 0; // line feeds met in this piece proper
    let rowLine = this.#line;
    let lineNow = this.#line;

    const closeRow = (next: number) => {
      if (cells.length > starts[batch.count]! + 1 || cells[starts[batch.count]!] !== '') {
        lines.push(rowLine);
        offsets.push(rowOffset);
        batch.count++;
        starts.push(cells.length);
      } else cells.length = starts[batch.count]!; // a blank line is no row
      rowFrom = next;
      rowLine = lineNow;
      rowOffset = lineStarts?.[linesIn] ?? -1;
    };

    while (i < length) {
      let c = text.charCodeAt(i);
      if (c === QUOTE) {
        let cell = '';
        let from = i + 1;
        let feeds = 0;
        let feedsOwn = 0;
        let closed = -1;
        for (let j = from; ; ) {
          const q = text.indexOf('"', j);
          const stop = q < 0 ? length : q;
          for (let k = text.indexOf('\n', j); k >= 0 && k < stop; k = text.indexOf('\n', k + 1)) {
            feeds++;
            if (k >= carried) feedsOwn++;
          }
          if (q < 0) break;
          if (text.charCodeAt(q + 1) === QUOTE) {
            cell += text.slice(from, q + 1);
            from = q + 2;
            j = from;
            continue;
          }
          cell += text.slice(from, q);
          closed = q;
          break;
        }
        const open = closed < 0 || (closed + 1 >= length && !last);
        if (open && !last && length - i < LONGEST_CELL) break; // wait for more text
        if (closed < 0 || closed - i > LONGEST_CELL) {
          // Never closed: this line as it stands, without reading quotes.
          cells.length = starts[batch.count]!;
          let end = text.indexOf('\n', i);
          if (end < 0) end = length;
          const line = text.slice(rowFrom, text.charCodeAt(end - 1) === CR ? end - 1 : end);
          for (const part of line.split(this.#separator)) cells.push(part);
          i = end + 1;
          lineNow++;
          if (end >= carried) linesIn++;
          closeRow(i);
          continue;
        }
        lineNow += feeds;
        linesIn += feedsOwn;
        i = closed + 1;
        // Text after the closing quote belongs to the cell.
        const tail = i;
        c = text.charCodeAt(i);
        while (i < length && c !== delimiter && c !== LF && c !== CR) c = text.charCodeAt(++i);
        cells.push(i > tail ? cell + text.slice(tail, i) : cell);
      } else {
        const from = i;
        while (i < length && c !== delimiter && c !== LF && c !== CR) c = text.charCodeAt(++i);
        if (i >= length && !last) break;
        cells.push(text.slice(from, i));
      }
      if (i >= length) {
        if (last) closeRow(length);
        break;
      }
      if (c === delimiter) {
        i++;
        if (i >= length && last) {
          cells.push('');
          closeRow(length);
        }
        continue;
      }
      if (c === CR) {
        if (text.charCodeAt(i + 1) !== LF) {
          if (i + 1 >= length && !last) break;
          // A carriage return alone ends a row too, but is no line for offsets.
          i++;
          closeRow(i);
          continue;
        }
        i++;
      }
      if (i >= carried) linesIn++;
      lineNow++;
      i++;
      closeRow(i);
    }
    cells.length = starts[batch.count]!;
    this.#carry = rowFrom < length ? text.slice(rowFrom) : '';
    this.#carryOffset = rowOffset;
    this.#line = rowLine;
    return batch;
  }
}
