import { inside, type Point } from '../../datasets/demo-city/plane.ts';
import { largestComponent, type Road, type RoadClass, SPEED } from '../../datasets/demo-city/roads.ts';
import { gcoord } from './gcj02.ts';
import { rowsOf } from './sources.ts';

/** Classes of OpenStreetMap that cars may use, as ours; foot and rail ways are left out. */
const CLASSES: Record<string, RoadClass> = {
  motorway: 'motorway',
  motorway_link: 'motorway',
  trunk: 'trunk',
  trunk_link: 'trunk',
  primary: 'primary',
  primary_link: 'primary',
  secondary: 'secondary',
  secondary_link: 'secondary',
  tertiary: 'tertiary',
  tertiary_link: 'tertiary',
  unclassified: 'tertiary',
  residential: 'residential',
  living_street: 'residential',
  service: 'residential',
  road: 'residential',
  other: 'residential',
  '': 'residential',
};

/** A road segment in degrees (WGS 84). */
export type Segment = Road & { length: number };

/**
 * The road network of the centre: an edge that is listed both ways becomes one two-way segment; `oneway` -1 is turned
 * round; what cannot be reached from everywhere is left out.
 */
export function readNetwork(data: string): Segment[] {
  const at = new Map<string, Point>();
  for (const n of rowsOf(data, 'beijing/roads_nodes.csv')) at.set(n.node_id!, [Number(n.lon), Number(n.lat)]);
  const rows = rowsOf(data, 'beijing/roads_edges.csv').filter(
    (e) => CLASSES[e.highway!] && String(at.get(e.from_node!)) !== String(at.get(e.to_node!)),
  );
  const listed = new Set(rows.map((e) => `${e.from_node}>${e.to_node}`));
  const done = new Set<string>();
  const segments: Segment[] = [];
  for (const e of rows) {
    const turned = e.oneway === '-1';
    const [from, to] = turned ? [e.to_node!, e.from_node!] : [e.from_node!, e.to_node!];
    if (done.has(`${from}>${to}`)) continue;
    const both = e.oneway !== '1' && !turned && (e.oneway === '0' || listed.has(`${to}>${from}`));
    done.add(`${from}>${to}`);
    if (both) done.add(`${to}>${from}`);
    const roadClass = CLASSES[e.highway!]!;
    const posted = Number(e.maxspeed_kmh);
    segments.push({
      code: `110000R${e.edge_no!.padStart(6, '0')}`,
      name: e.name ?? '',
      class: roadClass,
      oneway: !both,
      // The file gives 60 to nearly everything: the class says more.
      speed: posted > 60 ? posted : SPEED[roadClass],
      lanes: roadClass === 'motorway' || roadClass === 'trunk' ? 3 : 2,
      bridge: false,
      from: `N${from}`,
      to: `N${to}`,
      line: [at.get(from)!, at.get(to)!],
      length: Number(e.length_m),
    });
  }
  const kept = largestComponent(segments);
  return segments.filter((s) => kept.has(s.from) && kept.has(s.to));
}

/** A village or community whose point is known, in WGS 84. */
export interface Settlement {
  code: string;
  name: string;
  street: string;
  district: string;
  at: Point | null;
}

export function readSettlements(data: string): Settlement[] {
  return rowsOf(data, 'beijing/divisions_2016.csv')
    .filter((r) => r.level === 'village')
    .map((r) => ({
      code: r.code!,
      name: r.village!,
      street: r.town!.replace(/办事处$/, ''),
      district: r.county!,
      at: r.lon_gcj02 ? gcoord([Number(r.lon_gcj02), Number(r.lat_gcj02)]) : null,
    }));
}

/** A test for being in one of the polygons (holes are out), with a look at their box first. */
export function within(polygons: Point[][][]): (p: Point) => boolean {
  const boxes = polygons.map(([outer]) =>
    outer!.reduce(
      (b, [x, y]) => [Math.min(b[0]!, x), Math.min(b[1]!, y), Math.max(b[2]!, x), Math.max(b[3]!, y)],
      [180, 90, -180, -90],
    ),
  );
  return (p) =>
    polygons.some(([outer, ...holes], k) => {
      const [west, south, east, north] = boxes[k]!;
      if (p[0] < west! || p[0] > east! || p[1] < south! || p[1] > north!) return false;
      return inside(p, outer!) && !holes.some((hole) => inside(p, hole));
    });
}
