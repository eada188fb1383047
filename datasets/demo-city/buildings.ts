import type { Ground, Unit } from './ground.ts';
import { insetRing, landUseOf, type Parcel } from './parcels.ts';
import { area, distance, inside, type Point } from './plane.ts';
import { Random } from './random.ts';

export type BuildingUse = 'residential' | 'commercial' | 'industrial' | 'public' | 'other';

/** What stands on a parcel, before it has a code. */
export interface Shape {
  ring: Point[];
  use: BuildingUse;
  floors: number;
  /** Doors with an address of their own; each leads to `floors` times two or more dwellings. */
  entrances: number;
  kind: 'flat' | 'house' | 'office' | 'mall' | 'factory' | 'school' | 'hospital' | 'hall';
}

export interface Building extends Shape {
  code: string;
  name: string | null;
  height: number;
  year: number;
  parcel: Parcel;
  unit: Unit;
}

/** A parcel's own frame: metres along its west-east direction and across it, from its middle. */
interface Frame {
  ring: Point[];
  width: number;
  depth: number;
  place(outline: Point[], a: number, b: number): Point[] | null;
}

function frameOf(ring: Point[]): Frame {
  const quarter = ring.length / 4;
  const corner = (k: number) => ring[Math.round(k * quarter) % ring.length]!;
  const middle = (p: Point, q: Point): Point => [(p[0] + q[0]) / 2, (p[1] + q[1]) / 2];
  const [sw, se, ne, nw] = [corner(0), corner(1), corner(2), corner(3)];
  const [w, e, s, n] = [middle(sw, nw), middle(se, ne), middle(sw, se), middle(nw, ne)];
  const centre = middle(w, e);
  const width = distance(w, e);
  const [cos, sin] = [(e[0] - w[0]) / width, (e[1] - w[1]) / width];
  const turn = (x: number, y: number): Point => [centre[0] + x * cos - y * sin, centre[1] + x * sin + y * cos];
  return {
    ring,
    width,
    depth: distance(s, n),
    place(outline, a, b) {
      const placed = outline.map(([x, y]) => turn(a + x, b + y));
      return placed.every((p) => inside(p, ring)) ? placed : null;
    },
  };
}

const box = (w: number, d: number): Point[] => [
  [-w / 2, -d / 2],
  [w / 2, -d / 2],
  [w / 2, d / 2],
  [-w / 2, d / 2],
];
const angle = (w: number, d: number, t: number): Point[] => [
  [-w / 2, -d / 2],
  [w / 2, -d / 2],
  [w / 2, -d / 2 + t],
  [-w / 2 + t, -d / 2 + t],
  [-w / 2 + t, d / 2],
  [-w / 2, d / 2],
];
const court = (w: number, d: number, t: number): Point[] => [
  [-w / 2, -d / 2],
  [-w / 2 + t, -d / 2],
  [-w / 2 + t, d / 2 - t],
  [w / 2 - t, d / 2 - t],
  [w / 2 - t, -d / 2],
  [w / 2, -d / 2],
  [w / 2, d / 2],
  [-w / 2, d / 2],
];

/** What stands on a built-up parcel of that use. */
export function layoutOf(ground: Ground, unit: Unit, ring: Point[], landUse: string): Shape[] {
  const random = new Random(ground.lattice.seed, `layout ${unit.i} ${unit.j}`);
  const frame = frameOf(ring);
  const out: Shape[] = [];
  const put = (outline: Point[], a: number, b: number, rest: Omit<Shape, 'ring'>) => {
    const placed = frame.place(outline, a, b);
    if (placed) out.push({ ring: placed, ...rest });
  };
  if (landUse === '07') {
    if (unit.density < 0.17) houses(frame, random, put);
    else if (random.chance(0.2 + 0.45 * unit.density)) towers(frame, random, put);
    else slabs(frame, random, unit.density, put);
  } else if (landUse === '09') offices(frame, random, unit.density, put);
  else if (landUse === '10' || landUse === '11') sheds(frame, random, put);
  else if (landUse === '08') institution(frame, random, put);
  else if (landUse === '13') {
    put(box(24, 14), -20, 0, { use: 'other', floors: 2, entrances: 1, kind: 'hall' });
    put(box(16, 16), 22, 8, { use: 'other', floors: 1, entrances: 1, kind: 'hall' });
  } else if (landUse === '12') {
    const [w, d] = [Math.min(120, frame.width * 0.6), Math.min(46, frame.depth * 0.4)];
    put(box(w, d), 0, 0, { use: 'public', floors: 3, entrances: 1, kind: 'hall' });
  } else if (landUse === '14' && random.chance(0.3)) {
    put(box(16, 11), random.between(-30, 30), random.between(-30, 30), {
      use: 'public',
      floors: 1,
      entrances: 1,
      kind: 'hall',
    });
  }
  return out;
}

type Put = (outline: Point[], a: number, b: number, rest: Omit<Shape, 'ring'>) => void;

/** Rows of slabs facing south, as far apart as the winter sun asks: about 1.2 times their height. */
function slabs(frame: Frame, random: Random, density: number, put: Put): void {
  const floors = random.pick(density > 0.5 ? [5, 6, 6, 7, 11, 11] : [6, 6, 9, 11, 11]);
  const depth = random.between(11.5, 13.5);
  const doors = random.pick([2, 3, 3, 4]);
  const length = doors * random.between(15, 18);
  const rows = Math.max(1, Math.floor((frame.depth - 16) / (depth + floors * 3 * 0.85 + 4)));
  const columns = Math.max(1, Math.floor((frame.width - 14) / (length + 11)));
  const [dx, dy] = [(frame.width - 14) / columns, (frame.depth - 16) / rows];
  const shift = random.chance(0.35) ? random.between(3, 8) : 0;
  for (let r = 0; r < rows; r++) {
    for (let c = 0; c < columns; c++) {
      if (random.chance(0.06)) continue;
      const a = (c - (columns - 1) / 2) * dx + (r % 2 ? shift : -shift);
      const b = (r - (rows - 1) / 2) * dy;
      put(box(length, depth), a, b, { use: 'residential', floors, entrances: doors, kind: 'flat' });
    }
  }
  put(box(26, 12), 0, -frame.depth / 2 + 9, { use: 'commercial', floors: 2, entrances: 1, kind: 'mall' });
}

function towers(frame: Frame, random: Random, put: Put): void {
  const floors = random.pick([18, 18, 24, 26, 28, 32, 33]);
  const wide = random.chance(0.5);
  const [w, d] = wide ? [random.between(38, 48), 15] : [random.between(24, 30), random.between(20, 25)];
  const columns = Math.max(1, Math.floor((frame.width - 10) / (w + 22)));
  const rows = Math.max(1, Math.floor((frame.depth - 10) / (d + 36)));
  const [dx, dy] = [(frame.width - 10) / columns, (frame.depth - 10) / rows];
  const outline: Point[] = wide
    ? box(w, d)
    : [
        [-w / 2, -d / 2],
        [-w / 6, -d / 2],
        [-w / 6, -d / 2 + 3],
        [w / 6, -d / 2 + 3],
        [w / 6, -d / 2],
        [w / 2, -d / 2],
        [w / 2, d / 2],
        [-w / 2, d / 2],
      ];
  for (let r = 0; r < rows; r++) {
    for (let c = 0; c < columns; c++) {
      const a = (c - (columns - 1) / 2) * dx + (r % 2 ? 6 : -6);
      const b = (r - (rows - 1) / 2) * dy;
      const here = floors - random.int(3);
      put(outline, a, b, { use: 'residential', floors: here, entrances: wide ? 2 : 1, kind: 'flat' });
    }
  }
}

/** A village: houses in loose rows about the middle of the parcel. */
function houses(frame: Frame, random: Random, put: Put): void {
  const reach = Math.min(frame.width, frame.depth, 240) / 2 - 8;
  const step = random.between(19, 24);
  let left = 46;
  for (let b = -reach; b <= reach; b += step * 1.15) {
    for (let a = -reach; a <= reach; a += step) {
      if (Math.hypot(a, b) > reach * (0.75 + 0.3 * random.next()) || random.chance(0.15) || left <= 0) continue;
      left--;
      const [w, d] = [random.between(9, 13), random.between(8, 11)];
      put(box(w, d), a + random.between(-2, 2), b + random.between(-2, 2), {
        use: 'residential',
        floors: random.pick([1, 2, 2, 2, 3]),
        entrances: 1,
        kind: 'house',
      });
    }
  }
}

function offices(frame: Frame, random: Random, density: number, put: Put): void {
  const tall = density > 0.7 ? [16, 22, 28, 36, 45, 52] : [8, 12, 15, 18, 22];
  const { width, depth } = frame;
  if (random.chance(0.45)) {
    put(box(width * 0.62, depth * 0.4), 0, -depth * 0.22, {
      use: 'commercial',
      floors: random.pick([3, 4, 5, 6]),
      entrances: 2,
      kind: 'mall',
    });
    for (const a of [-0.27, 0.02, 0.29]) {
      const s = random.between(26, 36);
      put(box(s, s), a * width, depth * 0.24, {
        use: 'commercial',
        floors: random.pick(tall),
        entrances: 1,
        kind: 'office',
      });
    }
  } else {
    for (const [a, b] of [
      [-0.26, -0.26],
      [0.26, -0.26],
      [-0.26, 0.26],
      [0.26, 0.26],
      [0, 0],
    ] as const) {
      if (random.chance(0.2)) continue;
      const [w, d] = [random.between(26, 42), random.between(22, 34)];
      const outline = random.chance(0.35) ? angle(w + 10, d + 10, 15) : box(w, d);
      put(outline, a * width, b * depth, {
        use: 'commercial',
        floors: random.pick(tall),
        entrances: 1,
        kind: 'office',
      });
    }
  }
}

function sheds(frame: Frame, random: Random, put: Put): void {
  const [w, d] = [Math.min(random.between(52, 92), frame.width * 0.42), random.between(26, 42)];
  const columns = Math.max(1, Math.floor(frame.width / (w + 16)));
  const rows = Math.max(1, Math.min(4, Math.floor(frame.depth / (d + 18))));
  for (let r = 0; r < rows; r++) {
    for (let c = 0; c < Math.min(4, columns); c++) {
      const a = (c - (Math.min(4, columns) - 1) / 2) * (w + 16);
      const b = (r - (rows - 1) / 2) * (d + 18);
      const front = r === 0 && c === 0;
      put(front ? box(w * 0.6, 16) : box(w, d), a, b, {
        use: 'industrial',
        floors: front ? 4 : random.pick([1, 1, 2]),
        entrances: 1,
        kind: 'factory',
      });
    }
  }
}

function institution(frame: Frame, random: Random, put: Put): void {
  const { width, depth } = frame;
  if (random.chance(0.55)) {
    const school = { use: 'public' as const, entrances: 1, kind: 'school' as const };
    put(court(Math.min(78, width * 0.45), 52, 13), -width * 0.2, depth * 0.16, { ...school, floors: 5 });
    put(box(48, 12), width * 0.22, depth * 0.3, { ...school, floors: 4 });
    put(box(34, 26), width * 0.24, depth * 0.08, { ...school, floors: 2 });
    put(box(46, 13), -width * 0.2, -depth * 0.2, { ...school, floors: 4 });
  } else if (random.chance(0.35)) {
    const hospital = { use: 'public' as const, entrances: 1, kind: 'hospital' as const };
    put(angle(68, 56, 20), -width * 0.16, -depth * 0.08, { ...hospital, floors: 6 });
    put(box(62, 20), width * 0.16, depth * 0.26, { ...hospital, floors: random.pick([12, 15, 18]) });
    put(box(30, 16), width * 0.26, -depth * 0.2, { ...hospital, floors: 4 });
  } else {
    const hall = { use: 'public' as const, entrances: 1, kind: 'hall' as const };
    put(box(Math.min(70, width * 0.5), 18), 0, depth * 0.14, { ...hall, floors: random.pick([6, 8, 11]) });
    put(box(20, 44), -width * 0.28, -depth * 0.12, { ...hall, floors: 5 });
    put(box(20, 44), width * 0.28, -depth * 0.12, { ...hall, floors: 5 });
  }
}

/**
 * Builds up units until about `target` buildings stand: the densest first, but every district gets at least half of
 * its part of the residents. Marks the units and returns what stands on each.
 */
export function develop(
  ground: Ground,
  parks: Set<Unit>,
  target: number,
  shares: readonly number[],
): Map<Unit, Shape[]> {
  const random = new Random(ground.lattice.seed, 'development');
  const ranked = ground.units
    .filter((u) => u.cover === 'land' && u.shore < 0 && u.density > 0.035 && !parks.has(u))
    .map((unit) => ({ unit, rank: unit.density * random.between(0.75, 1.25) }))
    .sort((a, b) => b.rank - a.rank);
  const built = new Map<Unit, Shape[]>();
  const counts = shares.map(() => 0);
  let total = 0;
  const build = (unit: Unit) => {
    unit.developed = true;
    const ring = insetRing(ground, unit);
    const shapes = area(ring) < 900 ? [] : layoutOf(ground, unit, ring, landUseOf(ground, unit, parks));
    built.set(unit, shapes);
    counts[unit.district]! += shapes.length;
    total += shapes.length;
  };
  for (const { unit } of ranked) {
    if (counts[unit.district]! < 0.5 * target * shares[unit.district]!) build(unit);
  }
  for (const { unit } of ranked) {
    if (total >= target) break;
    if (!built.has(unit)) build(unit);
  }
  return built;
}

/** Gives what stands its code, name, height and year, and parcels their plot ratio. */
export function makeBuildings(ground: Ground, parcels: Parcel[], built: Map<Unit, Shape[]>): Building[] {
  const random = new Random(ground.lattice.seed, 'buildings');
  const out: Building[] = [];
  for (const parcel of parcels) {
    const shapes = parcel.unit ? built.get(parcel.unit) : undefined;
    if (!shapes || !parcel.unit) continue;
    const old = random.between(0.6, 1.4) * (1.15 - Math.min(1, parcel.unit.density) * 0.3);
    const year = Math.max(1978, Math.min(2025, Math.round(2_026 - 26 / old + random.gauss() * 6)));
    let floorArea = 0;
    shapes.forEach((shape, k) => {
      const storey = shape.kind === 'factory' ? 5.5 : shape.use === 'residential' ? 3 : 3.8;
      floorArea += area(shape.ring) * shape.floors;
      out.push({
        ...shape,
        code: `${parcel.code}F${String(k + 1).padStart(8, '0')}`,
        name: null,
        height: Math.round(shape.floors * storey * 10) / 10,
        year: Math.min(2025, year + random.int(3)),
        parcel,
        unit: parcel.unit!,
      });
    });
    parcel.plotRatio = parcel.area > 0 ? Math.round((floorArea / parcel.area) * 100) / 100 : null;
  }
  return out;
}
