import { booleanPointInPolygon, booleanValid } from '@turf/turf';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { closuresIn } from './closures.ts';
import { distance } from './geodesy.ts';
import { buildGraph, type Road, type RoadGraph } from './graph.ts';
import { isochrones } from './isochrone.ts';
import { graphRoute } from './path.ts';
import { rankUnits } from './rank.ts';
import { Search } from './search.ts';
import { snap } from './snap.ts';

/** A random street plan: nodes on a jittered lattice, links between neighbours, some one-way, some missing. */
const cityOf = (side: number) =>
  fc
    .array(
      fc.record({
        missing: fc.boolean(),
        oneway: fc.constantFrom(false, false, true),
        flip: fc.boolean(),
        speed: fc.integer({ min: 10, max: 120 }),
        bend: fc.integer({ min: -3, max: 3 }),
      }),
      { minLength: 2 * side * (side - 1), maxLength: 2 * side * (side - 1) },
    )
    .map((links) => {
      const roads: Road[] = [];
      let k = 0;
      const at = (i: number, j: number): [number, number] => [110 + i * 0.002, 30 + j * 0.002];
      for (let j = 0; j < side; j++) {
        for (let i = 0; i < side; i++) {
          for (const [di, dj] of [
            [1, 0],
            [0, 1],
          ] as const) {
            if (i + di >= side || j + dj >= side) continue;
            const link = links[k++]!;
            if (link.missing && (i + j) % 3 === 0) continue;
            const [a, b] = link.flip ? [at(i + di, j + dj), at(i, j)] : [at(i, j), at(i + di, j + dj)];
            const middle = [(a[0] + b[0]) / 2 + link.bend * 1e-4, (a[1] + b[1]) / 2 + link.bend * 1e-4];
            const name = (p: [number, number]) => p.map((v) => v.toFixed(4)).join();
            roads.push({
              name: `路${j}`,
              class: 'primary',
              oneway: link.oneway,
              speed: link.speed,
              from: name(a),
              to: name(b),
              coordinates: [...a, ...middle, ...b] as number[],
            });
          }
        }
      }
      return roads;
    });

/** Bellman and Ford's plain relaxation until nothing moves: the oracle. */
function plainSeconds(graph: RoadGraph, target: number, closed: (edge: number) => boolean): number[] {
  const seconds = new Array<number>(graph.nodes).fill(Number.POSITIVE_INFINITY);
  seconds[target] = 0;
  for (let moved = true; moved; ) {
    moved = false;
    for (let e = 0; e < graph.edges; e++) {
      if (closed(e)) continue;
      const [a, b] = [graph.from[e]!, graph.to[e]!];
      const s = graph.seconds[e]!;
      if (seconds[b]! + s < seconds[a]!) {
        seconds[a] = seconds[b]! + s;
        moved = true;
      }
      if (!graph.oneway[e] && seconds[a]! + s < seconds[b]!) {
        seconds[b] = seconds[a]! + s;
        moved = true;
      }
    }
  }
  return seconds;
}

describe('search', () => {
  it('labels every node with the least travel time, one-ways and closures kept', () => {
    fc.assert(
      fc.property(cityOf(7), fc.nat(), fc.boolean(), (roads, pick, close) => {
        const graph = buildGraph(roads);
        const search = new Search(graph);
        const edge = pick % graph.edges;
        const closed = (e: number) => close && e % 5 === 2 && e !== edge;
        const closures = new Uint8Array((graph.edges >> 3) + 1);
        for (let e = 0; e < graph.edges; e++) if (closed(e)) closures[e >> 3]! |= 1 << (e & 7);
        // The start of an edge is reached from that edge's start node in no time.
        const place = { edge, at: 0, gap: 0, lonLat: [0, 0] as [number, number] };
        search.run(place, { closures });
        const plain = plainSeconds(graph, graph.from[edge]!, closed);
        for (let n = 0; n < graph.nodes; n++) {
          // Entering the edge by its far end is a way of its own, and never shorter.
          if (plain[n] === Number.POSITIVE_INFINITY) expect(search.at(n)).toBe(plain[n]);
          else expect(search.at(n)).toBeCloseTo(plain[n]!, 6);
        }
        const cutoff = 120;
        search.run(place, { cutoff, closures });
        for (let n = 0; n < graph.nodes; n++)
          if (plain[n]! <= cutoff - 1e-6) expect(search.at(n)).toBeCloseTo(plain[n]!, 6);
          else if (plain[n]! > cutoff + 1e-6) expect(search.at(n)).toBe(Number.POSITIVE_INFINITY);
      }),
      { numRuns: 60 },
    );
  });

  it('walks a way whose length and time are those it was ranked by', () => {
    fc.assert(
      fc.property(
        cityOf(6),
        fc.tuple(fc.double({ min: 0, max: 0.01, noNaN: true }), fc.double({ min: 0, max: 0.01, noNaN: true })),
        fc.tuple(fc.double({ min: 0, max: 0.01, noNaN: true }), fc.double({ min: 0, max: 0.01, noNaN: true })),
        (roads, a, b) => {
          const graph = buildGraph(roads);
          const search = new Search(graph);
          const start = snap(graph, [110 + a[0], 30 + a[1]])!;
          const target = snap(graph, [110 + b[0], 30 + b[1]])!;
          search.run(target);
          const reach = search.reach(start);
          const route = graphRoute(search, start, target);
          expect(route === null).toBe(reach === null);
          if (!route || !reach) return;
          const line = (route.geometry as GeoJSON.LineString).coordinates as [number, number][];
          let metres = start.gap + target.gap;
          for (let i = 1; i < line.length; i++) metres += distance(line[i - 1]!, line[i]!);
          expect(Math.abs(metres - reach.metres)).toBeLessThan(2 + reach.metres * 0.001);
          expect(distance(line[0]!, start.lonLat)).toBeLessThan(1);
          expect(distance(line.at(-1)!, target.lonLat)).toBeLessThan(1);
        },
      ),
      { numRuns: 100 },
    );
  });
});

/** A high street west to east with a one-way side street going north to it. */
const STREETS: Road[] = [
  {
    name: '望江大道',
    class: 'primary',
    oneway: false,
    speed: 60,
    from: 'w',
    to: 'm',
    coordinates: [110, 30, 110.01, 30],
  },
  {
    name: '望江大道',
    class: 'primary',
    oneway: false,
    speed: 60,
    from: 'm',
    to: 'e',
    coordinates: [110.01, 30, 110.02, 30],
  },
  {
    name: '竹巷',
    class: 'residential',
    oneway: true,
    speed: 20,
    from: 's',
    to: 'm',
    coordinates: [110.01, 29.99, 110.01, 30],
  },
];
const unit = (code: string, lonLat: [number, number], more = {}) => ({
  unit: code,
  name: code,
  kind: 'fire_engine',
  lonLat,
  available: true,
  ageSeconds: 3 as number | null,
  interval: 5,
  ...more,
});

describe('ranking', () => {
  it('says in words why a unit is first, old, busy or cut off', () => {
    const graph = buildGraph(STREETS);
    const search = new Search(graph);
    search.run(snap(graph, [110.019, 30])!);
    const ranked = rankUnits(
      search,
      [
        unit('far', [110.0, 30.0]),
        unit('busy', [110.018, 30.0], { available: false }),
        unit('old', [110.008, 30.0], { ageSeconds: 360 }),
        unit('side', [110.01, 29.995], { ageSeconds: null, kind: 'ambulance' }),
      ],
      { kinds: ['fire_engine'] },
    );
    expect(ranked.map((c) => c.unit)).toEqual(['old', 'far', 'side', 'busy']);
    expect(ranked[0]!.reason.zh).toBe('最近：沿望江大道 1 分 20 秒，1.1 公里；位置已 6 分钟未更新');
    expect(ranked[3]!.reason.zh).toContain('正在执行任务');
    expect(ranked[2]!.reason.zh).toContain('不是建议的力量类型；没有实时位置，按驻地计算');
  });

  it('finds no way against a one-way street, nor through a closed area', () => {
    const graph = buildGraph(STREETS);
    const search = new Search(graph);
    search.run(snap(graph, [110.01, 29.992])!);
    expect(rankUnits(search, [unit('a', [110.001, 30])])[0]).toMatchObject({
      seconds: null,
      reason: { zh: '无路可达' },
    });
    const wall = {
      type: 'Polygon' as const,
      coordinates: [
        [
          [110.005, 29.9],
          [110.006, 29.9],
          [110.006, 30.1],
          [110.005, 30.1],
          [110.005, 29.9],
        ],
      ],
    };
    search.run(snap(graph, [110.019, 30])!, { closures: closuresIn(graph, [wall]) });
    expect(search.reach(snap(graph, [110.001, 30])!)).toBeNull();
    expect(search.reach(snap(graph, [110.012, 30])!)).not.toBeNull();
  });
});

describe('isochrones', () => {
  it('are valid, grow with time and hold what is reached', () => {
    fc.assert(
      fc.property(cityOf(8), (roads) => {
        const graph = buildGraph(roads);
        const search = new Search(graph);
        const target = snap(graph, [110.007, 30.007])!;
        search.run(target, { cutoff: 240 });
        const areas = isochrones(search, [60, 120, 240]);
        for (const area of areas) expect(booleanValid(area)).toBe(true);
        for (const [i, area] of areas.entries()) {
          const whole = { type: 'Feature' as const, properties: {}, geometry: area };
          for (let n = 0; n < search.settledCount; n++) {
            const node = search.settled[n]!;
            // Within eight seconds of the level a cell of 25 m may cut the corner.
            if (search.at(node) > [60, 120, 240][i]! - 8) continue;
            const e = graph.from.indexOf(node);
            if (e < 0) continue;
            const p = 2 * graph.line[e]!;
            expect(booleanPointInPolygon([graph.coordinates[p]!, graph.coordinates[p + 1]!], whole)).toBe(true);
          }
        }
      }),
      { numRuns: 12 },
    );
  });
});
