import { createHash, randomBytes } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, open, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { Refusal } from '../refusal.ts';
import { Utf8Watch } from './encoding.ts';

export interface KeptFile {
  path: string;
  hash: string;
  bytes: number;
  /** Encoding found by strict decoding of every byte; only meaningful for text. */
  encoding: 'utf-8' | 'gb18030' | 'utf-16le' | 'utf-16be' | null;
  bom: boolean;
}

/** Where a file of that hash is kept. */
export function keptPath(home: string, hash: string): string {
  return join(home, 'files', hash);
}

/**
 * Keeps a file under its SHA-256, so that every cell can be shown as it was sent, and watches on the way whether it is
 * UTF-8 from the first byte to the last.
 * @throws Refusal `too-large`, `empty-file`
 */
export async function keepFile(home: string, from: string | Readable, limit = Infinity): Promise<KeptFile> {
  const folder = join(home, 'files');
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const part = join(folder, `.part-${randomBytes(8).toString('hex')}`);
  const out = await open(part, 'wx', 0o600);
  const hash = createHash('sha256');
  const watch = new Utf8Watch();
  let bytes = 0;
  try {
    const input = typeof from === 'string' ? createReadStream(from, { highWaterMark: 1 << 20 }) : from;
    for await (const chunk of input as AsyncIterable<Buffer>) {
      bytes += chunk.length;
      if (bytes > limit)
        throw new Refusal(
          'too-large',
          `文件超过 ${Math.floor(limit / 2 ** 20)} MB 上限，请拆分后上传`,
          `the file is larger than ${Math.floor(limit / 2 ** 20)} MB; split it`,
        );
      hash.update(chunk);
      watch.push(chunk);
      await out.write(chunk);
    }
    if (bytes === 0) throw new Refusal('empty-file', '文件是空的', 'the file is empty');
    await out.sync();
    await out.close();
    const name = hash.digest('hex');
    const path = keptPath(home, name);
    if (await stat(path).catch(() => null)) await rm(part);
    else await rename(part, path);
    return { path, hash: name, bytes, ...watch.end() };
  } catch (error) {
    await out.close().catch(() => {});
    await rm(part, { force: true });
    throw error;
  }
}
