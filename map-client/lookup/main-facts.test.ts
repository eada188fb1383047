import { expect, it } from 'vitest';
import { mainFacts } from './main-facts.ts';
import { maskedRuns } from './masked-runs.ts';

const field = (name: string, value: string | number | null, text?: string) => ({
  name,
  title: { zh: name, en: name },
  value,
  masked: false,
  ...(text ? { text: { zh: text, en: text } } : {}),
});

it('shows the key and what describes a firm, and keeps empty fields and references off the card', () => {
  const { main, more } = mainFacts({
    title: '示范化工有限公司',
    fields: [
      field('credit_code', '91990101MA00000009'),
      field('name', '示范化工有限公司'),
      field('kind', 'company', '企业'),
      field('industry', 'C2611', '无机酸制造'),
      field('status', 'active', '存续'),
      field('established', '2011-03-02'),
      field('employees', null),
      field('capital', 5000),
      field('region_code', '990101001001'),
    ],
  });
  expect(main.map((f) => f.name)).toEqual(['credit_code', 'kind', 'industry', 'status', 'established']);
  expect(more.map((f) => f.name)).toEqual(['capital', 'region_code']);
});

it('cuts a masked value into what may be read and what is hidden', () => {
  expect(maskedRuns('110101********1234')).toEqual([
    { text: '110101', hidden: false },
    { text: '********', hidden: true },
    { text: '1234', hidden: false },
  ]);
  expect(maskedRuns('张三')).toEqual([{ text: '张三', hidden: false }]);
  expect(maskedRuns('')).toEqual([]);
});
