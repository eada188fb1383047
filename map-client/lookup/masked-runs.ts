/** A value cut into what may be read and what is hidden; the server masks, the screen only shows it as masked. */
export interface Run {
  text: string;
  hidden: boolean;
}

/** `110101********1234` becomes three runs. A value without asterisks is one open run. */
export function maskedRuns(value: string): Run[] {
  return [...value.matchAll(/\*+|[^*]+/g)].map(([text]) => ({ text, hidden: text.startsWith('*') }));
}
