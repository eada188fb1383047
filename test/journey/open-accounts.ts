import { randomBytes } from 'node:crypto';
import { ROLES } from '../../datasets/roles.ts';
import type { Account } from '../../server/access/demo-accounts.ts';

/**
 * One account a role in a city that has none, as its first security administrator opens them: by the code that
 * `siku up` printed, then over the API.
 */
export async function openAccounts(url: string, said: string): Promise<Account[]> {
  const code = /\b[a-z0-9]{4}-[a-z0-9]{4}-[a-z0-9]{4}\b/.exec(said)?.[0];
  if (!code) throw new Error(`siku up printed no code for a first administrator:\n${said}`);
  const own: Account = { role: 'security', username: 'admin', password: password() };
  const asked = (path: string, body: object, headers: Record<string, string> = {}) =>
    fetch(`${url}${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
    });
  const first = await asked('/api/session/first', {
    code,
    username: own.username,
    name: '安全管理员',
    password: own.password,
  });
  if (!first.ok) throw new Error(`the first administrator was refused: ${await first.text()}`);
  const { csrf } = (await first.json()) as { csrf: string };
  const session = { cookie: first.headers.get('set-cookie')!.split(';')[0]!, 'x-csrf-token': csrf };
  const make = async <T>(path: string, body: object): Promise<T> => {
    const answer = await asked(path, body, session);
    if (!answer.ok) throw new Error(`${path} answered ${answer.status}: ${await answer.text()}`);
    return (await answer.json()) as T;
  };
  const accounts = [own];
  for (const role of ROLES) {
    if (role === 'public' || role === 'security') continue;
    const given = role === 'partner' ? {} : { password: password() };
    const { id } = await make<{ id: number }>('/api/accounts', { username: role, name: role, role, ...given });
    if (role === 'partner') {
      const { apiKey } = await make<{ apiKey: string }>(`/api/accounts/${id}/keys`, { title: 'journey' });
      accounts.push({ role, username: role, apiKey });
    } else accounts.push({ role, username: role, ...given });
  }
  return accounts;
}

const password = () => randomBytes(12).toString('base64url');
