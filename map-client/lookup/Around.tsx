import { useTranslation } from 'react-i18next';
import { PLACE_KINDS } from '../../datasets/codes/framework.ts';
import { useSay } from '../shell/i18n.ts';
import { length } from '../shell/numbers.ts';
import { select } from '../shell/selection.ts';
import { useAround } from './queries.ts';

/** Key places near the record, nearest first: what lies around. */
export function Around({ lonLat }: { lonLat: [number, number] }) {
  const { t } = useTranslation();
  const say = useSay();
  const around = useAround(lonLat);
  if (!around.data) return null;
  return (
    <section className="theme">
      <h3 className="theme-title">{t('lookup:around')}</h3>
      {around.data.length === 0 && <p className="quiet small">{t('lookup:aroundNone')}</p>}
      {around.data.map((place) => (
        <button
          type="button"
          key={place.id}
          className="linked linked-line"
          onClick={() => select({ dataset: 'places', id: place.id, lonLat: place.lonLat, title: place.name })}
        >
          <span className="linked-title">{place.name}</span>
          <span className="quiet">{say(PLACE_KINDS.find(({ code }) => code === place.kind)?.title)}</span>
          <span className="figure quiet">{length(Math.round(place.metres / 10) * 10)}</span>
        </button>
      ))}
    </section>
  );
}
