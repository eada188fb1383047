import { parseXml, type Sheet, type Workbook } from './workbook.ts';

/** A merged range: rows as shown (from 1), columns from 0. */
export interface Merge {
  top: number;
  bottom: number;
  left: number;
  right: number;
}

/** `AB12` -> column 27, row 12. */
export function cellAddress(reference: string): { column: number; row: number } {
  let column = 0;
  let i = 0;
  for (; i < reference.length; i++) {
    const c = reference.charCodeAt(i);
    if (c < 65 || c > 90) break;
    column = column * 26 + c - 64;
  }
  return { column: column - 1, row: Number(reference.slice(i)) };
}

/** Merges stand behind the rows in the file, and are needed before them: the sheet is passed over once for them. */
export async function sheetMerges(workbook: Workbook, sheet: Sheet): Promise<Merge[]> {
  const merges: Merge[] = [];
  let rest = '';
  const decoder = new TextDecoder();
  for await (const chunk of (await workbook.entry(sheet.path)) as AsyncIterable<Buffer>) {
    const text = rest + decoder.decode(chunk, { stream: true });
    for (const match of text.matchAll(/<(?:\w+:)?mergeCell\s+ref="([A-Z]+\d+):([A-Z]+\d+)"/g)) {
      const [a, b] = [cellAddress(match[1]!), cellAddress(match[2]!)];
      merges.push({ top: a.row, bottom: b.row, left: a.column, right: b.column });
    }
    // Half a tag may stand at the end; what was matched must not be met again.
    const tag = text.lastIndexOf('<');
    rest = tag >= 0 && !text.includes('>', tag) ? text.slice(tag) : '';
  }
  return merges;
}

const WIDEST = 2000;

/** Rows of a sheet with their numbers; empty rows are left out where the file leaves them out. */
export async function* sheetRows(
  workbook: Workbook,
  sheet: Sheet,
): AsyncGenerator<{ number: number; cells: string[] }> {
  const ready: { number: number; cells: string[] }[] = [];
  let row = 0;
  let cells: string[] = [];
  let column = -1;
  let type = '';
  let style = 0;
  let value = '';
  let inValue = false;
  let phonetic = false;
  let finished = false;
  let wake: (() => void) | null = null;
  let resume: (() => void) | null = null;

  const running = parseXml(
    await workbook.entry(sheet.path),
    {
      open(name, attributes) {
        if (name === 'row') {
          row = attributes.r ? Number(attributes.r) : row + 1;
          cells = [];
          column = -1;
        } else if (name === 'c') {
          column = attributes.r ? cellAddress(attributes.r).column : column + 1;
          type = attributes.t ?? 'n';
          style = Number(attributes.s ?? 0);
          value = '';
        } else if (name === 'v' || name === 't') inValue = !phonetic;
        else if (name === 'rPh') phonetic = true;
      },
      text(text) {
        if (inValue) value += text;
      },
      close(name) {
        if (name === 'v' || name === 't') inValue = false;
        else if (name === 'rPh') phonetic = false;
        else if (name === 'c') {
          if (value === '' || column >= WIDEST) return;
          while (cells.length < column) cells.push('');
          cells[column] = cellText(workbook, type, style, value);
        } else if (name === 'row') ready.push({ number: row, cells });
      },
    },
    async () => {
      if (ready.length < 2000) return;
      wake?.();
      await new Promise<void>((resolve) => {
        resume = resolve;
      });
    },
  ).finally(() => {
    finished = true;
    wake?.();
  });
  // A failure is thrown below, where it is awaited.
  running.catch(() => {});

  for (;;) {
    if (ready.length < 2000 && !finished)
      await new Promise<void>((resolve) => {
        wake = resolve;
        if (finished) resolve();
      });
    yield* ready.splice(0);
    if (finished && ready.length === 0) break;
    (resume as (() => void) | null)?.();
    resume = null;
  }
  await running;
}

/** Numbers keep the digits stored: 18-digit codes that became numbers arrive as 1.1E+17 and are refused later. */
function cellText(workbook: Workbook, type: string, style: number, value: string): string {
  if (type === 's') return workbook.strings[Number(value)] ?? '';
  if (type === 'b') return value === '1' ? 'true' : 'false';
  if (type === 'n' && workbook.dateStyles[style] && /^\d+(\.\d+)?$/.test(value)) {
    const days = Math.floor(Number(value)) + (workbook.from1904 ? 1462 : 0);
    return new Date(Date.UTC(1899, 11, 30) + days * 86_400_000).toISOString().slice(0, 10);
  }
  if (type === 'n' && /^-?\d\.\d+E\+\d+$/i.test(value)) {
    // 1.2345E+5 is how Excel stores 123450: exact while it is below 2^53.
    const number = Number(value);
    if (Number.isSafeInteger(number) && Math.abs(number) < 1e15) return String(number);
  }
  return value;
}
