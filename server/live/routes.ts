import websocket from '@fastify/websocket';
import type pg from 'pg';
import { Type } from 'typebox';
import { WORKING } from '../../datasets/roles.ts';
import { requireRole } from '../access/require-role.ts';
import { type Unit as UnitAnswer, Unit as UnitSchema } from '../command/schema.ts';
import { asPrincipal } from '../db/pool.ts';
import type { App } from '../deps.ts';
import { notFound, Problem } from '../errors.ts';
import type { Broadcast } from './broadcast.ts';
import { type Fleet, intervalOf, type Unit } from './fleet.ts';
import { ingest } from './ingest.ts';
import { PositionBatch, PositionReceipt, TrackQuery } from './schema.ts';
import { trackOf } from './track.ts';

const MAX_VIEWERS = 2000;
const Code = Type.Object({ code: Type.String({ maxLength: 64 }) });

function unitAnswer(unit: Unit): UnitAnswer {
  const { fix } = unit;
  return {
    code: unit.code,
    slot: unit.slot,
    name: unit.name,
    kind: unit.kind,
    station: unit.station,
    status: unit.status,
    lonLat: fix ? [fix.lon, fix.lat] : null,
    home: unit.home,
    speed: fix?.speed ?? null,
    heading: fix?.heading ?? null,
    fixedAt: fix ? new Date(fix.fixedAt).toISOString() : null,
    interval: Math.round(intervalOf(unit) * 10) / 10,
    incident: unit.incident,
  };
}

/** Positions in (POST /api/positions), out (WebSocket /api/positions) and back (tracks), and the units. */
export async function liveRoutes(
  app: App,
  { pool, fleet, broadcast }: { pool: pg.Pool; fleet: Fleet; broadcast: Broadcast },
): Promise<void> {
  await app.register(websocket, { options: { maxPayload: 4096, perMessageDeflate: false } });

  app.post(
    '/api/positions',
    {
      schema: {
        summary: 'Positions of units, as their sources send them',
        tags: ['live'],
        body: PositionBatch,
        response: { 200: PositionReceipt },
      },
    },
    async (request) => {
      requireRole(request, 'dispatcher', 'partner');
      return ingest(pool, request.principal, fleet, request.body);
    },
  );

  app.get(
    '/api/units',
    {
      schema: {
        summary: 'Units with their newest position and work',
        tags: ['live'],
        response: { 200: Type.Array(UnitSchema) },
      },
    },
    async (request) => {
      requireRole(request, ...WORKING);
      return fleet.listed().map(unitAnswer);
    },
  );

  app.patch(
    '/api/units/:code',
    {
      schema: {
        tags: ['live'],
        params: Code,
        body: Type.Object({ onDuty: Type.Boolean() }),
        response: { 200: UnitSchema },
      },
    },
    async (request) => {
      requireRole(request, 'dispatcher');
      const unit = fleet.unit(request.params.code) ?? missing();
      const { onDuty } = request.body;
      await asPrincipal(pool, request.principal, (tx) =>
        onDuty
          ? tx.query('delete from live.off_duty where unit = $1', [unit.code])
          : tx.query(
              'insert into live.off_duty (unit, account_id) values ($1, access.account_id()) on conflict do nothing',
              [unit.code],
            ),
      );
      fleet.setDuty(unit.code, !onDuty);
      return unitAnswer(unit);
    },
  );

  app.get(
    '/api/units/:code/track',
    {
      schema: {
        summary: 'Where a unit was, as GeoJSON and MF-JSON',
        tags: ['live'],
        params: Code,
        querystring: TrackQuery,
      },
    },
    async (request, reply) => {
      requireRole(request, 'dispatcher', 'partner');
      const unit = fleet.unit(request.params.code) ?? missing();
      reply.type('application/geo+json');
      return trackOf(pool, request.principal, unit.code, request.query);
    },
  );

  app.route({
    method: 'GET',
    url: '/api/positions',
    schema: { hide: true },
    // Before the upgrade: a stranger gets 401 and no socket.
    onRequest: async (request) => {
      requireRole(request, ...WORKING);
      if (broadcast.size >= MAX_VIEWERS)
        throw new Problem(503, 'too-many-viewers', {
          zh: '实时连接数已满，请稍后重试',
          en: 'too many live connections; try again shortly',
        });
    },
    wsHandler: (socket) => broadcast.add(socket),
    handler: () => {
      throw new Problem(426, 'websocket-only', { zh: '请用 WebSocket 连接', en: 'connect with a WebSocket' });
    },
  });
  app.addHook('preClose', async () => broadcast.stop());
}

function missing(): never {
  throw notFound('没有这个力量编号', 'no unit has this code');
}
