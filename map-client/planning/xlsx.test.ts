import { strFromU8, unzipSync } from 'fflate';
import { SaxesParser } from 'saxes';
import { expect, test } from 'vitest';
import { sheetNames, workbook } from './xlsx.ts';

test('a workbook is well-formed XML throughout, and names cannot become formulas', () => {
  const hostile = '=HYPERLINK("http://x","a")&<b>\u0001';
  const bytes = workbook([
    {
      name: '范围: 汇总/1',
      rows: [
        ['指标', '数值'],
        ['人口', 450128],
        [hostile, null],
        ['区划代码', '990101001001'],
      ],
      widths: [20, 12],
    },
    { name: '来源', rows: [['来源']] },
  ]);
  const files = unzipSync(bytes);
  for (const [path, content] of Object.entries(files)) {
    const parser = new SaxesParser();
    parser.on('error', (error) => {
      throw new Error(`${path}: ${error.message}`);
    });
    parser.write(strFromU8(content)).close();
  }
  const sheet = strFromU8(files['xl/worksheets/sheet1.xml']!);
  expect(sheet).not.toContain('<f>');
  expect(sheet).toContain('=HYPERLINK(&quot;http://x&quot;,&quot;a&quot;)&amp;&lt;b&gt;</t>');
  expect(sheet).toContain('<c r="B2" s="2"><v>450128</v></c>');
  expect(sheet).toContain('990101001001</t>');
  expect(strFromU8(files['xl/workbook.xml']!)).toContain('name="范围  汇总 1"');
});

test('sheet names are short and different', () => {
  expect(sheetNames(['a', 'A', ''])).toEqual(['a', 'A 2', 'Sheet']);
  expect(sheetNames(['很'.repeat(60)])[0]!.length).toBeLessThanOrEqual(31);
});
