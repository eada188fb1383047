import { join, resolve } from 'node:path';

/** Everything a setting can change. Read once from the environment at the door and passed on as an argument. */
export interface Config {
  /** The checkout. */
  root: string;
  /** Where Siku keeps what it makes: the private cluster, kept files, caches, accounts. */
  home: string;
  host: string;
  port: number;
  /** Given by the owner, or undefined: then the launcher runs a private cluster. */
  databaseUrl: string | undefined;
  logLevel: 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'silent';
  /** The URL under which people and systems reach this server; links use it and never a request's Host header. */
  publicUrl: string;
  /** Addresses or networks of reverse proxies whose X-Forwarded-For is believed, such as `10.0.0.2,172.16.0.0/12`. */
  trustedProxies: string[];
}

export function readConfig(env: NodeJS.ProcessEnv = process.env): Config {
  const root = join(import.meta.dirname, '..');
  const port = Number(env.PORT ?? 8080);
  if (!Number.isInteger(port) || port < 0 || port > 65535)
    throw new Error(`PORT must be a port number, got ${env.PORT}`);
  const host = env.HOST ?? '127.0.0.1';
  return {
    root,
    home: resolve(env.SIKU_HOME ?? join(root, '.siku')),
    host,
    port,
    databaseUrl: env.DATABASE_URL || undefined,
    logLevel: (env.LOG_LEVEL as Config['logLevel']) ?? 'warn',
    publicUrl: env.PUBLIC_URL ?? `http://localhost:${port}`,
    trustedProxies: (env.TRUSTED_PROXIES ?? '').split(',').flatMap((name) => name.trim() || []),
  };
}
