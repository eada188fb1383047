import { mkdirSync, writeFileSync } from 'node:fs';
import type { City, CityFile } from '../city.ts';
import { makeAddresses } from './addresses.ts';
import { develop, makeBuildings } from './buildings.ts';
import { apportion, CENSUS_PROFILES } from './census.ts';
import { writeEconomy } from './economy.ts';
import { writeEntities } from './entities-file.ts';
import {
  writeAddresses,
  writeBuildings,
  writeParcels,
  writePlaces,
  writeRegions,
  writeRoads,
  writeUnits,
} from './framework-files.ts';
import { makeGround } from './ground.ts';
import { makeLattice } from './lattice.ts';
import { makeParcels, parksOf } from './parcels.ts';
import { makePlaces, makeUnits } from './places.ts';
import { degrees, PLANE_CRS, type Point } from './plane.ts';
import { writePopulation } from './population-file.ts';
import { Random } from './random.ts';
import { CITY_CODE, CITY_NAME, makeRegions, personsByDistrict } from './regions.ts';
import { makeRoads } from './roads.ts';
import { type Truth, TruthKeeper } from './truth.ts';

export interface DemoCityOptions {
  /** The package's folder; made if it is not there. */
  out: string;
  persons?: number;
  seed?: number;
  /** Called now and then with what is being written and how far it is (0 to 1). */
  onProgress?: (step: string, done: number) => void;
}

/** The day the files stand for. */
export const AS_OF = '2026-10-01';

const FILES = {
  regions: '民政局_区划_2026.geojson',
  parcels: '规划局_宗地.geojson',
  buildings: '规划局_建筑.geojson',
  roads: '交通局_道路.geojson',
  addresses: '公安局_标准地址_2026-10.csv',
  places: '应急局_重点场所_2026Q3.csv',
  units: '应急局_力量.csv',
  population: '公安局_人口_2026-10.csv',
  entities: '市场监管局_法人_2026-10.csv',
  economy: '统计局_经济_2026Q3.xlsx',
} as const;

/** Residents whose registration is elsewhere carry ids of the invented counties 990121 to 990129. */
const OTHER_PREFIXES = Array.from({ length: 9 }, (_, k) => `9901${21 + k}`);

/** Firms and other organisations for every hundred residents. */
const ENTITIES_PER_PERSON = 0.06;

/**
 * Writes the package of 示范市: `city.json`, the files as its departments send them, and `truth.json` for tests.
 * The same seed and size give the same bytes. Residents are streamed, so 22 million need no more memory than the map.
 */
export async function writeDemoCity(options: DemoCityOptions): Promise<Truth> {
  const { out, persons = 450_000, seed = 1, onProgress = () => {} } = options;
  mkdirSync(out, { recursive: true });
  onProgress('map', 0);
  const ground = makeGround(makeLattice(seed));
  const regions = makeRegions(ground);
  const parks = parksOf(ground);
  const residents = personsByDistrict(persons);
  // One building for eleven residents looks like a city of that size; beyond half a million it grows upwards too.
  const target = Math.max(1_500, persons <= 450_000 ? persons / 11 : 41_000 * (persons / 450_000) ** 0.55);
  const built = develop(
    ground,
    parks,
    target,
    residents.map((n) => n / persons),
  );
  const roads = makeRoads(ground);
  const parcels = makeParcels(ground, regions, roads, parks);
  const buildings = makeBuildings(ground, parcels, built);
  const addresses = makeAddresses(ground, regions, roads, buildings);
  const places = makePlaces({ ground, regions, roads, parcels, buildings, addresses });
  const units = makeUnits(places, seed);

  const keeper = new TruthKeeper(seed, persons, AS_OF, regions.districts);
  const to = (file: string) => ({ folder: out, file, truth: keeper });
  onProgress('framework', 0.1);
  await writeRegions(to(FILES.regions), regions);
  await writeParcels(to(FILES.parcels), parcels);
  await writeBuildings(to(FILES.buildings), buildings);
  await writeRoads(to(FILES.roads), roads.segments);
  await writeAddresses(to(FILES.addresses), addresses, regions.mergedFrom);
  await writePlaces(to(FILES.places), places, regions.mergedFrom);
  await writeUnits(to(FILES.units), units);

  onProgress('population', 0.3);
  const history = { mergedFrom: regions.mergedFrom, splitFrom: regions.splitFrom };
  await writePopulation({
    ...to(FILES.population),
    ...history,
    asOf: AS_OF,
    otherPrefixes: OTHER_PREFIXES,
    random: new Random(seed, 'population'),
    districts: regions.districts.map((d, k) => ({
      code: d.code,
      persons: residents[k]!,
      profile: CENSUS_PROFILES[k]!,
      dwellings: addresses.filter((a) => a.district === k && a.homes > 0),
    })),
    onProgress: (written) => onProgress('population', 0.3 + (0.6 * written) / persons),
  });
  onProgress('legal-entities', 0.9);
  const firms = apportion(
    Math.round(persons * ENTITIES_PER_PERSON),
    residents.map((n, k) => n * [1.9, 1.7, 1.1, 1.1, 0.75, 0.8][k]!),
  );
  await writeEntities({
    ...to(FILES.entities),
    ...history,
    seed,
    city: CITY_NAME,
    random: new Random(seed, 'legal entities'),
    districts: regions.districts.map((d, k) => ({
      code: d.code,
      name: d.name,
      entities: firms[k]!,
      doors: addresses.filter((a) => a.district === k),
    })),
  });
  onProgress('economy', 0.98);
  writeEconomy({
    ...to(FILES.economy),
    city: CITY_NAME,
    random: new Random(seed, 'economy'),
    districts: regions.districts.map((d, k) => ({ code: d.code, name: d.name, persons: residents[k]! })),
  });
  writeFileSync(`${out}/city.json`, `${JSON.stringify(cityOf(regions.city.polygons.flat(2)), null, 2)}\n`);
  writeFileSync(`${out}/truth.json`, `${JSON.stringify(keeper.truth)}\n`);
  onProgress('done', 1);
  return keeper.truth;
}

const OFFICES: Record<keyof typeof FILES, [zh: string, en: string]> = {
  regions: ['民政局', 'Civil Affairs Bureau'],
  parcels: ['规划和自然资源局', 'Planning and Natural Resources Bureau'],
  buildings: ['规划和自然资源局', 'Planning and Natural Resources Bureau'],
  roads: ['交通运输局', 'Transport Bureau'],
  addresses: ['公安局', 'Public Security Bureau'],
  places: ['应急管理局', 'Emergency Management Bureau'],
  units: ['应急管理局', 'Emergency Management Bureau'],
  population: ['公安局', 'Public Security Bureau'],
  entities: ['市场监管局', 'Market Regulation Bureau'],
  economy: ['统计局', 'Statistics Bureau'],
};

function cityOf(outline: Point[]): City {
  const corners = outline.map(degrees);
  const lons = corners.map((p) => p[0]);
  const lats = corners.map((p) => p[1]);
  const least = (values: number[]) => Math.floor(values.reduce((a, b) => Math.min(a, b)) * 1_000) / 1_000;
  const most = (values: number[]) => Math.ceil(values.reduce((a, b) => Math.max(a, b)) * 1_000) / 1_000;
  const surveyedFiles = ['parcels', 'buildings'];
  const withoutPlace = ['population', 'entities', 'economy'];
  const files = (Object.keys(FILES) as (keyof typeof FILES)[]).map((id): CityFile => {
    const [zh, en] = OFFICES[id];
    const crs = surveyedFiles.includes(id) ? PLANE_CRS : withoutPlace.includes(id) ? undefined : 'EPSG:4490';
    return {
      dataset: id === 'entities' ? 'legal-entities' : id,
      file: FILES[id],
      ...(crs ? { crs } : {}),
      department: { zh, en },
    };
  });
  return {
    id: 'demo',
    name: { zh: CITY_NAME, en: 'Shifan (demo city)' },
    code: CITY_CODE,
    extent: [least(lons), least(lats), most(lons), most(lats)],
    center: degrees([150, 200]),
    asOf: AS_OF,
    demo: true,
    mapReviewNumber: null,
    files,
  };
}
