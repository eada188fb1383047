import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { EntityProfile } from '../../server/lookup/schema.ts';
import { useSay } from '../shell/i18n.ts';
import { exact } from '../shell/numbers.ts';
import { House } from './House.tsx';
import { addressOf, LinkedRow } from './LinkedRow.tsx';

type Link = EntityProfile['links'][number];
const THEMES = ['population', 'legal-entities', 'framework', 'economy'];
const FIRST = 5;

function Relation({ link, house }: { link: Link; house: boolean }) {
  const { t } = useTranslation();
  const say = useSay();
  const [all, setAll] = useState(false);
  const [standing, setStanding] = useState(house);
  const records = all ? link.records : link.records.slice(0, FIRST);
  return (
    <section className="relation">
      <h4>
        {say(link.relation)} <span className="figure quiet">{exact(link.total)}</span>
        {house && (
          <button type="button" className="link-button" onClick={() => setStanding(!standing)}>
            {t(standing ? 'lookup:asList' : 'lookup:byFloor')}
          </button>
        )}
      </h4>
      {standing ? (
        <House records={link.records} />
      ) : (
        <>
          {records.map((record) => (
            <LinkedRow key={`${record.dataset}:${record.id}`} record={record} />
          ))}
          {link.records.length > FIRST && (
            <button type="button" className="link-button" aria-expanded={all} onClick={() => setAll(!all)}>
              {t(all ? 'lookup:showFewer' : 'lookup:showAll', { count: link.records.length })}
            </button>
          )}
        </>
      )}
      {link.records.length > 0 && link.total > link.records.length && (
        <p className="quiet small">
          {t('lookup:someOf', { shown: exact(link.records.length), total: exact(link.total) })}
        </p>
      )}
    </section>
  );
}

/** Everything linked to the record, by database. A database with nothing says so: absence is an answer too. */
export function Links({ profile }: { profile: EntityProfile }) {
  const { t } = useTranslation();
  const themes = [...THEMES, ...new Set(profile.links.map((l) => l.theme).filter((theme) => !THEMES.includes(theme)))];
  const linksOf = (theme: string) => profile.links.filter((link) => link.theme === theme && link.total > 0);
  const without = THEMES.filter((theme) => linksOf(theme).length === 0);
  const inHouse = profile.record.dataset === 'buildings' || profile.record.dataset === 'addresses';
  return (
    <>
      {themes.map((theme) => {
        const links = linksOf(theme);
        if (links.length === 0) return null;
        return (
          <section key={theme} className="theme">
            <h3 className={`theme-title theme-${theme}`}>{t(`lookup:theme.${theme}`, { defaultValue: theme })}</h3>
            {links.map((link) => (
              <Relation
                key={link.relation.zh}
                link={link}
                house={inHouse && link.records.some((record) => addressOf(record) !== '')}
              />
            ))}
          </section>
        );
      })}
      {without.length > 0 && (
        <p className="quiet small no-links">
          {t('lookup:noLinks', {
            themes: without.map((theme) => t(`lookup:theme.${theme}`)).join(t('lookup:listSeparator')),
          })}
        </p>
      )}
    </>
  );
}
