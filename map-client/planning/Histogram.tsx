import { type KeyboardEvent, type PointerEvent, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { exact } from '../shell/numbers.ts';
import { classOf, histogramOf, moveBreak } from './classify.ts';
import { type Classed, choose, digitsFor } from './thematic.ts';

const W = 320;
const H = 72;
const BINS = 40;

/** How the values lie, in the colours of their classes; limits are dragged, or moved by arrow keys. */
export function Histogram({ classed }: { classed: Classed }) {
  const { t } = useTranslation();
  const svg = useRef<SVGSVGElement>(null);
  const dragging = useRef(-1);
  const { present, breaks, colors } = classed;
  if (present.length === 0) return null;
  const { low, high, counts } = histogramOf(present, BINS);
  if (low === high)
    return <p className="quiet">{t('planning:histogram.flat', { value: exact(low, digitsFor(present)) })}</p>;
  const most = Math.max(...counts);
  const x = (value: number) => ((value - low) / (high - low)) * W;
  const digits = digitsFor(present);

  function drag(event: PointerEvent) {
    if (dragging.current < 0 || !svg.current) return;
    const box = svg.current.getBoundingClientRect();
    const value = low + ((event.clientX - box.left) / box.width) * (high - low);
    choose.breaks(moveBreak(breaks, dragging.current, value, low, high), 'replace');
  }
  function onKey(event: KeyboardEvent, index: number) {
    const step = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1, PageDown: -10, PageUp: 10 }[event.key];
    if (!step) return;
    event.preventDefault();
    choose.breaks(moveBreak(breaks, index, breaks[index]! + (step * (high - low)) / 200, low, high), 'replace');
  }
  return (
    <div className="histogram">
      <svg
        ref={svg}
        viewBox={`0 0 ${W} ${H}`}
        preserveAspectRatio="none"
        onPointerMove={drag}
        onPointerUp={() => {
          dragging.current = -1;
        }}
        aria-label={t('planning:histogram.label')}
      >
        <title>{t('planning:histogram.label')}</title>
        {counts.map((count, i) => {
          const from = low + ((high - low) * i) / BINS;
          const height = count === 0 ? 0 : Math.max(2, (count / most) * (H - 8));
          const ink = colors[classOf(from + (high - low) / BINS / 2, breaks)];
          return (
            <rect
              key={from}
              x={(i * W) / BINS + 0.5}
              width={W / BINS - 1}
              y={H - height}
              height={height}
              fill={ink}
              stroke="var(--line-strong)"
              strokeWidth="0.4"
              vectorEffect="non-scaling-stroke"
            />
          );
        })}
        <line x1="0" x2={W} y1={H} y2={H} stroke="var(--line-strong)" />
        {breaks.map((value, i) => (
          <g
            // biome-ignore lint/suspicious/noArrayIndexKey: limits keep their order while they move
            key={i}
            className="break"
            role="slider"
            tabIndex={0}
            aria-label={t('planning:histogram.break', { n: i + 1 })}
            aria-valuemin={i > 0 ? breaks[i - 1] : low}
            aria-valuemax={i < breaks.length - 1 ? breaks[i + 1] : high}
            aria-valuenow={value}
            aria-valuetext={exact(value, digits)}
            onKeyDown={(event) => onKey(event, i)}
            onPointerDown={(event) => {
              dragging.current = i;
              // The first move makes it manual: from then on the link is rewritten, not lengthened.
              choose.breaks(breaks, 'push');
              event.currentTarget.ownerSVGElement?.setPointerCapture(event.pointerId);
            }}
          >
            <rect x={x(value) - 12} width="24" y="0" height={H} fill="transparent" />
            <line x1={x(value)} x2={x(value)} y1="6" y2={H} />
            <circle cx={x(value)} cy="6" r="5" />
            <title>{exact(value, digits)}</title>
          </g>
        ))}
      </svg>
      <div className="histogram-ends">
        <span>{exact(low, digits)}</span>
        <span>{exact(high, digits)}</span>
      </div>
    </div>
  );
}
