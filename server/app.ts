import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { TypeBoxValidatorCompiler } from '@fastify/type-provider-typebox';
import Fastify from 'fastify';
import { accessRoutes } from './access/routes.ts';
import { landingRoutes } from './catalog/landing.ts';
import { documentApi } from './catalog/openapi.ts';
import { catalogRoutes } from './catalog/records.ts';
import { commandRoutes } from './command/routes.ts';
import type { App, Base } from './deps.ts';
import { notFound, problemOf, sendProblem } from './errors.ts';
import { followChanges } from './events/changes.ts';
import { createEventHub } from './events/hub.ts';
import { eventRoutes } from './events/routes.ts';
import { exchangeRoutes } from './exchange/routes.ts';
import { featureRoutes } from './features/routes.ts';
import { Frame } from './frame/frame.ts';
import { Broadcast } from './live/broadcast.ts';
import { keepPositions, openFleet } from './live/fleet.ts';
import { liveRoutes } from './live/routes.ts';
import { lookupRoutes } from './lookup/routes.ts';
import { processRoutes } from './processes/registry.ts';
import { openRoadNetwork } from './routing/network.ts';
import { routingProcesses } from './routing/processes.ts';
import { routingRoutes } from './routing/routes.ts';
import { openValhalla } from './routing/valhalla/engine.ts';
import { searchRoutes } from './search/routes.ts';
import { secureHeaders, serveClient } from './static.ts';
import { datasetStates } from './tiles/layers.ts';
import { ogcTileRoutes } from './tiles/ogc.ts';
import { tileRoutes } from './tiles/routes.ts';
import { createTileService } from './tiles/service.ts';
import { styleRoutes } from './tiles/style/routes.ts';
import { ECONOMY, WEIGHTS } from './zones/economy.ts';
import { zoneRoutes } from './zones/routes.ts';

/** The whole server without a port: a readable list of what is wired to what. Tests build it and `inject`. */
export async function buildApp(base: Base): Promise<App> {
  const app = Fastify({
    logger: base.config.logLevel === 'silent' ? false : { level: base.config.logLevel },
    trustProxy: base.config.trustedProxies.length > 0 ? base.config.trustedProxies : false,
    genReqId: () => randomUUID(),
    bodyLimit: 2 * 2 ** 20,
    // Long enough for a department's file over a slow line; headers alone must be there within Node's minute.
    requestTimeout: 20 * 60_000,
    // Open event streams must not keep a stopping server alive.
    forceCloseConnections: true,
    routerOptions: { maxParamLength: 500 },
  }).setValidatorCompiler(TypeBoxValidatorCompiler) as unknown as App;

  app.decorateRequest('principal', null as never);
  app.setErrorHandler((error, request, reply) => {
    const problem = problemOf(error);
    if (problem.status >= 500) request.log.error({ err: error }, problem.code);
    return sendProblem(reply, problem);
  });
  app.setNotFoundHandler((_request, reply) => sendProblem(reply, notFound()));
  secureHeaders(app, base.config.publicUrl);
  await documentApi(app, base.config.publicUrl);

  accessRoutes(app, { pool: base.pool, publicUrl: base.config.publicUrl });

  app.get('/api/health', async () => {
    await base.pool.query('select 1');
    return { ok: true };
  });

  const { pool, datasets, config } = base;
  const { rows } = await pool.query<{ reached: number }>('select log.reached() as reached');
  const changes = await followChanges(config.databaseUrl!, pool, rows[0]!.reached);
  app.addHook('onClose', () => changes.stop());
  const events = createEventHub();

  // First among the listeners: who hears of a change by an event finds the frame's answers moved already.
  const frame = Frame.start({ pool, datasets, weights: WEIGHTS, held: [ECONOMY], feed: changes });
  app.addHook('onClose', () => frame.stop());
  const processes = processRoutes(app);
  zoneRoutes(app, { pool, datasets, frame, feed: changes, processes });

  const network = openRoadNetwork(config.databaseUrl!, changes);
  app.addHook('onClose', () => network.stop());
  const fleet = await openFleet(pool, changes);
  const stopDropping = keepPositions(pool);
  app.addHook('onClose', async () => stopDropping());
  await liveRoutes(app, { pool, fleet, broadcast: new Broadcast(fleet) });
  const engine = openValhalla(config.databaseUrl!, join(config.home, 'valhalla'), network);
  app.addHook('onClose', async () => engine.stop());
  routingRoutes(app, { network, engine });
  routingProcesses(processes, { network, fleet });
  await commandRoutes(app, { pool, fleet, network, events, frame });

  lookupRoutes(app, { pool, datasets });
  searchRoutes(app, { pool, datasets });
  exchangeRoutes(app, { pool, datasets, home: config.home });

  const tiles = await createTileService({ pool, datasets, changes });
  const stateOf = datasetStates(pool, tiles.versions.last.bind(tiles.versions));
  const tileDeps = { pool, tiles, changes, stateOf, publicUrl: config.publicUrl };
  tileRoutes(app, tileDeps);
  ogcTileRoutes(app, tileDeps);
  styleRoutes(app, tileDeps);
  const featureDeps = { db: pool, pool, datasets, publicUrl: config.publicUrl, stateOf };
  landingRoutes(app, featureDeps);
  featureRoutes(app, featureDeps);
  catalogRoutes(app, featureDeps);
  eventRoutes(app, { db: pool, datasets, changes, events, layers: tiles.layers, versionAt: tiles.versionAt });

  serveClient(app, join(config.root, 'map-client/dist'));

  await app.ready();
  return app;
}
