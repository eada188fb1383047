import { testCluster } from './database.ts';

/** Starts the test cluster once for a run and stops it if this run started it. */
export default async function setup(): Promise<() => Promise<void>> {
  const cluster = await testCluster();
  return () => cluster.stop();
}
