import { expect, it } from 'vitest';
import { findUnit, parseCommand, VERBS } from './command-line.ts';

it('reads the verbs in both languages, with and without the colon', () => {
  expect(parseCommand(':assign 2')).toEqual({ verb: 'assign', unit: '2' });
  expect(parseCommand('派 消防一号车')).toEqual({ verb: 'assign', unit: '消防一号车' });
  expect(parseCommand('：状态 已控制')).toEqual({ verb: 'status', status: 'controlled' });
  expect(parseCommand(':note  wind turned  west')).toEqual({ verb: 'note', text: 'wind turned  west' });
  expect(parseCommand('zone 500')).toEqual({ verb: 'zone', radius: 500 });
  expect(parseCommand('zone 200 1500 315 45')).toEqual({
    verb: 'zone',
    radius: 200,
    distance: 1500,
    windFrom: 315,
    angle: 45,
  });
});

it('says what is missing rather than doing something near it', () => {
  expect(parseCommand(':')).toEqual({ problem: 'empty' });
  expect(parseCommand(':assign')).toEqual({ problem: 'needs-unit' });
  expect(parseCommand(':level 5')).toEqual({ problem: 'needs-level' });
  expect(parseCommand(':zone -3')).toEqual({ problem: 'needs-metres' });
  expect(parseCommand(':status fine')).toEqual({ problem: 'needs-status' });
  expect(parseCommand(':delete everything')).toEqual({ problem: 'unknown' });
});

it('has no name that two verbs share', () => {
  const names = VERBS.flatMap((v) => v.names as readonly string[]);
  expect(new Set(names).size).toBe(names.length);
});

it('finds a unit by rank, code, name or the only name it is part of', () => {
  const units = ['F-1 消防一中队一车', 'F-2 消防一中队二车', 'A-1 急救一号'].map((u) => ({
    code: u.split(' ')[0]!,
    name: u.split(' ')[1]!,
  }));
  const ranked = [units[2]!, units[0]!];
  expect(findUnit('1', ranked, units)?.code).toBe('A-1');
  expect(findUnit('f-2', ranked, units)?.code).toBe('F-2');
  expect(findUnit('急救', ranked, units)?.code).toBe('A-1');
  expect(findUnit('消防', ranked, units)).toBeUndefined();
});
