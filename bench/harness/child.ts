import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

/** Path of a script of this folder. */
export const script = (name: string) => join(import.meta.dirname, name);

/** Runs a script of this folder in a process of its own and reads the JSON it prints. */
export async function inProcess<T>(name: string, args: string[]): Promise<T> {
  const child = spawn(process.execPath, [...process.execArgv, script(name), ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let text = '';
  child.stdout.on('data', (part: Buffer) => {
    text += part.toString();
  });
  const [code] = (await once(child, 'close')) as [number];
  if (code !== 0) throw new Error(`${name} ended with ${code}`);
  return JSON.parse(text) as T;
}
