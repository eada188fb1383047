import type { MultiPolygon, Polygon } from 'geojson';
import type { App } from '../deps.ts';
import { badRequest, Problem } from '../errors.ts';
import { closuresIn } from './closures.ts';
import { isochrones } from './isochrone.ts';
import type { RoadNetwork } from './network.ts';
import { graphRoute } from './path.ts';
import { IsochroneQuery, type Isochrones, type RouteAnswer, RouteRequest } from './schema.ts';
import { snap } from './snap.ts';
import type { RouteEngine } from './valhalla/engine.ts';

const MAX_MINUTES = 120;

export const noRoadNearby = () =>
  new Problem(422, 'no-road-nearby', {
    zh: '该位置 3 公里内没有道路，请把位置移到道路附近',
    en: 'no road lies within 3 km of this place; move it nearer to a road',
  });

/** The isochrones of a place, smallest first. @throws Problem when no road is near or the minutes are out of range. */
export async function isochroneOf(
  network: RoadNetwork,
  { lon, lat, minutes = '5,10,15', direction = 'to' }: IsochroneArguments,
): Promise<Isochrones> {
  const asked = [...new Set(minutes.split(',').map(Number))].sort((a, b) => a - b);
  if (asked[0]! <= 0 || asked.at(-1)! > MAX_MINUTES)
    throw badRequest(
      'minutes-out-of-range',
      `时间须大于 0 且不超过 ${MAX_MINUTES} 分钟`,
      `minutes must be above 0 and at most ${MAX_MINUTES}`,
    );
  const { graph, search } = await network.roads();
  const started = performance.now();
  const target = snap(graph, [lon, lat]);
  if (!target) throw noRoadNearby();
  search.run(target, { cutoff: asked.at(-1)! * 60, direction });
  const areas = isochrones(
    search,
    asked.map((m) => m * 60),
  );
  return {
    type: 'FeatureCollection',
    features: areas.map((geometry, i) => ({
      type: 'Feature',
      geometry,
      properties: { minutes: asked[i]!, direction },
    })),
    sequence: graph.sequence,
    milliseconds: Math.round((performance.now() - started) * 10) / 10,
  };
}
interface IsochroneArguments {
  lon: number;
  lat: number;
  minutes?: string;
  direction?: 'to' | 'from';
}

/** Polygons to keep out of, checked. */
export function areasOf(avoid: readonly unknown[]): (Polygon | MultiPolygon)[] {
  return avoid.map((area) => {
    const { type, coordinates } = area as Polygon | MultiPolygon;
    const polygons = type === 'Polygon' ? [coordinates] : type === 'MultiPolygon' ? coordinates : null;
    const sound =
      Array.isArray(polygons) &&
      polygons.every(
        (polygon) =>
          Array.isArray(polygon) &&
          polygon.length > 0 &&
          polygon.every((ring) => Array.isArray(ring) && ring.length >= 4 && ring.every((p) => isPosition(p))),
      );
    if (!sound)
      throw badRequest('invalid-area', '避让范围须是 GeoJSON 面', 'an area to avoid must be a GeoJSON polygon');
    return area as Polygon | MultiPolygon;
  });
}
const isPosition = (p: unknown): boolean =>
  Array.isArray(p) && Number.isFinite(p[0]) && Number.isFinite(p[1]) && Math.abs(p[0]) <= 180 && Math.abs(p[1]) <= 90;

/** The way between two places: by Valhalla when it stands for these roads, else by our own graph; the answer says which. */
async function routeOf(
  network: RoadNetwork,
  engine: RouteEngine | null,
  { from, to, avoid = [], engine: wanted }: RouteRequest,
): Promise<RouteAnswer> {
  const areas = areasOf(avoid);
  if (engine && wanted !== 'graph') {
    const answer = await engine.route(from, to, areas);
    if (answer) return answer;
  }
  const { graph, search } = await network.roads();
  const start = snap(graph, from);
  const target = snap(graph, to);
  if (!start || !target) throw noRoadNearby();
  search.run(target, { closures: closuresIn(graph, areas) });
  const answer = graphRoute(search, start, target);
  if (!answer)
    throw new Problem(422, 'no-way', {
      zh: '两地之间没有可通行的道路',
      en: 'no open road leads from the one place to the other',
    });
  return answer;
}

/** GET /api/isochrone and POST /api/routes. */
export function routingRoutes(
  app: App,
  { network, engine }: { network: RoadNetwork; engine: RouteEngine | null },
): void {
  app.get('/api/isochrone', { schema: { querystring: IsochroneQuery, tags: ['routing'] } }, (request) =>
    isochroneOf(network, request.query),
  );
  app.post('/api/routes', { schema: { body: RouteRequest, tags: ['routing'] } }, (request) =>
    routeOf(network, engine, request.body),
  );
}
