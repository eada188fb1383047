import type { Position } from 'geojson';

/** Values on a lattice; `values[j * width + i]` stands at column i, row j. Outside counts as above every level. */
export interface Lattice {
  width: number;
  height: number;
  values: Float32Array;
}

/** Crossings keep this far from lattice points, so that no two rings ever share a vertex and every ring is simple. */
const MARGIN = 0.03;

/**
 * Marching squares: the regions where the value is at most `level`, as polygons in lattice coordinates, exterior rings
 * counter-clockwise (rows growing upwards), holes clockwise. A saddle separates. `slope` is how fast values may be taken
 * to rise beyond what is known: an unknown neighbour is placed by it.
 * The outermost rows and columns must lie above the level. Holes smaller than `minHole` cells are filled.
 */
export function contour(lattice: Lattice, level: number, slope: number, minHole = 3): Position[][][] {
  const { width, height, values } = lattice;
  const inside = (i: number, j: number) => values[j * width + i]! <= level;
  const next = new Map<number, number>();
  // A crossing is named by its lattice edge: 2k for k -> k + 1 (along the row), 2k + 1 for k -> k + width.
  const link = (a: number, b: number) => next.set(a, b);
  for (let j = 0; j < height - 1; j++) {
    for (let i = 0; i < width - 1; i++) {
      const k = j * width + i;
      const shape =
        (inside(i, j) ? 1 : 0) |
        (inside(i + 1, j) ? 2 : 0) |
        (inside(i + 1, j + 1) ? 4 : 0) |
        (inside(i, j + 1) ? 8 : 0);
      if (shape === 0 || shape === 15) continue;
      const south = 2 * k;
      const east = 2 * (k + 1) + 1;
      const north = 2 * (k + width);
      const west = 2 * k + 1;
      // The inside lies to the left of every link.
      switch (shape) {
        case 1:
          link(south, west);
          break;
        case 2:
          link(east, south);
          break;
        case 3:
          link(east, west);
          break;
        case 4:
          link(north, east);
          break;
        case 5:
          link(south, west);
          link(north, east);
          break;
        case 6:
          link(north, south);
          break;
        case 7:
          link(north, west);
          break;
        case 8:
          link(west, north);
          break;
        case 9:
          link(south, north);
          break;
        case 10:
          link(east, south);
          link(west, north);
          break;
        case 11:
          link(east, north);
          break;
        case 12:
          link(west, east);
          break;
        case 13:
          link(south, east);
          break;
        case 14:
          link(west, south);
          break;
      }
    }
  }
  const point = (crossing: number): Position => {
    const k = crossing >> 1;
    const i = k % width;
    const j = (k - i) / width;
    const other = (crossing & 1) === 0 ? k + 1 : k + width;
    const a = Math.min(values[k]!, level + slope);
    const b = Math.min(values[other]!, level + slope);
    const t = Math.max(MARGIN, Math.min(1 - MARGIN, (level - a) / (b - a)));
    return (crossing & 1) === 0 ? [i + t, j] : [i, j + t];
  };
  const exteriors: { ring: Position[]; holes: Position[][]; area: number }[] = [];
  const holes: Position[][] = [];
  while (next.size > 0) {
    const start = next.keys().next().value!;
    const ring: Position[] = [];
    for (let c = start; next.has(c); ) {
      ring.push(point(c));
      const to = next.get(c)!;
      next.delete(c);
      c = to;
    }
    ring.push(ring[0]!);
    const area = signedArea(ring);
    if (area > 0) exteriors.push({ ring, holes: [], area });
    else if (-area >= minHole) holes.push(ring);
  }
  exteriors.sort((a, b) => a.area - b.area);
  for (const hole of holes) exteriors.find(({ ring }) => contains(ring, hole[0]!))?.holes.push(hole);
  return exteriors.reverse().map(({ ring, holes }) => [ring, ...holes]);
}

function signedArea(ring: Position[]): number {
  let sum = 0;
  for (let i = 0; i + 1 < ring.length; i++) sum += ring[i]![0]! * ring[i + 1]![1]! - ring[i + 1]![0]! * ring[i]![1]!;
  return sum / 2;
}

function contains(ring: Position[], [x, y]: Position): boolean {
  let odd = false;
  for (let i = 0; i + 1 < ring.length; i++) {
    const [x1, y1] = ring[i]! as [number, number];
    const [x2, y2] = ring[i + 1]! as [number, number];
    if (y1 > y! !== y2 > y! && x! < x1 + ((y! - y1) / (y2 - y1)) * (x2 - x1)) odd = !odd;
  }
  return odd;
}
