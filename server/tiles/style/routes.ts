import { Type } from 'typebox';
import { loadedCity } from '../../city.ts';
import type { App } from '../../deps.ts';
import type { TileDeps } from '../routes.ts';
import { spriteAt } from './sprite.ts';
import { styleOf } from './style.ts';

/** Base maps made from the house's own layers, and their icons. */
export function styleRoutes(app: App, deps: TileDeps): void {
  app.get(
    '/api/styles/:name',
    {
      schema: {
        summary: 'A MapLibre style: light, dark or grey',
        tags: ['tiles'],
        params: Type.Object({ name: Type.Union([Type.Literal('light'), Type.Literal('dark'), Type.Literal('grey')]) }),
        querystring: Type.Object({
          absolute: Type.Optional(
            Type.Boolean({ description: 'full URLs and versioned tiles, for clients that are not served from here' }),
          ),
        }),
      },
    },
    async (request, reply) => {
      const layers = deps.tiles.layers[request.principal.role];
      const city = await loadedCity(deps.pool);
      const base = request.query.absolute ? deps.publicUrl : '';
      // A sprite needs a whole URL. Seen under another name than its public one, the map does without: a request to
      // another host would be one too many. The header is compared and never repeated.
      const byItsName = request.headers.host === new URL(deps.publicUrl).host;
      reply.header('cache-control', 'private, no-cache');
      return styleOf(request.params.name, {
        layers,
        tileJsonUrl: (ids) => `${base}/api/tiles/${ids.join(',')}${request.query.absolute ? '' : '?live=true'}`,
        spriteUrl: request.query.absolute || byItsName ? `${deps.publicUrl}/api/sprites/siku` : null,
        ...(city ? { center: city.center } : {}),
        attribution: city?.mapReviewNumber ?? '内部使用',
      });
    },
  );
  for (const ratio of [1, 2] as const) {
    const path = `/api/sprites/siku${ratio === 2 ? '@2x' : ''}`;
    app.get(`${path}.json`, { schema: { hide: true } }, async (_request, reply) => {
      reply.header('cache-control', 'public, max-age=3600');
      return spriteAt(ratio).json;
    });
    app.get(`${path}.png`, { schema: { hide: true } }, async (_request, reply) =>
      reply.header('cache-control', 'public, max-age=3600').type('image/png').send(spriteAt(ratio).png),
    );
  }
}
