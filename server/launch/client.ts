import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Config } from '../config.ts';
import { Advice } from './packages.ts';
import type { Progress } from './progress.ts';

/** Builds the map client into `map-client/dist` unless what is there was built from the same sources. */
export async function buildClient(config: Config, progress: Progress): Promise<void> {
  const folder = join(config.root, 'map-client');
  const stamp = join(folder, 'dist/.built-from');
  const now = sourceHash(config.root);
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === now) return;
  progress.at('building, about a minute');
  const { build } = await import('vite');
  try {
    await build({ root: folder, configFile: join(folder, 'vite.config.ts'), logLevel: 'error' });
  } catch (error) {
    throw new Advice(`the map client could not be built: ${(error as Error).message}`);
  }
  writeFileSync(stamp, now);
}

function sourceHash(root: string): string {
  const hash = createHash('sha256').update(readFileSync(join(root, 'package-lock.json')));
  const take = (folder: string) => {
    for (const entry of readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1))) {
      const path = join(folder, entry.name);
      if (entry.name === 'dist' || entry.name === 'node_modules') continue;
      if (entry.isDirectory()) take(path);
      else hash.update(path.slice(root.length)).update(readFileSync(path));
    }
  };
  take(join(root, 'map-client'));
  // The client takes plain data from declarations (code lists); a change there is a change here.
  take(join(root, 'datasets/codes'));
  return hash.digest('hex');
}
