import { area, inside, type Point } from './plane.ts';

/**
 * Joins directed pieces of boundary (interior on the left) to the polygons they enclose. A ring that meets itself in
 * a corner is cut there, so every ring is simple; clockwise rings become holes of the polygon around them.
 * `name` identifies a corner; pieces with equal ends join.
 */
export function polygonsOf(pieces: { from: number; to: number; line: Point[] }[]): Point[][][] {
  const leaving = new Map<number, typeof pieces>();
  for (const piece of pieces) {
    const list = leaving.get(piece.from);
    if (list) list.push(piece);
    else leaving.set(piece.from, [piece]);
  }
  const rings: Point[][] = [];
  for (const start of pieces) {
    const path: typeof pieces = [];
    const at = new Map<number, number>();
    let here = start.from;
    for (let next = leaving.get(here)?.pop(); next; next = leaving.get(here)?.pop()) {
      at.set(here, path.length);
      path.push(next);
      here = next.to;
      const back = at.get(here);
      if (back === undefined) continue;
      const loop = path.splice(back);
      for (const piece of loop) at.delete(piece.from);
      rings.push(loop.flatMap((piece) => piece.line.slice(0, -1)));
    }
  }
  const outer = rings.filter((ring) => area(ring) > 0).map((ring) => [ring]);
  for (const hole of rings.filter((ring) => area(ring) <= 0)) {
    const owner = outer
      .filter(([ring]) => hole.some((p) => inside(p, ring!)))
      .sort((a, b) => area(a[0]!) - area(b[0]!))[0];
    owner?.push(hole);
  }
  return outer;
}
