import type { FastifyReply, FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import { requireRole } from '../access/require-role.ts';
import { asPrincipal } from '../db/pool.ts';
import type { App } from '../deps.ts';
import { badRequest } from '../errors.ts';
import type { Frame } from '../frame/frame.ts';
import { rankFleet } from '../routing/processes.ts';
import { oneOf } from '../schema.ts';
import { profileOf } from '../zones/profile.ts';
import { readZone } from '../zones/zone.ts';
import { keyPlaces, noHazardZone } from './affected.ts';
import type { Clocks } from './clocks.ts';
import { Desk, type DeskDeps, type Giver } from './desk.ts';
import { INCIDENT_TYPES, incidentType } from './incident-types.ts';
import { readLog } from './log.ts';
import { listAssignments, listIncidents, readIncident } from './read.ts';
import {
  Affected,
  ASSIGNMENT_STATUSES,
  Assignment,
  AssignmentOrder,
  Hazard,
  Incident,
  IncidentLog,
  IncidentPatch,
  IncidentReport,
  IncidentType,
  Ranking,
} from './schema.ts';

const Id = Type.Object({ id: Type.Integer({ minimum: 1 }) });
const tags = ['command'];

/** Incidents, assignments, hazard zones and the log: the desk of the dispatcher, and the crews' way to answer. */
export async function commandRoutes(app: App, deps: DeskDeps & { frame: Frame }): Promise<void> {
  const { pool, fleet, network, frame } = deps;
  const { rows } = await pool.query<{ value: Clocks }>(`select value from siku.setting where key = 'report-clocks'`);
  const desk = new Desk(deps, rows[0]?.value);
  await desk.readWork();
  const { clocks } = desk;

  app.get('/api/incident-types', { schema: { tags, response: { 200: Type.Array(IncidentType) } } }, async () => [
    ...INCIDENT_TYPES,
  ]);

  app.get(
    '/api/incidents',
    {
      schema: {
        tags,
        summary: 'Open incidents and those closed within a day, gravest first',
        querystring: Type.Object({
          closed: Type.Optional(Type.Boolean({ description: 'also those closed earlier' })),
          limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 5000 })),
        }),
        response: { 200: Type.Array(Incident) },
      },
    },
    async (request) => {
      requireRole(request, 'dispatcher');
      return asPrincipal(pool, request.principal, (tx) => listIncidents(tx, clocks, request.query));
    },
  );

  app.post(
    '/api/incidents',
    { schema: { tags, body: IncidentReport, response: { 201: Incident } } },
    async (request, reply) => {
      const incident = await desk.report(dispatcher(request), request.body);
      return versioned(reply.code(201).header('location', `/api/incidents/${incident.id}`), incident);
    },
  );

  app.get(
    '/api/incidents/:id',
    { schema: { tags, params: Id, response: { 200: Incident } } },
    async (request, reply) => {
      requireRole(request, 'dispatcher');
      const { id } = request.params;
      return versioned(reply, await asPrincipal(pool, request.principal, (tx) => readIncident(tx, id, clocks)));
    },
  );

  app.patch(
    '/api/incidents/:id',
    { schema: { tags, params: Id, body: IncidentPatch, response: { 200: Incident } } },
    async (request, reply) => {
      const version = request.body.version ?? ifMatch(request);
      const patch = { ...request.body, version };
      return versioned(reply, await desk.change(dispatcher(request), request.params.id, patch));
    },
  );

  app.put(
    '/api/incidents/:id/zone',
    {
      schema: {
        tags,
        params: Id,
        body: Type.Object({ hazard: Type.Union([Hazard, Type.Null()]) }),
        response: { 200: Incident },
      },
    },
    async (request, reply) => {
      const patch = { hazard: request.body.hazard, version: ifMatch(request) };
      return versioned(reply, await desk.change(dispatcher(request), request.params.id, patch));
    },
  );

  app.post(
    '/api/incidents/:id/assignments',
    {
      schema: {
        tags,
        params: Id,
        body: Type.Object({ unit: Type.String({ maxLength: 64 }) }),
        response: { 201: Assignment },
      },
    },
    async (request, reply) =>
      reply.code(201).send(await desk.assign(dispatcher(request), request.params.id, request.body.unit)),
  );

  app.get(
    '/api/assignments',
    {
      schema: {
        tags,
        summary: 'Assignments of the last day, or the active ones, with the place they lead to',
        querystring: Type.Object({ active: Type.Optional(Type.Boolean()) }),
        response: { 200: Type.Array(AssignmentOrder) },
      },
    },
    async (request) => {
      requireRole(request, 'dispatcher', 'partner');
      return asPrincipal(pool, request.principal, (tx) => listAssignments(tx, request.query.active === true));
    },
  );

  app.patch(
    '/api/assignments/:id',
    {
      schema: {
        tags,
        summary: 'The next step of a unit; a crew says en-route and arrived with an API key',
        params: Id,
        body: Type.Object({ status: oneOf(ASSIGNMENT_STATUSES), version: Type.Optional(Type.Integer()) }),
        response: { 200: Assignment },
      },
    },
    async (request) => {
      requireRole(request, 'dispatcher', 'partner');
      const { status, version = ifMatch(request) } = request.body;
      return desk.move(giver(request), request.params.id, status, version);
    },
  );

  app.get(
    '/api/incidents/:id/log',
    { schema: { tags, params: Id, response: { 200: IncidentLog } } },
    async (request) => {
      requireRole(request, 'dispatcher', 'auditor');
      return asPrincipal(pool, request.principal, (tx) => readLog(tx, request.params.id, clocks));
    },
  );

  const words = Type.Object({ text: Type.String({ minLength: 1, maxLength: 2000 }) });
  app.post(
    '/api/incidents/:id/log',
    { schema: { tags, params: Id, body: words, response: { 200: Incident } } },
    async (request, reply) =>
      versioned(reply, await desk.note(dispatcher(request), request.params.id, request.body.text.trim())),
  );

  app.post(
    '/api/incidents/:id/undo',
    { schema: { tags, params: Id, response: { 200: Incident } } },
    async (request, reply) => versioned(reply, await desk.undo(dispatcher(request), request.params.id)),
  );

  const clock = Type.Object({ id: Type.Integer({ minimum: 1 }), clock: Type.String({ maxLength: 40 }) });
  app.post(
    '/api/incidents/:id/clocks/:clock',
    { schema: { tags, params: clock, response: { 200: Incident } } },
    async (request, reply) => {
      const { id, clock: name } = request.params;
      return versioned(reply, await desk.finishClock(dispatcher(request), id, name));
    },
  );

  app.get(
    '/api/incidents/:id/ranking',
    {
      schema: {
        tags,
        summary: 'All units by road travel time to the incident, with the reason in words',
        params: Id,
        querystring: Type.Object({
          kinds: Type.Optional(
            Type.String({
              maxLength: 200,
              description: 'unit kinds wanted first, by comma; those of the type by default',
            }),
          ),
          limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 1000 })),
          avoidZones: Type.Optional(
            Type.Boolean({ description: 'no road through the hazard zone of another open incident is taken' }),
          ),
        }),
        response: { 200: Ranking },
      },
    },
    async (request) => {
      requireRole(request, 'dispatcher');
      const { kinds, limit, avoidZones } = request.query;
      const open = await asPrincipal(pool, request.principal, async (tx) => ({
        incident: await readIncident(tx, request.params.id, clocks),
        others: avoidZones ? await listIncidents(tx, clocks) : [],
      }));
      const avoid = open.others.flatMap((other) =>
        other.zone && other.id !== open.incident.id && other.status !== 'closed' ? [other.zone] : [],
      );
      const ranking = await rankFleet(network, fleet, {
        lonLat: open.incident.lonLat,
        kinds: kinds?.split(',').filter(Boolean) ?? incidentType(open.incident.what)?.unitKinds,
        limit,
        avoid,
      });
      return { incident: open.incident.id, ...ranking };
    },
  );

  app.get(
    '/api/incidents/:id/affected',
    {
      schema: {
        tags,
        summary: 'People, firms and key places in the hazard zone, and the nearest help outside it',
        params: Id,
        response: { 200: Affected },
      },
    },
    async (request) => {
      requireRole(request, 'dispatcher');
      await frame.ready;
      const started = performance.now();
      const { principal } = request;
      return asPrincipal(pool, principal, async (tx) => {
        const { hazard, zone, lonLat } = await readIncident(tx, request.params.id, clocks);
        if (!hazard || !zone) throw noHazardZone();
        const profiled = performance.now();
        const profile = profileOf(frame, readZone(zone, undefined, frame.regions, principal));
        return {
          zone,
          profile: { ...profile, milliseconds: performance.now() - profiled },
          ...(await keyPlaces(tx, principal.role, lonLat, zone as GeoJSON.Polygon)),
          milliseconds: performance.now() - started,
        };
      });
    },
  );
}

function giver(request: FastifyRequest): Giver {
  const key = request.headers['idempotency-key'];
  if (typeof key === 'string' && key.length > 200)
    throw badRequest('key-too-long', 'Idempotency-Key 过长', 'an Idempotency-Key has at most 200 characters');
  return { principal: request.principal, key: typeof key === 'string' ? key : undefined };
}

function dispatcher(request: FastifyRequest): Giver {
  requireRole(request, 'dispatcher');
  return giver(request);
}

function versioned(reply: FastifyReply, incident: Incident): FastifyReply {
  return reply.header('etag', `"${incident.version}"`).send(incident);
}

function ifMatch(request: FastifyRequest): number | undefined {
  const header = request.headers['if-match'];
  const found = header === undefined ? null : /^(?:W\/)?"(\d+)"$/.exec(header.trim());
  if (header !== undefined && header.trim() !== '*' && !found)
    throw badRequest('invalid-if-match', 'If-Match 无效', 'If-Match must be the ETag that was answered');
  return found ? Number(found[1]) : undefined;
}
