import type { Text } from '../../datasets/dataset.ts';
import type { Hazard, INCIDENT_CLASSES, IncidentType } from './schema.ts';

type Class = (typeof INCIDENT_CLASSES)[number];
type Kind = 'fire_engine' | 'ambulance' | 'police_car' | 'hazmat' | 'rescue';

const circle = (radius: number): Hazard => ({ kind: 'circle', radius });
// Screening shapes to start from, widened or narrowed by whoever commands: not tables of any guide.
const cloud = (radius: number, distance: number): Hazard => ({
  kind: 'wedge',
  radius,
  distance,
  windFrom: 0,
  angle: 60,
});

const type = (
  incidentClass: Class,
  code: string,
  title: Text,
  level: 1 | 2 | 3 | 4,
  unitKinds: Kind[],
  hazard: Hazard | null = null,
): IncidentType => ({ code, class: incidentClass, title, level, unitKinds, hazard });

/**
 * What a report chooses from: the kinds of incident a city's command desk meets, under the four classes of
 * GB/T 35561-2017. The codes are our own words; a city that must send the standard's codes maps them at the door.
 * Order is the order of the list on the screen: the most frequent first within a class.
 */
export const INCIDENT_TYPES: readonly IncidentType[] = [
  type(
    'accident',
    'building-fire',
    { zh: '建筑火灾', en: 'Building fire' },
    4,
    ['fire_engine', 'ambulance', 'police_car'],
    circle(150),
  ),
  type(
    'accident',
    'high-rise-fire',
    { zh: '高层建筑火灾', en: 'High-rise fire' },
    3,
    ['fire_engine', 'rescue', 'ambulance', 'police_car'],
    circle(300),
  ),
  type(
    'accident',
    'factory-fire',
    { zh: '厂房仓库火灾', en: 'Factory or warehouse fire' },
    3,
    ['fire_engine', 'hazmat', 'ambulance'],
    circle(300),
  ),
  type(
    'accident',
    'vehicle-fire',
    { zh: '车辆火灾', en: 'Vehicle fire' },
    4,
    ['fire_engine', 'police_car'],
    circle(50),
  ),
  type(
    'accident',
    'hazchem-leak',
    { zh: '危险化学品泄漏', en: 'Hazardous-chemical release' },
    2,
    ['hazmat', 'fire_engine', 'ambulance', 'police_car'],
    cloud(200, 2000),
  ),
  type(
    'accident',
    'explosion',
    { zh: '爆炸', en: 'Explosion' },
    2,
    ['fire_engine', 'rescue', 'ambulance', 'police_car', 'hazmat'],
    circle(500),
  ),
  type(
    'accident',
    'gas-leak',
    { zh: '燃气泄漏', en: 'Gas leak' },
    3,
    ['fire_engine', 'hazmat', 'police_car'],
    circle(200),
  ),
  type('accident', 'traffic-accident', { zh: '道路交通事故', en: 'Road accident' }, 4, [
    'ambulance',
    'police_car',
    'rescue',
  ]),
  type(
    'accident',
    'hazmat-transport',
    { zh: '危化品运输事故', en: 'Hazardous-goods transport accident' },
    2,
    ['hazmat', 'fire_engine', 'police_car', 'ambulance'],
    cloud(300, 2000),
  ),
  type('accident', 'rail-accident', { zh: '轨道交通事故', en: 'Rail or metro accident' }, 2, [
    'rescue',
    'ambulance',
    'fire_engine',
    'police_car',
  ]),
  type(
    'accident',
    'building-collapse',
    { zh: '房屋坍塌', en: 'Building collapse' },
    2,
    ['rescue', 'fire_engine', 'ambulance', 'police_car'],
    circle(100),
  ),
  type('accident', 'work-accident', { zh: '生产安全事故', en: 'Work accident' }, 3, ['rescue', 'ambulance']),
  type('accident', 'lifeline-failure', { zh: '水电气热管网事故', en: 'Utility failure' }, 4, ['rescue', 'police_car']),
  type(
    'natural-disaster',
    'urban-flood',
    { zh: '城市内涝', en: 'Urban flooding' },
    3,
    ['rescue', 'fire_engine', 'police_car'],
    circle(500),
  ),
  type(
    'natural-disaster',
    'river-flood',
    { zh: '洪水', en: 'River flood' },
    2,
    ['rescue', 'fire_engine'],
    circle(2000),
  ),
  type(
    'natural-disaster',
    'earthquake',
    { zh: '地震', en: 'Earthquake' },
    2,
    ['rescue', 'fire_engine', 'ambulance'],
    circle(5000),
  ),
  type('natural-disaster', 'landslide', { zh: '滑坡泥石流', en: 'Landslide' }, 3, ['rescue', 'ambulance'], circle(300)),
  type(
    'natural-disaster',
    'storm',
    { zh: '台风大风', en: 'Typhoon or gale' },
    3,
    ['rescue', 'police_car'],
    circle(2000),
  ),
  type('natural-disaster', 'snow-ice', { zh: '低温雨雪冰冻', en: 'Snow and ice' }, 4, ['rescue', 'police_car']),
  type('natural-disaster', 'wildfire', { zh: '森林火灾', en: 'Wildfire' }, 2, ['fire_engine', 'rescue'], circle(1500)),
  type(
    'public-health',
    'infectious-disease',
    { zh: '传染病疫情', en: 'Infectious disease' },
    3,
    ['ambulance'],
    circle(500),
  ),
  type('public-health', 'food-poisoning', { zh: '食物中毒', en: 'Food poisoning' }, 4, ['ambulance']),
  type(
    'public-health',
    'occupational-poisoning',
    { zh: '职业中毒', en: 'Occupational poisoning' },
    3,
    ['ambulance', 'hazmat'],
    circle(100),
  ),
  type('public-health', 'drinking-water', { zh: '饮用水污染', en: 'Drinking-water contamination' }, 3, [
    'hazmat',
    'ambulance',
  ]),
  type(
    'social-security',
    'crowd',
    { zh: '人群拥挤踩踏', en: 'Crowd crush' },
    2,
    ['ambulance', 'police_car', 'rescue'],
    circle(200),
  ),
  type('social-security', 'mass-incident', { zh: '群体性事件', en: 'Mass incident' }, 3, ['police_car', 'ambulance']),
  type(
    'social-security',
    'violent-incident',
    { zh: '暴力案件', en: 'Violent crime' },
    3,
    ['police_car', 'ambulance'],
    circle(200),
  ),
  type('social-security', 'person-in-danger', { zh: '人员遇险求助', en: 'Person in danger' }, 4, [
    'rescue',
    'police_car',
    'ambulance',
  ]),
];

const byCode = new Map(INCIDENT_TYPES.map((t) => [t.code, t]));
export const incidentType = (code: string): IncidentType | undefined => byCode.get(code);
