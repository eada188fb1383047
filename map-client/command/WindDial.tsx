import type { KeyboardEvent, PointerEvent } from 'react';
import { useTranslation } from 'react-i18next';

const R = 44;
const at = (degrees: number, r: number) => {
  const a = ((degrees - 90) * Math.PI) / 180;
  return [Math.cos(a) * r, Math.sin(a) * r] as const;
};

/** The compass point of a bearing, as `compass.<n>` of sixteen. */
export const compassPoint = (degrees: number) => Math.round(degrees / 22.5) % 16;

/** A dial for where the wind comes from: dragged, or turned with arrow keys (5°, with Shift 1°). */
export function WindDial({
  windFrom,
  angle,
  onChange,
}: {
  windFrom: number;
  angle: number;
  onChange: (windFrom: number) => void;
}) {
  const { t } = useTranslation();
  const turn = (event: PointerEvent<HTMLElement>) => {
    if (event.type === 'pointermove' && event.buttons === 0) return;
    const box = event.currentTarget.getBoundingClientRect();
    const degrees =
      (Math.atan2(event.clientX - box.x - box.width / 2, -(event.clientY - box.y - box.height / 2)) * 180) / Math.PI;
    onChange((Math.round(degrees / 5) * 5 + 360) % 360);
  };
  const onKey = (event: KeyboardEvent) => {
    const step = event.shiftKey ? 1 : 5;
    const by =
      event.key === 'ArrowRight' || event.key === 'ArrowUp'
        ? step
        : event.key === 'ArrowLeft' || event.key === 'ArrowDown'
          ? -step
          : 0;
    if (by === 0) return;
    event.preventDefault();
    onChange((windFrom + by + 360) % 360);
  };
  const [x, y] = at(windFrom, R - 4);
  const [x1, y1] = at(windFrom + 180 - angle / 2, R);
  const [x2, y2] = at(windFrom + 180 + angle / 2, R);
  return (
    <div
      className="wind-dial"
      role="slider"
      tabIndex={0}
      aria-label={t('command:zone.windFrom')}
      aria-valuemin={0}
      aria-valuemax={360}
      aria-valuenow={windFrom}
      aria-valuetext={`${t(`command:compass.${compassPoint(windFrom)}`)} ${windFrom}°`}
      onKeyDown={onKey}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        turn(event);
      }}
      onPointerMove={turn}
    >
      <svg viewBox="-56 -56 112 112" aria-hidden="true">
        <circle r={R} className="dial-face" />
        <path d={`M0 0 L${x1} ${y1} A${R} ${R} 0 ${angle > 180 ? 1 : 0} 1 ${x2} ${y2} Z`} className="dial-wedge" />
        {[0, 90, 180, 270].map((degrees) => {
          const [tx, ty] = at(degrees, R + 8);
          return (
            <text key={degrees} x={tx} y={ty} className="dial-mark">
              {t(`command:compass.${degrees / 22.5}`)}
            </text>
          );
        })}
        <line x1={x} y1={y} x2={0} y2={0} className="dial-wind" markerEnd="url(#wind-tip)" />
        <circle cx={x} cy={y} r={6} className="dial-grip" />
        <defs>
          <marker id="wind-tip" viewBox="0 0 8 8" refX="6" refY="4" markerWidth="6" markerHeight="6" orient="auto">
            <path d="M0 0 L8 4 L0 8 Z" className="dial-tip" />
          </marker>
        </defs>
      </svg>
    </div>
  );
}
