import { expect, it } from 'vitest';
import { currentStep, doubledFields, guessAsOf, guessDataset, STEPS, stepStates } from './load-steps.ts';

it('always names one step that is the next, for every state a batch can be in', () => {
  for (const status of ['uploaded', 'checking', 'checked', 'committing', 'committed', 'undone', 'failed'] as const) {
    const states = stepStates({ status, error: null });
    const open = STEPS.findIndex((step) => states[step] !== 'finish');
    expect(STEPS.slice(0, open < 0 ? 4 : open).every((step) => states[step] === 'finish')).toBe(true);
  }
  expect(currentStep(stepStates(null))).toBe('file');
  expect(currentStep(stepStates({ status: 'checked', error: null }))).toBe('commit');
});

it('reads dataset and day out of the names departments give their files', () => {
  const datasets = [
    { id: 'population', title: { zh: '人口', en: 'Population' } },
    { id: 'legal-entities', title: { zh: '法人', en: 'Legal entities' } },
  ];
  expect(guessDataset('市场监管局_法人_2026-10.csv', datasets)).toBe('legal-entities');
  expect(guessDataset('upload.csv', datasets)).toBeUndefined();
  expect(guessAsOf('公安局_人口_2026-10.csv')).toBe('2026-10-31');
  expect(guessAsOf('统计局_经济_2026Q3.xlsx')).toBe('2026-09-30');
  expect(guessAsOf('法人_20260228.csv')).toBe('2026-02-28');
  expect(guessAsOf('法人.csv')).toBeUndefined();
});

it('finds columns that fight over one field', () => {
  expect(
    doubledFields([
      { column: '电话', field: 'phone' },
      { column: '手机', field: 'phone' },
      { column: '备注', field: null },
    ]),
  ).toEqual(['phone']);
});
