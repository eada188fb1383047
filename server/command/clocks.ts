import type { Text } from '../../datasets/dataset.ts';

export interface Clock {
  id: string;
  title: Text;
  /** Minutes after the report. */
  minutes: number;
}

const phone: Text = { zh: '电话快报', en: 'Report by telephone' };
const written: Text = { zh: '书面初报', en: 'First written report' };

/**
 * When the law wants to hear of an incident, by level: 特别重大 and 重大 within 15 minutes by telephone and 35 in writing,
 * 较大 within an hour in writing, 一般 within six hours. These are the rules published by 河南省应急管理厅; other places have
 * 20 and 40 minutes, so a city may keep its own under `siku.setting`, key `report-clocks`.
 */
export const CLOCKS: Record<1 | 2 | 3 | 4, readonly Clock[]> = {
  1: [
    { id: 'phone', title: phone, minutes: 15 },
    { id: 'written', title: written, minutes: 35 },
  ],
  2: [
    { id: 'phone', title: phone, minutes: 15 },
    { id: 'written', title: written, minutes: 35 },
  ],
  3: [{ id: 'written', title: written, minutes: 60 }],
  4: [{ id: 'written', title: written, minutes: 360 }],
};
export type Clocks = typeof CLOCKS;

export function clockTitle(id: string, clocks: Clocks): Text {
  const found = Object.values(clocks)
    .flat()
    .find((clock) => clock.id === id);
  return found?.title ?? { zh: id, en: id };
}
