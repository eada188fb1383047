import { type Static, Type } from 'typebox';
import { Geometry, LonLat, oneOf, TextSchema } from '../schema.ts';
import { ZoneProfile } from '../zones/schema.ts';

export const KeyPlace = Type.Object({
  id: Type.Integer(),
  code: Type.String(),
  name: Type.String(),
  kind: Type.String(),
  capacity: Type.Union([Type.Integer(), Type.Null()]),
  phone: Type.Union([Type.String(), Type.Null()]),
  lonLat: LonLat,
  metres: Type.Number(),
});
export type KeyPlace = Static<typeof KeyPlace>;

/** Statutory levels: 1 特别重大 red, 2 重大 orange, 3 较大 yellow, 4 一般 blue. */
export const Level = Type.Union([Type.Literal(1), Type.Literal(2), Type.Literal(3), Type.Literal(4)]);
/** The four classes of GB/T 35561-2017. */
export const INCIDENT_CLASSES = ['natural-disaster', 'accident', 'public-health', 'social-security'] as const;
export const INCIDENT_STATUSES = ['reported', 'dispatched', 'on-scene', 'controlled', 'closed'] as const;
export const ASSIGNMENT_STATUSES = ['assigned', 'en-route', 'arrived', 'released', 'cancelled'] as const;

export const Hazard = Type.Union([
  Type.Object({ kind: Type.Literal('circle'), radius: Type.Number({ minimum: 10, maximum: 50_000 }) }),
  Type.Object({
    kind: Type.Literal('wedge'),
    /** Metres of the initial isolation circle. */
    radius: Type.Number({ minimum: 10, maximum: 50_000 }),
    /** Metres downwind. */
    distance: Type.Number({ minimum: 10, maximum: 50_000 }),
    /** Where the wind comes from, degrees clockwise from north. */
    windFrom: Type.Number({ minimum: 0, maximum: 360 }),
    /** Full opening angle in degrees. */
    angle: Type.Number({ minimum: 5, maximum: 180 }),
  }),
]);
export type Hazard = Static<typeof Hazard>;

/** POST /api/incidents */
export const IncidentReport = Type.Object({
  what: Type.String({ description: 'code of an incident type, see GET /api/incident-types' }),
  lonLat: LonLat,
  level: Level,
  place: Type.Optional(Type.String({ maxLength: 200 })),
  /** Metres of doubt about the place. */
  uncertainty: Type.Optional(Type.Number()),
  note: Type.Optional(Type.String({ maxLength: 2000 })),
});
export type IncidentReport = Static<typeof IncidentReport>;

export const LogEntry = Type.Object({
  id: Type.Integer(),
  at: Type.String(),
  account: Type.String(),
  kind: Type.String({ description: 'reported, zone, assigned, status, note, undone, closed, ...' }),
  text: TextSchema,
});

export const Assignment = Type.Object({
  id: Type.Integer(),
  incident: Type.Integer(),
  unit: Type.String({ description: 'unit code' }),
  unitName: Type.String(),
  unitKind: Type.String(),
  status: oneOf(ASSIGNMENT_STATUSES),
  assignedAt: Type.String(),
  enRouteAt: Type.Union([Type.String(), Type.Null()]),
  arrivedAt: Type.Union([Type.String(), Type.Null()]),
  releasedAt: Type.Union([Type.String(), Type.Null()]),
  /** Road time when it was sent, seconds. */
  etaSeconds: Type.Union([Type.Number(), Type.Null()]),
  version: Type.Integer(),
});
export type Assignment = Static<typeof Assignment>;

/** GET /api/assignments?active=true : also where to go, for a crew's terminal. */
export const AssignmentOrder = Type.Intersect([
  Assignment,
  Type.Object({ number: Type.String(), what: Type.String(), level: Level, place: Type.String(), lonLat: LonLat }),
]);
export type AssignmentOrder = Static<typeof AssignmentOrder>;

export const Incident = Type.Object({
  id: Type.Integer(),
  number: Type.String({ description: 'for people, such as 20261121-003' }),
  what: Type.String(),
  whatTitle: TextSchema,
  level: Level,
  status: oneOf(INCIDENT_STATUSES),
  lonLat: LonLat,
  place: Type.String(),
  uncertainty: Type.Number(),
  note: Type.String(),
  reportedAt: Type.String(),
  closedAt: Type.Union([Type.String(), Type.Null()]),
  /** Rises with every change; also the ETag. A change may be made conditional on it by If-Match. */
  version: Type.Integer(),
  hazard: Type.Union([Hazard, Type.Null()]),
  zone: Type.Union([Geometry, Type.Null()]),
  assignments: Type.Array(Assignment),
  /** Reports the law demands and when they fall due. */
  clocks: Type.Array(
    Type.Object({
      id: Type.String(),
      title: TextSchema,
      due: Type.String(),
      doneAt: Type.Union([Type.String(), Type.Null()]),
    }),
  ),
});
export type Incident = Static<typeof Incident>;

/** GET /api/incident-types */
export const IncidentType = Type.Object({
  code: Type.String(),
  /** One of the four classes of GB/T 35561. */
  class: oneOf(INCIDENT_CLASSES),
  title: TextSchema,
  /** Level offered first. */
  level: Level,
  /** Unit kinds wanted, in order. */
  unitKinds: Type.Array(Type.String()),
  hazard: Type.Union([Hazard, Type.Null()]),
});
export type IncidentType = Static<typeof IncidentType>;

/** PATCH /api/incidents/{id} */
export const IncidentPatch = Type.Object({
  status: Type.Optional(oneOf(INCIDENT_STATUSES)),
  level: Type.Optional(Level),
  place: Type.Optional(Type.String({ maxLength: 200 })),
  lonLat: Type.Optional(LonLat),
  uncertainty: Type.Optional(Type.Number({ minimum: 0, maximum: 50_000 })),
  note: Type.Optional(Type.String({ maxLength: 2000 })),
  hazard: Type.Optional(Type.Union([Hazard, Type.Null()])),
  /** The version the change is meant for; or header If-Match. */
  version: Type.Optional(Type.Integer()),
});
export type IncidentPatch = Static<typeof IncidentPatch>;

/** GET /api/incidents/{id}/affected : who and what the hazard zone touches. */
export const Affected = Type.Object({
  zone: Geometry,
  profile: ZoneProfile,
  /** Key places in the zone, nearest first. */
  inside: Type.Array(KeyPlace),
  /** Nearest outside it, by straight distance: where the hurt and the evacuated may go. */
  hospitals: Type.Array(KeyPlace),
  shelters: Type.Array(KeyPlace),
  milliseconds: Type.Number(),
});
export type Affected = Static<typeof Affected>;

/** GET /api/incidents/{id}/log */
export const IncidentLog = Type.Array(LogEntry);
export type IncidentLog = Static<typeof IncidentLog>;

/** GET /api/incidents/{id}/ranking?kinds=&limit= and the process rank-units. */
export const Ranking = Type.Object({
  incident: Type.Optional(Type.Integer()),
  candidates: Type.Array(
    Type.Object({
      unit: Type.String(),
      name: Type.String(),
      kind: Type.String(),
      lonLat: LonLat,
      seconds: Type.Union([Type.Number(), Type.Null()], {
        description: 'road travel time, null when no road leads there',
      }),
      metres: Type.Union([Type.Number(), Type.Null()]),
      available: Type.Boolean(),
      ageSeconds: Type.Union([Type.Number(), Type.Null()], {
        description: 'age of the position; null where there is none and the station stands for it',
      }),
      reason: TextSchema,
    }),
  ),
  milliseconds: Type.Number(),
});
export type Ranking = Static<typeof Ranking>;

/** GET /api/units */
export const Unit = Type.Object({
  code: Type.String(),
  /** Dense number in binary position frames. */
  slot: Type.Integer(),
  name: Type.String(),
  kind: Type.String(),
  station: Type.String(),
  status: Type.Union([
    Type.Literal('available'),
    Type.Literal('assigned'),
    Type.Literal('en-route'),
    Type.Literal('on-scene'),
    Type.Literal('off-duty'),
  ]),
  lonLat: Type.Union([LonLat, Type.Null()]),
  /** Where it is stationed. */
  home: LonLat,
  /** km/h. */
  speed: Type.Union([Type.Number(), Type.Null()]),
  heading: Type.Union([Type.Number(), Type.Null()]),
  fixedAt: Type.Union([Type.String(), Type.Null()]),
  /** Seconds in which a new position is expected. */
  interval: Type.Number(),
  incident: Type.Union([Type.Integer(), Type.Null()]),
});
export type Unit = Static<typeof Unit>;
