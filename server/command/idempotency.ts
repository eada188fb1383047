import { createHash } from 'node:crypto';
import type { Db } from '../db/pool.ts';
import { Problem } from '../errors.ts';

/**
 * Does `work` once for each key of an account, in the caller's transaction: a repeated request gets the first answer.
 * One that comes while the first is still at work waits for it. Without a key it is simply done.
 * @throws Problem 422 when the key was used for another request
 */
export async function answerOnce<T>(
  tx: Db,
  key: string | undefined,
  request: unknown,
  work: () => Promise<T>,
): Promise<T> {
  if (key === undefined) return work();
  const hash = createHash('sha256').update(JSON.stringify(request)).digest('hex');
  const { rowCount } = await tx.query(
    'insert into command.answered (account_id, key, request) values (access.account_id(), $1, $2) on conflict do nothing',
    [key, hash],
  );
  if (rowCount === 0) {
    const { rows } = await tx.query<{ request: string; answer: T }>(
      'select request, answer from command.answered where account_id = access.account_id() and key = $1',
      [key],
    );
    if (rows[0]?.request !== hash)
      throw new Problem(422, 'key-reused', {
        zh: '该 Idempotency-Key 已用于另一请求，请换用新的',
        en: 'this Idempotency-Key was used for another request; use a new one',
      });
    return rows[0].answer;
  }
  const answer = await work();
  await tx.query('update command.answered set answer = $2 where account_id = access.account_id() and key = $1', [
    key,
    JSON.stringify(answer ?? null),
  ]);
  return answer;
}
