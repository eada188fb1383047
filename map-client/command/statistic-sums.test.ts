import { expect, it } from 'vitest';
import { AGE_BANDS, SEXES } from '../../datasets/codes/people.ts';
import { along, byNeed } from './statistic-sums.ts';

const persons = {
  id: 'persons',
  dataset: 'population',
  title: { zh: '人口', en: 'Persons' },
  total: 19 * 3,
  dimensions: [
    { id: 'age_band', title: { zh: '年龄', en: 'Age' }, categories: AGE_BANDS },
    { id: 'sex', title: { zh: '性别', en: 'Sex' }, categories: SEXES.map(({ code, title }) => ({ code, title })) },
  ],
  // One man and two women in every band.
  cells: AGE_BANDS.flatMap(() => [1, 2]),
};

it('sums a statistic along one dimension, whichever stands first', () => {
  expect(along(persons, 'sex').map((c) => c.value)).toEqual([19, 38]);
  expect(along(persons, 'age_band').every((c) => c.value === 3)).toBe(true);
  expect(along(persons, 'unknown')).toEqual([]);
});

it('counts those who need help to leave: under 15 and from 65 on, the open band included', () => {
  expect(byNeed(persons)).toEqual({ children: 3 * 3, elderly: 6 * 3 });
});
