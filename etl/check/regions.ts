import type { ReasonCode } from '../../datasets/fields/field.ts';

/** What became of a region code: it stands, or its successor does, or why it cannot be used. */
export type RegionFate = { code: string; repaired: boolean } | { reject: ReasonCode };

interface Queryable {
  query<R extends object>(sql: string): Promise<{ rows: R[] }>;
}

/** The regions that stand and those that were retired, by 12-digit code. */
export class RegionsThroughTime {
  readonly #fates = new Map<string, RegionFate>();

  constructor(regions: readonly { code: string; status: string; successors: string[] | null }[]) {
    const retired = new Map<string, string[]>();
    for (const { code, status, successors } of regions) {
      if (status === 'retired')
        retired.set(
          code,
          (successors ?? []).map((s) => s.padEnd(12, '0')),
        );
      else this.#fates.set(code, { code, repaired: false });
    }
    for (const code of retired.keys()) this.#fates.set(code, this.#follow(code, retired));
  }

  /** Follows single successors to one that stands; a chain of more than eight is a circle. */
  #follow(from: string, retired: ReadonlyMap<string, string[]>): RegionFate {
    let code = from;
    for (let step = 0; step < 8; step++) {
      const successors = retired.get(code);
      if (!successors) return this.#fates.has(code) ? { code, repaired: true } : { reject: 'region-unknown' };
      if (successors.length > 1) return { reject: 'region-retired-split' };
      if (successors.length === 0) return { reject: 'region-unknown' };
      code = successors[0]!;
    }
    return { reject: 'region-unknown' };
  }

  get size(): number {
    return this.#fates.size;
  }

  fateOf(code: string): RegionFate {
    return this.#fates.get(code) ?? { reject: 'region-unknown' };
  }
}

export async function readRegions(db: Queryable): Promise<RegionsThroughTime> {
  const { rows } = await db.query<{ code: string; status: string; successors: string[] | null }>(
    'select code, status, successor_codes as successors from data.regions',
  );
  return new RegionsThroughTime(rows);
}
