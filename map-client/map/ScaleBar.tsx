import type { Map as MapLibreMap } from 'maplibre-gl';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { length } from '../shell/numbers.ts';
import { distance } from './geodesy.ts';

const ROUND = [1, 2, 5];
/** The roundest length (1, 2 or 5 times a power of ten) whose bar is at most `most` pixels wide. */
export function scaleFor(metresPerPixel: number, most: number): { metres: number; pixels: number } {
  const limit = metresPerPixel * most;
  const power = 10 ** Math.floor(Math.log10(limit));
  const metres = Math.max(...ROUND.map((n) => n * power).filter((n) => n <= limit));
  return { metres, pixels: metres / metresPerPixel };
}

/** Metres a pixel at the middle of the map. */
export function metresPerPixel(map: MapLibreMap): number {
  const { clientWidth: w, clientHeight: h } = map.getCanvas();
  const a = map.unproject([w / 2 - 50, h / 2]);
  const b = map.unproject([w / 2 + 50, h / 2]);
  return distance([a.lng, a.lat], [b.lng, b.lat]) / 100;
}

/** Scale bar, and the coordinates under the pointer (or in the middle), CGCS2000 longitude and latitude. */
export function ScaleBar({ map }: { map: MapLibreMap }) {
  const { t } = useTranslation();
  const [scale, setScale] = useState(() => scaleFor(metresPerPixel(map), 100));
  const [at, setAt] = useState(() => map.getCenter());
  useEffect(() => {
    const moved = () => {
      setScale(scaleFor(metresPerPixel(map), 100));
      setAt(map.getCenter());
    };
    const pointed = (event: { lngLat: typeof at }) => setAt(event.lngLat);
    map.on('move', moved);
    map.on('mousemove', pointed);
    return () => {
      map.off('move', moved);
      map.off('mousemove', pointed);
    };
  }, [map]);
  return (
    <>
      <span className="scale" style={{ width: scale.pixels }}>
        {length(scale.metres)}
      </span>
      <span title={t('map:coordinates')}>
        {at.lng.toFixed(5)}, {at.lat.toFixed(5)}
      </span>
    </>
  );
}
