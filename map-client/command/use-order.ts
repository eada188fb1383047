import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { Incident } from '../../server/command/schema.ts';
import { messageOf } from '../shell/api.ts';
import { absorb } from './absorb.ts';
import { change, tell, type Undoable } from './desk.ts';

/**
 * Gives an order: says what came of it, refreshes what it touched, and keeps the way back. Nothing asks twice: the log
 * can undo. Answers undefined when it failed; the reason has then been said.
 */
export function useOrder() {
  const client = useQueryClient();
  const [busy, setBusy] = useState(false);
  async function order<T>(run: () => Promise<T>, said: string, undo?: Undoable['run']): Promise<T | undefined> {
    setBusy(true);
    try {
      const answer = await run();
      client.setQueryData<Incident[]>(['incidents'], (now) => now && absorb(now, answer));
      change({ said: { text: said, bad: false }, last: undo ? { text: said, run: undo } : null });
      return answer;
    } catch (error) {
      tell(messageOf(error), true);
      return undefined;
    } finally {
      setBusy(false);
      for (const queryKey of [['incidents'], ['incident-log'], ['ranking'], ['units']])
        void client.invalidateQueries({ queryKey });
    }
  }
  return { order, busy };
}
