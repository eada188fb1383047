import type { Dataset } from '../../datasets/dataset.ts';
import type { Note } from '../read/source.ts';
import { knownColumns, type Mapping, mapColumns } from './mapping.ts';

/** A header may stand below title rows and span up to three rows; it is looked for in the first rows of a file. */
export const HEADER_WITHIN = 30;
const DEEPEST = 3;

export interface FoundHeader {
  mapping: Mapping;
  /** Rows of the file before the first record: titles, and the header itself. */
  rows: number;
  /** Cells the header has, unnamed ones at its end included: as many a record must have. */
  width: number;
  notes: Note[];
}

/**
 * Finds the header: the rows whose texts name the most fields. In a header of several rows a column is named by its
 * lowest text, or by all of them together (`居住地` over `代码`).
 */
export function findHeader(dataset: Dataset, rows: readonly string[][], lines: readonly number[]): FoundHeader {
  let best = { mapping: mapColumns(dataset, (rows[0] ?? []).map(tidy)), from: 0, depth: 1, known: 0 };
  best.known = knownColumns(best.mapping);
  for (let from = 0; from < rows.length; from++) {
    for (let depth = 1; depth <= DEEPEST && from + depth <= rows.length; depth++) {
      const stack = rows.slice(from, from + depth);
      if (stack.some((row) => isProse(row))) break;
      const mapping = mapStack(dataset, stack);
      const known = knownColumns(mapping);
      // A deeper stack must know more: else the first record would become part of the header.
      if (known > best.known) best = { mapping, from, depth, known };
    }
  }
  const notes: Note[] = [];
  for (let row = 0; row < best.from + best.depth; row++) {
    const text = [...new Set(rows[row]!.map(tidy).filter((cell) => cell !== ''))].join(' | ');
    notes.push({ line: lines[row]!, code: row < best.from ? 'title-row' : 'header-row', text });
  }
  const width = Math.max(0, ...rows.slice(best.from, best.from + best.depth).map((row) => row.length));
  return { mapping: best.mapping, rows: best.from + best.depth, width, notes };
}

const tidy = (cell: string) => cell.replace(/\s+/g, ' ').trim();

/** One text all over, as a title that is merged across the sheet. */
function isProse(row: string[]): boolean {
  const texts = new Set(row.map(tidy).filter((cell) => cell !== ''));
  return texts.size <= 1 && row.length > 1;
}

function mapStack(dataset: Dataset, stack: string[][]): Mapping {
  const width = Math.max(...stack.map((row) => row.length));
  const columns: string[] = [];
  for (let c = 0; c < width; c++) {
    const texts = stack.map((row) => tidy(row[c] ?? '')).filter((text, i, all) => text !== '' && all[i - 1] !== text);
    const whole = texts.join('');
    const last = texts.at(-1) ?? '';
    columns.push(texts.length > 1 && knownColumns(mapColumns(dataset, [whole])) === 1 ? whole : last);
  }
  while (columns.length > 0 && columns.at(-1) === '') columns.pop();
  return mapColumns(dataset, columns);
}

const REMARK = /^(注|说明|备注|数据来源|资料来源|来源|填表|制表|审核|单位负责人|note|source)[\s:：\d（(]?/i;
const TOTAL = /^(合\s*计|总\s*计|小\s*计|共\s*计|total)$/i;

/** Why a row at the foot of a table is no record, or null when it is one. `keyEmpty`: it names no record. */
export function footOf(cells: readonly string[], keyEmpty: boolean): Note['code'] | null {
  let first = '';
  let distinct = 0;
  for (const cell of cells) {
    const text = tidy(cell);
    if (text === '' || text === first) continue;
    distinct++;
    if (first === '') first = text;
  }
  if (distinct === 0) return 'blank-row';
  if (TOTAL.test(first) && keyEmpty) return 'total-row';
  return distinct === 1 && REMARK.test(first) ? 'remark-row' : null;
}
