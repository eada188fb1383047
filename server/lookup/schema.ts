import { type Static, Type } from 'typebox';
import { Geometry, LonLat, TextSchema } from '../schema.ts';

export const ProfileField = Type.Object({
  name: Type.String(),
  title: TextSchema,
  value: Type.Union([Type.String(), Type.Number(), Type.Boolean(), Type.Null(), Type.Array(Type.String())]),
  /** The value in words, where it is a code. */
  text: Type.Optional(TextSchema),
  masked: Type.Boolean(),
});
export type ProfileField = Static<typeof ProfileField>;
/** Where a record came from. */
export const Lineage = Type.Object({
  department: TextSchema,
  batch: Type.Union([Type.Integer(), Type.Null()]),
  file: Type.Union([Type.String(), Type.Null()]),
  line: Type.Union([Type.Integer(), Type.Null()]),
  since: Type.String(),
});
export const ProfileRecord = Type.Object({
  dataset: Type.String(),
  datasetTitle: TextSchema,
  theme: Type.String(),
  id: Type.Integer(),
  title: Type.String(),
  fields: Type.Array(ProfileField),
  place: Type.Optional(
    Type.Object({
      lonLat: Type.Optional(LonLat),
      geometry: Type.Optional(Geometry),
      level: Type.Optional(Type.String()),
      method: Type.Optional(Type.String()),
      confidence: Type.Optional(Type.Number()),
    }),
  ),
  source: Lineage,
});
export type ProfileRecord = Static<typeof ProfileRecord>;

/** GET /api/entities/{type}/{id}: one record and everything linked to it. `type` is a dataset id. */
export const EntityProfile = Type.Object({
  sequence: Type.Integer(),
  record: ProfileRecord,
  links: Type.Array(
    Type.Object({
      relation: TextSchema,
      theme: Type.String({ description: 'framework, population, legal-entities, economy' }),
      total: Type.Integer({ description: 'how many there are; `records` may be fewer' }),
      records: Type.Array(ProfileRecord),
    }),
  ),
  history: Type.Array(
    Type.Object({
      since: Type.String(),
      until: Type.String(),
      operation: Type.String(),
      batch: Type.Union([Type.Integer(), Type.Null()]),
      changed: Type.Array(ProfileField),
    }),
  ),
});
export type EntityProfile = Static<typeof EntityProfile>;

/** POST /api/entities/{type}/{id}/reveal */
export const RevealRequest = Type.Object({
  fields: Type.Array(Type.String(), { minItems: 1 }),
  purpose: Type.String({ minLength: 2, maxLength: 200 }),
  caseNumber: Type.String({ minLength: 1, maxLength: 60 }),
});
export const RevealAnswer = Type.Object({
  auditId: Type.Integer(),
  values: Type.Record(Type.String(), Type.Union([Type.String(), Type.Null()])),
});
export type RevealRequest = Static<typeof RevealRequest>;
export type RevealAnswer = Static<typeof RevealAnswer>;
