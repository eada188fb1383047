import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { preferences } from '../shell/preferences.ts';
import type { Session } from '../shell/session.ts';
import { useStore } from '../shell/store.ts';
import type { Workspace } from '../shell/workspace.ts';
import { MapControls } from './MapControls.tsx';
import { type BaseStyle, startMap, useMap } from './map.ts';
import { setBaseStyle } from './stack.ts';

/** The one map under everything, with its controls. */
export function MapView({ session, base }: { session: Session; base: NonNullable<Workspace['base']> }) {
  const { t } = useTranslation();
  const box = useRef<HTMLDivElement>(null);
  const { theme } = useStore(preferences);
  const map = useMap();
  // There is no dark grey style: a choropleth in the dark theme lies on the dark one.
  const style: BaseStyle = base === 'dark' || theme === 'dark' ? 'dark' : base === 'grey' ? 'grey' : 'light';
  const shown = useRef(style);
  const extent = session.city?.extent as [number, number, number, number] | undefined;
  const first = useRef({ style, extent, label: t('shell:map') });

  useEffect(() => {
    const { style: name, extent: bounds, label } = first.current;
    return startMap({ container: box.current!, style: `/api/styles/${name}`, extent: bounds ?? null, label });
  }, []);
  useEffect(() => {
    if (!map || shown.current === style) return;
    shown.current = style;
    setBaseStyle(map, `/api/styles/${style}`);
  }, [map, style]);

  return (
    <div className="map-frame">
      <div id="map" ref={box} className="map" tabIndex={-1} />
      {map && <MapControls map={map} session={session} />}
    </div>
  );
}
