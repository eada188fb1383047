import type { Map as MapLibreMap } from 'maplibre-gl';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { drawingNow, finishDrawing } from './draw.ts';
import { clickCentre, featuresAt } from './identify.ts';

/**
 * The map by keyboard: while it has the focus a crosshair stands in its middle, Enter does what a click there would
 * do, and what lies under it is told to screen readers. Shift+Enter ends a line or polygon.
 */
export function KeyboardPick({ map }: { map: MapLibreMap }) {
  const { t } = useTranslation();
  const [focused, setFocused] = useState(false);
  const [under, setUnder] = useState('');
  useEffect(() => {
    const canvas = map.getCanvas();
    // A click focuses the canvas too; the crosshair is for those who came with the keyboard.
    const focus = () => setFocused(canvas.matches(':focus-visible'));
    const blur = () => setFocused(false);
    const key = (event: KeyboardEvent) => {
      if (event.key !== 'Enter') return;
      event.preventDefault();
      setFocused(true);
      if (event.shiftKey && drawingNow.get()) finishDrawing();
      else void clickCentre();
    };
    canvas.addEventListener('focus', focus);
    canvas.addEventListener('blur', blur);
    canvas.addEventListener('keydown', key);
    return () => {
      canvas.removeEventListener('focus', focus);
      canvas.removeEventListener('blur', blur);
      canvas.removeEventListener('keydown', key);
    };
  }, [map]);
  useEffect(() => {
    if (!focused) return;
    const tell = async () => {
      const top = (await featuresAt(map.project(map.getCenter())))[0];
      const name = top?.properties.name;
      setUnder(typeof name === 'string' ? name : '');
    };
    map.on('moveend', tell);
    void tell();
    return () => {
      map.off('moveend', tell);
    };
  }, [map, focused]);
  if (!focused) return null;
  return (
    <div className="crosshair">
      <svg width="32" height="32" viewBox="0 0 32 32" aria-hidden="true">
        <path d="M16 2v10M16 20v10M2 16h10M20 16h10" stroke="var(--surface)" strokeWidth="4" />
        <path d="M16 2v10M16 20v10M2 16h10M20 16h10" stroke="var(--accent)" strokeWidth="2" />
      </svg>
      <span role="status">{under ? t('map:pick.under', { name: under }) : t('map:pick.hint')}</span>
    </div>
  );
}
