import { UNIT_KINDS } from '../codes/framework.ts';
import { defineDataset } from '../dataset.ts';
import { choice } from '../fields/choice.ts';
import { integer } from '../fields/number.ts';
import { phone } from '../fields/phone.ts';
import { code, text } from '../fields/text.ts';
import { WORKING } from '../roles.ts';

/** Emergency units (应急力量) and where they are stationed; their positions are in the live room. */
export default defineDataset({
  id: 'units',
  theme: 'command',
  title: { zh: '应急力量', en: 'Units' },
  description: { zh: '消防、急救、公安等出动力量', en: 'Fire, ambulance, police and rescue units' },
  source: { zh: '应急管理局', en: 'Emergency Management Bureau' },
  sharing: 'conditional',
  updateCycle: 'as-needed',
  geometry: 'Point',
  key: ['code'],
  fields: {
    code: { type: code, title: { zh: '力量编号', en: 'Unit code' }, aliases: ['车辆编号'], required: true },
    name: { type: text, title: { zh: '名称', en: 'Name' }, aliases: ['呼号'], required: true },
    kind: {
      type: choice('unit-kind', UNIT_KINDS),
      title: { zh: '类型', en: 'Kind' },
      aliases: ['力量类型'],
      required: true,
    },
    station: { type: text, title: { zh: '驻地', en: 'Station' }, aliases: ['所属站点'] },
    crew: { type: integer, title: { zh: '人数', en: 'Crew' }, aliases: ['编制人数'] },
    phone: { type: phone, title: { zh: '联系电话', en: 'Phone' }, privacy: 'internal' },
  },
  placement: { by: 'geometry' },
  delivery: 'snapshot',
  readers: WORKING,
  search: { title: 'name', subtitle: 'station', texts: ['name', 'station'], exact: ['code'] },
});
