import type { Text } from '../../datasets/dataset.ts';
import type { Session } from '../../server/access/schema.ts';
import { i18next, say } from '../shell/i18n.ts';
import { day, moment } from '../shell/numbers.ts';
import { classLabel } from './ChoroplethLegend.tsx';
import { classOf } from './classify.ts';
import type { Classed } from './thematic.ts';
import type { Cell, Sheet } from './xlsx.ts';
import type { Answered } from './zone.ts';

const t = (key: string) => i18next.t(key);
const review = (session: Session | undefined) => session?.city?.mapReviewNumber ?? i18next.t('map:internal');

function sourceSheet(rows: Cell[][]): Sheet {
  return {
    name: t('planning:sheet.sources'),
    widths: [22, 70],
    rows: [[t('planning:sheet.item'), t('planning:sheet.content')], ...rows],
  };
}
const exported = (session: Session | undefined): Cell[][] => [
  [t('planning:sheet.city'), say(session?.city?.name as Text | undefined)],
  [t('planning:sheet.review'), review(session)],
  [t('planning:sheet.at'), moment(new Date(), true)],
  [t('planning:sheet.by'), session?.signedIn ? say(session.roleTitle) : t('planning:sheet.public')],
];

/** The choropleth's table, its classes, and where it comes from. */
export function thematicSheets(classed: Classed, method: string, session: Session | undefined): Sheet[] {
  const { values, breaks, counts } = classed;
  return [
    {
      name: say(values.title),
      widths: [18, 24, 16, 20],
      rows: [
        [
          t('planning:table.code'),
          t('planning:table.name'),
          say(values.unit) || t('planning:table.value'),
          t('planning:sheet.class'),
        ],
        ...values.regions.map((region): Cell[] => [
          region.code,
          region.name,
          region.value,
          region.value === null ? t('planning:legend.missing') : classLabel(classed, classOf(region.value, breaks)),
        ]),
      ],
    },
    {
      name: t('planning:classes'),
      widths: [28, 12],
      rows: [
        [t('planning:sheet.class'), t('planning:sheet.regions')],
        ...counts.map((count, i): Cell[] => [classLabel(classed, i), count]),
        [t('planning:legend.missing'), classed.missing],
      ],
    },
    sourceSheet([
      [t('planning:what'), say(values.title)],
      [t('planning:where'), t(`planning:level.${values.level}`)],
      ...(values.period ? [[t('planning:when'), values.period]] : []),
      [t('planning:classes'), t(`planning:method.${method}`)],
      [t('planning:sheet.source'), say(values.source)],
      [t('planning:sheet.asOf'), day(values.asOf)],
      [t('planning:sheet.sequence'), values.sequence],
      ...exported(session),
    ]),
  ];
}

/** A zone's profile: totals, every split, economy with ranges, and its sources. */
export function profileSheets(name: string, { zone, profile, at }: Answered, session: Session | undefined): Sheet[] {
  const splits: Sheet[] = profile.statistics
    .filter((one) => one.dimensions.length > 0)
    .map((one) => {
      const [a, b] = one.dimensions;
      if (!b)
        return {
          name: say(one.title),
          widths: [32, 14],
          rows: [
            [say(a!.title), say(one.unit) || t('planning:table.value')],
            ...a!.categories.map((c, i): Cell[] => [say(c.title), one.cells[i] ?? 0]),
          ],
        };
      return {
        name: say(one.title),
        widths: [20, ...b.categories.map(() => 12)],
        rows: [
          [say(a!.title), ...b.categories.map((c) => say(c.title))],
          ...a!.categories.map((c, i): Cell[] => [
            say(c.title),
            ...b.categories.map((_, j) => one.cells[i * b.categories.length + j] ?? 0),
          ]),
        ],
      };
    });
  return [
    {
      name: t('planning:sheet.totals'),
      widths: [24, 16, 16],
      rows: [
        [t('planning:sheet.item'), t('planning:table.value'), t('planning:sheet.unit')],
        [t('planning:profile.area'), profile.area, 'm²'],
        ...profile.statistics.map((one): Cell[] => [say(one.title), one.total, say(one.unit)]),
      ],
    },
    ...splits,
    {
      name: t('planning:economy.title'),
      widths: [24, 14, 14, 14, 10, 12, 12, 60],
      rows: [
        [
          t('planning:sheet.item'),
          t('planning:table.value'),
          t('planning:sheet.low'),
          t('planning:sheet.high'),
          t('planning:sheet.unit'),
          t('planning:when'),
          t('planning:sheet.covered'),
          t('planning:economy.method'),
        ],
        ...profile.economy.map((f): Cell[] => [
          say(f.title),
          f.value,
          f.low,
          f.high,
          f.unit,
          f.period,
          f.covered,
          say(f.method),
        ]),
      ],
    },
    {
      name: t('planning:sheet.touched'),
      widths: [18, 24, 12],
      rows: [
        [t('planning:table.code'), t('planning:table.name'), t('planning:sheet.level')],
        ...profile.regions.map((r): Cell[] => [r.code, r.name, r.level]),
      ],
    },
    sourceSheet([
      [t('planning:sheet.zone'), name],
      ...(zone.kind === 'circle'
        ? [[t('planning:sheet.circle'), `${zone.center[0].toFixed(6)}, ${zone.center[1].toFixed(6)}; ${zone.radius} m`]]
        : zone.kind === 'polygon'
          ? [[t('planning:sheet.corners'), zone.ring.map(([x, y]) => `${x.toFixed(6)} ${y.toFixed(6)}`).join('; ')]]
          : [[t('planning:table.code'), zone.code]]),
      [t('planning:sheet.crs'), 'CGCS2000 (EPSG:4490)'],
      [t('planning:sheet.exact'), t(profile.exact ? 'planning:profile.exact' : 'planning:profile.rounded')],
      ...profile.unplaced.map((one): Cell[] => [`${t('planning:sheet.unplaced')} ${one.dataset}`, one.count]),
      [t('planning:sheet.sequence'), profile.sequence],
      [t('planning:sheet.answered'), moment(new Date(at), true)],
      ...exported(session),
    ]),
  ];
}
