import { type Static, Type } from 'typebox';
import { LonLat, TextSchema } from '../schema.ts';

/** GET /api/search?q=&limit=&near=lon,lat&types=a,b */
export const SearchResults = Type.Object({
  query: Type.String(),
  groups: Type.Array(
    Type.Object({
      dataset: Type.String({ description: 'dataset id, or "coordinate"' }),
      title: TextSchema,
      results: Type.Array(
        Type.Object({
          id: Type.Integer({ description: 'record id; 0 for a coordinate' }),
          title: Type.String(),
          subtitle: Type.Optional(Type.String()),
          match: Type.Union([
            Type.Literal('exact'),
            Type.Literal('prefix'),
            Type.Literal('contains'),
            Type.Literal('similar'),
            Type.Literal('pinyin'),
            Type.Literal('code'),
            Type.Literal('coordinate'),
          ]),
          score: Type.Number(),
          lonLat: Type.Optional(LonLat),
          /** Metres from `near`. */
          distance: Type.Optional(Type.Number()),
        }),
      ),
    }),
  ),
  milliseconds: Type.Number(),
});
export type SearchResults = Static<typeof SearchResults>;
