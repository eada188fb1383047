import { type Static, Type } from 'typebox';
import { TextSchema } from '../schema.ts';

/** A number with the categories it splits into; `cells` follow the dimensions in row-major order. */
export const StatisticValue = Type.Object({
  id: Type.String({ description: 'id of the statistic in the dataset declaration, such as persons' }),
  dataset: Type.String(),
  title: TextSchema,
  unit: Type.Optional(TextSchema),
  total: Type.Number(),
  dimensions: Type.Array(
    Type.Object({
      id: Type.String(),
      title: TextSchema,
      categories: Type.Array(Type.Object({ code: Type.String(), title: TextSchema })),
    }),
  ),
  cells: Type.Array(Type.Number(), { description: 'one number a combination of categories; empty without dimensions' }),
});

/** An economic figure of regions spread over the zone. */
export const ApportionedFigure = Type.Object({
  indicator: Type.String(),
  title: TextSchema,
  unit: Type.String(),
  period: Type.String({ description: 'latest twelve months or year the figure stands for, such as 2025' }),
  value: Type.Number(),
  low: Type.Number(),
  high: Type.Number(),
  method: TextSchema,
  covered: Type.Number({ description: 'share of the zone’s weight in regions that have the figure, 0 to 1' }),
});

export const ZoneInputs = Type.Object({
  zone: Type.Unknown({
    description:
      'GeoJSON Polygon or MultiPolygon in WGS 84 (or CGCS2000), or {"region": code}, or {"circle": {"center": [lon, lat], "radius": metres}}',
  }),
  crs: Type.Optional(Type.String()),
  statistics: Type.Optional(Type.Array(Type.String(), { description: 'ids of statistics; all when left out' })),
  minSequence: Type.Optional(
    Type.Integer({ description: 'wait until the answer stands at least at this change-log sequence' }),
  ),
});

export const ZoneProfile = Type.Object({
  sequence: Type.Integer({ description: 'change-log sequence the answer stands at' }),
  exact: Type.Boolean(),
  area: Type.Union([Type.Number(), Type.Null()], {
    description: 'square metres, geodesic; null for a region that came without a shape',
  }),
  statistics: Type.Array(StatisticValue),
  regions: Type.Array(Type.Object({ code: Type.String(), name: Type.String(), level: Type.String() })),
  economy: Type.Array(ApportionedFigure),
  unplaced: Type.Array(Type.Object({ dataset: Type.String(), count: Type.Integer() }), {
    description:
      'records of the touched regions (the smallest there is a shape of) that have no exact place and so are not counted',
  }),
  milliseconds: Type.Number(),
});
export type ZoneProfile = Static<typeof ZoneProfile>;
export type ZoneInputs = Static<typeof ZoneInputs>;
export type StatisticValue = Static<typeof StatisticValue>;
export type ApportionedFigure = Static<typeof ApportionedFigure>;

/** GET /api/statistics: what a choropleth can show. */
export const IndicatorList = Type.Array(
  Type.Object({
    id: Type.String({ description: 'such as persons, persons-density, persons-65+, entities, entities.C, gdp' }),
    group: Type.Union([
      Type.Literal('population'),
      Type.Literal('legal-entities'),
      Type.Literal('places'),
      Type.Literal('economy'),
    ]),
    title: TextSchema,
    unit: Type.Optional(TextSchema),
    levels: Type.Array(Type.String(), { description: 'there are values for: district, street, community' }),
    drawn: Type.Array(Type.String(), { description: 'of these, levels whose regions have shapes' }),
    periods: Type.Array(Type.String(), { description: 'empty for what stands now' }),
  }),
);
/** GET /api/statistics/{id}?level=&period= */
export const IndicatorValues = Type.Object({
  id: Type.String(),
  title: TextSchema,
  unit: Type.Optional(TextSchema),
  level: Type.String(),
  period: Type.Optional(Type.String()),
  sequence: Type.Integer(),
  source: TextSchema,
  asOf: Type.String(),
  /** Regions of the level in code order; null = no value. By code, not by geometry, so neighbours never share a person. */
  regions: Type.Array(
    Type.Object({
      id: Type.Integer(),
      code: Type.String(),
      name: Type.String(),
      value: Type.Union([Type.Number(), Type.Null()]),
    }),
  ),
});
export type IndicatorList = Static<typeof IndicatorList>;
export type IndicatorValues = Static<typeof IndicatorValues>;
