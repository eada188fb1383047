import { type Ground, unitAt } from './ground.ts';
import { along, columnKind, lottery, piecesOf, ringOfColumn, ringOfRow, rowKind } from './lattice.ts';
import { inside, offset, type Point } from './plane.ts';
import { Random } from './random.ts';
import { nameRoads } from './road-names.ts';

export type RoadClass = 'motorway' | 'trunk' | 'primary' | 'secondary' | 'tertiary' | 'residential';

export interface Road {
  code: string;
  name: string;
  class: RoadClass;
  oneway: boolean;
  speed: number;
  lanes: number;
  bridge: boolean;
  from: string;
  to: string;
  line: Point[];
}

/** A side of a unit that carries a road: what addresses are numbered along. */
export interface Frontage {
  name: string;
  class: RoadClass;
}

export interface Roads {
  segments: Road[];
  nodes: Map<string, Point>;
  /** By `r,i,j` (row side east of corner i, j) and `c,i,j` (column side north of it). */
  frontages: Map<string, Frontage>;
}

/** Half the distance between the two carriageways, metres. */
const HALF_MEDIAN = 13;
export const SPEED: Record<RoadClass, number> = {
  motorway: 100,
  trunk: 80,
  primary: 60,
  secondary: 50,
  tertiary: 40,
  residential: 30,
};
const LANES: Record<RoadClass, number> = {
  motorway: 3,
  trunk: 3,
  primary: 6,
  secondary: 4,
  tertiary: 2,
  residential: 2,
};
const isDual = (c: RoadClass | null) => c === 'motorway' || c === 'trunk';

/** Motorways leave the outer ring on these offsets from its middle lines, straight to the city's edge. */
const MOTORWAYS = { columns: [0], rowsNorth: [8] };

/** A side of a unit that carries a road: row `j` from column `i` on, or column `i` from row `j` on. */
export interface Edge {
  row: boolean;
  i: number;
  j: number;
  class: RoadClass;
  name: string;
  bridge: boolean;
}

/** Which lattice sides carry a road, of what class. */
class Plan {
  readonly ground: Ground;
  #rows = new Map<number, RoadClass | null>();
  #columns = new Map<number, RoadClass | null>();

  constructor(ground: Ground) {
    this.ground = ground;
  }

  row(i: number, j: number): RoadClass | null {
    const id = j * 1_000 + i;
    let found = this.#rows.get(id);
    if (found === undefined) {
      found = this.#overWater(i, j, i + 1, j) ? null : this.#decideRow(i, j);
      this.#rows.set(id, found);
    }
    return found;
  }

  column(i: number, j: number): RoadClass | null {
    const id = j * 1_000 + i;
    let found = this.#columns.get(id);
    if (found === undefined) {
      found = this.#overWater(i, j, i, j + 1) ? null : this.#decideColumn(i, j);
      this.#columns.set(id, found);
    }
    return found;
  }

  /** True when the side from one corner to another would run into a lake. */
  #overWater(i: number, j: number, i2: number, j2: number): boolean {
    const { lattice, lakes } = this.ground;
    const near = [unitAt(this.ground, i, j), i === i2 ? unitAt(this.ground, i - 1, j) : unitAt(this.ground, i, j - 1)];
    if (near.every((u) => !u || u.shore < 0)) return false;
    const line = along(lattice, [lattice.u[i]!, lattice.v[j]!], [lattice.u[i2]!, lattice.v[j2]!], 8);
    return line.some((p) => lakes.some((lake) => inside(p, lake.ring)));
  }

  #decideRow(i: number, j: number): RoadClass | null {
    const { lattice } = this.ground;
    if (i < 0 || i >= this.ground.columns || j <= 0 || j >= this.ground.rows) return null;
    const ring = ringOfRow(lattice, i, j);
    if (ring) return ring.kind;
    const outer = lattice.rings[2]!;
    if (MOTORWAYS.rowsNorth.some((k) => j === lattice.river + 1 + k) && (i < outer.west || i >= outer.east))
      return 'motorway';
    const kind = rowKind(lattice, j);
    if (kind === 'river' || kind === 'creek') return null;
    const crossesCreek = (i === lattice.creek || i === lattice.creek - 1) && j > lattice.river + 1;
    return this.#keep(
      kind as RoadClass,
      unitAt(this.ground, i, j),
      unitAt(this.ground, i, j - 1),
      Math.floor(i / 4),
      j,
      crossesCreek,
    );
  }

  #decideColumn(i: number, j: number): RoadClass | null {
    const { lattice } = this.ground;
    if (j < 0 || j >= this.ground.rows || i <= 0 || i >= this.ground.columns) return null;
    const ring = ringOfColumn(lattice, i, j);
    if (ring) return ring.kind;
    const outer = lattice.rings[2]!;
    if (MOTORWAYS.columns.some((k) => i === lattice.axis + k) && (j < outer.south || j >= outer.north))
      return 'motorway';
    const kind = columnKind(lattice, i);
    const overRiver = j === lattice.river || j === lattice.river - 1;
    if (kind === 'creek') return null;
    if (overRiver) return kind === 'primary' && Math.abs(lattice.u[i]!) < 15_000 ? 'primary' : null;
    return this.#keep(
      kind as RoadClass,
      unitAt(this.ground, i, j),
      unitAt(this.ground, i - 1, j),
      Math.floor(j / 4) + 500,
      i,
      false,
    );
  }

  /** `run` names a stretch of four units: roads in the country are kept or left out by stretches, not by pieces. */
  #keep(
    kind: RoadClass,
    a: ReturnType<typeof unitAt>,
    b: ReturnType<typeof unitAt>,
    run: number,
    line: number,
    wet: boolean,
  ): RoadClass | null {
    const sides = [a, b].filter((u) => u !== undefined);
    if (sides.every((u) => u.cover === 'lake')) return null;
    if (sides.some((u) => u.shore >= 0 && (u.cover === 'lake' || kind !== 'primary'))) return null;
    const dense = Math.max(...sides.map((u) => u.density));
    const hills = sides.every((u) => u.cover === 'hill');
    const luck = lottery(this.ground.lattice, 71, run, line);
    const built = sides.some((u) => u.developed);
    if (kind === 'primary') return hills && luck < 0.5 ? null : dense > 0.1 ? 'primary' : 'secondary';
    if (wet && kind !== 'secondary') return null;
    if (kind === 'secondary') return dense > 0.12 ? 'secondary' : !hills && luck < 0.45 ? 'tertiary' : null;
    if (kind === 'tertiary')
      return built && (dense > 0.1 || luck < 0.6) ? 'tertiary' : !hills && luck < 0.07 ? 'residential' : null;
    return built && sides.every((u) => u.developed) && luck < 0.15 + 0.5 * Math.min(0.8, dense) ? 'residential' : null;
  }
}

export function makeRoads(ground: Ground): Roads {
  const plan = new Plan(ground);
  const edges = edgesOf(plan);
  const names = nameRoads(ground);
  const nodes = new Map<string, Point>();
  const segments: Road[] = [];
  const frontages = new Map<string, Frontage>();
  const add = (edge: Edge, from: string, to: string, line: Point[], oneway: boolean) => {
    nodes.set(from, line[0]!);
    nodes.set(to, line.at(-1)!);
    const lanes = LANES[edge.class];
    const { name, class: roadClass, bridge } = edge;
    segments.push({ code: '', name, class: roadClass, oneway, speed: SPEED[roadClass], lanes, bridge, from, to, line });
  };
  for (const edge of edges) {
    edge.name = names(edge);
    frontages.set(`${edge.row ? 'r' : 'c'},${edge.i},${edge.j}`, { name: edge.name, class: edge.class });
  }
  for (const edge of edges) {
    const { lattice } = ground;
    // A bridge is one piece from bank to bank; the river's middle line is no junction.
    if (!edge.row && edge.j === lattice.river) continue;
    const toJ = edge.row ? edge.j : edge.j === lattice.river - 1 ? edge.j + 2 : edge.j + 1;
    const toI = edge.row ? edge.i + 1 : edge.i;
    const a: Point = [lattice.u[edge.i]!, lattice.v[edge.j]!];
    const b: Point = [lattice.u[toI]!, lattice.v[toJ]!];
    const line = along(lattice, a, b, piecesOf(Math.max(Math.abs(b[0] - a[0]), Math.abs(b[1] - a[1]))));
    const start = cornerOf(plan, edge.i, edge.j);
    const end = cornerOf(plan, toI, toJ);
    if (isDual(edge.class)) {
      // Traffic keeps right: eastbound runs on the south side, northbound on the east side.
      for (const side of ['forth', 'back'] as const) {
        const shifted = offset(line, side === 'forth' ? HALF_MEDIAN : -HALF_MEDIAN);
        const way = edge.row ? (side === 'forth' ? 's' : 'n') : side === 'forth' ? 'e' : 'w';
        const p = start.node(way);
        const q = end.node(way);
        shifted[0] = p.at;
        shifted[shifted.length - 1] = q.at;
        if (side === 'forth') add(edge, p.id, q.id, shifted, true);
        else add(edge, q.id, p.id, shifted.reverse(), true);
      }
    } else {
      const p = start.node(edge.row ? 'e' : 'n');
      const q = end.node(edge.row ? 'w' : 's');
      line[0] = p.at;
      line[line.length - 1] = q.at;
      add(edge, p.id, q.id, line, false);
    }
  }
  for (const { edge, from, to } of crossings(plan, edges)) add(edge, from.id, to.id, [from.at, to.at], false);
  makeOneways(ground, segments);
  return { segments: strongest(segments), nodes, frontages };
}

function edgesOf(plan: Plan): Edge[] {
  const { ground } = plan;
  const { lattice } = ground;
  const edges: Edge[] = [];
  for (let j = 0; j <= ground.rows; j++) {
    for (let i = 0; i <= ground.columns; i++) {
      const row = plan.row(i, j);
      const overCreek = (i === lattice.creek || i === lattice.creek - 1) && j > lattice.river + 1;
      if (row) edges.push({ row: true, i, j, class: row, name: '', bridge: overCreek });
      const column = plan.column(i, j);
      const overRiver = j === lattice.river || j === lattice.river - 1;
      if (column) edges.push({ row: false, i, j, class: column, name: '', bridge: overRiver });
    }
  }
  return edges;
}

type Way = 'n' | 's' | 'e' | 'w';

/**
 * The nodes of a lattice corner. Where one divided road passes there are two, one a carriageway; where two meet they
 * join in one node, as at a roundabout.
 */
function cornerOf(plan: Plan, i: number, j: number) {
  const { lattice } = plan.ground;
  const [u, v] = [lattice.u[i]!, lattice.v[j]!];
  const rowDual = isDual(plan.row(i - 1, j)) || isDual(plan.row(i, j));
  const columnDual = isDual(plan.column(i, j - 1)) || isDual(plan.column(i, j));
  const centre = lattice.at(u, v);
  const id = `N${String(i).padStart(3, '0')}${String(j).padStart(3, '0')}`;
  // At the city's edge the carriageways join, so that nothing beyond it is needed to turn round.
  const edge = i === 0 || j === 0 || i === plan.ground.columns || j === plan.ground.rows;
  const split = rowDual !== columnDual && !edge;
  const beside = (way: Way): Point => {
    const step = 20;
    const a = rowDual ? lattice.at(u - step, v) : lattice.at(u, v - step);
    const b = rowDual ? lattice.at(u + step, v) : lattice.at(u, v + step);
    return offset([a, centre, b], way === 's' || way === 'e' ? HALF_MEDIAN : -HALF_MEDIAN)[1]!;
  };
  return {
    split,
    rowDual,
    node(way: Way): { id: string; at: Point } {
      const mine = rowDual ? way === 'n' || way === 's' : way === 'e' || way === 'w';
      return split && mine ? { id: `${id}${way.toUpperCase()}`, at: beside(way) } : { id, at: centre };
    },
  };
}

/** Short two-way pieces that let crossing roads pass a divided road, and vehicles turn. */
function crossings(plan: Plan, edges: Edge[]) {
  const seen = new Set<string>();
  return edges.flatMap((edge) => {
    if (!isDual(edge.class)) return [];
    return [0, 1].flatMap((far) => {
      const [i, j] = edge.row ? [edge.i + far, edge.j] : [edge.i, edge.j + far];
      const corner = cornerOf(plan, i, j);
      const key = `${i},${j}`;
      if (!corner.split || seen.has(key)) return [];
      seen.add(key);
      const across = corner.rowDual
        ? (plan.column(i, j) ?? plan.column(i, j - 1))
        : (plan.row(i, j) ?? plan.row(i - 1, j));
      if (!across) return [];
      const link: Edge = { ...edge, class: across, name: edge.name, bridge: false };
      const [from, to] = corner.rowDual ? (['s', 'n'] as const) : (['w', 'e'] as const);
      return [{ edge: link, from: corner.node(from), to: corner.node(to) }];
    });
  });
}

/** Some small streets of the old town may be driven one way only, turn by turn. */
function makeOneways(ground: Ground, segments: Road[]): void {
  const random = new Random(ground.lattice.seed, 'oneways');
  for (const road of segments) {
    const central = Math.hypot(...road.line[0]!) < 3_200;
    if (!central || road.class !== 'residential' || road.oneway || !random.chance(0.3)) continue;
    road.oneway = true;
    if (random.chance(0.5)) {
      [road.from, road.to] = [road.to, road.from];
      road.line.reverse();
    }
  }
}

/** Keeps what can be reached from everywhere: one-way streets that break this are opened, loose ends left out. */
function strongest(segments: Road[]): Road[] {
  for (let round = 0; ; round++) {
    const best = largestComponent(segments);
    const bad = segments.filter((s) => s.oneway && s.class === 'residential' && !(best.has(s.from) && best.has(s.to)));
    if (bad.length === 0 || round > 2) {
      const kept = segments.filter((s) => best.has(s.from) && best.has(s.to));
      for (const [k, s] of kept.entries()) s.code = `9901R${String(k + 1).padStart(6, '0')}`;
      return kept;
    }
    for (const s of bad) s.oneway = false;
  }
}

/** The nodes of the largest strongly connected component: reached from a hub and reaching it. */
export function largestComponent(segments: Pick<Road, 'from' | 'to' | 'oneway' | 'class'>[]): Set<string> {
  const out = new Map<string, string[]>();
  const back = new Map<string, string[]>();
  const link = (map: Map<string, string[]>, a: string, b: string) => {
    const list = map.get(a);
    if (list) list.push(b);
    else map.set(a, [b]);
  };
  for (const s of segments) {
    link(out, s.from, s.to);
    link(back, s.to, s.from);
    if (!s.oneway) {
      link(out, s.to, s.from);
      link(back, s.from, s.to);
    }
  }
  const reach = (start: string, map: Map<string, string[]>) => {
    const seen = new Set([start]);
    for (const node of seen) for (const next of map.get(node) ?? []) seen.add(next);
    return seen;
  };
  let best = new Set<string>();
  const tried = new Set<string>();
  for (const s of segments) {
    if (tried.has(s.from) || best.size > out.size / 2) continue;
    const forth = reach(s.from, out);
    const component = new Set([...reach(s.from, back)].filter((n) => forth.has(n)));
    for (const n of component) tried.add(n);
    if (component.size > best.size) best = component;
  }
  return best;
}
