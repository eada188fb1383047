import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { strFromU8, unzipSync } from 'fflate';
import iconv from 'iconv-lite';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { City } from '../city.ts';
import { citizenCheck } from '../fields/citizen-id.ts';
import { isCreditCode } from '../fields/credit-code.ts';
import { REASONS } from '../fields/reasons.ts';
import { datasetOf } from '../index.ts';
import { CENSUS_PROFILES, sexAgeShares } from './census.ts';
import { organisationCheck } from './entities.ts';
import { area, type Point } from './plane.ts';
import { personsByDistrict } from './regions.ts';
import { largestComponent } from './roads.ts';
import type { Truth } from './truth.ts';
import { writeDemoCity } from './write.ts';
import { chineseNumber } from './writings.ts';

let folder: string;
let truth: Truth;
let city: City;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'siku-demo-'));
  truth = await writeDemoCity({ out: join(folder, 'a'), persons: 24_000 });
  city = JSON.parse(readFileSync(join(folder, 'a/city.json'), 'utf8'));
});
afterAll(() => rmSync(folder, { recursive: true }));

const fileOf = (dataset: string) => city.files.find((f) => f.dataset === dataset)!.file;
const bytesOf = (dataset: string) => readFileSync(join(folder, 'a', fileOf(dataset)));

interface Feature {
  properties: Record<string, string | number | null>;
  geometry: { coordinates: never };
}
const featuresOf = (dataset: string) => (JSON.parse(bytesOf(dataset).toString()) as { features: Feature[] }).features;
/** Rows of a CSV whose cells hold no commas but in faults. */
const rowsOf = (text: string) =>
  text
    .trimEnd()
    .split('\n')
    .slice(1)
    .map((line) => line.split(','));
const faultyRecords = (dataset: string) =>
  new Set(truth.defects.filter((d) => d.file === fileOf(dataset)).map((d) => d.record));

test('the same seed writes the same bytes, another seed another city', async () => {
  await writeDemoCity({ out: join(folder, 'b'), persons: 24_000 });
  await writeDemoCity({ out: join(folder, 'c'), persons: 24_000, seed: 2 });
  const digest = (name: string) =>
    readdirSync(join(folder, name)).map(
      (f) =>
        f +
        createHash('sha256')
          .update(readFileSync(join(folder, name, f)))
          .digest('hex'),
    );
  expect(digest('b')).toEqual(digest('a'));
  const other = new Set(digest('c'));
  expect(digest('a').filter((line) => other.has(line))).toEqual([]);
});

test('city.json names files that are there and datasets that are declared, with a CRS wherever there are coordinates', () => {
  for (const file of city.files) {
    expect(readFileSync(join(folder, 'a', file.file)).length).toBeGreaterThan(1_000);
    const dataset = datasetOf(file.dataset)!;
    expect(file.crs !== undefined, file.file).toBe(dataset.placement.by === 'geometry');
  }
});

describe('regions', () => {
  const regions = () => featuresOf('regions').filter((f) => f.properties.状态 === '现行');
  const areaOf = (f: Feature) =>
    (f.geometry.coordinates as Point[][][]).flat().reduce((sum, ring) => sum + area(ring.slice(0, -1)), 0);

  test('every level divides the one above it: areas add up, and so without gaps they do not overlap', () => {
    const byCode = new Map(regions().map((f) => [f.properties.区划代码, f]));
    const sums = new Map<string, number>();
    for (const f of regions()) {
      const parent = f.properties.上级代码 as string | null;
      if (parent) sums.set(parent, (sums.get(parent) ?? 0) + areaOf(f));
    }
    expect(sums.size).toBe(1 + 6 + 51);
    for (const [code, sum] of sums) expect(sum / areaOf(byCode.get(code)!)).toBeCloseTo(1, 9);
  });

  test('neighbours share their boundary: every side of a community is another’s, reversed, or the city’s', () => {
    const sides = new Map<string, number>();
    for (const f of regions().filter((r) => r.properties.级别 === '社区' || r.properties.级别 === '市')) {
      const outer = f.properties.级别 === '市';
      for (const ring of (f.geometry.coordinates as Point[][][]).flat()) {
        for (let k = 1; k < ring.length; k++) {
          const [a, b] = outer ? [ring[k]!, ring[k - 1]!] : [ring[k - 1]!, ring[k]!];
          sides.set(`${a}|${b}`, (sides.get(`${a}|${b}`) ?? 0) + 1);
        }
      }
    }
    const alone = [...sides].filter(([key, n]) => {
      const [a, b] = key.split('|');
      return n !== 1 || !sides.has(`${b}|${a}`);
    });
    expect(alone).toEqual([]);
  });

  test('a merger can be followed, a split cannot', () => {
    const retired = featuresOf('regions').filter((f) => f.properties.状态 === '已撤销');
    const current = new Set(regions().map((f) => f.properties.区划代码));
    const streets = retired.filter((f) => String(f.properties.区划代码).endsWith('000'));
    expect(streets).toHaveLength(2);
    expect(new Set(streets.map((f) => f.properties.承继区划代码)).size).toBe(1);
    const successors = retired.map((f) => String(f.properties.承继区划代码).split(';'));
    expect(successors.flat().every((code) => current.has(code))).toBe(true);
    expect(successors.filter((list) => list.length === 2)).toHaveLength(1);
  });
});

test('every road can be driven to from every other, and bridges cross the river', () => {
  const roads = featuresOf('roads').map(({ properties: p }) => ({
    code: p.路段编码,
    from: String(p.起点),
    to: String(p.终点),
    oneway: p.单行 === '是',
    class: 'primary' as const,
  }));
  const nodes = new Set(roads.flatMap((r) => [r.from, r.to]));
  expect(largestComponent(roads).size).toBe(nodes.size);
  expect(featuresOf('roads').filter((f) => f.properties.桥梁 === '是').length).toBeGreaterThan(10);
});

describe('persons', () => {
  const rows = () => rowsOf(iconv.decode(bytesOf('population'), 'gb18030'));

  test('every id but the seeded ones is valid and agrees with birth date and sex', () => {
    const faulty = faultyRecords('population');
    rows().forEach(([id, , sex, birth], k) => {
      if (faulty.has(k + 1)) return;
      expect(citizenCheck(id!)).toBe(id![17]);
      expect(`${id!.slice(6, 10)}-${id!.slice(10, 12)}-${id!.slice(12, 14)}`).toBe(birth);
      expect(Number(id![16]) % 2 === 1 ? '男' : '女').toBe(sex);
      expect(id!.slice(0, 4)).toBe('9901');
    });
  });

  test('age by sex of each district is the census’s within half a percent of its people, at default scale', () => {
    const persons = personsByDistrict(450_000);
    const scale = 24_000 / 450_000;
    truth.districts.forEach((district, d) => {
      const shares = sexAgeShares(CENSUS_PROFILES[d]!);
      const total = district.ages.flat().reduce((a, b) => a + b, 0);
      expect(Math.abs(total - persons[d]! * scale)).toBeLessThan(2);
      for (const sex of [0, 1]) {
        shares[sex]!.forEach((share, band) => {
          // Counts are apportioned whole: never more than one person away.
          expect(Math.abs(district.ages[sex]![band]! - share * total)).toBeLessThanOrEqual(1);
        });
      }
    });
  });

  test('shares keep what was published: every age group, the sex ratio, women of 15 to 49', () => {
    for (const profile of CENSUS_PROFILES) {
      const [men, women] = sexAgeShares(profile);
      const sum = (list: number[]) => list.reduce((a, b) => a + b, 0);
      expect((sum(men) / sum(women)) * 100).toBeCloseTo(profile.menPer100Women, 6);
      expect(sum(women.slice(3, 10))).toBeCloseTo(profile.womenAged15To49, 3);
      for (const [b, share] of profile.ages.slice(0, 17).entries()) expect(men[b]! + women[b]!).toBeCloseTo(share, 3);
      expect([...men, ...women].every((share) => share > 0)).toBe(true);
    }
  });

  test('households have one head, a mean size near the census, and parents older than their children', () => {
    const households = new Map<string, { role: string; year: number }[]>();
    const faulty = faultyRecords('population');
    rows().forEach((row, k) => {
      if (faulty.has(k + 1)) return;
      const list = households.get(row[6]!) ?? [];
      list.push({ role: row[7]!, year: Number(row[3]!.slice(0, 4)) });
      households.set(row[6]!, list);
    });
    const many = [...households.values()];
    expect(many.every((h) => h.filter((p) => p.role === '户主').length <= 1)).toBe(true);
    expect(24_000 / many.length).toBeGreaterThan(2.1);
    expect(24_000 / many.length).toBeLessThan(2.5);
    for (const h of many) {
      const head = h.find((p) => p.role === '户主');
      for (const child of h) if (head && child.role === '子女') expect(child.year - head.year).toBeGreaterThan(14);
    }
  });
});

test('every credit code but the seeded ones is valid, its organisation part too', () => {
  const text = bytesOf('legal-entities').toString();
  expect(text.charCodeAt(0)).toBe(0xfeff);
  const faulty = faultyRecords('legal-entities');
  const codes = rowsOf(text)
    .filter((_, k) => !faulty.has(k + 1))
    .map(([code]) => code!);
  for (const code of codes) {
    expect(isCreditCode(code)).toBe(true);
    expect(organisationCheck(code.slice(8, 16))).toBe(code[16]);
  }
  expect(new Set(codes).size).toBe(codes.length);
  expect(organisationCheck('80210043')).toBe('3');
});

test('the workbook’s months sum to their years, under a merged header of two rows', () => {
  const parts = unzipSync(new Uint8Array(bytesOf('economy')));
  const strings = [...strFromU8(parts['xl/sharedStrings.xml']!).matchAll(/<t[^>]*>([^<]*)<\/t>/g)].map((m) => m[1]!);
  const sheet = strFromU8(parts['xl/worksheets/sheet1.xml']!);
  expect(sheet).toContain('<mergeCell ref="C2:D2"/>');
  const rows = [...sheet.matchAll(/<row [^>]*>(.*?)<\/row>/g)].map((m) =>
    [...m[1]!.matchAll(/<c r="[A-Z]+\d+"( t="s")?><v>([^<]*)<\/v><\/c>/g)].map((c) =>
      c[1] ? strings[Number(c[2])]! : c[2]!,
    ),
  );
  expect(rows[2]).toEqual(['地区代码', '地区名称', '指标', '月份', '数值', '单位']);
  const sums = new Map<string, number>();
  for (const [region, , indicator, month, value] of rows.slice(3, -4)) {
    const key = `${region} ${indicator} ${month!.slice(0, 4)}`;
    sums.set(key, (sums.get(key) ?? 0) + Math.round(Number(value!.replaceAll(',', '')) * 100));
  }
  expect(sums.size).toBe(6 * 6 * 3);
  const expected = truth.years.map((y) => Math.round(y.value * 100)).sort((a, b) => a - b);
  expect([...sums.values()].sort((a, b) => a - b)).toEqual(expected);
});

test('every seeded defect names a reason of the house and the line it stands on', () => {
  const lines = iconv.decode(bytesOf('population'), 'gb18030').split('\n');
  for (const defect of truth.defects) {
    const [what, reason] = defect.expected.split(':');
    expect(['quarantine', 'repair']).toContain(what);
    expect(Object.keys(REASONS)).toContain(reason);
    if (defect.file === fileOf('population')) expect(lines[defect.line - 1]).toContain(defect.key);
  }
  const kinds = new Set(truth.defects.map((d) => d.expected));
  for (const expected of [
    'quarantine:citizen-id-check',
    'quarantine:region-unknown',
    'repair:axes-swapped',
    'repair:leading-zero',
  ])
    expect(kinds).toContain(expected);
});

test('numbers are written as people say them', () => {
  expect([3, 10, 12, 20, 105, 110, 2030].map(chineseNumber)).toEqual([
    '三',
    '十',
    '十二',
    '二十',
    '一百零五',
    '一百一十',
    '二千零三十',
  ]);
});
