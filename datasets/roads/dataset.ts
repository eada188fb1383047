import { ROAD_CLASSES } from '../codes/framework.ts';
import { defineDataset } from '../dataset.ts';
import { choice, yesNo } from '../fields/choice.ts';
import { decimal, integer } from '../fields/number.ts';
import { code, text } from '../fields/text.ts';
import { EVERYONE } from '../roles.ts';

/** Road segments between two nodes; the routing graph is made of them. */
export default defineDataset({
  id: 'roads',
  theme: 'framework',
  title: { zh: '道路', en: 'Roads' },
  description: { zh: '道路路段、等级、单行与限速', en: 'Road segments with class, direction and speed' },
  source: { zh: '交通运输局', en: 'Transport Bureau' },
  sharing: 'unconditional',
  updateCycle: 'as-needed',
  geometry: 'LineString',
  key: ['code'],
  fields: {
    code: { type: code, title: { zh: '路段编码', en: 'Segment code' }, required: true },
    name: { type: text, title: { zh: '路名', en: 'Name' }, aliases: ['道路名称'] },
    class: {
      type: choice('road-class', ROAD_CLASSES),
      title: { zh: '等级', en: 'Class' },
      aliases: ['道路等级'],
      required: true,
    },
    oneway: { type: yesNo, title: { zh: '单行', en: 'One way' }, aliases: ['是否单行'] },
    speed: { type: integer, title: { zh: '限速（公里/小时）', en: 'Speed (km/h)' }, aliases: ['限速'] },
    lanes: { type: integer, title: { zh: '车道数', en: 'Lanes' } },
    bridge: { type: yesNo, title: { zh: '桥梁', en: 'Bridge' } },
    from_node: { type: code, title: { zh: '起点', en: 'From node' }, required: true },
    to_node: { type: code, title: { zh: '终点', en: 'To node' }, required: true },
    length: { type: decimal, title: { zh: '长度（米）', en: 'Length (m)' }, aliases: ['长度'] },
  },
  placement: { by: 'geometry' },
  delivery: 'snapshot',
  readers: EVERYONE,
  tiles: [
    {
      id: 'roads',
      title: { zh: '道路', en: 'Roads' },
      group: 'base',
      minzoom: 6,
      maxzoom: 14,
      properties: ['name', 'class', 'oneway', 'bridge'],
      ladder: [
        { below: 9, where: "t.class in ('motorway', 'trunk')" },
        { below: 11, where: "t.class in ('motorway', 'trunk', 'primary')" },
        { below: 12, where: "t.class in ('motorway', 'trunk', 'primary', 'secondary')" },
        { below: 13, where: "t.class in ('motorway', 'trunk', 'primary', 'secondary', 'tertiary')" },
      ],
      legend: {
        shape: 'line',
        by: 'class',
        other: '#d8d8d4',
        classes: [
          { value: 'motorway', title: { zh: '高速公路', en: 'Motorway' }, color: '#d9a66b' },
          { value: 'trunk', title: { zh: '快速路', en: 'Expressway' }, color: '#e0b987' },
          { value: 'primary', title: { zh: '主干路', en: 'Primary' }, color: '#e9d3a8' },
          { value: 'secondary', title: { zh: '次干路', en: 'Secondary' }, color: '#efe6cf' },
          { value: 'tertiary', title: { zh: '支路', en: 'Tertiary' }, color: '#ffffff' },
          { value: 'residential', title: { zh: '居住区道路', en: 'Residential' }, color: '#ffffff' },
        ],
      },
    },
  ],
});
