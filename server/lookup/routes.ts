import type { FastifyRequest } from 'fastify';
import type pg from 'pg';
import { Type } from 'typebox';
import type { Dataset } from '../../datasets/dataset.ts';
import { asPrincipal } from '../db/pool.ts';
import type { App } from '../deps.ts';
import { badRequest, notFound, signInFirst } from '../errors.ts';
import { profileOf, type Reason } from './profile.ts';
import { EntityProfile, RevealAnswer, RevealRequest } from './schema.ts';

const Params = Type.Object({ type: Type.String({ maxLength: 100 }), id: Type.Integer({ minimum: 1 }) });

/** The linked profile of a record, and the clear values of its masked fields for a stated purpose. */
export function lookupRoutes(app: App, deps: { pool: pg.Pool; datasets: readonly Dataset[] }): void {
  const { pool, datasets } = deps;
  const datasetOf = (type: string): Dataset => {
    const dataset = datasets.find(({ id }) => id === type);
    if (!dataset) throw notFound('没有这种数据资源', 'there is no dataset of that name');
    return dataset;
  };

  app.get(
    '/api/entities/:type/:id',
    { schema: { params: Params, response: { 200: EntityProfile } } },
    async (request) => {
      const { type, id } = request.params;
      const dataset = datasetOf(type);
      const reason = reasonOf(request);
      return asPrincipal(pool, request.principal, (tx) =>
        profileOf(tx, request.principal, datasets, dataset, id, reason),
      );
    },
  );

  app.post(
    '/api/entities/:type/:id/reveal',
    { schema: { params: Params, body: RevealRequest, response: { 200: RevealAnswer } } },
    async (request, reply) => {
      const { type, id } = request.params;
      const { fields, purpose, caseNumber } = request.body;
      const dataset = datasetOf(type);
      if (request.principal.account === null) throw signInFirst();
      reply.header('cache-control', 'no-store');
      return asPrincipal(pool, request.principal, async (tx) => {
        const { rows } = await tx
          .query<{ audit_id: number; clear: RevealAnswer['values'] }>(
            'select audit_id, clear from access.reveal($1, $2, $3, $4, $5)',
            [dataset.id, id, [...new Set(fields)], purpose, caseNumber],
          )
          .catch((error: { code?: string }) => {
            throw revealProblem(error);
          });
        return { auditId: rows[0]!.audit_id, values: rows[0]!.clear };
      });
    },
  );
}

function revealProblem(error: { code?: string }): unknown {
  if (error.code === 'P0002') return notFound('没有这条记录', 'there is no such record');
  if (error.code === '22023')
    return badRequest(
      'reason-needed',
      '请填写查询目的和案件编号',
      'state the purpose and the case number before a field is revealed',
    );
  return error;
}

/** Why a person is looked at: headers, since a URL is kept in histories and logs. UTF-8, percent-encoded. */
export function reasonOf(request: Pick<FastifyRequest, 'headers'>): Reason {
  const read = (name: string) => {
    const value = request.headers[name];
    if (typeof value !== 'string' || value === '') return undefined;
    try {
      return decodeURIComponent(value).slice(0, 200);
    } catch {
      throw badRequest('header-encoding', `请求头 ${name} 编码错误`, `header ${name} is not percent-encoded UTF-8`);
    }
  };
  return { purpose: read('x-purpose'), caseNumber: read('x-case-number') };
}
