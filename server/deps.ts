import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import type {
  FastifyBaseLogger,
  FastifyInstance,
  RawReplyDefaultExpression,
  RawRequestDefaultExpression,
  RawServerDefault,
} from 'fastify';
import type pg from 'pg';
import type { Dataset } from '../datasets/dataset.ts';
import type { Config } from './config.ts';
import type { Principal } from './db/pool.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** Who asks; the public until `access` has found a session or key. */
    principal: Principal;
  }
}

export type App = FastifyInstance<
  RawServerDefault,
  RawRequestDefaultExpression<RawServerDefault>,
  RawReplyDefaultExpression<RawServerDefault>,
  FastifyBaseLogger,
  TypeBoxTypeProvider
>;

/** What every room may need. Long-lived things are made by `main.ts`, and by tests, and passed on. */
export interface Base {
  config: Config;
  pool: pg.Pool;
  datasets: readonly Dataset[];
}
