import type { Dataset } from '../datasets/dataset.ts';
import { DATASETS } from '../datasets/index.ts';
import { buildApp } from '../server/app.ts';
import { readConfig } from '../server/config.ts';
import type { App, Base } from '../server/deps.ts';
import { type TestDatabase, testDatabase } from './database.ts';

export interface TestServer {
  app: App;
  db: TestDatabase;
  base: Base;
  close(): Promise<void>;
}

/** The real server on a database of its own; ask it with `app.inject`. */
export async function testServer(datasets: readonly Dataset[] = DATASETS): Promise<TestServer> {
  const db = await testDatabase(datasets);
  const base: Base = {
    config: { ...readConfig({}), databaseUrl: db.url, logLevel: 'silent' },
    pool: db.pool,
    datasets,
  };
  const app = await buildApp(base);
  return {
    app,
    db,
    base,
    async close() {
      await app.close();
      await db.drop();
    },
  };
}
