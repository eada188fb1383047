import { useTranslation } from 'react-i18next';
import { useMap } from '../map/map.ts';
import { say as sayNow, useSay } from '../shell/i18n.ts';
import { day, exact, scaleOf } from '../shell/numbers.ts';
import { useSession } from '../shell/session.ts';
import { type Classed, digitsFor } from './thematic.ts';

/** The limits of a class in words: 12 – 40. */
export function classLabel(classed: Classed, index: number): string {
  const { breaks, present } = classed;
  if (present.length === 0) return '–';
  const { factor } = scaleOf(present, sayNow(classed.values.unit));
  const digits = factor === 1 ? digitsFor(breaks.length > 0 ? [...breaks, present[0]!] : present) : 2;
  const write = (value: number) => exact(value * factor, digits);
  const low = index === 0 ? Math.min(...present) : breaks[index - 1]!;
  const high = index === breaks.length ? Math.max(...present) : breaks[index]!;
  return index === 0 ? `${write(low)} – ${write(high)}` : `> ${write(low)} – ${write(high)}`;
}

/** Classes with their counts, what is missing, what the classes were made of, and where the figures come from. */
export function ChoroplethLegend({ classed, minzoom }: { classed: Classed; minzoom: number }) {
  const { t } = useTranslation();
  const say = useSay();
  const map = useMap();
  const session = useSession();
  const { values, colors, counts, missing, present } = classed;
  const most = Math.max(1, ...counts, missing);
  return (
    <div className="legend-layer">
      <div className="legend-title">
        <strong>{say(values.title)}</strong>
        <span className="quiet">
          {[values.period, scaleOf(present, say(values.unit)).unit].filter(Boolean).join(' · ')}
        </span>
      </div>
      <ul>
        {colors.map((ink, i) => (
          <li key={ink}>
            <i className="legend-chip" style={{ background: ink }} />
            <span>{classLabel(classed, i)}</span>
            <span className="legend-bar" style={{ width: (counts[i]! / most) * 40 }} />
            <span className="legend-count">{exact(counts[i])}</span>
          </li>
        ))}
        {missing > 0 && (
          <li>
            <i className="legend-chip missing" />
            <span>{t('planning:legend.missing')}</span>
            <span className="legend-bar" style={{ width: (missing / most) * 40 }} />
            <span className="legend-count">{exact(missing)}</span>
          </li>
        )}
      </ul>
      <p className="legend-source">
        {t('planning:legend.reference', { count: present.length, level: t(`planning:level.${values.level}`) })}
        {map && map.getZoom() < minzoom && ` · ${t('map:legend.zoomIn', { zoom: minzoom })}`}
        <br />
        {[say(values.source), day(values.asOf), session.data?.city?.mapReviewNumber ?? t('map:internal')].join(' · ')}
      </p>
    </div>
  );
}
