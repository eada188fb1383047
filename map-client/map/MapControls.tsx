import { AimOutlined, CompassOutlined, HomeOutlined, MinusOutlined, PlusOutlined } from '@ant-design/icons';
import { App } from 'antd';
import type { Map as MapLibreMap } from 'maplibre-gl';
import { type ReactNode, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ErrorBoundary } from '../shell/ErrorBoundary.tsx';
import { useSay } from '../shell/i18n.ts';
import { day } from '../shell/numbers.ts';
import type { Session } from '../shell/session.ts';
import { CatalogLayers } from './CatalogLayers.tsx';
import { MARGIN } from './clear.ts';
import { useDraw } from './draw.ts';
import { KeyboardPick } from './KeyboardPick.tsx';
import { Legend } from './Legend.tsx';
import { LiveRefresh } from './LiveRefresh.tsx';
import { MeasureReadout } from './MeasureReadout.tsx';
import { ScaleBar } from './ScaleBar.tsx';
import { SelectedMark } from './SelectedMark.tsx';

/** What lies on the map itself: zoom, measure, locate, legend, scale, coordinates, source line. */
export function MapControls({ map, session }: { map: MapLibreMap; session: Session }) {
  const { t } = useTranslation();
  const say = useSay();
  const { message } = App.useApp();
  const measure = useDraw('measure');
  const [bearing, setBearing] = useState(map.getBearing());
  useEffect(() => {
    const turn = () => setBearing(map.getBearing());
    map.on('rotate', turn);
    return () => {
      map.off('rotate', turn);
    };
  }, [map]);
  const extent = session.city?.extent as [number, number, number, number] | undefined;
  function locate() {
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => map.easeTo({ center: [coords.longitude, coords.latitude], zoom: 15, duration: 180 }),
      () => message.warning(t('map:locate.failed')),
      { timeout: 8000 },
    );
  }
  const measuring = measure.shape?.kind;
  return (
    <>
      <CatalogLayers />
      <LiveRefresh />
      <SelectedMark />
      <KeyboardPick map={map} />
      <div className="map-side">
        <div className="tools" role="toolbar" aria-orientation="vertical" aria-label={t('map:tools')}>
          <Tool title={t('map:zoomIn')} onClick={() => map.zoomIn({ duration: 150 })}>
            <PlusOutlined />
          </Tool>
          <Tool title={t('map:zoomOut')} onClick={() => map.zoomOut({ duration: 150 })}>
            <MinusOutlined />
          </Tool>
          {extent && (
            <Tool
              title={t('map:whole')}
              onClick={() => map.fitBounds(extent, { padding: MARGIN, duration: 180, bearing: 0, pitch: 0 })}
            >
              <HomeOutlined />
            </Tool>
          )}
          <Tool title={t('map:north')} onClick={() => map.easeTo({ bearing: 0, pitch: 0, duration: 180 })}>
            <CompassOutlined style={{ transform: `rotate(${-bearing - 45}deg)` }} />
          </Tool>
          {'geolocation' in navigator && isSecureContext && (
            <Tool title={t('map:locate.title')} onClick={locate}>
              <AimOutlined />
            </Tool>
          )}
          <Tool
            title={t('map:measure.line')}
            pressed={measuring === 'line'}
            onClick={() => (measuring === 'line' ? measure.stop() : measure.start('line'))}
          >
            <Ruler />
          </Tool>
          <Tool
            title={t('map:measure.area')}
            pressed={measuring === 'polygon'}
            onClick={() => (measuring === 'polygon' ? measure.stop() : measure.start('polygon'))}
          >
            <AreaRuler />
          </Tool>
        </div>
      </div>
      <div className="map-foot">
        <ErrorBoundary name="legend">
          <Legend session={session} />
        </ErrorBoundary>
        <MeasureReadout />
        <div className="map-line">
          <ScaleBar map={map} />
          <span>
            {session.city
              ? [
                  say(session.city.name),
                  day(session.city.asOf),
                  session.city.mapReviewNumber ?? t('map:internal'),
                ].join(' · ')
              : t('shell:noCity')}
          </span>
        </div>
      </div>
    </>
  );
}

function Tool(props: { title: string; pressed?: boolean; onClick: () => void; children: ReactNode }) {
  return (
    <button
      type="button"
      className="tool"
      title={props.title}
      aria-label={props.title}
      aria-pressed={props.pressed}
      onClick={props.onClick}
    >
      {props.children}
    </button>
  );
}

/** Drawn here: the icon set has no ruler that is not taken for a minus sign. */
function Ruler() {
  return (
    <svg
      width="16"
      height="16"
      viewBox="0 0 16 16"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.3"
      aria-hidden="true"
    >
      <path d="M1.5 11 11 1.5 14.5 5 5 14.5zM4 8.5l1.5 1.5M6.5 6l2 2M9 3.5 10.5 5" />
    </svg>
  );
}

function AreaRuler() {
  return (
    <svg
      width="16"
      height="16"
      viewBox="0 0 16 16"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.3"
      aria-hidden="true"
    >
      <path d="M3 4.5 12.5 3 13.5 12 5 13.5z" />
      <path d="M5.5 7.5h5M5.8 10h5" strokeDasharray="1.5 1.5" />
    </svg>
  );
}
