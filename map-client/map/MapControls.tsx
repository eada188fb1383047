import {
  AimOutlined,
  BorderOutlined,
  CompassOutlined,
  HomeOutlined,
  LineOutlined,
  MinusOutlined,
  PlusOutlined,
} from '@ant-design/icons';
import { App } from 'antd';
import type { Map as MapLibreMap } from 'maplibre-gl';
import { type ReactNode, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSay } from '../shell/i18n.ts';
import { day } from '../shell/numbers.ts';
import type { Session } from '../shell/session.ts';
import { CatalogLayers } from './CatalogLayers.tsx';
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
              onClick={() => map.fitBounds(extent, { padding: 40, duration: 180, bearing: 0, pitch: 0 })}
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
            <LineOutlined />
          </Tool>
          <Tool
            title={t('map:measure.area')}
            pressed={measuring === 'polygon'}
            onClick={() => (measuring === 'polygon' ? measure.stop() : measure.start('polygon'))}
          >
            <BorderOutlined />
          </Tool>
        </div>
      </div>
      <div className="map-foot">
        <Legend session={session} />
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
