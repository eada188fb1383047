import { randomBytes, type ScryptOptions, scrypt, timingSafeEqual } from 'node:crypto';
import { Problem } from '../errors.ts';

/** OWASP's setting for 32 MB; kept with every hash, so that raising it leaves old passwords valid. */
const COST = { N: 2 ** 15, r: 8, p: 3 };
const LENGTH = 32;
/** Two at a time: each takes 32 MB and a quarter of a second of one core. The 17th in the queue is sent away. */
const AT_ONCE = 2;
const QUEUE = 16;

let running = 0;
const waiting: (() => void)[] = [];

async function derive(password: string, salt: Buffer, cost: typeof COST, length: number): Promise<Buffer> {
  if (running >= AT_ONCE) {
    if (waiting.length >= QUEUE)
      throw new Problem(503, 'busy', {
        zh: '登录请求过多，请几秒后重试',
        en: 'too many people sign in at this moment; try again in a few seconds',
      });
    await new Promise<void>((go) => waiting.push(go));
  } else running++;
  const options: ScryptOptions = { ...cost, maxmem: 256 * cost.N * cost.r };
  try {
    return await new Promise((done, fail) =>
      scrypt(password.normalize('NFKC'), salt, length, options, (error, key) => (error ? fail(error) : done(key))),
    );
  } finally {
    const next = waiting.shift();
    if (next) next();
    else running--;
  }
}

/** `scrypt$N$r$p$salt$hash`, the last two in base64url. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(16);
  const hash = await derive(password, salt, COST, LENGTH);
  return ['scrypt', COST.N, COST.r, COST.p, salt.toString('base64url'), hash.toString('base64url')].join('$');
}

/** True when the password made that hash. Without a stored hash it takes as long, and is false. */
export async function verifyPassword(password: string, stored: string | null): Promise<boolean> {
  const [kind, N, r, p, salt, hash] = (stored ?? '').split('$');
  if (kind !== 'scrypt' || !hash) {
    await derive(password, randomBytes(16), COST, LENGTH);
    return false;
  }
  const expected = Buffer.from(hash, 'base64url');
  const cost = { N: Number(N), r: Number(r), p: Number(p) };
  return timingSafeEqual(await derive(password, Buffer.from(salt!, 'base64url'), cost, expected.length), expected);
}
