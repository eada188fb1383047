import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { type Zippable, zipSync } from 'fflate';
import iconv from 'iconv-lite';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { keepFile } from './keep.ts';
import { openSource } from './open.ts';
import { rowOf } from './source.ts';

let home: string;
beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'siku-read-'));
});
afterAll(() => rm(home, { recursive: true }));

async function read(content: string | Uint8Array, options = {}) {
  const path = join(home, 'file');
  await writeFile(path, content);
  const kept = await keepFile(home, path);
  const source = await openSource(kept, options);
  const rows: string[][] = [];
  const lines: number[] = [];
  const offsets: number[] = [];
  for await (const batch of source.batches)
    for (let row = 0; row < batch.count; row++) {
      rows.push(rowOf(batch, row));
      lines.push(batch.lines[row]!);
      offsets.push(batch.offsets[row]!);
    }
  return { kept, source, rows, lines, offsets };
}

describe('CSV', () => {
  test('keeps line and byte of every row, over line ends and quotes inside cells', async () => {
    const text = '名称,值\r\n"一\n二",1\r\n\r\n"说""是""",2\n三,3';
    const { rows, lines, offsets } = await read(text);
    expect(rows).toEqual([
      ['名称', '值'],
      ['一\n二', '1'],
      ['说"是"', '2'],
      ['三', '3'],
    ]);
    expect(lines).toEqual([1, 2, 5, 6]);
    const bytes = Buffer.from(text);
    expect(offsets.map((at) => bytes.subarray(at).toString().slice(0, 2))).toEqual(['名称', '"一', '"说', '三,']);
  });

  test('reads what another reader of the standard reads, in UTF-8 and GB18030, whatever the cells hold', async () => {
    const cell = fc.string({
      unit: fc.constantFrom('a', '1', ',', '"', '\n', '\r\n', ' ', '四', '𬀩', '€', ';'),
      maxLength: 8,
    });
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(cell, { minLength: 2, maxLength: 5 }), { minLength: 1, maxLength: 8 }),
        fc.boolean(),
        async (rows, gb) => {
          const text = `名称,值\n${rows.map((cells) => cells.map((c) => `"${c.replaceAll('"', '""')}"`).join(',')).join('\n')}\n`;
          const bytes = gb ? iconv.encode(text, 'gb18030') : Buffer.from(text);
          const got = await read(bytes);
          expect(got.rows).toEqual(parse(text, { relax_column_count: true }));
        },
      ),
      { numRuns: 60 },
    );
  });

  test('one stray quote does not swallow the file', async () => {
    const { rows } = await read(`a,b\n"never closed,1\n${'x,y\n'.repeat(90_000)}`);
    expect(rows[1]).toEqual(['"never closed', '1']);
    expect(rows).toHaveLength(90_002);
  });

  test('says which encoding it found, and refuses a line that is in none', async () => {
    expect((await read('\ufeff名,b\n1,2\n')).source.encoding).toBe('utf-8-bom');
    expect((await read(iconv.encode('姓名,b\n张三,2\n', 'gb18030'))).source.encoding).toBe('gb18030');
    expect((await read(Buffer.from('\ufeff姓名,b\n张三,2\n', 'utf16le'))).rows).toEqual([
      ['姓名', 'b'],
      ['张三', '2'],
    ]);
    // UTF-8 cut inside a character would decode as GB18030, to nonsense.
    const cut = Buffer.concat([
      Buffer.from('姓名,地址\n张三,人民路\n李四,'),
      Buffer.from('和平路').subarray(0, 8),
      Buffer.from('\n王五,解放路\n'),
    ]);
    await expect(read(cut)).rejects.toMatchObject({ code: 'undecodable', extra: { line: 3, encoding: 'utf-8' } });
    await expect(read(Buffer.from([0xb0, 0xa1, 0x2c, 0x41, 0x0a, 0xff, 0xff, 0x2c, 0x41, 0x0a]))).rejects.toMatchObject(
      { code: 'undecodable' },
    );
  });

  test('the delimiter is the one of the header', async () => {
    expect((await read('a\tb,c\td\n1\t2\t3\n')).rows).toEqual([
      ['a', 'b,c', 'd'],
      ['1', '2', '3'],
    ]);
    expect((await read('a;b;c\n1,5;2;3\n')).rows[1]).toEqual(['1,5', '2', '3']);
  });
});

/** A workbook of one sheet, as little of it as Excel writes. */
function workbook(sheet: string, more: Zippable = {}): Uint8Array {
  const xml = (text: string) => new TextEncoder().encode(`<?xml version="1.0" encoding="UTF-8"?>${text}`);
  return zipSync({
    'xl/_rels/workbook.xml.rels': xml(
      '<Relationships><Relationship Id="r1" Target="worksheets/sheet1.xml"/></Relationships>',
    ),
    'xl/workbook.xml': xml('<workbook><sheets><sheet name="一" r:id="r1"/></sheets></workbook>'),
    'xl/styles.xml': xml(
      '<styleSheet><numFmts><numFmt numFmtId="170" formatCode="yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot;"/></numFmts><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="170"/></cellXfs></styleSheet>',
    ),
    'xl/sharedStrings.xml': xml(
      '<sst><si><t>编码</t></si><si><r><t>名</t></r><r><t>称</t></r><rPh><t>x</t></rPh></si></sst>',
    ),
    'xl/worksheets/sheet1.xml': xml(sheet),
    ...more,
  });
}

describe('a workbook', () => {
  test('gives dates as dates, codes as stored, merged cells filled, rich text joined', async () => {
    const { rows, lines } = await read(
      workbook(`<worksheet><sheetData>
        <row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c></row>
        <row r="3"><c r="A3"><v>1.1010519491231E+17</v></c><c r="B3" s="1"><v>46300</v></c><c r="C3" s="2"><v>46300.5</v></c><c r="D3" t="inlineStr"><is><t>内联</t></is></c></row>
        <row r="4"><c r="A4"><v>1.2E5</v></c><c r="B4" t="b"><v>1</v></c><c r="D4" t="str"><v>式</v></c></row>
        <row r="5"><c r="B5"><v>7</v></c></row>
      </sheetData><mergeCells><mergeCell ref="A4:A5"/></mergeCells></worksheet>`),
    );
    expect(lines).toEqual([1, 3, 4, 5]);
    expect(rows).toEqual([
      ['编码', '名称'],
      ['1.1010519491231E+17', '2026-10-05', '2026-10-05', '内联'],
      ['1.2E5', 'true', '', '式'],
      ['1.2E5', '7'],
    ]);
  });

  test('that unpacks to far too much is refused', async () => {
    const bomb = workbook('<worksheet/>', { 'xl/media/zeros': [new Uint8Array(64 << 20), { level: 9 }] });
    await expect(read(bomb)).rejects.toMatchObject({ code: 'archive-bomb' });
  });

  test('that is damaged, or an old .xls, says so', async () => {
    await expect(read(workbook('<worksheet><sheetData><row'))).rejects.toMatchObject({ code: 'not-a-workbook' });
    await expect(read(Buffer.from('d0cf11e0a1b11ae10000', 'hex'))).rejects.toMatchObject({ code: 'format-unknown' });
  });
});

describe('GeoJSON', () => {
  const feature = (n: number, extra = {}) => ({
    type: 'Feature',
    properties: { code: `B${n}`, name: 'a "{" 名\\', ...extra },
    geometry: { type: 'Point', coordinates: [116.4, 39.9] },
  });

  test('streams features, keeps 18-digit numbers, and takes members that come later', async () => {
    const text = JSON.stringify({
      type: 'FeatureCollection',
      crs: { type: 'name', properties: { name: 'urn:ogc:def:crs:EPSG::4527' } },
      features: [feature(1), feature(2, { late: true })],
    }).replace('"B1"', '110105194912310021');
    const { source, rows, offsets } = await read(text);
    expect(source.crs).toBe('urn:ogc:def:crs:EPSG::4527');
    expect(source.columns).toEqual(['code', 'name', 'late']);
    expect(rows).toEqual([
      ['110105194912310021', 'a "{" 名\\'],
      ['B2', 'a "{" 名\\', 'true'],
    ]);
    expect(Buffer.from(text).subarray(offsets[1]!).toString()).toMatch(
      /^\{"type":"Feature","properties":\{"code":"B2"/,
    );
  });

  test('line by line too', async () => {
    const { source, lines } = await read(`${JSON.stringify(feature(1))}\n\n${JSON.stringify(feature(2))}`);
    expect([source.format, lines]).toEqual(['geojsonl', [1, 3]]);
  });

  test('that breaks off is refused', async () => {
    const text = JSON.stringify({ type: 'FeatureCollection', features: [feature(1), feature(2)] });
    await expect(read(text.slice(0, -40))).rejects.toMatchObject({ code: 'truncated' });
  });
});
