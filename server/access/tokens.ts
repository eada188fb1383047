import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

/** 256 random bits, URL-safe. */
export const newToken = () => randomBytes(32).toString('base64url');

/** What is kept of a token. It has full entropy, so a fast hash is enough. */
export const hashToken = (token: string) => createHash('sha256').update(token).digest();

/** The CSRF token of a session follows from its own token, so nothing more is stored and it dies with it. */
export const csrfOf = (token: string) => createHmac('sha256', token).update('csrf').digest('base64url');

export function sameText(a: string, b: string): boolean {
  return timingSafeEqual(hashToken(a), hashToken(b));
}
