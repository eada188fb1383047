import { type Crs, crsOf } from '../../etl/check/crs.ts';
import { Refusal } from '../../etl/refusal.ts';
import type { Principal } from '../db/pool.ts';
import { badRequest, forbidden, type Problem, signInFirst } from '../errors.ts';
import type { Region, Regions } from '../frame/regions.ts';
import { type MultiPolygonCoordinates, Shape } from '../frame/shape.ts';
import { crossingOf, TANGLED } from './crossing.ts';
import { areaOf, circleOf } from './geodesy.ts';

/** What was asked about: a region, answered by code, or a shape, answered by geometry. */
export type Zone =
  | { by: 'code'; region: Region }
  | { by: 'shape'; parts: MultiPolygonCoordinates; shape: Shape; area: number };

export const MOST_VERTICES = 20_000;
/** Turns a point of the asker's CRS into degrees of EPSG:4490. */
type ToDegrees = (x: number, y: number) => [number, number];

function toDegreesFrom(name: string | undefined): ToDegrees {
  let crs: Crs;
  try {
    crs = crsOf(name ?? 'EPSG:4490');
  } catch (error) {
    if (error instanceof Refusal) throw badRequest(error.code, error.text.zh, error.text.en);
    throw error;
  }
  return (x, y) => {
    const out: [number, number] = [0, 0];
    crs.toLonLat(x, y, out);
    return out;
  };
}

/** Metres. Beyond it a circle is no longer a zone of a city. */
const WIDEST = 500_000;

const malformed = (zh: string, en: string, extra?: Record<string, unknown>): Problem =>
  badRequest('zone-malformed', `范围无效：${zh}`, `the zone is not valid: ${en}`, extra);

/**
 * Reads the zone of a request: a GeoJSON Polygon, MultiPolygon or Feature of one, `{"region": code}`, or
 * `{"circle": {"center": [lon, lat], "radius": metres}}`. Rings whose edges cross are refused with the place where they
 * do, because what lies inside them is a matter of opinion.
 * @throws Problem that says what is wrong with it
 */
export function readZone(input: unknown, crs: string | undefined, regions: Regions, principal: Principal): Zone {
  const given = (input ?? {}) as Record<string, unknown>;
  if (typeof given.region === 'string') return { by: 'code', region: regionOf(given.region, regions) };
  // The public may ask about regions only: free polygons could be differenced down to a house.
  if (principal.role === 'public') throw principal.account === null ? signInFirst() : forbidden();
  const toDegrees = toDegreesFrom(crs);
  const parts = given.circle === undefined ? polygonsOf(given, toDegrees) : readCircle(given.circle, toDegrees);
  const shape = new Shape(parts);
  if (shape.edges < 3) throw malformed('没有面积', 'it has no area');
  const crossing = crossingOf(shape);
  if (crossing === TANGLED)
    throw badRequest(
      'zone-too-tangled',
      '范围边界的长边过于密集交错，无法及时判断是否自相交，请先简化',
      'too many long edges of the boundary lie side by side to tell in time whether they cross; simplify it first',
    );
  if (crossing)
    throw badRequest(
      'zone-self-crossing',
      `范围边界在 ${place(crossing)} 处自相交，请调整后重试`,
      `the boundary crosses itself at ${place(crossing)}; move it apart and ask again`,
      { at: crossing },
    );
  return { by: 'shape', parts, shape, area: areaOf(parts) };
}

const place = ([x, y]: [number, number]) => `${x.toFixed(6)}, ${y.toFixed(6)}`;

function regionOf(code: string, regions: Regions): Region {
  const digits = /^\d{2,12}$/.test(code) ? code.padEnd(12, '0') : '';
  const region = regions.byCode.get(digits);
  if (!region)
    throw badRequest(
      'unknown-region',
      `没有代码为 ${code.slice(0, 20)} 的区划`,
      `there is no region with the code ${code.slice(0, 20)}`,
    );
  return region;
}

function readCircle(input: unknown, toDegrees: ToDegrees): MultiPolygonCoordinates {
  const { center, radius } = (input ?? {}) as { center?: unknown; radius?: unknown };
  if (!Array.isArray(center) || !center.slice(0, 2).every(Number.isFinite) || center.length < 2)
    throw malformed('circle.center 应为 [经度, 纬度]', 'circle.center must be [longitude, latitude]');
  if (typeof radius !== 'number' || !(radius > 0 && radius <= WIDEST))
    throw malformed(
      `circle.radius 应为 0 到 ${WIDEST} 米`,
      `circle.radius must be above 0 and at most ${WIDEST} metres`,
    );
  return circleOf(checked(toDegrees(center[0], center[1])), radius);
}

function polygonsOf(input: Record<string, unknown>, toDegrees: ToDegrees): MultiPolygonCoordinates {
  const geometry = (input.type === 'Feature' ? (input.geometry ?? {}) : input) as Record<string, unknown>;
  const { type, coordinates } = geometry;
  if ((type !== 'Polygon' && type !== 'MultiPolygon') || !Array.isArray(coordinates))
    throw malformed(
      '请给出 Polygon、MultiPolygon、{"region": 代码} 或 {"circle": …}',
      'give a Polygon, a MultiPolygon, {"region": code} or {"circle": ...}',
    );
  let vertices = 0;
  const parts = (type === 'Polygon' ? [coordinates] : coordinates) as unknown[];
  return parts.map((part) => {
    if (!Array.isArray(part) || part.length === 0) throw malformed('有空的部分', 'it has an empty part');
    return part.map((ring: unknown) => {
      if (!Array.isArray(ring) || ring.length < 4)
        throw malformed('每个环至少要有 4 个点', 'every ring needs at least 4 positions');
      vertices += ring.length;
      if (vertices > MOST_VERTICES)
        throw badRequest(
          'zone-too-detailed',
          `范围的顶点不能超过 ${MOST_VERTICES} 个，请先简化`,
          `a zone may have at most ${MOST_VERTICES} vertices; simplify it first`,
          { limit: MOST_VERTICES },
        );
      const first = ring[0] as unknown[];
      const last = ring.at(-1) as unknown[];
      if (first?.[0] !== last?.[0] || first?.[1] !== last?.[1])
        throw malformed('环没有闭合，末点应与首点相同', 'a ring is not closed; its last position must equal its first');
      return ring.map((position: unknown) => {
        const [x, y] = (Array.isArray(position) ? position : []) as unknown[];
        if (typeof x !== 'number' || typeof y !== 'number')
          throw malformed('坐标应为数字', 'positions must be numbers');
        return checked(toDegrees(x, y));
      });
    });
  });
}

function checked([x, y]: [number, number]): [number, number] {
  if (x >= -180 && x <= 180 && y >= -90 && y <= 90) return [x, y];
  throw malformed(
    '坐标超出经纬度范围；投影坐标请在 crs 中声明坐标系',
    'a position is outside the range of degrees; declare projected coordinates in crs',
    { at: [x, y] },
  );
}
