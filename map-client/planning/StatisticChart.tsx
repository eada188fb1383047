import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { StatisticValue } from '../../server/zones/schema.ts';
import { useSay } from '../shell/i18n.ts';
import { brief, exact } from '../shell/numbers.ts';
import { preferences } from '../shell/preferences.ts';
import { useStore } from '../shell/store.ts';
import { color, FONT } from '../shell/tokens.ts';
import { Chart } from './Chart.tsx';

/** Blue and orange, told apart by all eyes; never one of the four statutory colours' meaning. */
const PAIR = { light: ['#3b78b8', '#c77d3a'], dark: ['#6ea8e0', '#dd9c5f'] } as const;

/** A statistic by its categories: two dimensions of which one has two members make a pyramid, one makes bars. */
export function StatisticChart({ value }: { value: StatisticValue }) {
  if (value.total === 0) return null;
  if (value.dimensions.length === 2 && value.dimensions.some((d) => d.categories.length === 2))
    return <Pyramid value={value} />;
  if (value.dimensions.length === 1) return <Bars value={value} />;
  return null;
}

/** The next round number: an axis ends on one. */
function roundUp(value: number): number {
  const power = 10 ** Math.floor(Math.log10(value));
  return Math.max(2, [1, 2, 4, 6, 8, 10].map((f) => f * power).find((n) => n >= value)!);
}

function Pyramid({ value }: { value: StatisticValue }) {
  const { t } = useTranslation();
  const say = useSay();
  const { theme } = useStore(preferences);
  const pairAt = value.dimensions[1]!.categories.length === 2 ? 1 : 0;
  const rows = value.dimensions[1 - pairAt]!;
  const pair = value.dimensions[pairAt]!;
  const option = useMemo(() => {
    const width = value.dimensions[1]!.categories.length;
    const at = (row: number, side: number) => value.cells[pairAt === 1 ? row * width + side : side * width + row] ?? 0;
    const most = roundUp(Math.max(1, ...rows.categories.flatMap((_, i) => [at(i, 0), at(i, 1)])));
    const quiet = color(theme, 'text-quiet');
    return {
      textStyle: { fontFamily: FONT },
      grid: { left: 56, right: 12, top: 4, bottom: 20 },
      tooltip: {
        trigger: 'axis',
        axisPointer: { type: 'shadow' },
        backgroundColor: color(theme, 'surface-raised'),
        borderColor: color(theme, 'line'),
        textStyle: { color: color(theme, 'text'), fontSize: 12 },
        valueFormatter: (n: number) => exact(Math.abs(n)),
      },
      xAxis: {
        type: 'value',
        min: -most,
        max: most,
        interval: most / 2,
        axisLabel: { color: quiet, fontSize: 11, hideOverlap: true, formatter: (n: number) => brief(Math.abs(n), 1) },
        splitLine: { lineStyle: { color: color(theme, 'line') } },
      },
      yAxis: {
        type: 'category',
        data: rows.categories.map((c) => say(c.title).replace(/ ?岁(及以上)?/, (_, more) => (more ? '+' : ''))),
        axisTick: { show: false },
        axisLine: { show: false },
        axisLabel: { color: quiet, fontSize: 11, interval: 1 },
      },
      series: [0, 1].map((side) => ({
        name: say(pair.categories[side]!.title),
        type: 'bar',
        stack: 'pyramid',
        barCategoryGap: '12%',
        itemStyle: { color: PAIR[theme][side] },
        data: rows.categories.map((_, i) => (side === 0 ? -at(i, 0) : at(i, 1))),
      })),
    };
  }, [value, theme, say, pairAt, rows, pair]);
  return (
    <figure className="chart">
      <figcaption>
        <span>
          {t('planning:chart.by', {
            title: say(value.title),
            by: value.dimensions.map((d) => say(d.title)).join(t('planning:chart.and')),
          })}
        </span>
        <span className="quiet">
          {pair.categories.map((c, i) => (
            <span key={c.code} className="key">
              <i style={{ background: PAIR[theme][i] }} />
              {say(c.title)}
            </span>
          ))}
        </span>
      </figcaption>
      <Chart option={option} height={244} label={say(value.title)} />
    </figure>
  );
}

const MOST_BARS = 12;

function Bars({ value }: { value: StatisticValue }) {
  const { t } = useTranslation();
  const say = useSay();
  const dimension = value.dimensions[0]!;
  const rows = dimension.categories
    .map((c, i) => ({ code: c.code, title: say(c.title), n: value.cells[i] ?? 0 }))
    .filter((row) => row.n > 0)
    .sort((a, b) => b.n - a.n);
  const most = Math.max(1, rows[0]?.n ?? 1);
  const rest = rows.slice(MOST_BARS).reduce((sum, row) => sum + row.n, 0);
  const shown = [
    ...rows.slice(0, MOST_BARS),
    ...(rest > 0 ? [{ code: 'rest', title: t('map:legend.other'), n: rest }] : []),
  ];
  return (
    <figure className="chart">
      <figcaption>{t('planning:chart.by', { title: say(value.title), by: say(dimension.title) })}</figcaption>
      <ul className="bars">
        {shown.map((row) => (
          <li key={row.code}>
            <span className="clip" title={row.title}>
              {row.title}
            </span>
            <span className="bar">
              <i style={{ width: `${Math.min(1, row.n / most) * 100}%` }} />
            </span>
            <span className="num" title={exact(row.n)}>
              {brief(row.n, 1)}
            </span>
          </li>
        ))}
      </ul>
    </figure>
  );
}
