import { describe, expect, test } from 'vitest';
import { AddressIndex } from './address-index.ts';
import { chineseNumber, normaliseAddress, partsOf } from './address-text.ts';

const index = new AddressIndex(['示范市', '东湖区', '西山区', '湖滨街道', '安定社区', '北苑社区']);
let next = 1;
const lay = (
  text: string,
  region: string,
  parts: Partial<Record<'road' | 'number' | 'compound' | 'building' | 'entrance', string>>,
) => {
  const n = next++;
  const none = { road: null, number: null, compound: null, building: null, entrance: null };
  index.add({ id: n, text, region, lon: 117 + n / 1000, lat: 31.5, ...none, ...parts });
  return n;
};
const door = lay('示范市东湖区湖滨街道人民路12号阳光花园3幢2单元', '990101001001', {
  road: '人民路',
  number: '12号',
  compound: '阳光花园',
  building: '3幢',
  entrance: '2单元',
});
const east = lay('示范市东湖区湖滨街道和平路8号', '990101001001', { road: '和平路', number: '8号' });
const west = lay('示范市西山区和平路8号', '990102001001', { road: '和平路', number: '8号' });
const village = lay('示范市西山区晓寿新村6号', '990102001002', { compound: '晓寿新村', number: '6号' });

describe('one door however a clerk writes it', () => {
  test.each([
    '示范市东湖区湖滨街道人民路12号阳光花园3幢2单元501室',
    '人民路12号阳光花园3栋2单元501',
    '东湖区人民路12号阳光花园3号楼2单元',
    '阳光花园三号楼二单元',
    '人民路１２号阳光花园３＃楼２单元',
    '人民路 12 号（阳光花园）3#2单元 501室',
    '示范市示范市东湖区阳光花园3-2-501',
  ])('%s', (text) => {
    expect(index.match(text, '990101001001')).toMatchObject({ id: door, level: 'entrance' });
  });

  test('what the gazetteer does not know of it lowers the level, not the truth', () => {
    expect(index.match('人民路12号阳光花园3幢9单元', null)).toMatchObject({ level: 'building' });
    expect(index.match('人民路12号阳光花园88幢', null)).toMatchObject({ level: 'number' });
    expect(index.match('阳光花园88幢', null)).toMatchObject({ level: 'compound' });
    expect(index.match('人民路13号', '990101001001')).toBeNull();
  });
});

test('namesakes are decided by the region, and not at all without one', () => {
  expect(index.match('和平路8号', '990101001001')).toMatchObject({ id: east });
  expect(index.match('和平路8号', '990102000000')).toMatchObject({ id: west });
  expect(index.match('和平路8号', null)).toBeNull();
});

test('a village without roads is found by its numbers, in either order', () => {
  expect(index.match('晓寿新村6号', null)).toMatchObject({ id: village, level: 'number' });
  expect(index.match('6号晓寿新村', null)).toMatchObject({ id: village, level: 'number' });
});

test('numerals are read only where they number something', () => {
  expect(['十二', '二十', '三百零五', '二〇三', '一百一十'].map(chineseNumber)).toEqual([
    '12',
    '20',
    '305',
    '203',
    '110',
  ]);
  expect(normaliseAddress('三里河路一号院')).toBe('三里河路1号院');
  expect(partsOf('五四大街1号院12号楼3单元')).toEqual({
    road: '五四大街',
    number: '1',
    compound: '',
    building: '12',
    entrance: '3',
  });
});
