import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DATASETS } from '../datasets/index.ts';
import { buildApp } from './app.ts';
import type { Config } from './config.ts';
import { createPool } from './db/pool.ts';
import { Advice } from './launch/packages.ts';

export interface RunningServer {
  url: string;
  close(): Promise<void>;
}

/** Serves an installation whose database is migrated. `server.json` in `home` tells the other commands where it runs. */
export async function serve(config: Config, databaseUrl: string): Promise<RunningServer> {
  const pool = createPool(databaseUrl, 16);
  const app = await buildApp({ config: { ...config, databaseUrl }, pool, datasets: DATASETS });
  try {
    await app.listen({ host: config.host, port: config.port });
  } catch (error) {
    await app.close();
    await pool.end();
    if ((error as { code?: string }).code === 'EADDRINUSE') throw portTaken(config.port);
    throw error;
  }
  const file = join(config.home, 'server.json');
  writeFileSync(file, JSON.stringify({ url: config.publicUrl, pid: process.pid }));
  return {
    url: config.publicUrl,
    async close() {
      rmSync(file, { force: true });
      await app.close();
      await pool.end();
    },
  };
}

export function portTaken(port: number): Advice {
  return new Advice(
    `port ${port} is in use by another program. Stop it, or choose another: PORT=${port + 1} npm start`,
  );
}
