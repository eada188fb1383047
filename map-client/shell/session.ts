import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { Session } from '../../server/access/schema.ts';
import { api, onSignedOut, setCsrf } from './api.ts';
import { connectEvents } from './events.ts';

export type { Session };

const KEY = ['session'];

async function ask(): Promise<Session> {
  const session = await api<Session>('/api/session');
  setCsrf(session.csrf);
  return session;
}

/** Who sits here, what they may open, and which city is loaded. */
export function useSession() {
  const client = useQueryClient();
  const answer = useQuery({ queryKey: KEY, queryFn: ask, staleTime: 5 * 60_000 });
  useEffect(() => onSignedOut(() => void client.invalidateQueries({ queryKey: KEY })), [client]);
  return answer;
}

/** Signing in and out changes what everything else may show: all answers are asked anew. */
export function useSignIn() {
  const client = useQueryClient();
  async function become(session: Session): Promise<Session> {
    setCsrf(session.csrf);
    client.clear();
    client.setQueryData(KEY, session);
    connectEvents();
    return session;
  }
  return {
    signIn: async (username: string, password: string) =>
      become(await api<Session>('/api/session', { body: { username, password } })),
    /** The first security administrator, by the code the server printed. */
    enrol: async (form: { code: string; username: string; name: string; password: string }) =>
      become(await api<Session>('/api/session/first', { body: form })),
    signOut: async () => {
      await api<unknown>('/api/session', { method: 'DELETE' });
      setCsrf(null);
      client.clear();
      connectEvents();
      await client.invalidateQueries({ queryKey: KEY });
    },
  };
}
