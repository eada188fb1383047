import { Refusal } from '../refusal.ts';
import type { KeptFile } from './keep.ts';
import { emptyBatch, type Note, type ReadOptions, type RowBatch, type Source } from './source.ts';
import { openWorkbook, type Workbook } from './workbook.ts';
import { type Merge, sheetMerges, sheetRows } from './worksheet.ts';

const ROWS = 1000;

/**
 * One sheet of a workbook, streamed. Cells are their texts: numbers as stored, dates as `YYYY-MM-DD`, merged cells
 * filled with their text. `line` is the row's number as the spreadsheet shows it.
 */
export async function readXlsx(file: KeptFile, options: ReadOptions): Promise<Source> {
  const workbook = await openWorkbook(file.path);
  const sheet = options.sheet ? workbook.sheets.find((s) => s.name === options.sheet) : workbook.sheets[0];
  if (!sheet) {
    const names = workbook.sheets.map((s) => s.name);
    workbook.close();
    throw new Refusal(
      'no-sheet',
      `工作簿中没有工作表“${options.sheet ?? ''}”，有：${names.join('、')}`,
      `the workbook has no sheet "${options.sheet ?? ''}"; it has: ${names.join(', ')}`,
      { sheets: names },
    );
  }
  const notes: Note[] = [];
  const others = workbook.sheets.filter((s) => s !== sheet).map((s) => s.name);
  if (others.length > 0) notes.push({ line: null, code: 'other-sheets', text: others.join('、') });
  const merges = await sheetMerges(workbook, sheet);
  if (merges.length > 0) notes.push({ line: null, code: 'merged-cells', text: String(merges.length) });
  return {
    format: 'xlsx',
    encoding: null,
    crs: null,
    columns: null,
    notes,
    batches: rows(workbook, sheet, merges),
  };
}

async function* rows(workbook: Workbook, sheet: Workbook['sheets'][number], merges: Merge[]): AsyncGenerator<RowBatch> {
  const waiting = [...merges].sort((a, b) => a.top - b.top);
  let open: (Merge & { text: string })[] = [];
  let batch = emptyBatch(false);
  try {
    for await (const { number, cells } of sheetRows(workbook, sheet)) {
      while (waiting.length > 0 && waiting[0]!.top <= number) {
        const merge = waiting.shift()!;
        open.push({ ...merge, text: merge.top === number ? (cells[merge.left] ?? '') : '' });
      }
      open = open.filter((merge) => merge.bottom >= number);
      for (const merge of open)
        for (let c = merge.left; c <= merge.right; c++) {
          while (cells.length <= c) cells.push('');
          cells[c] = merge.text;
        }
      if (cells.every((cell) => cell === '')) continue;
      for (const cell of cells) batch.cells.push(cell);
      batch.starts.push(batch.cells.length);
      batch.lines.push(number);
      batch.offsets.push(-1);
      if (++batch.count < ROWS) continue;
      yield batch;
      batch = emptyBatch(false);
    }
    if (batch.count > 0) yield batch;
  } finally {
    workbook.close();
  }
}
