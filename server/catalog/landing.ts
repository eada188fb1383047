import type { Dataset } from '../../datasets/dataset.ts';
import { loadedCity } from '../city.ts';
import type { Db } from '../db/pool.ts';
import type { App } from '../deps.ts';
import { collectionsFor, type Link } from '../features/collections.ts';

export interface LandingDeps {
  db: Db;
  datasets: readonly Dataset[];
  publicUrl: string;
}

const CONFORMANCE = [
  'http://www.opengis.net/spec/ogcapi-common-1/1.0/conf/core',
  'http://www.opengis.net/spec/ogcapi-common-2/1.0/conf/collections',
  'http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/core',
  'http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/geojson',
  'http://www.opengis.net/spec/ogcapi-features-5/1.0/conf/schemas',
  'http://www.opengis.net/spec/ogcapi-features-5/1.0/conf/queryables',
  'http://www.opengis.net/spec/ogcapi-tiles-1/1.0/conf/core',
  'http://www.opengis.net/spec/ogcapi-tiles-1/1.0/conf/tileset',
  'http://www.opengis.net/spec/ogcapi-tiles-1/1.0/conf/tilesets-list',
  'http://www.opengis.net/spec/ogcapi-tiles-1/1.0/conf/geodata-tilesets',
  'http://www.opengis.net/spec/ogcapi-tiles-1/1.0/conf/mvt',
];

const escaped = (text: string) => text.replace(/[&<>"]/g, (c) => `&#${c.charCodeAt(0)};`);

/** The door for other systems: /api and /api/conformance. */
export function landingRoutes(app: App, { db, datasets, publicUrl }: LandingDeps): void {
  const links: Link[] = [
    { rel: 'self', type: 'application/json', title: 'Siku API', href: `${publicUrl}/api` },
    { rel: 'alternate', type: 'text/html', title: 'Siku API', href: `${publicUrl}/api?f=html` },
    {
      rel: 'service-desc',
      type: 'application/vnd.oai.openapi+json;version=3.1',
      title: 'OpenAPI',
      href: `${publicUrl}/api/openapi.json`,
    },
    { rel: 'service-doc', type: 'text/html', title: '接口文档 Documentation', href: `${publicUrl}/api/docs` },
    { rel: 'conformance', type: 'application/json', title: 'Conformance', href: `${publicUrl}/api/conformance` },
    { rel: 'data', type: 'application/json', title: '数据资源 Collections', href: `${publicUrl}/api/collections` },
    {
      rel: 'http://www.opengis.net/def/rel/ogc/1.0/tiling-schemes',
      type: 'application/json',
      title: 'Tile matrix sets',
      href: `${publicUrl}/api/tileMatrixSets`,
    },
    {
      rel: 'http://www.opengis.net/def/rel/ogc/1.0/ogc-catalog',
      type: 'application/json',
      title: '资源目录 Catalogue',
      href: `${publicUrl}/api/catalog`,
    },
    ...['light', 'dark', 'grey'].map((name) => ({
      rel: 'http://www.opengis.net/def/rel/ogc/1.0/styles',
      type: 'application/vnd.mapbox.style+json',
      title: `Base map, ${name}`,
      href: `${publicUrl}/api/styles/${name}?absolute=true`,
    })),
  ];
  app.get('/api', { schema: { summary: 'Landing page', tags: ['catalogue'] } }, async (request, reply) => {
    const city = await loadedCity(db);
    const title = city ? `${city.name.zh} · 四库 Siku` : '四库 Siku';
    const { f } = request.query as { f?: string };
    const html = f === 'html' || (f === undefined && /\btext\/html\b/.test(request.headers.accept ?? ''));
    reply.header('vary', 'Accept');
    if (!html)
      return {
        title,
        description: '人口、法人、经济、地理四库的空间服务接口 Spatial services of the four city databases',
        links,
      };
    const item = (href: string, text: string) => `<li><a href="${escaped(href)}">${escaped(text)}</a></li>`;
    const collections = collectionsFor(datasets, request.principal.role).map(({ dataset }) =>
      item(`${publicUrl}/api/collections/${dataset.id}`, `${dataset.title.zh} ${dataset.title.en}`),
    );
    return reply.type('text/html; charset=utf-8').send(`<!doctype html>
<html lang="zh-CN"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escaped(title)}</title>
<h1>${escaped(title)}</h1>
<p>人口、法人、经济、地理四库的空间服务接口。 Spatial services of the four city databases.</p>
<h2>服务 Services</h2><ul>${links
      .filter((l) => l.rel !== 'self' && l.rel !== 'alternate')
      .map((l) => item(l.href, l.title!))
      .join('')}</ul>
<h2>数据资源 Collections</h2><ul>${collections.join('')}</ul>
</html>`);
  });
  app.get('/api/conformance', { schema: { summary: 'Conformance classes', tags: ['catalogue'] } }, async () => ({
    conformsTo: CONFORMANCE,
  }));
}
