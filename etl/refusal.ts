import type { Text } from '../datasets/dataset.ts';

/** A load that must not go on. `code` is stable; the texts say what to do next. Nothing was changed. */
export class Refusal extends Error {
  readonly code: string;
  readonly text: Text;
  readonly extra: Record<string, unknown>;

  constructor(code: string, zh: string, en: string, extra: Record<string, unknown> = {}) {
    super(en);
    this.code = code;
    this.text = { zh, en };
    this.extra = extra;
  }
}
