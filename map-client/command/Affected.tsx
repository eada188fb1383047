import { Button } from 'antd';
import type { Geometry } from 'geojson';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { PLACE_KINDS } from '../../datasets/codes/framework.ts';
import type { Incident } from '../../server/command/schema.ts';
import { messageOf } from '../shell/api.ts';
import { useSay } from '../shell/i18n.ts';
import { area, brief, exact, length } from '../shell/numbers.ts';
import { select } from '../shell/selection.ts';
import { useAffected, useHelp, useKeyPlaces } from './affected.ts';
import { along, byNeed } from './statistic-sums.ts';

/** Kinds that need protecting come first, then what endangers, then what helps. */
const FIRST = ['school', 'kindergarten', 'hospital', 'nursing_home', 'hazchem', 'mall', 'metro_station', 'shelter'];

const order = (code: string) => (FIRST.includes(code) ? FIRST.indexOf(code) : FIRST.length);

/** How many people, firms and key places are in the zone, at once and exact, with the moment it stands at. */
export function Affected({ zone }: { zone: Geometry | null }) {
  const { t } = useTranslation();
  const say = useSay();
  const affected = useAffected(zone);
  if (!zone) return <p className="quiet small">{t('command:affected.noZone')}</p>;
  if (affected.isError)
    return (
      <p className="bad small" role="alert">
        {messageOf(affected.error)}
      </p>
    );
  if (!affected.data) return <p className="quiet small">{t('command:affected.counting')}</p>;
  const { statistics, sequence, exact: isExact, unplaced } = affected.data;
  const of = (id: string) => statistics.find((statistic) => statistic.id === id);
  const persons = of('persons');
  const need = persons && byNeed(persons);
  const kinds = of('places') ? along(of('places')!, 'place_kind').filter(({ value }) => value > 0) : [];
  kinds.sort((a, b) => order(a.code) - order(b.code));
  const figures = [persons, of('households'), of('entities'), of('employees')].filter((s) => s !== undefined);
  const missing = unplaced.filter(({ count }) => count > 0);
  return (
    <div className="affected" aria-live="polite">
      <div className="affected-figures">
        {figures.map((statistic) => (
          <div key={statistic.id} className="affected-figure" data-main={statistic.id === 'persons' || undefined}>
            <b title={exact(statistic.total)}>
              {statistic.total < 100_000 ? exact(statistic.total) : brief(statistic.total)}
            </b>
            <span>{say(statistic.title)}</span>
          </div>
        ))}
      </div>
      {need && (
        <p className="small">
          {t('command:affected.need', { children: exact(need.children), elderly: exact(need.elderly) })}
        </p>
      )}
      {kinds.length > 0 && (
        <div className="affected-kinds">
          {kinds.map(({ code, title, value }) => (
            <span key={code} data-danger={code === 'hazchem' || undefined}>
              {say(title)} <b>{exact(value)}</b>
            </span>
          ))}
        </div>
      )}
      <p className="quiet small">
        {t(isExact ? 'command:affected.exact' : 'command:affected.estimate', {
          area: affected.data.area === null ? '—' : area(affected.data.area),
          sequence: exact(sequence),
        })}
        {missing.length > 0 &&
          ` ${t('command:affected.unplaced', { count: exact(missing.reduce((n, m) => n + m.count, 0)) })}`}
      </p>
    </div>
  );
}

/** The key places in the zone by name, with whom to call; and the nearest help outside it. */
export function AffectedPlaces({ zone, incident }: { zone: Geometry; incident: Incident | undefined }) {
  const { t } = useTranslation();
  const say = useSay();
  const [all, setAll] = useState(false);
  const places = useKeyPlaces(zone);
  const help = useHelp(incident);
  const found = [...(places.data ?? [])].sort((a, b) => order(a.kind) - order(b.kind));
  const named = all ? found : found.filter(({ kind }) => kind !== 'hydrant').slice(0, 5);
  return (
    <div className="affected">
      {named.length > 0 && (
        <ul className="key-places">
          {named.map((place) => (
            <li key={place.id}>
              <button
                type="button"
                onClick={() => select({ dataset: 'places', id: place.id, lonLat: place.lonLat, title: place.name })}
              >
                <span>{place.name}</span>
                <span className="quiet">{say(PLACE_KINDS.find(({ code }) => code === place.kind)?.title)}</span>
                <span className="figure">
                  {place.capacity === null ? '' : t('command:affected.capacity', { count: exact(place.capacity) })}
                </span>
              </button>
              {place.phone && (
                <a className="figure" href={`tel:${place.phone}`}>
                  {place.phone}
                </a>
              )}
            </li>
          ))}
        </ul>
      )}
      {found.length > named.length && (
        <Button type="link" size="small" onClick={() => setAll(true)}>
          {t('command:affected.allPlaces', { count: found.length })}
        </Button>
      )}
      {incident &&
        help.data &&
        (['hospitals', 'shelters'] as const).map(
          (kind) =>
            help.data[kind].length > 0 && (
              <p key={kind} className="small">
                <span className="quiet">{t(`command:affected.${kind}`)}</span>{' '}
                {help.data[kind].slice(0, 3).map((place, i) => (
                  <span key={place.id}>
                    {i > 0 && t('command:comma')}
                    {place.name} {length(Math.round(place.metres / 10) * 10)}
                  </span>
                ))}
              </p>
            ),
        )}
    </div>
  );
}
