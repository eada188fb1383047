import type { Ground } from './ground.ts';
import { columnKind, ringOfColumn, ringOfRow, rowKind } from './lattice.ts';
import { MAIN_ROADS, Names } from './naming.ts';
import type { Edge } from './roads.ts';

/** One name a line for main roads, with 东/西/南/北 beyond the middle; small streets change name every few blocks. */
export function nameRoads(ground: Ground): (edge: Edge) => string {
  const { lattice } = ground;
  const names = new Names(lattice.seed, 'roads');
  const mains = [...MAIN_ROADS];
  const taken = new Map<string, string>();
  const base = (key: string, main: boolean) => {
    let found = taken.get(key);
    if (!found) {
      found = (main ? mains.shift() : undefined) ?? names.take();
      taken.set(key, found);
    }
    return found;
  };
  return (edge) => {
    const ring = edge.row ? ringOfRow(lattice, edge.i, edge.j) : ringOfColumn(lattice, edge.i, edge.j);
    if (ring) {
      const which = ['一环', '二环', '绕城高速'][lattice.rings.indexOf(ring)]!;
      const side = edge.row ? (edge.j === ring.south ? '南' : '北') : edge.i === ring.west ? '西' : '东';
      return which === '绕城高速' ? which : `${side}${which}${'路'}`;
    }
    const line = edge.row ? edge.j : edge.i;
    if (edge.class === 'motorway') {
      if (edge.row) return edge.i < lattice.axis ? '示西高速' : '示东高速';
      return edge.j < lattice.river ? '示南高速' : '示北高速';
    }
    const kind = edge.row ? rowKind(lattice, line) : columnKind(lattice, line);
    const at = edge.row ? lattice.u[edge.i]! : lattice.v[edge.j]!;
    const [low, high] = edge.row ? ['西', '东'] : ['南', '北'];
    const part = at < -4_000 ? low : at > 4_000 ? high : '';
    if (edge.row && line === lattice.river + 1) return `滨江北路${part ? `${part}段` : ''}`;
    if (edge.row && line === lattice.river - 1) return `滨江南路${part ? `${part}段` : ''}`;
    if (kind === 'primary')
      return (
        base(`${edge.row},${line}`, true) + (part || (edge.row ? '大道' : '路')).replace(/^[东西南北]$/, `${part}路`)
      );
    if (kind === 'secondary') return `${base(`${edge.row},${line}`, true)}${part}路`;
    const far = Math.abs(at) > 9_000;
    const chunk = Math.floor((at + 30_000) / (kind === 'tertiary' ? 3_200 : 1_300));
    const suffix = far ? '路' : kind === 'tertiary' ? (edge.row ? '路' : '街') : line % 3 === 0 ? '里' : '巷';
    return base(`${edge.row},${line},${chunk}`, false) + suffix;
  };
}
