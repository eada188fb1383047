import { CloseOutlined, PushpinOutlined } from '@ant-design/icons';
import { Alert, Button, Popover, Spin, Tooltip } from 'antd';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import type { ApportionedFigure } from '../../server/zones/schema.ts';
import { showOnMap } from '../map/clear.ts';
import { useDraw, usePreview } from '../map/draw.ts';
import { messageOf } from '../shell/api.ts';
import { useSay } from '../shell/i18n.ts';
import { area, exact, measure, moment } from '../shell/numbers.ts';
import { panelControl } from '../shell/panels.ts';
import { useSelection } from '../shell/selection.ts';
import { Empty, Failed, Loading } from '../shell/states.tsx';
import { ExportProfile } from './ExportProfile.tsx';
import { Pins } from './Pins.tsx';
import { StatisticChart } from './StatisticChart.tsx';
import { totalsOf } from './totals.ts';
import { type Answered, usePins, useRegion, useZoneProfile, type Zone, type ZoneProfile, zoneOf } from './zone.ts';

/** Who and what is inside the zone, following it while it is drawn. */
export function Profile() {
  const { t } = useTranslation();
  const say = useSay();
  const { selected, select } = useSelection();
  const draw = useDraw('zone');
  const preview = usePreview();
  const { pins, pin } = usePins();
  const regionId = selected?.dataset === 'regions' ? selected.id : null;
  const region = useRegion(regionId);
  const drawn = draw.shape ? zoneOf(preview) : null;
  const zone: Zone | null = draw.shape
    ? drawn
    : regionId !== null && region.data
      ? { kind: 'region', code: region.data.code, name: region.data.name }
      : null;
  const { answered, error, busy, retry } = useZoneProfile(zone);
  const begun = draw.shape !== null || regionId !== null;
  useEffect(() => {
    if (begun) panelControl.open('right');
  }, [begun]);
  useEffect(() => {
    if (region.data?.geometry) showOnMap(region.data.geometry);
  }, [region.data?.geometry]);
  // The last to be chosen wins: a region taken on the map ends the drawing.
  const stop = draw.stop;
  useEffect(() => {
    if (regionId !== null) stop();
  }, [regionId, stop]);

  if (!begun && pins.length === 0)
    return <Empty title={t('planning:profile.empty')} hint={t('planning:profile.emptyHint')} />;
  const title = zone ? nameOf(zone, t) : t('planning:profile.title');
  return (
    <div className="profile">
      <header className="profile-head">
        <div>
          <h1>{title}</h1>
          {answered?.profile.area != null && zone && <span className="quiet">{area(answered.profile.area)}</span>}
        </div>
        {busy && <Spin size="small" aria-label={t('shell:loading')} />}
        <span className="grow" />
        {answered && zone && (
          <>
            <Tooltip title={t('planning:pin.add')}>
              <Button
                type="text"
                icon={<PushpinOutlined />}
                aria-label={t('planning:pin.add')}
                onClick={() => pin(title, answered)}
              />
            </Tooltip>
            <ExportProfile name={title} answered={answered} region={region.data ?? null} />
          </>
        )}
        <Button
          type="text"
          icon={<CloseOutlined />}
          aria-label={t('planning:profile.close')}
          onClick={() => {
            draw.stop();
            select(null);
            if (pins.length === 0) panelControl.close('right');
          }}
        />
      </header>
      {region.isError && regionId !== null && <Failed error={region.error} retry={() => void region.refetch()} />}
      {error !== null && answered && (
        <Alert type="warning" showIcon title={messageOf(error)} description={t('planning:profile.kept')} />
      )}
      {error !== null && !answered && <Failed error={error} retry={retry} />}
      {!answered &&
        error === null &&
        begun &&
        (zone ? (
          <Loading what={t('planning:profile.counting')} />
        ) : (
          <p className="state quiet">{t('planning:profile.waiting')}</p>
        ))}
      {answered && <Answer answered={answered} stale={error !== null} say={say} />}
      <Pins />
    </div>
  );
}

type T = ReturnType<typeof useTranslation>['t'];
export function nameOf(zone: Zone, t: T): string {
  if (zone.kind === 'region') return zone.name;
  return zone.kind === 'circle'
    ? t('planning:profile.circle', { radius: exact(zone.radius) })
    : t('planning:profile.polygon');
}

function Answer({ answered, stale, say }: { answered: Answered; stale: boolean; say: ReturnType<typeof useSay> }) {
  const { t } = useTranslation();
  const { profile } = answered;
  const { totals, density } = totalsOf(profile);
  const unplaced = profile.unplaced.filter((one) => one.count > 0);
  return (
    <div data-stale={stale} className="answer">
      <dl className="totals">
        {totals.map((one) => (
          <Total key={one.id} title={say(one.title)} unit={say(one.unit)} value={one.total} />
        ))}
        {density !== null && (
          <Total title={t('planning:profile.density')} unit={t('planning:profile.densityUnit')} value={density} />
        )}
      </dl>
      {totals.map((one) => (
        <StatisticChart key={one.id} value={one} />
      ))}
      {profile.economy.length > 0 && (
        <section className="block">
          <h2>{t('planning:economy.title')}</h2>
          <ul className="economy">
            {profile.economy.map((figure) => (
              <Economy key={figure.indicator} figure={figure} />
            ))}
          </ul>
        </section>
      )}
      {profile.regions.length > 0 && (
        <section className="block">
          <h2>{t('planning:profile.regions', { count: profile.regions.length })}</h2>
          <p className="quiet">{regionNames(profile.regions, t)}</p>
        </section>
      )}
      <section className="block truth">
        {unplaced.length > 0 && (
          <p>
            {t('planning:profile.unplaced', {
              count: unplaced.reduce((sum, one) => sum + one.count, 0),
              shown: unplaced
                .map((one) => `${datasetTitle(one.dataset, profile, say)} ${exact(one.count)}`)
                .join(t('planning:chart.and')),
            })}
          </p>
        )}
        <p className="quiet">
          {t(profile.exact ? 'planning:profile.exact' : 'planning:profile.rounded')} ·{' '}
          {t('planning:profile.sequence', { sequence: exact(profile.sequence) })} ·{' '}
          {moment(new Date(answered.at), true)} · {exact(profile.milliseconds, 2)} ms
        </p>
      </section>
    </div>
  );
}

function datasetTitle(dataset: string, profile: ZoneProfile, say: ReturnType<typeof useSay>): string {
  const one = profile.statistics.find((statistic) => statistic.dataset === dataset);
  return one ? say(one.title) : dataset;
}

const MOST_NAMES = 12;
function regionNames(regions: ZoneProfile['regions'], t: T): string {
  // The finest level says most; the coarser ones follow from it.
  const order = ['community', 'street', 'district', 'city'];
  const finest = order.find((level) => regions.some((one) => one.level === level));
  const names = regions.filter((one) => one.level === finest).map((one) => one.name);
  const shown = names.slice(0, MOST_NAMES).join(t('planning:profile.comma'));
  return names.length > MOST_NAMES
    ? `${shown} ${t('planning:profile.more', { count: names.length - MOST_NAMES })}`
    : shown;
}

function Total({ title, unit, value }: { title: string; unit: string; value: number }) {
  const shown = measure(value, unit);
  return (
    <div>
      <dt>{title}</dt>
      <dd>
        <Tooltip title={`${exact(value, value < 100 ? 2 : 0)} ${unit}`}>
          <button type="button" className="figure">
            {shown.figure}
          </button>
        </Tooltip>
        <small>{shown.unit}</small>
      </dd>
    </div>
  );
}

/** A figure spread over the zone: its value, its range, and on demand how it came about. */
function Economy({ figure }: { figure: ApportionedFigure }) {
  const { t } = useTranslation();
  const say = useSay();
  // A whole region has the figure itself: nothing was spread, there is no range.
  const ranged = figure.high - figure.low > 1e-6 * Math.abs(figure.value);
  const shown = measure(figure.value, figure.unit);
  const [low, high] = [measure(figure.low, figure.unit), measure(figure.high, figure.unit)];
  return (
    <li>
      <div className="row">
        <span className="grow">{say(figure.title)}</span>
        <strong title={`${exact(figure.value, 2)} ${figure.unit}`}>
          {shown.figure} {shown.unit}
        </strong>
      </div>
      {ranged && (
        <div className="range" aria-hidden="true">
          <i style={{ left: `${((figure.value - figure.low) / (figure.high - figure.low)) * 100}%` }} />
        </div>
      )}
      <div className="row quiet">
        <span className="grow">
          {ranged
            ? t('planning:economy.range', { low: `${low.figure} ${low.unit}`, high: `${high.figure} ${high.unit}` })
            : t('planning:economy.asPublished')}
        </span>
        <Popover
          trigger={['click']}
          content={
            <div className="fresh-card">
              <span>{say(figure.method)}</span>
              <span className="quiet">{t('planning:economy.covered', { share: exact(figure.covered * 100, 1) })}</span>
            </div>
          }
        >
          <button type="button" className="link">
            {figure.period} · {t('planning:economy.method')}
          </button>
        </Popover>
      </div>
    </li>
  );
}
