import { readConfig } from '../config.ts';
import { buildClient } from '../launch/client.ts';
import { terminalProgress } from '../launch/progress.ts';

export const usage = 'build                                 build the map client (for an image)';

export async function run(): Promise<number> {
  const progress = terminalProgress();
  progress.step('map client');
  await buildClient(readConfig(), progress);
  progress.done();
  return 0;
}
