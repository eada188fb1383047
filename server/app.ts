import { randomUUID } from 'node:crypto';
import { TypeBoxValidatorCompiler } from '@fastify/type-provider-typebox';
import Fastify from 'fastify';
import { PUBLIC } from './db/pool.ts';
import type { App, Base } from './deps.ts';
import { notFound, problemOf, sendProblem } from './errors.ts';

/** The whole server without a port: a readable list of what is wired to what. Tests build it and `inject`. */
export async function buildApp(base: Base): Promise<App> {
  const app = Fastify({
    logger: base.config.logLevel === 'silent' ? false : { level: base.config.logLevel },
    genReqId: () => randomUUID(),
    bodyLimit: 2 * 2 ** 20,
    requestTimeout: 60_000,
    routerOptions: { maxParamLength: 500 },
  }).setValidatorCompiler(TypeBoxValidatorCompiler) as unknown as App;

  app.decorateRequest('principal', null as never);
  app.addHook('onRequest', async (request) => {
    request.principal = PUBLIC;
  });
  app.setErrorHandler((error, request, reply) => {
    const problem = problemOf(error);
    if (problem.status >= 500) request.log.error({ err: error }, problem.code);
    return sendProblem(reply, problem);
  });
  app.setNotFoundHandler((_request, reply) => sendProblem(reply, notFound()));

  app.get('/api/health', async () => {
    await base.pool.query('select 1');
    return { ok: true };
  });

  await app.ready();
  return app;
}
