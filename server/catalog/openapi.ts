import swagger from '@fastify/swagger';
import swaggerUi from '@fastify/swagger-ui';
import type { App } from '../deps.ts';

/**
 * /api/openapi.json from the routes' own schemas, and /api/docs to read and try them; everything it needs comes from
 * this host. Registered before the routes, which it watches being added.
 */
export async function documentApi(app: App, publicUrl: string): Promise<void> {
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: '四库 Siku API',
        version: '1.0.0',
        description:
          'A city’s population, legal-entity and economic records on one geographic framework. Collections, tiles and catalogue follow OGC API; errors are RFC 9457 problems with zh and en texts.',
      },
      servers: [{ url: publicUrl }],
      components: {
        securitySchemes: {
          session: { type: 'apiKey', in: 'cookie', name: 'siku' },
          apiKey: { type: 'http', scheme: 'bearer' },
        },
      },
    },
    hideUntagged: false,
  });
  await app.register(swaggerUi, {
    routePrefix: '/api/docs',
    // The page asks for nothing of another host; its own scripts and styles are files of ours, its logo inline.
    staticCSP: true,
    uiConfig: { docExpansion: 'list', deepLinking: true, tryItOutEnabled: true },
    theme: { title: '四库 Siku API' },
  });
  app.get('/api/openapi.json', { schema: { hide: true } }, async (_request, reply) =>
    reply.type('application/vnd.oai.openapi+json;version=3.1').send(app.swagger()),
  );
}
