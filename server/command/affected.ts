import type { Polygon } from 'geojson';
import type { Db } from '../db/pool.ts';
import { Problem } from '../errors.ts';
import type { LonLat } from '../schema.ts';
import type { Affected, KeyPlace } from './schema.ts';

const INSIDE_LIMIT = 500;
const NEAREST = 8;

const PLACE = `p.id, p.code, p.name, p.kind, p.capacity, p.phone, st_x(p.geom) as x, st_y(p.geom) as y,
  st_distance(p.geom::geography, st_setsrid(st_makepoint($1, $2), 4490)::geography) as metres`;

type Row = Omit<KeyPlace, 'lonLat'> & { x: number; y: number };
const answer = ({ x, y, metres, ...place }: Row): KeyPlace => ({
  ...place,
  metres: Math.round(metres),
  lonLat: [x, y],
});

/** Key places in a zone, nearest to `place` first, and the nearest hospitals and shelters outside it. */
export async function keyPlaces(
  tx: Db,
  role: string,
  place: LonLat,
  zone: Polygon,
): Promise<Pick<Affected, 'inside' | 'hospitals' | 'shelters'>> {
  const shape = JSON.stringify(zone);
  const { rows: inside } = await tx.query<Row>(
    `select ${PLACE} from as_${role}.places p
     where st_intersects(p.geom, st_setsrid(st_geomfromgeojson($3), 4490)) order by metres limit ${INSIDE_LIMIT}`,
    [...place, shape],
  );
  const nearest = async (kind: string) => {
    // Nearest by the index first, exact distance after: a degree of longitude is shorter than one of latitude.
    const { rows } = await tx.query<Row>(
      `select * from (
         select ${PLACE} from as_${role}.places p
         where p.kind = $4 and not st_intersects(p.geom, st_setsrid(st_geomfromgeojson($3), 4490))
         order by p.geom <-> st_setsrid(st_makepoint($1, $2), 4490) limit ${NEAREST * 3}
       ) n order by metres limit ${NEAREST}`,
      [...place, shape, kind],
    );
    return rows.map(answer);
  };
  return { inside: inside.map(answer), hospitals: await nearest('hospital'), shelters: await nearest('shelter') };
}

export const noHazardZone = () =>
  new Problem(409, 'no-hazard-zone', {
    zh: '该事件还没有危险区，请先划定',
    en: 'this incident has no hazard zone yet; draw one first',
  });
