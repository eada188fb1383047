import { AimOutlined, CloseOutlined } from '@ant-design/icons';
import { Button, Tooltip } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { REVEALERS } from '../../datasets/roles.ts';
import type { EntityProfile } from '../../server/lookup/schema.ts';
import { ApiError } from '../shell/api.ts';
import { useSay } from '../shell/i18n.ts';
import { lastSearch } from '../shell/search.ts';
import { useSession } from '../shell/session.ts';
import { Empty, Failed, Loading } from '../shell/states.tsx';
import type { EntityCardProps } from '../shell/workspace.ts';
import { Around } from './Around.tsx';
import { Facts } from './Facts.tsx';
import { History } from './History.tsx';
import { Links } from './Links.tsx';
import './lookup.css';
import { PlaceOnMap, useFlyTo } from './PlaceOnMap.tsx';
import { Precision, Provenance } from './Provenance.tsx';
import { useProfile } from './queries.ts';
import { Reveal } from './Reveal.tsx';

function Card({ profile, onClose }: { profile: EntityProfile; onClose: () => void }) {
  const { t } = useTranslation();
  const say = useSay();
  const { record } = profile;
  const [revealed, setRevealed] = useState<Record<string, string | null>>({});
  const role = useSession().data?.role;
  const flyTo = useFlyTo();
  const flown = useRef(flyTo);
  flown.current = flyTo;
  // Chosen from the search box: the place is shown from near, wherever the map stood.
  useEffect(() => {
    const hit = lastSearch.get()?.hit;
    if (hit?.dataset === record.dataset && hit.id === record.id) flown.current(record);
  }, [record]);
  const mayReveal = role !== undefined && REVEALERS.includes(role);
  const placed = record.place?.lonLat !== undefined || record.place?.geometry !== undefined;
  return (
    <article className="card" aria-label={record.title}>
      <header className="card-head">
        <div>
          <div className={`card-kind theme-${record.theme}`}>{say(record.datasetTitle)}</div>
          <h2>{revealed.name ?? (record.title || '–')}</h2>
        </div>
        <div className="card-tools">
          {placed && (
            <Tooltip title={t('lookup:flyTo')}>
              <Button type="text" icon={<AimOutlined />} aria-label={t('lookup:flyTo')} onClick={() => flyTo(record)} />
            </Tooltip>
          )}
          <Tooltip title={t('lookup:close')}>
            <Button type="text" icon={<CloseOutlined />} aria-label={t('lookup:close')} onClick={onClose} />
          </Tooltip>
        </div>
      </header>
      <Facts record={record} revealed={revealed} />
      {mayReveal && <Reveal record={record} revealed={revealed} onRevealed={setRevealed} />}
      <div className="card-source">
        <Provenance record={record} long />
        <Precision record={record} />
      </div>
      <Links profile={profile} />
      {record.place?.lonLat && record.dataset !== 'places' && record.dataset !== 'regions' && (
        <Around lonLat={record.place.lonLat} />
      )}
      <section className="theme">
        <h3 className="theme-title">{t('lookup:history.title')}</h3>
        <History profile={profile} />
      </section>
      <PlaceOnMap record={record} />
    </article>
  );
}

/** The answer to "who is this, what is here", for a record of any dataset, in the right panel of any workspace. */
export function EntityCard({ dataset, id, onClose }: EntityCardProps) {
  const { t } = useTranslation();
  const { profile, outdated, again } = useProfile(dataset, id);
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key === 'Escape' && !event.defaultPrevented && !(event.target instanceof HTMLInputElement)) onClose();
    };
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  }, [onClose]);

  if (profile.isPending) return <Loading what={t('lookup:loading')} />;
  if (profile.error) {
    const status = profile.error instanceof ApiError ? profile.error.status : 0;
    const closing = <Button onClick={onClose}>{t('lookup:close')}</Button>;
    if (status === 401 || status === 403)
      return <Empty title={t('lookup:noRight.title')} hint={t('lookup:noRight.hint')} action={closing} />;
    if (status === 404) return <Empty title={t('lookup:gone.title')} hint={t('lookup:gone.hint')} action={closing} />;
    return <Failed error={profile.error} retry={again} />;
  }
  return (
    <>
      {outdated && (
        <div className="reveal-bar outdated" role="status">
          {t('lookup:outdated')}
          <Button size="small" onClick={again}>
            {t('lookup:again')}
          </Button>
        </div>
      )}
      <Card profile={profile.data} onClose={onClose} />
    </>
  );
}
