import type { Readable } from 'node:stream';
import type pg from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import { bareName, normaliseAddress, partsOf, withoutRegions } from './address-text.ts';
import { hashText, KeyTable, key } from './key-table.ts';

/** How precisely a place is known, best first. At `community` and `none` there is no geometry. */
export type PlaceLevel = 'entrance' | 'building' | 'number' | 'compound' | 'community' | 'none';

export interface AddressMatch {
  /** `data.addresses.id` */
  id: number;
  lon: number;
  lat: number;
  level: 'entrance' | 'building' | 'number' | 'compound';
  method: 'exact' | 'normalised';
  /** 0 to 1; not calibrated yet: an ordering, not a probability. */
  confidence: number;
  /** 12-digit code of the address's community. */
  region: string;
}

const LEVELS = ['entrance', 'building', 'number', 'compound'] as const;
const CONFIDENCE = { entrance: 0.98, building: 0.95, number: 0.9, compound: 0.75 };

/** The standard addresses of the city in memory, asked by text. Built from `data.addresses`; immutable. */
export class AddressIndex {
  readonly #keys = new KeyTable(1 << 16);
  readonly #texts = new KeyTable(1 << 16);
  readonly #ids: number[] = [];
  readonly #lon: number[] = [];
  readonly #lat: number[] = [];
  /** Index of `LEVELS` an address itself has. */
  readonly #own: number[] = [];
  readonly #region: number[] = [];
  readonly #regions: string[] = [];
  readonly #regionNumber = new Map<string, number>();
  readonly #names: ReadonlySet<string>;
  readonly #longest: number;

  /** `regionNames`: of the city, its districts, streets and communities, past ones too. */
  constructor(regionNames: Iterable<string>) {
    const names = new Set<string>();
    for (const name of regionNames) {
      const plain = normaliseAddress(name);
      if (plain.length >= 2) names.add(plain);
    }
    this.#names = names;
    this.#longest = Math.max(2, ...[...names].map((name) => name.length));
  }

  get size(): number {
    return this.#ids.length;
  }

  add(row: {
    id: number;
    text: string;
    region: string;
    road: string | null;
    number: string | null;
    compound: string | null;
    building: string | null;
    entrance: string | null;
    lon: number;
    lat: number;
  }): void {
    const n = this.#ids.length;
    let region = this.#regionNumber.get(row.region);
    if (region === undefined) {
      region = this.#regions.push(row.region) - 1;
      this.#regionNumber.set(row.region, region);
    }
    const said = partsOf(this.#plain(row.text));
    const road = row.road ? normaliseAddress(row.road) : said.road;
    const number = bareName(row.number) || said.number;
    const compound = row.compound ? normaliseAddress(row.compound) : said.compound;
    const building = bareName(row.building) || said.building;
    const entrance = bareName(row.entrance) || said.entrance;
    this.#ids.push(row.id);
    this.#lon.push(row.lon);
    this.#lat.push(row.lat);
    this.#region.push(region);
    this.#own.push(entrance ? 0 : building ? 1 : number ? 2 : 3);
    hashText(row.text);
    this.#texts.add(key.high, key.low, n);
    for (const head of headsOf(road, number, compound)) {
      if (entrance) this.#put(head, building, entrance, n, 0);
      if (building) this.#put(head, building, '', n, 1);
      this.#put(head, '', '', n, 2);
    }
  }

  /** One address a key and community: the one whose own level is nearest to the key's. */
  #put(head: string, building: string, entrance: string, n: number, level: number): void {
    hashText(`${head}|${building}|${entrance}`);
    const { high, low } = key;
    const distance = (address: number) => Math.abs(Math.min(this.#own[address]!, 2) - level);
    for (let link = this.#keys.first(high, low); link >= 0; link = this.#keys.next(link)) {
      const held = this.#keys.value(link);
      if (this.#region[held] !== this.#region[n]) continue;
      if (distance(n) < distance(held)) this.#keys.replace(link, n);
      return;
    }
    this.#keys.add(high, low, n);
  }

  #plain(text: string): string {
    return withoutRegions(normaliseAddress(text), this.#names, this.#longest);
  }

  /**
   * The standard address a text means, or null: unknown, or several and none of them decided by the region.
   * @param region 12-digit code the record claims; it decides between namesakes and lowers the confidence it contradicts.
   */
  match(text: string, region: string | null): AddressMatch | null {
    hashText(text);
    const exact = this.#choose(this.#texts, key.high, key.low, region);
    if (exact >= 0) {
      const own = LEVELS[this.#own[exact]!]!;
      return this.#answer(exact, own, 'exact', this.#agrees(exact, region) ? 1 : 0.9);
    }
    const { road, number, compound, building, entrance } = partsOf(this.#plain(text));
    const heads = headsOf(road, number, compound);
    for (const depth of [2, 1, 0]) {
      if ((depth === 2 && !entrance) || (depth === 1 && !building)) continue;
      for (const head of heads) {
        hashText(`${head}|${depth > 0 ? building : ''}|${depth > 1 ? entrance : ''}`);
        const found = this.#choose(this.#keys, key.high, key.low, region);
        if (found < 0) continue;
        const level = depth === 2 ? 'entrance' : depth === 1 ? 'building' : head !== compound ? 'number' : 'compound';
        const factor = this.#agrees(found, region) ? 1 : 0.85;
        return this.#answer(found, level, 'normalised', CONFIDENCE[level] * factor);
      }
    }
    return null;
  }

  #answer(n: number, level: AddressMatch['level'], method: AddressMatch['method'], confidence: number): AddressMatch {
    return {
      id: this.#ids[n]!,
      lon: this.#lon[n]!,
      lat: this.#lat[n]!,
      level,
      method,
      confidence: Math.round(confidence * 1000) / 1000,
      region: this.#regions[this.#region[n]!]!,
    };
  }

  #agrees(n: number, region: string | null): boolean {
    return region === null || this.#regions[this.#region[n]!]!.startsWith(significant(region));
  }

  /** The one address of a chain: in the same community, else the only one in the street, the district, the city. */
  #choose(table: KeyTable, high: number, low: number, region: string | null): number {
    const first = table.first(high, low);
    if (first < 0) return -1;
    if (table.next(first) < 0) return table.value(first);
    if (region === null) return -1;
    const whole = significant(region);
    for (const prefix of [whole, whole.slice(0, 9), whole.slice(0, 6)]) {
      let found = -1;
      for (let link = first; link >= 0; link = table.next(link)) {
        const n = table.value(link);
        if (!this.#regions[this.#region[n]!]!.startsWith(prefix)) continue;
        if (found >= 0) return -1;
        found = n;
      }
      if (found >= 0) return found;
    }
    return -1;
  }
}

/** What a building stands in, best first: a number in its road (or in its village, which has no roads), a compound. */
function headsOf(road: string, number: string, compound: string): string[] {
  const heads: string[] = [];
  if (number && road) heads.push(`${road}|${number}`);
  if (number && compound && !road) heads.push(`${compound}|${number}`);
  if (compound) heads.push(compound);
  return heads;
}

/** The digits of a region code that say something. */
function significant(code: string): string {
  if (!code.endsWith('000')) return code;
  if (!code.endsWith('000000')) return code.slice(0, 9);
  return code.endsWith('00000000') ? code.slice(0, 4) : code.slice(0, 6);
}

const built = new WeakMap<pg.Pool, { version: string; index: Promise<AddressIndex> }>();

/** The index of the database's addresses; built anew only when the change log has an entry for addresses or regions. */
export async function addressIndex(pool: pg.Pool): Promise<AddressIndex> {
  const { rows } = await pool.query<{ version: string }>(
    `select coalesce(max(entry), 0)::text as version from log.change where dataset in ('addresses', 'regions')`,
  );
  const version = rows[0]!.version;
  const held = built.get(pool);
  if (held?.version === version) return held.index;
  const index = build(pool);
  built.set(pool, { version, index });
  index.catch(() => built.delete(pool));
  return index;
}

async function build(pool: pg.Pool): Promise<AddressIndex> {
  const names = await pool.query<{ name: string }>('select distinct name from data.regions');
  const index = new AddressIndex(names.rows.map((row) => row.name));
  const client = await pool.connect();
  try {
    const stream = client.query(
      copyTo(
        `copy (select id, st_x(geom), st_y(geom), region_code, full_text, road, number, compound, building, entrance
               from data.addresses where geom is not null order by id) to stdout`,
      ),
    );
    for await (const cells of copiedRows(stream)) {
      index.add({
        id: Number(cells[0]),
        lon: Number(cells[1]),
        lat: Number(cells[2]),
        region: cells[3]!,
        text: cells[4]!,
        road: cells[5]!,
        number: cells[6]!,
        compound: cells[7]!,
        building: cells[8]!,
        entrance: cells[9]!,
      });
    }
    return index;
  } finally {
    client.release();
  }
}

/** Rows of COPY text; null is null. */
async function* copiedRows(stream: Readable): AsyncGenerator<(string | null)[]> {
  const decoder = new TextDecoder();
  let rest = '';
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    const lines = (rest + decoder.decode(chunk, { stream: true })).split('\n');
    rest = lines.pop()!;
    for (const line of lines) {
      yield line
        .split('\t')
        .map((cell) =>
          cell === '\\N' ? null : cell.includes('\\') ? cell.replace(/\\([tnr\\])/g, (_, c) => UNESCAPE[c]!) : cell,
        );
    }
  }
}

const UNESCAPE: Record<string, string> = { t: '\t', n: '\n', r: '\r', '\\': '\\' };
