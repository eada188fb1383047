import iconv from 'iconv-lite';
import { expect, it } from 'vitest';
import { decodeHead, firstRows } from './sample.ts';

it('reads quoted cells with separators, quotes and line ends in them', () => {
  expect(firstRows('名称,地址\r\n"甲,乙","路""1""号\n二楼"\r\n丙,丁', 3)).toEqual([
    ['名称', '地址'],
    ['甲,乙', '路"1"号\n二楼'],
    ['丙', '丁'],
  ]);
});

it('tells GB18030 from UTF-8, and a character cut in two at the end from a wrong encoding', () => {
  const text = '公民身份号码,姓名\n';
  expect(decodeHead(new Uint8Array(iconv.encode(text, 'gb18030')))).toEqual({ text, encoding: 'gb18030' });
  const utf8 = new TextEncoder().encode(`${text}张三`);
  expect(decodeHead(utf8.subarray(0, utf8.length - 1))).toEqual({ text: `${text}张`, encoding: 'utf-8' });
});
