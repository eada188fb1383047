import type { Readable } from 'node:stream';
import { Readable as ReadableStream } from 'node:stream';
import type { FastifyRequest } from 'fastify';
import type pg from 'pg';
import { Type } from 'typebox';
import type { Dataset } from '../../datasets/dataset.ts';
import { REASONS } from '../../datasets/fields/reasons.ts';
import { commit, datasetNamed, discard, sentRow, undo } from '../../etl/load.ts';
import { quarantineCsv, quarantineRows, quarantineSummary } from '../../etl/quarantine.ts';
import { audit, describesPersons } from '../access/audit.ts';
import { requireRole } from '../access/require-role.ts';
import { asPrincipal, type Db } from '../db/pool.ts';
import type { App } from '../deps.ts';
import { notFound } from '../errors.ts';
import { batchOf, listBatches } from './batches.ts';
import { refusedAsProblem } from './problems.ts';
import { Batch, LoadResult, type QuarantinePage, SentRow, Undone } from './schema.ts';
import { Uploads } from './uploads.ts';

/** Largest file the web takes; larger ones go by `npx siku load` on the machine itself. */
const LARGEST_UPLOAD = 2 * 2 ** 30;

const Params = Type.Object({ id: Type.Integer({ minimum: 1 }) });
const UploadQuery = Type.Object({
  dataset: Type.String({ maxLength: 100 }),
  filename: Type.String({ minLength: 1, maxLength: 255 }),
  crs: Type.Optional(Type.String({ maxLength: 100 })),
  asOf: Type.Optional(Type.String({ format: 'date' })),
  encoding: Type.Optional(Type.String({ pattern: '^(utf-8|gb18030|utf-16le|utf-16be)$' })),
  sheet: Type.Optional(Type.String({ maxLength: 100 })),
});

/**
 * Loading by the web: upload, check, compare, commit, undo. Who may is asked of the database in the asker's own role:
 * batches and quarantine are read through the grants of `siku_steward`, and `etl.may_load()` must be executable before
 * the loader works with the owner's rights.
 */
export function exchangeRoutes(app: App, deps: { pool: pg.Pool; datasets: readonly Dataset[]; home: string }): void {
  const { pool, datasets } = deps;
  const uploads = new Uploads(deps);
  app.addHook('onClose', () => uploads.finished());

  const asSteward = async <T>(request: FastifyRequest, work: (tx: Db) => Promise<T>): Promise<T> => {
    requireRole(request, 'steward');
    return asPrincipal(pool, request.principal, work);
  };
  const mayLoad = (request: FastifyRequest) => asSteward(request, (tx) => tx.query('select etl.may_load()'));

  app.register(async (scope) => {
    // Taken as a stream: the file goes to disk as it comes and is never in memory.
    scope.addContentTypeParser('application/octet-stream', (_request, payload, done) => done(null, payload));
    (scope as unknown as App).post(
      '/api/loads',
      { schema: { querystring: UploadQuery, response: { 202: Batch } } },
      async (request, reply) => {
        await mayLoad(request);
        const { filename, ...query } = request.query;
        const id = await refusedAsProblem(() =>
          uploads.take(request.body as Readable, filename, query, request.principal.name, LARGEST_UPLOAD),
        );
        reply.code(202);
        return asSteward(request, (tx) => batchOf(tx, datasets, id));
      },
    );
  });

  app.get(
    '/api/loads',
    {
      schema: {
        querystring: Type.Object({
          dataset: Type.Optional(Type.String({ maxLength: 100 })),
          before: Type.Optional(Type.Integer({ minimum: 1, description: 'batches with a smaller id' })),
          limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200 })),
        }),
        response: { 200: Type.Object({ loads: Type.Array(Batch), next: Type.Union([Type.Integer(), Type.Null()]) }) },
      },
    },
    (request) => asSteward(request, (tx) => listBatches(tx, datasets, request.query)),
  );

  app.get('/api/loads/:id', { schema: { params: Params, response: { 200: Batch } } }, (request) =>
    asSteward(request, (tx) => batchOf(tx, datasets, request.params.id)),
  );

  app.post(
    '/api/loads/:id/commit',
    {
      schema: {
        params: Params,
        body: Type.Optional(Type.Union([Type.Object({ force: Type.Optional(Type.Boolean()) }), Type.Null()])),
        response: { 200: LoadResult },
      },
    },
    async (request) => {
      await mayLoad(request);
      const batch = await asSteward(request, (tx) => batchOf(tx, datasets, request.params.id));
      const dataset = datasetNamed(datasets, batch.dataset);
      return refusedAsProblem(() => commit(pool, dataset, batch.id, { force: request.body?.force }));
    },
  );

  app.post('/api/loads/:id/undo', { schema: { params: Params, response: { 200: Undone } } }, async (request) => {
    await mayLoad(request);
    return refusedAsProblem(() => undo(pool, datasets, request.params.id));
  });

  app.delete('/api/loads/:id', { schema: { params: Params } }, async (request, reply) => {
    await mayLoad(request);
    await refusedAsProblem(() => discard(pool, request.params.id));
    return reply.code(204).send();
  });

  app.get(
    '/api/loads/:id/rows/:line',
    {
      schema: {
        params: Type.Object({ id: Type.Integer({ minimum: 1 }), line: Type.Integer({ minimum: 1 }) }),
        response: { 200: SentRow },
      },
    },
    async (request, reply) => {
      const { id, line } = request.params;
      const batch = await asSteward(request, async (tx) => {
        const found = await batchOf(tx, datasets, id);
        if (describesPersons(datasetNamed(datasets, found.dataset)))
          await audit(tx, { action: 'look', dataset: found.dataset, purpose: `load ${id}, line ${line}` });
        return found;
      });
      reply.header('cache-control', 'no-store');
      const row = await refusedAsProblem(() => sentRow(pool, deps.home, id, line));
      return { header: batch.header, ...row };
    },
  );

  app.get(
    '/api/loads/:id/quarantine',
    {
      schema: {
        params: Params,
        querystring: Type.Object({
          after: Type.Optional(Type.Integer({ minimum: 0 })),
          limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 1000 })),
          f: Type.Optional(Type.Union([Type.Literal('csv'), Type.Literal('json')])),
        }),
      },
    },
    async (request, reply) => {
      const { id } = request.params;
      const { after = 0, limit = 100, f } = request.query;
      const { batch, page } = await asSteward(request, async (tx) => {
        const batch = await batchOf(tx, datasets, id);
        // The rows are a department's own cells, unmasked: the steward must see them to put them right.
        if (describesPersons(datasetNamed(datasets, batch.dataset)))
          await audit(tx, {
            action: f === 'csv' ? 'export' : 'list',
            dataset: batch.dataset,
            purpose: `quarantine ${id}`,
          });
        return { batch, page: f === 'csv' ? null : await quarantinePage(tx, batch, after, limit) };
      });
      reply.header('cache-control', 'no-store');
      if (page) return page;
      const db = { query: (text: string, values: unknown[]) => asSteward(request, (tx) => tx.query(text, values)) };
      const name = encodeURIComponent(`${batch.file.replace(/\.[^.]*$/, '')}_待校核.csv`);
      return reply
        .type('text/csv; charset=utf-8')
        .header('content-disposition', `attachment; filename="quarantine-${id}.csv"; filename*=UTF-8''${name}`)
        .send(ReadableStream.from(quarantineCsv(db as Db, id)));
    },
  );
}

async function quarantinePage(tx: Db, batch: Batch, after: number, limit: number): Promise<QuarantinePage> {
  if (batch.status === 'uploaded') throw notFound('该批次尚未校核', 'this batch has not been checked yet');
  const rows = await quarantineRows(tx, batch.id, after, limit);
  const { total, byReason } = await quarantineSummary(tx, batch.id);
  const text = (code: string) => REASONS[code as keyof typeof REASONS] ?? { zh: code, en: code };
  return {
    header: batch.header,
    rows: rows.map(({ line, cells, reasons }) => ({
      line,
      cells,
      reasons: reasons.map((reason) => ({ ...reason, text: text(reason.code) })),
    })),
    next: rows.length === limit ? rows.at(-1)!.line : null,
    total,
    byReason: byReason.map(({ code, count }) => ({ code, count, text: text(code) })),
  };
}
