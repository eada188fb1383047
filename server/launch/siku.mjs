#!/usr/bin/env node
// The one door of every command. Runs on Node 20: installs the packages, then hands over to the Node that is pinned
// among them (see package.json), because the code is TypeScript that Node 24 runs as it is.
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '../..');
const modules = join(root, 'node_modules');

const stamp = join(modules, '.siku-installed');
const lockHash = createHash('sha256')
  .update(readFileSync(join(root, 'package-lock.json')))
  .digest('hex');

/** Packages are complete when the last installation that ended well was of this very lock file. */
function packagesAreInstalled() {
  return existsSync(stamp) && readFileSync(stamp, 'utf8') === lockHash;
}

/**
 * `install --no-save` keeps to the lock file as `ci` does, but does not refuse when a registry mirror lacks the optional
 * binaries of platforms this machine is not: on a closed network it often does.
 */
function installPackages() {
  console.error('[siku] installing npm packages (once; needs the npm registry or its mirror) ...');
  const npm = process.env.npm_execpath;
  const [command, args] = npm ? [process.execPath, [npm]] : ['npm', []];
  const run = spawnSync(command, [...args, 'install', '--no-save', '--no-fund', '--no-audit', '--loglevel=error'], {
    cwd: root,
    stdio: ['ignore', 2, 2],
  });
  if (run.status !== 0) {
    console.error(
      '[siku] npm install failed. Check that the registry is reachable (npm config get registry), then run the same command again.',
    );
    process.exit(run.status ?? 1);
  }
  writeFileSync(stamp, lockHash);
}

function pinnedNode() {
  if (Number(process.versions.node.split('.')[0]) >= 24) return process.execPath;
  const name = `node-${process.platform}-${process.arch}`;
  const binary = join(modules, name, 'bin/node');
  if (existsSync(binary)) return binary;
  const wanted = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).optionalDependencies;
  console.error(`[siku] this machine has Node ${process.version} and the package ${name} is not there.`);
  console.error(`[siku] Install Node 24 or newer yourself, or use one of: ${Object.keys(wanted).join(', ')}.`);
  process.exit(1);
}

if (!packagesAreInstalled()) installPackages();
const child = spawn(
  pinnedNode(),
  // A young generation of 16 MB: loading a million rows then peaks at 320 MB instead of 400, in the same time.
  [
    '--disable-warning=ExperimentalWarning',
    '--max-semi-space-size=16',
    join(root, 'server/cli.ts'),
    ...process.argv.slice(2),
  ],
  {
    stdio: 'inherit',
    env: { ...process.env, PATH: `${join(modules, '.bin')}:${process.env.PATH}` },
  },
);
// Ctrl-C reaches the child by the terminal too; a second signal is harmless, a missing one would leave it running.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
child.on('exit', (code, signal) => process.exit(code ?? (signal === 'SIGINT' ? 130 : 1)));
