import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { area, length } from '../shell/numbers.ts';
import { drawingNow, finishDrawing, stopDrawing, usePreview } from './draw.ts';
import { pathLength, ringArea } from './geodesy.ts';

/** What the measuring line or area comes to so far; geodesic, not of the drawing on the screen. */
export function MeasureReadout() {
  const { t } = useTranslation();
  const shape = usePreview();
  if (drawingNow.get()?.owner !== 'measure' || !shape) return null;
  const closed = shape.kind === 'polygon';
  const metres = pathLength(closed && shape.points.length > 2 ? [...shape.points, shape.points[0]!] : shape.points);
  return (
    <div className="readout" role="status">
      {shape.points.length < 2 ? (
        <span>{t('map:measure.hint')}</span>
      ) : (
        <>
          {closed && <strong>{area(shape.points.length > 2 ? ringArea(shape.points) : 0)}</strong>}
          <span>
            {t(closed ? 'map:measure.perimeter' : 'map:measure.length')} <strong>{length(metres)}</strong>
          </span>
        </>
      )}
      {!shape.done && shape.points.length >= (closed ? 4 : 3) && (
        <Button size="small" onClick={finishDrawing}>
          {t('map:measure.done')}
        </Button>
      )}
      <Button size="small" type="text" onClick={stopDrawing}>
        {t('map:measure.clear')}
      </Button>
    </div>
  );
}
