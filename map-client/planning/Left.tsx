import { Button, InputNumber, Segmented, Select, Switch } from 'antd';
import { useTranslation } from 'react-i18next';
import { useShownLayers } from '../map/catalog.ts';
import { useDraw } from '../map/draw.ts';
import { useMap } from '../map/map.ts';
import { useSay } from '../shell/i18n.ts';
import { preferences } from '../shell/preferences.ts';
import { select } from '../shell/selection.ts';
import { useSession } from '../shell/session.ts';
import { Empty, Failed, Loading } from '../shell/states.tsx';
import { useStore } from '../shell/store.ts';
import { Choropleth } from './Choropleth.tsx';
import { Compare } from './Compare.tsx';
import { METHODS, type Method } from './classify.ts';
import { ExportMenu } from './ExportMenu.tsx';
import { Field } from './Field.tsx';
import { Histogram } from './Histogram.tsx';
import { colorsOf, PALETTE_NAMES, PALETTES } from './palettes.ts';
import './planning.css';
import { choose, type Level, NONE, useClassed, useIndicators } from './thematic.ts';

const INDICATOR_GROUPS = ['population', 'legal-entities', 'places', 'economy'] as const;

/** The planner's three choices, how the map is classed, the zone and the views. */
export function Left() {
  return (
    <>
      <Choropleth />
      <Thematic />
      <ZoneTools />
      <Views />
    </>
  );
}

function Thematic() {
  const { t } = useTranslation();
  const say = useSay();
  const indicators = useIndicators();
  const { choices, classed, error, loading, retry } = useClassed();
  const { theme } = useStore(preferences);
  if (indicators.isPending) return <Loading />;
  if (indicators.isError) return <Failed error={indicators.error} retry={retry} />;
  if (indicators.data.length === 0) return <Empty title={t('planning:none')} hint={t('planning:noneHint')} />;
  const options = INDICATOR_GROUPS.flatMap((group) => {
    const members = indicators.data.filter((one) => one.group === group);
    return members.length === 0
      ? []
      : [
          {
            label: t(`planning:group.${group}`),
            options: members.map((one) => ({ value: one.id, label: say(one.title) })),
          },
        ];
  });
  return (
    <>
      <section className="section">
        <div className="row">
          <h2>{t('planning:thematic')}</h2>
          <ExportMenu classed={classed} />
        </div>
        <Field label={t('planning:what')}>
          <Select
            showSearch={{ optionFilterProp: 'label' }}
            value={choices.off ? NONE : choices.indicator?.id}
            options={[{ value: NONE, label: t('planning:off') }, ...options]}
            onChange={(id) => choose.indicator(id === NONE ? null : id)}
            aria-label={t('planning:what')}
          />
        </Field>
        {choices.indicator && (
          <>
            <Field label={t('planning:where')}>
              <Segmented<Level>
                block
                value={choices.level ?? undefined}
                options={choices.levels.map((level) => ({ value: level, label: t(`planning:level.${level}`) }))}
                onChange={choose.level}
              />
            </Field>
            {choices.periods.length > 0 && (
              <Field label={t('planning:when')}>
                <Select
                  showSearch
                  value={choices.period}
                  options={[...choices.periods]
                    .sort()
                    .reverse()
                    .map((period) => ({ value: period, label: period }))}
                  onChange={choose.period}
                  aria-label={t('planning:when')}
                />
              </Field>
            )}
          </>
        )}
      </section>
      {choices.indicator && (
        <section className="section" aria-busy={loading}>
          <h2>{t('planning:classes')}</h2>
          {error ? <Failed error={error} retry={retry} /> : null}
          {!classed && loading && <Loading />}
          {classed && (
            <>
              <Histogram classed={classed} />
              <div className="row">
                <Select<Method>
                  className="grow"
                  value={choices.method}
                  options={METHODS.map((method) => ({ value: method, label: t(`planning:method.${method}`) }))}
                  onChange={(method) => choose.method(method, classed.breaks)}
                  aria-label={t('planning:classes')}
                />
                <InputNumber
                  min={2}
                  max={9}
                  value={choices.classes}
                  disabled={choices.method === 'manual'}
                  suffix={t('planning:classUnit')}
                  style={{ width: 88 }}
                  onChange={(n) => n && choose.classes(n)}
                  aria-label={t('planning:classCount')}
                />
              </div>
              <div className="palettes" role="radiogroup" aria-label={t('planning:palette.title')}>
                {PALETTE_NAMES.map((name) => (
                  // biome-ignore lint/a11y/useSemanticElements: a swatch that is a radio button
                  <button
                    type="button"
                    key={name}
                    role="radio"
                    aria-checked={choices.palette === name}
                    title={t(`planning:palette.${PALETTES[name].kind}`)}
                    aria-label={t(`planning:palette.${name}`)}
                    onClick={() => choose.palette(name)}
                  >
                    {colorsOf(name, 5, theme === 'dark').map((ink) => (
                      <i key={ink} style={{ background: ink }} />
                    ))}
                  </button>
                ))}
              </div>
            </>
          )}
        </section>
      )}
    </>
  );
}

/** Drawing the zone whose profile the right panel shows. */
function ZoneTools() {
  const { t } = useTranslation();
  const draw = useDraw('zone');
  const session = useSession();
  // Free shapes could be differenced down to a house: the public asks about regions only.
  const free = session.data?.role !== 'public';
  function begin(kind: 'polygon' | 'circle') {
    if (draw.shape && !draw.shape.done && draw.shape.kind === kind) return draw.stop();
    select(null);
    draw.start(kind);
  }
  return (
    <section className="section">
      <h2>{t('planning:zone.title')}</h2>
      <p className="quiet">{t(free ? 'planning:zone.hint' : 'planning:zone.public')}</p>
      {free && (
        <div className="row">
          <Button
            className="grow"
            type={draw.shape?.kind === 'polygon' ? 'primary' : 'default'}
            onClick={() => begin('polygon')}
          >
            {t('planning:zone.polygon')}
          </Button>
          <Button
            className="grow"
            type={draw.shape?.kind === 'circle' ? 'primary' : 'default'}
            onClick={() => begin('circle')}
          >
            {t('planning:zone.circle')}
          </Button>
          {draw.shape && <Button onClick={draw.stop}>{t('planning:zone.clear')}</Button>}
        </div>
      )}
      {draw.shape && !draw.shape.done && (
        <p className="hint" role="status">
          {t(draw.shape.kind === 'circle' ? 'planning:zone.drawCircle' : 'planning:zone.drawPolygon')}
        </p>
      )}
    </section>
  );
}

/** Buildings in 3D, and two maps compared by swipe. */
function Views() {
  const { t } = useTranslation();
  const map = useMap();
  const { isShown, add, remove } = useShownLayers();
  const tall = isShown('buildings');
  function toggle(on: boolean) {
    if (!on) {
      remove('buildings');
      map?.easeTo({ pitch: 0, duration: 180 });
      return;
    }
    add('buildings');
    map?.easeTo({ pitch: 55, zoom: Math.max(map.getZoom(), 14.5), duration: 180 });
  }
  return (
    <section className="section">
      <h2>{t('planning:views.title')}</h2>
      <div className="row">
        <span className="grow">{t('planning:views.tall')}</span>
        <Switch checked={tall} onChange={toggle} aria-label={t('planning:views.tall')} />
      </div>
      <Compare />
    </section>
  );
}
