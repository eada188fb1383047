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

/**
 * POST /api/search/persons (answer: SearchResults with an empty `query`). Whole values only: `q` is an id number, a phone
 * or a name; or the fields by name, where birth date and region code (its leading part will do) narrow the others.
 */
export const PersonQuery = Type.Object(
  {
    q: Type.Optional(Type.String({ minLength: 1, maxLength: 60 })),
    idNumber: Type.Optional(Type.String({ minLength: 1, maxLength: 60 })),
    name: Type.Optional(Type.String({ minLength: 1, maxLength: 60 })),
    phone: Type.Optional(Type.String({ minLength: 1, maxLength: 60 })),
    birthDate: Type.Optional(Type.String({ maxLength: 20 })),
    regionCode: Type.Optional(Type.String({ maxLength: 12 })),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200 })),
    purpose: Type.Optional(Type.String({ maxLength: 200 })),
    caseNumber: Type.Optional(Type.String({ maxLength: 60 })),
  },
  { additionalProperties: false },
);
export type PersonQuery = Static<typeof PersonQuery>;
