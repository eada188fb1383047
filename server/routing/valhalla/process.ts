import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { createWriteStream, existsSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { arch, platform } from 'node:os';
import { dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { RoadGraph } from '../graph.ts';
import { loadGraph } from '../network.ts';
import { valhallaConfig } from './config.ts';
import { osmPbf } from './osm-pbf.ts';

/**
 * Valhalla in a process of its own: builds tiles from the roads if those of the same roads are not there yet, then
 * answers route requests sent to it by IPC. Its native code can then neither block nor end the server.
 *
 *     fork('process.ts', [folder], {env: {DATABASE_URL}})
 *     <- {ready: change-log sequence of the roads}    -> {id, request}    <- {id, answer} or {id, failed}
 */
interface Actor {
  route(query: object): Promise<unknown>;
}

/** What the roads are, in a few letters: tiles of the same roads are found again after a restart. */
function fingerprint(graph: RoadGraph): string {
  const hash = createHash('sha256').update('1');
  for (const array of [
    graph.from,
    graph.to,
    graph.oneway,
    graph.seconds,
    graph.rank,
    graph.name,
    graph.line,
    graph.coordinates,
  ])
    hash.update(new Uint8Array(array.buffer, array.byteOffset, array.byteLength));
  return hash.update(graph.names.join('\n')).digest('hex').slice(0, 16);
}

async function buildTiles(graph: RoadGraph, folder: string, bin: string): Promise<string> {
  const name = fingerprint(graph);
  const done = join(folder, name);
  if (existsSync(join(done, 'valhalla.json'))) return done;
  const making = join(folder, `${name}.${process.pid}`);
  mkdirSync(making, { recursive: true });
  try {
    const pbf = join(making, 'roads.osm.pbf');
    await pipeline(Readable.from(osmPbf(graph)), createWriteStream(pbf));
    const config = join(making, 'build.json');
    writeFileSync(config, JSON.stringify(valhallaConfig(join(making, 'tiles'))));
    await run(join(bin, 'valhalla_build_tiles'), ['-c', config, pbf], making);
    rmSync(pbf);
    rmSync(config);
    writeFileSync(join(making, 'valhalla.json'), JSON.stringify(valhallaConfig(join(done, 'tiles'))));
    rmSync(done, { recursive: true, force: true });
    renameSync(making, done);
  } finally {
    rmSync(making, { recursive: true, force: true });
  }
  // Tiles of roads as they were before are of no use any more.
  for (const other of readdirSync(folder))
    if (/^[0-9a-f]{16}(\.\d+)?$/.test(other) && other !== name)
      rmSync(join(folder, other), { recursive: true, force: true });
  return done;
}

/** Runs in `cwd`, where the tool also drops notes of its own. */
function run(command: string, args: string[], cwd: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd, stdio: ['ignore', 'ignore', 'pipe'] });
    let said = '';
    child.stderr.on('data', (text: Buffer) => {
      said = (said + text.toString()).slice(-2000);
    });
    child.on('error', reject);
    child.on('close', (code) => (code === 0 ? resolve() : reject(new Error(`${command} ended with ${code}: ${said}`))));
  });
}

const folder = process.argv[2]!;
const databaseUrl = process.env.DATABASE_URL!;
process.on('disconnect', () => process.exit(0));
const require = createRequire(import.meta.url);
// Fails here on a platform it has no binaries for.
const valhalla = require('@valhallajs/valhallajs') as { Actor: new (config: string) => Actor };
const bin = join(dirname(require.resolve('@valhallajs/valhallajs')), platform(), arch());
mkdirSync(folder, { recursive: true });
const graph = await loadGraph(databaseUrl);
const { sequence } = graph;
const tiles = await buildTiles(graph, folder, bin);
const actor = new valhalla.Actor(JSON.stringify(valhallaConfig(join(tiles, 'tiles'))));
process.on('message', async ({ id, request }: { id: number; request: object }) => {
  try {
    process.send?.({ id, answer: await actor.route(request) });
  } catch (error) {
    process.send?.({ id, failed: (error as Error).message });
  }
});
process.send?.({ ready: sequence });
