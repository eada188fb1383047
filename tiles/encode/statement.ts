import { createHash } from 'node:crypto';
import { type Step, stepOf } from '../ladder/ladder.ts';
import { BUFFER, boundsOf, EXTENT, pixelDegrees, type TileId } from './grid.ts';
import type { SeenLayer } from './layers.ts';

/** A statement with its values; `name` when it is worth preparing. */
export interface Statement {
  name?: string;
  text: string;
  values: number[];
}

/** Runs one statement with the rights the layers were asked for. */
export type Query = (statement: Statement) => Promise<Record<string, unknown>[]>;

// A unit more than is drawn, so that clipping alone decides at the edge and no rounding of boxes does.
const MARGIN = (BUFFER + 1) / EXTENT;
// $1 column, $2 row, $3..$6 the buffered tile in degrees. The zoom is part of the text: plans differ by zoom.
const BOX = 'st_makeenvelope($3::float8, $4::float8, $5::float8, $6::float8, 4490)';
const quoted = (name: string) => `"${name}"`;
const literal = (text: string) => `'${text.replaceAll("'", "''")}'`;

/** MVT knows text, whole numbers, doubles and booleans; whatever else a column holds is written as one of them. */
function propertySql(layer: SeenLayer, name: string): string {
  const { sql } = layer.dataset.fields[name]!.type;
  const column = `t.${quoted(name)}`;
  if (sql === 'numeric') return `${column}::float8 as ${quoted(name)}`;
  if (sql === 'date') return `${column}::text as ${quoted(name)}`;
  if (sql === 'text[]') return `array_to_string(${column}, ';') as ${quoted(name)}`;
  return `${column} as ${quoted(name)}`;
}

/** Rows (id, properties, geom in tile units, represents) of a layer in a tile. */
function rowsSql(layer: SeenLayer, step: Step, z: number): string {
  const names = layer.properties.map(quoted);
  const properties = layer.properties.map((name) => propertySql(layer, name));
  const conditions = [`t.geom && ${BOX}`, ...step.conditions.map((c) => `(${c})`)].join(' and ');
  const tile = (geom: string) =>
    `st_asmvtgeom(st_transform(${geom}, 3857), (select st_tileenvelope(${z}, $1::int, $2::int)), ${EXTENT}, ${BUFFER}, true)`;
  const list = (...columns: string[]) => columns.join(', ');
  const from = `from ${layer.view} t where ${conditions}`;

  if (layer.geometry === 'Point') {
    const cell = step.pointCell;
    return `with here as materialized (select ${list('t.id', ...properties, 't.geom')} ${from}),
    n as (select count(*) n from here)
    select ${list('id', ...names, `${tile('geom')} geom`, '1::bigint represents', 'null::bigint point_count')}
    from here where (select n from n) <= ${step.pointBudget}
    union all
    select ${list('id', ...names, `${tile('geom')} geom`, 'represents', 'represents as point_count')}
    from (select distinct on (cx, cy) *, count(*) over (partition by cx, cy) represents
      from (select *, floor(st_x(geom) / ${cell}) cx, floor(st_y(geom) / ${cell}) cy from here) h order by cx, cy, id) c
    where (select n from n) > ${step.pointBudget}`;
  }
  const simple = (geom: string) =>
    step.tolerance === 0 ? geom : `st_simplify(${geom}, ${step.tolerance}::float8, true)`;
  if (step.joinLines) {
    const group = names.length > 0 ? `group by ${names.join(', ')}` : 'having count(*) > 0';
    return `select ${list('id', ...names, `${tile(simple('st_linemerge(geom)'))} geom`, 'represents')}
    from (select ${list('min(id) id', ...names, 'st_collect(geom) geom', 'count(*) represents')}
      from (select ${list('t.id', ...properties, 't.geom')} ${from}) s ${group}) g`;
  }
  if (step.pixel === 0)
    return `select ${list('t.id', ...properties, `${tile(simple('t.geom'))} geom`, '1::bigint represents')} ${from}`;

  const { pixel } = step;
  // Degrees of latitude are longer on a Mercator map, the more so to the north: the pixel's height follows the tile.
  const height = `(${pixel} * cos(radians(($4::float8 + $6::float8) / 2)))`;
  return `with here as materialized (select ${list('t.id', ...properties, 't.geom', 'st_xmin(t.geom) x0', 'st_xmax(t.geom) x1', 'st_ymin(t.geom) y0', 'st_ymax(t.geom) y1')} ${from})
    select ${list('id', ...names, `${tile(simple('geom'))} geom`, '1::bigint represents')}
    from here where x1 - x0 >= ${pixel} or y1 - y0 >= ${height}
    union all
    select ${list('id', ...names, `${tile(`st_makeenvelope(cx * ${pixel}, cy * ${height}, (cx + 1) * ${pixel}, (cy + 1) * ${height}, 4490)`)} geom`, 'represents')}
    from (select distinct on (cx, cy) *, count(*) over (partition by cx, cy) represents
      from (select *, floor((x0 + x1) / 2 / ${pixel}) cx, floor((y0 + y1) / 2 / ${height}) cy
        from here where x1 - x0 < ${pixel} and y1 - y0 < ${height}) s order by cx, cy, id) c`;
}

/** Pixels a polygon must span to carry a label. */
const LABEL_PIXELS = 20;

/** One point a polygon that is large enough to be named; in the one tile the point lies in. */
function labelsSql(layer: SeenLayer, step: Step, z: number, pixel: number): string {
  const conditions = [`t.geom && ${BOX}`, ...step.conditions.map((c) => `(${c})`)].join(' and ');
  const properties = layer.properties.map((name) => propertySql(layer, name));
  return `select id, ${[...layer.properties.map(quoted), ''].join(', ')}st_asmvtgeom(m, e, ${EXTENT}, 0, true) geom
    from (select s.*, st_transform(st_pointonsurface(s.g), 3857) m, st_tileenvelope(${z}, $1::int, $2::int) e
      from (select t.id, ${[...properties, ''].join(', ')}t.geom g from ${layer.view} t
        where ${conditions} and st_xmax(t.geom) - st_xmin(t.geom) >= ${pixel * LABEL_PIXELS}) s offset 0) p
    where st_x(m) >= st_xmin(e) and st_x(m) < st_xmax(e) and st_y(m) > st_ymin(e) and st_y(m) <= st_ymax(e)`;
}

const asLayer = (name: string, rows: string, columns: string[]) =>
  `(select st_asmvt(m, ${literal(name)}, ${EXTENT}, 'geom', 'id') from (select ${columns.join(', ')} from ${rows} r where r.geom is not null) m)`;

function layerSql(layer: SeenLayer, z: number, pixel: number): string {
  const step = stepOf(layer, z);
  const columns = [
    'id',
    ...layer.properties.map(quoted),
    ...(layer.geometry === 'Point' ? ['point_count'] : []),
    'geom',
  ];
  const label = layer.declaration.labels
    ? `coalesce(${asLayer(`${layer.id}-label`, `(${labelsSql(layer, step, z, pixel)})`, ['id', ...layer.properties.map(quoted), 'geom'])}, ''::bytea)`
    : `''::bytea`;
  // Materialised: merged into one query, every expression would run again for each place that names it.
  return `(with r as materialized (${rowsSql(layer, step, z)})
    select ${asLayer(layer.id, '(table r)', columns)} || ${label} mvt,
      (select count(geom) from r) drawn, (select coalesce(sum(represents), 0) from r where geom is not null) records)`;
}

/** From here on a tile takes so little time that planning counts, and there are few enough texts to prepare. */
const PREPARE_FROM = 12;

/**
 * One statement for several layers of a tile: `mvt<i>` is the i-th layer's part of the tile (parts may be joined end
 * to end), `drawn<i>` the features in it, `records<i>` the records they stand for.
 */
export function tileStatement(layers: readonly SeenLayer[], tile: TileId): Statement {
  const pixel = pixelDegrees(tile.z);
  const columns = layers.map((_, i) => `l${i}.mvt mvt${i}, l${i}.drawn drawn${i}, l${i}.records records${i}`);
  const text = `select ${columns.join(', ')} from ${layers.map((l, i) => `${layerSql(l, tile.z, pixel)} l${i}`).join(',\n')}`;
  const values = [tile.x, tile.y, ...boundsOf(tile, MARGIN)];
  if (tile.z < PREPARE_FROM) return { text, values };
  return { name: `tile_${createHash('sha256').update(text).digest('base64url').slice(0, 22)}`, text, values };
}
