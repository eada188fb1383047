import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { DATASETS } from '../../datasets/index.ts';
import type { SearchResults } from '../../server/search/schema.ts';
import { checkFrame } from '../../server/zones/checks.ts';
import type { IndicatorList, ZoneProfile } from '../../server/zones/schema.ts';
import type { Desk } from '../journey/desk.ts';
import type { Beijing } from './beijing.ts';

const EVERYTHING = {
  type: 'Polygon',
  coordinates: [
    [
      [115, 39],
      [118, 39],
      [118, 42],
      [115, 42],
      [115, 39],
    ],
  ],
};

/** The API, asked as another system asks: with a key. */
export function answers(beijing: Beijing, desk: Desk): void {
  const headers = () => ({ 'x-api-key': desk.platform.account('partner').apiKey!, 'content-type': 'application/json' });
  const get = async <T>(path: string): Promise<T> => {
    const answer = await fetch(`${desk.platform.url}${path}`, { headers: headers() });
    if (!answer.ok) throw new Error(`${path} answered ${answer.status}: ${await answer.text()}`);
    return (await answer.json()) as T;
  };
  const profile = async (zone: object): Promise<ZoneProfile> => {
    const answer = await fetch(`${desk.platform.url}/api/processes/zone-profile/execution`, {
      method: 'POST',
      headers: headers(),
      body: JSON.stringify({ inputs: { zone } }),
    });
    if (!answer.ok) throw new Error(`zone-profile answered ${answer.status}: ${await answer.text()}`);
    return (await answer.json()) as ZoneProfile;
  };

  test('memory and SQL agree in every number, on 60 polygons and on every region', async () => {
    const found = await checkFrame(beijing.pool, DATASETS, { polygons: 60, seed: 20_261 });
    expect(found.differences.slice(0, 5)).toEqual([]);
    expect(found.polygons).toBe(60);
  });

  test('a zone around the city has everybody, names the districts, and tells who could not be placed', async () => {
    const all = await profile(EVERYTHING);
    const [placed, lost] = [
      await desk.count('select count(*) from data.population where geom is not null'),
      await desk.count('select count(*) from data.population where geom is null and region_code is not null'),
    ];
    expect(all.statistics.find((s) => s.id === 'persons')!.total).toBe(placed);
    expect(all.unplaced.find((u) => u.dataset === 'population')?.count ?? 0).toBe(lost);
    expect(all.regions.map((r) => r.level)).toEqual(Array.from({ length: 16 }, () => 'district'));
  });

  test('the published GDP of 2021 is what the whole city is apportioned, and each district gets its own', async () => {
    const published = beijing.truth.years.filter((y) => y.year === 2021);
    expect(published).toHaveLength(16);
    const gdp = (p: ZoneProfile) => p.economy.find((figure) => figure.indicator === 'gdp')!;
    const all = gdp(await profile(EVERYTHING));
    expect(all.period).toBe('2021');
    expect(all.value / published.reduce((sum, y) => sum + y.value, 0)).toBeCloseTo(1, 9);
    for (const { region, value } of published) expect(gdp(await profile({ region })).value / value).toBeCloseTo(1, 9);
  });

  test('a street without a shape has figures and no area; maps are offered for districts only', async () => {
    const street = await profile({ region: '110105026000' });
    expect(street.area).toBeNull();
    expect(street.statistics.find((s) => s.id === 'persons')!.total).toBe(
      await desk.count(`select count(*) from data.population where region_code like '110105026%'`),
    );
    const indicators = await get<IndicatorList>('/api/statistics');
    const persons = indicators.find(({ id }) => id === 'persons')!;
    expect(persons).toMatchObject({ levels: ['district', 'street', 'community'], drawn: ['district'] });
  });

  test('search finds districts, streets, hospitals and doors, by pinyin initials too', async () => {
    for (const [query, dataset, title] of [
      ['海淀', 'regions', '海淀区'],
      ['望京街道', 'regions', '望京街道'],
      ['协和医院', 'places', '中国医学科学院北京协和医院'],
      ['jstyy', 'places', '北京积水潭医院'],
      ['西长安街', 'addresses', '西长安街'],
    ] as const) {
      const { groups } = await get<SearchResults>(`/api/search?q=${encodeURIComponent(query)}`);
      const titles = groups.find((g) => g.dataset === dataset)?.results.map((r) => r.title) ?? [];
      expect(titles.join(' '), query).toContain(title);
    }
  });

  test('GDAL lists the public collections and reads them', async (context) => {
    const run = promisify(execFile);
    const there = await run('ogrinfo', ['--version']).catch(() => null);
    if (!there) return context.skip('ogrinfo is not installed (Debian: gdal-bin)');
    const { stdout } = await run('ogrinfo', ['-ro', '-al', '-so', `OAPIF:${desk.platform.url}/api`]);
    for (const collection of ['regions', 'roads', 'places', 'addresses'])
      expect(stdout).toContain(`Layer name: ${collection}`);
    expect(stdout).not.toContain('Layer name: population');
    const roads = /Layer name: roads[\s\S]*?Feature Count: (\d+)/.exec(stdout)?.[1];
    expect(Number(roads)).toBe(beijing.truth.files['交通局_道路.geojson']!.rows);
  });
}
