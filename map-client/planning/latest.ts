/**
 * Asks while something is dragged: one request in flight, the newest waits, those between are never sent. An answer is
 * told only while its question is still the latest or nothing newer has been answered, so figures never run backwards.
 */
export interface Latest<Q> {
  ask(question: Q): void;
  /** Gives up what is in flight and what waits. */
  stop(): void;
}

export function latest<Q, A>(
  send: (question: Q, signal: AbortSignal) => Promise<A>,
  told: { answer(question: Q, answer: A): void; failed(question: Q, error: unknown): void; busy(busy: boolean): void },
  /** A question in flight for longer (ms) is given up for a newer one: the answer would come too late to be followed. */
  patience = 700,
): Latest<Q> {
  let flight: { controller: AbortController; since: number } | null = null;
  let waiting: { question: Q } | null = null;

  async function go(question: Q): Promise<void> {
    const mine = { controller: new AbortController(), since: Date.now() };
    flight = mine;
    told.busy(true);
    try {
      const answer = await send(question, mine.controller.signal);
      if (flight === mine) told.answer(question, answer);
    } catch (error) {
      if (flight === mine && !mine.controller.signal.aborted) told.failed(question, error);
    }
    if (flight !== mine) return;
    flight = null;
    const next = waiting;
    waiting = null;
    if (next) void go(next.question);
    else told.busy(false);
  }

  return {
    ask(question) {
      if (flight && Date.now() - flight.since < patience) {
        waiting = { question };
        return;
      }
      flight?.controller.abort();
      waiting = null;
      void go(question);
    },
    stop() {
      flight?.controller.abort();
      flight = null;
      waiting = null;
      told.busy(false);
    },
  };
}
