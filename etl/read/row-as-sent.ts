import { Refusal } from '../refusal.ts';
import type { KeptFile } from './keep.ts';
import { openSource } from './open.ts';
import { type ReadOptions, rowOf } from './source.ts';

export interface SentRow {
  line: number;
  /** -1 where the format has none. */
  byteOffset: number;
  cells: string[];
}

/**
 * One row of a kept file as it was sent, found by its line. A record knows its batch and line, and so its cells.
 * @throws Refusal `no-row`
 */
export async function rowAsSent(file: KeptFile, options: ReadOptions, line: number): Promise<SentRow> {
  for await (const batch of (await openSource(file, options)).batches) {
    if (batch.count === 0 || batch.lines[batch.count - 1]! < line) continue;
    const row = batch.lines.indexOf(line);
    if (row < 0) break;
    const cells = rowOf(batch, row);
    if (batch.geometries) cells.unshift(JSON.stringify(batch.geometries[row]));
    return { line, byteOffset: batch.offsets[row]!, cells };
  }
  throw new Refusal('no-row', `原文件第 ${line} 行不是数据行`, `line ${line} of the file begins no row`, { line });
}
