import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Something a person must do; printed as it is, without a stack. */
export class Advice extends Error {}

/** The bin folder of a PostgreSQL that has PostGIS, newest first, or null. */
export function findPostgres(): string | null {
  const roots = ['/usr/lib/postgresql', '/usr/pgsql'];
  const found = roots
    .filter((root) => existsSync(root))
    .flatMap((root) =>
      readdirSync(root).map((version) => ({ version: Number(version), bin: join(root, version, 'bin') })),
    )
    .filter(({ version, bin }) => version >= 15 && existsSync(join(bin, 'initdb')) && hasPostgis(bin))
    .sort((a, b) => b.version - a.version);
  return found[0]?.bin ?? null;
}

function hasPostgis(bin: string): boolean {
  const run = spawnSync(join(bin, 'pg_config'), ['--sharedir'], { encoding: 'utf8' });
  // Without the -dev package there is no pg_config of this version; Debian keeps the extensions in a known place.
  const share = run.status === 0 ? run.stdout.trim() : bin.replace('/lib/', '/share/').replace(/\/bin$/, '');
  const debian = bin.replace('/lib/', '/share/').replace(/\/bin$/, '');
  return [share, debian].some((dir) => existsSync(join(dir, 'extension/postgis.control')));
}

/** Installs Debian packages when this is root on a machine with apt; otherwise says which are needed. */
export function installDebianPackages(names: string[], why: string): void {
  const root = process.getuid?.() === 0;
  if (!root || !existsSync('/usr/bin/apt-get')) {
    throw new Advice(
      `${why} is missing. ${existsSync('/usr/bin/apt-get') ? `Run as root: apt-get install ${names.join(' ')}` : `Install the equivalent of Debian's ${names.join(', ')}`}.`,
    );
  }
  console.error(`[siku] installing ${names.join(', ')} with apt (${why}) ...`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const apt = (...args: string[]) =>
    spawnSync('apt-get', args, { env, stdio: ['ignore', 'ignore', 'inherit'] }).status === 0;
  const ok = apt('update', '-qq') && apt('install', '-y', '-qq', '--no-install-recommends', ...names);
  if (!ok)
    throw new Advice(
      `apt-get install ${names.join(' ')} failed; see its message above, then run the same command again.`,
    );
}

/** The PostgreSQL binaries to use, installing PostGIS if it is not there. */
export function ensurePostgres(): string {
  const found = findPostgres();
  if (found) return found;
  // The newest PostGIS this Debian or Ubuntu offers; 15 on bookworm.
  let names = ['postgresql-15-postgis-3'];
  if (process.getuid?.() === 0 && existsSync('/usr/bin/apt-cache')) {
    spawnSync('apt-get', ['update', '-qq'], { stdio: 'ignore' });
    const offered = execFileSync('apt-cache', ['pkgnames', 'postgresql-'], { encoding: 'utf8' })
      .split('\n')
      .filter((name) => /^postgresql-\d+-postgis-3$/.test(name))
      .sort((a, b) => Number(b.split('-')[1]) - Number(a.split('-')[1]));
    if (offered[0]) names = [offered[0]];
  }
  // Debian would make and start a cluster of its own at installation, on the standard port; ours is private.
  const conf = '/etc/postgresql-common/createcluster.conf';
  if (process.getuid?.() === 0 && !existsSync(conf)) {
    mkdirSync(dirname(conf), { recursive: true });
    writeFileSync(conf, 'create_main_cluster = false\n');
  }
  installDebianPackages(names, 'PostgreSQL with PostGIS');
  const now = findPostgres();
  if (!now)
    throw new Advice(
      `PostgreSQL with PostGIS was installed but not found; set DATABASE_URL to a database with PostGIS.`,
    );
  return now;
}

/** What only the tests need: a browser with Chinese fonts, and GDAL to read our API as QGIS and others do. */
export function ensureTestTools(): void {
  if (!existsSync('/usr/bin/chromium'))
    installDebianPackages(['chromium', 'fonts-noto-cjk'], 'Chromium for the browser journey');
  if (!existsSync('/usr/bin/ogrinfo')) installDebianPackages(['gdal-bin'], 'GDAL for the interoperability tests');
}
