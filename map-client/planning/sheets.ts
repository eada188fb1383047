import type { Text } from '../../datasets/dataset.ts';
import type { Session } from '../../server/access/schema.ts';
import { i18next, say } from '../shell/i18n.ts';
import { day, moment } from '../shell/numbers.ts';
import { classLabel } from './ChoroplethLegend.tsx';
import { classOf } from './classify.ts';
import type { Classed } from './thematic.ts';
import type { Cell, Sheet } from './xlsx.ts';
import type { Answered } from './zone.ts';

const t = (key: string) => i18next.t(`planning:${key}`);
const review = (session: Session | undefined) => session?.city?.mapReviewNumber ?? i18next.t('map:internal');

function sourceSheet(rows: Cell[][]): Sheet {
  return { name: t('sheet.sources'), widths: [22, 70], rows: [[t('sheet.item'), t('sheet.content')], ...rows] };
}
const exported = (session: Session | undefined): Cell[][] => [
  [t('sheet.city'), say(session?.city?.name as Text | undefined)],
  [t('sheet.review'), review(session)],
  [t('sheet.at'), moment(new Date(), true)],
  [t('sheet.by'), session?.signedIn ? say(session.roleTitle) : t('sheet.public')],
];

/** The choropleth's table, its classes, and where it comes from. */
export function thematicSheets(classed: Classed, method: string, session: Session | undefined): Sheet[] {
  const { values, breaks, counts } = classed;
  return [
    {
      name: say(values.title),
      widths: [18, 24, 16, 20],
      rows: [
        [t('table.code'), t('table.name'), say(values.unit) || t('table.value'), t('sheet.class')],
        ...values.regions.map((region): Cell[] => [
          region.code,
          region.name,
          region.value,
          region.value === null ? t('legend.missing') : classLabel(classed, classOf(region.value, breaks)),
        ]),
      ],
    },
    {
      name: t('classes'),
      widths: [28, 12],
      rows: [
        [t('sheet.class'), t('sheet.regions')],
        ...counts.map((count, i): Cell[] => [classLabel(classed, i), count]),
        [t('legend.missing'), classed.missing],
      ],
    },
    sourceSheet([
      [t('what'), say(values.title)],
      [t('where'), t(`level.${values.level}`)],
      ...(values.period ? [[t('when'), values.period]] : []),
      [t('classes'), t(`method.${method}`)],
      [t('sheet.source'), say(values.source)],
      [t('sheet.asOf'), day(values.asOf)],
      [t('sheet.sequence'), values.sequence],
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
            [say(a!.title), say(one.unit) || t('table.value')],
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
      name: t('sheet.totals'),
      widths: [24, 16, 16],
      rows: [
        [t('sheet.item'), t('table.value'), t('sheet.unit')],
        [t('profile.area'), profile.area, 'm²'],
        ...profile.statistics.map((one): Cell[] => [say(one.title), one.total, say(one.unit)]),
      ],
    },
    ...splits,
    {
      name: t('economy.title'),
      widths: [24, 14, 14, 14, 10, 12, 12, 60],
      rows: [
        [
          t('sheet.item'),
          t('table.value'),
          t('sheet.low'),
          t('sheet.high'),
          t('sheet.unit'),
          t('when'),
          t('sheet.covered'),
          t('economy.method'),
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
      name: t('sheet.touched'),
      widths: [18, 24, 12],
      rows: [
        [t('table.code'), t('table.name'), t('sheet.level')],
        ...profile.regions.map((r): Cell[] => [r.code, r.name, r.level]),
      ],
    },
    sourceSheet([
      [t('sheet.zone'), name],
      ...(zone.kind === 'circle'
        ? [[t('sheet.circle'), `${zone.center[0].toFixed(6)}, ${zone.center[1].toFixed(6)}; ${zone.radius} m`]]
        : zone.kind === 'polygon'
          ? [[t('sheet.corners'), zone.ring.map(([x, y]) => `${x.toFixed(6)} ${y.toFixed(6)}`).join('; ')]]
          : [[t('table.code'), zone.code]]),
      [t('sheet.crs'), 'CGCS2000 (EPSG:4490)'],
      [t('sheet.exact'), t(profile.exact ? 'profile.exact' : 'profile.rounded')],
      ...profile.unplaced.map((one): Cell[] => [`${t('sheet.unplaced')} ${one.dataset}`, one.count]),
      [t('sheet.sequence'), profile.sequence],
      [t('sheet.answered'), moment(new Date(at), true)],
      ...exported(session),
    ]),
  ];
}
