import { expect, it } from 'vitest';
import { byEntrance, readDwelling } from './dwelling.ts';

it('reads entrance, floor and room as departments write them', () => {
  expect(readDwelling('示范市东城区解放路12号阳光小区3号楼2单元1502室')).toEqual({
    entrance: '2',
    floor: 15,
    room: '1502',
  });
  expect(readDwelling('解放路12号3号楼二单元302')).toEqual({ entrance: '2', floor: 3, room: '302' });
  expect(readDwelling('人民路8号国际大厦15层')).toEqual({ entrance: null, floor: 15, room: null });
  expect(readDwelling('人民路8号地下1层')).toEqual({ entrance: null, floor: -1, room: null });
  expect(readDwelling('人民路88号')).toEqual({ entrance: null, floor: null, room: null });
  expect(readDwelling('******')).toEqual({ entrance: null, floor: null, room: null });
});

it('lists a building as it stands: entrances in order, top floor first, the unknown last', () => {
  const texts = ['2单元302室', '1单元101室', '1单元1102室', '10单元201室', '门卫', '1单元103室'];
  const house = byEntrance(texts, (t) => t);
  expect(house.map((e) => e.entrance)).toEqual(['1', '2', '10', null]);
  expect(house[0]?.floors).toEqual([
    { floor: 11, records: ['1单元1102室'] },
    { floor: 1, records: ['1单元101室', '1单元103室'] },
  ]);
});
