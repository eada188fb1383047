import { open } from 'node:fs/promises';
import { Refusal } from '../refusal.ts';
import { readCsv } from './csv.ts';
import { readGeoJson, readGeoJsonLines } from './geojson.ts';
import type { KeptFile } from './keep.ts';
import type { ReadOptions, Source } from './source.ts';
import { readXlsx } from './xlsx.ts';

/**
 * Opens a kept file by what it holds, whatever its name says.
 * @throws Refusal `format-unknown`
 */
export async function openSource(file: KeptFile, options: ReadOptions): Promise<Source> {
  const handle = await open(file.path);
  const head = Buffer.alloc(4096);
  const { bytesRead } = await handle.read(head, 0, head.length, 0);
  await handle.close();
  const start = head.subarray(0, bytesRead);
  if (start.subarray(0, 4).equals(Buffer.from('PK\x03\x04', 'latin1'))) return readXlsx(file, options);
  if (start.subarray(0, 8).equals(Buffer.from('d0cf11e0a1b11ae1', 'hex')))
    throw new Refusal(
      'format-unknown',
      '这是旧版 Excel（.xls）文件，请另存为 .xlsx 或 CSV 后再报送',
      'this is an old Excel workbook (.xls); save it as .xlsx or CSV',
    );
  const text = start
    .toString('latin1')
    .replace(/^\xef\xbb\xbf/, '')
    .trimStart();
  if (/^\{\s*"/.test(text)) {
    const firstLine = text.slice(0, text.search(/\r?\n|$/));
    return /^\{.*"type"\s*:\s*"Feature"/.test(firstLine) && !/"FeatureCollection"|"features"\s*:/.test(firstLine)
      ? readGeoJsonLines(file)
      : readGeoJson(file);
  }
  if (start.includes(0) && !file.encoding?.startsWith('utf-16'))
    throw new Refusal(
      'format-unknown',
      '不认识这种文件。支持 CSV、TSV、XLSX、GeoJSON',
      'this kind of file is not known; CSV, TSV, XLSX and GeoJSON are',
    );
  return readCsv(file, options);
}
