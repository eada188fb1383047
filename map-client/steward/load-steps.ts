import type { Batch } from '../../server/exchange/schema.ts';

/** The four steps of a load, all visible at once; each is waiting, to be done, running, done or failed. */
export const STEPS = ['file', 'mapping', 'check', 'commit'] as const;
export type Step = (typeof STEPS)[number];
export type StepState = 'wait' | 'process' | 'running' | 'finish' | 'error';

/** Where each step stands for a batch, or for none yet. */
export function stepStates(batch: Pick<Batch, 'status' | 'error'> | null): Record<Step, StepState> {
  const at = (file: StepState, mapping: StepState, check: StepState, commit: StepState) => ({
    file,
    mapping,
    check,
    commit,
  });
  switch (batch?.status) {
    case undefined:
      return at('process', 'wait', 'wait', 'wait');
    case 'uploaded':
      return at('finish', 'process', 'wait', 'wait');
    case 'checking':
      return at('finish', 'finish', 'running', 'wait');
    case 'checked':
      return at('finish', 'finish', 'finish', 'process');
    case 'committing':
      return at('finish', 'finish', 'finish', 'running');
    case 'committed':
    case 'undone':
      return at('finish', 'finish', 'finish', 'finish');
    default:
      return at('finish', 'finish', 'error', 'wait');
  }
}

/** The step that wants the steward's hand or eye. */
export function currentStep(states: Record<Step, StepState>): Step {
  return STEPS.find((step) => states[step] !== 'finish') ?? 'commit';
}

export const isRunning = (batch: Pick<Batch, 'status'>) => batch.status === 'checking' || batch.status === 'committing';

/** Whether what the batch would change is known: each accepted row is then new, changed or unchanged. */
export function isCompared({ progress, result }: Pick<Batch, 'progress' | 'result'>): boolean {
  if (!result || progress) return false;
  return result.accepted === 0 || result.added + result.changed + result.unchanged > 0;
}

/** A mapping that cannot go on: two columns feed one field. Returns those fields. */
export function doubledFields(mapping: Batch['mapping']): string[] {
  const used = mapping.flatMap(({ field }) => (field ? [field] : []));
  return [...new Set(used.filter((field, i) => used.indexOf(field) !== i))];
}

/** The dataset a file most likely feeds: its title or id occurs in the file's name. */
export function guessDataset(
  fileName: string,
  datasets: readonly { id: string; title: { zh: string; en: string } }[],
): string | undefined {
  const name = fileName.toLowerCase();
  return datasets.find(
    ({ id, title }) => name.includes(title.zh) || name.includes(id) || name.includes(title.en.toLowerCase()),
  )?.id;
}

/** The day a file stands for, as departments put it in file names: `2026-10`, `20261031`, `2026Q3`; the last day of it. */
export function guessAsOf(fileName: string): string | undefined {
  const day = /(20\d\d)-?(0[1-9]|1[0-2])-?(0[1-9]|[12]\d|3[01])(?!\d)/.exec(fileName);
  if (day) return `${day[1]}-${day[2]}-${day[3]}`;
  const lastDay = (year: number, month: number) => new Date(Date.UTC(year, month, 0)).toISOString().slice(0, 10);
  const quarter = /(20\d\d)[-_]?[Qq]([1-4])/.exec(fileName);
  if (quarter) return lastDay(Number(quarter[1]), Number(quarter[2]) * 3);
  const month = /(20\d\d)-?(0[1-9]|1[0-2])(?!\d)/.exec(fileName);
  return month ? lastDay(Number(month[1]), Number(month[2])) : undefined;
}
