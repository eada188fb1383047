import type { Db } from '../db/pool.ts';
import type { MultiPolygonCoordinates } from '../frame/shape.ts';

type Point = [number, number];

/** Small, fast and the same everywhere (mulberry32): a seed gives back the polygons of a report. */
export function randomFrom(seed: number): () => number {
  let a = seed >>> 0;
  return () => {
    a = (a + 0x6d2b79f5) >>> 0;
    let t = Math.imul(a ^ (a >>> 15), a | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

/** A star-shaped ring around a center: it cannot cross itself. Radius in degrees, `rough` from 0 to 1. */
export function starRing(
  center: Point,
  radius: number,
  vertices: number,
  rough: number,
  random: () => number,
): Point[] {
  const turn = random() * 2 * Math.PI;
  const ring = Array.from({ length: vertices }, (_, i): Point => {
    const angle = turn + (i * 2 * Math.PI) / vertices;
    const r = radius * (1 - rough * random());
    return [center[0] + r * Math.cos(angle), center[1] + r * Math.sin(angle) * 0.78];
  });
  return [...ring, ring[0]!];
}

/**
 * Polygons of every kind that has ever been counted wrong: few and many vertices, holes, several parts, corners on
 * records, edges through records, level and upright edges through records, a hole that touches its shell, a ring with
 * a vertex twice. Valid, and the same for the same seed and records.
 */
export async function randomPolygons(
  db: Db,
  { count, seed, most = 2000 }: { count: number; seed: number; most?: number },
): Promise<MultiPolygonCoordinates[]> {
  const random = randomFrom(seed);
  const points = await somePoints(db);
  if (points.length === 0) return [];
  const west = Math.min(...points.map(([x]) => x));
  const east = Math.max(...points.map(([x]) => x));
  const width = Math.max(east - west, 1e-4);
  const pick = () => points[Math.floor(random() * points.length)]!;
  const radius = () => width * 0.002 * 150 ** random();
  const vertices = () => Math.floor(3 * (most / 3) ** random());
  const star = (): Point[] => starRing(pick(), radius(), Math.max(3, vertices()), random() * 0.5, random);
  return Array.from({ length: count }, (_, i): MultiPolygonCoordinates => {
    switch (i % 8) {
      case 0:
        return [[star()]];
      case 1: {
        const center = pick();
        const r = radius();
        const hole = starRing(center, r * 0.35, Math.max(3, vertices()), 0.5, random).reverse();
        return [[starRing(center, r, Math.max(8, vertices()), 0.2, random), hole]];
      }
      case 2: {
        // Parts side by side, apart from one another.
        const [x, y] = pick();
        const r = radius();
        return [0, 1, 2].map((n) => [starRing([x + n * 2.5 * r, y], r, Math.max(3, vertices()), 0.6, random)]);
      }
      case 3: {
        const [a, b, c] = [pick(), pick(), pick()];
        return area(a, b, c) === 0 ? [[star()]] : [[[a, b, c, a]]];
      }
      case 4: {
        // A box with corners and sides on records.
        const [[x1, y1], [x2, y2]] = [pick(), pick()];
        const [w, e, s, n] = [Math.min(x1, x2), Math.max(x1, x2), Math.min(y1, y2), Math.max(y1, y2)];
        if (w === e || s === n) return [[star()]];
        return [
          [
            [
              [w, s],
              [e, s],
              [e, n],
              [w, n],
              [w, s],
            ] as Point[],
          ],
        ];
      }
      case 5: {
        // A side through a record: its middle.
        const [x, y] = pick();
        const [dx, dy] = [radius(), radius() * (random() - 0.5)];
        return [
          [
            [
              [x - dx, y - dy],
              [x + dx, y + dy],
              [x, y + dx * 2],
              [x - dx, y - dy],
            ] as Point[],
          ],
        ];
      }
      case 6: {
        // A hole that touches the shell in a record.
        const [x, y] = pick();
        const r = radius();
        const shell: Point[] = [
          [x, y],
          [x + 2 * r, y - r],
          [x + 4 * r, y],
          [x + 2 * r, y + r],
          [x, y],
        ];
        return [
          [
            shell,
            [
              [x, y],
              [x + r, y + r / 4],
              [x + r, y - r / 4],
              [x, y],
            ],
          ],
        ];
      }
      default: {
        const ring = star();
        const twice = Math.floor(random() * (ring.length - 1));
        return [[[...ring.slice(0, twice + 1), ring[twice]!, ...ring.slice(twice + 1)]]];
      }
    }
  });
}

const area = (a: Point, b: Point, c: Point) => (b[0] - a[0]) * (c[1] - a[1]) - (c[0] - a[0]) * (b[1] - a[1]);

/** Points of records to build polygons on, and corners of regions, which records may lie on too. */
async function somePoints(db: Db): Promise<Point[]> {
  const { rows } = await db.query<{ x: number; y: number }>(
    `(select st_x(geom) as x, st_y(geom) as y from data.population where geom is not null order by id limit 3000)
     union all (select st_x(geom), st_y(geom) from data.legal_entities where geom is not null order by id limit 1000)
     union all (select st_x(p.geom), st_y(p.geom) from data.regions r, lateral st_dumppoints(r.geom) p order by r.id, p.path limit 1000)`,
  );
  return rows.map(({ x, y }) => [x, y]);
}
