import { PlusOutlined, SoundOutlined } from '@ant-design/icons';
import { Button, Tooltip } from 'antd';
import { useTranslation } from 'react-i18next';
import { useMapClick } from '../map/identify.ts';
import { preferences } from '../shell/preferences.ts';
import { Failed, Loading } from '../shell/states.tsx';
import { useStore } from '../shell/store.ts';
import { setSound, sound, useAlarm, useTitleBadge } from './alarm.ts';
import { CommandBar } from './CommandBar.tsx';
import './command.css';
import { DeskMap } from './DeskMap.tsx';
import { change, startReport, toggleHelp, useDesk } from './desk.ts';
import { NewIncident } from './NewIncident.tsx';
import { Queue } from './Queue.tsx';
import { useIncidents } from './queries.ts';
import { countQueue } from './queue.ts';
import { StatusLine } from './StatusLine.tsx';
import { useDarkDesk } from './use-dark-desk.ts';
import { useDeskKeys } from './use-desk-keys.ts';
import { useNow } from './use-now.ts';

function Counts() {
  const { t } = useTranslation();
  const counts = countQueue(useIncidents().data ?? [], useNow());
  return (
    <span className="desk-counts" aria-live="polite">
      <span>{t('command:counts.open', { count: counts.open })}</span>
      {counts.waiting > 0 && <strong>{t('command:counts.waiting', { count: counts.waiting })}</strong>}
      {counts.overdue > 0 && <span className="bad">{t('command:counts.overdue', { count: counts.overdue })}</span>}
    </span>
  );
}

/** The desk's left side: what waits, and the report being taken. It also carries the desk's map, keys and alarm. */
export function Left() {
  const { t } = useTranslation();
  const { draft } = useDesk();
  const incidents = useIncidents();
  const loud = useStore(sound);
  const { shortcuts } = useStore(preferences);
  useDarkDesk();
  useDeskKeys();
  useAlarm(incidents.data);
  useTitleBadge(incidents.data?.filter((incident) => incident.status === 'reported').length ?? 0);
  useMapClick(({ lonLat }) => {
    if (!draft) return false;
    change({ draft: { ...draft, lonLat, place: undefined, uncertainty: 50 } });
    return true;
  });
  return (
    <div className="desk">
      <header className="desk-head">
        <Counts />
        <Tooltip title={t(loud ? 'command:sound.on' : 'command:sound.off')}>
          <Button
            type="text"
            className={loud ? undefined : 'muted'}
            aria-pressed={loud}
            aria-label={t('command:sound.label')}
            icon={<SoundOutlined />}
            onClick={() => setSound(!loud)}
          />
        </Tooltip>
        <Tooltip title={t('command:help.open')}>
          <Button type="text" aria-label={t('command:help.open')} onClick={toggleHelp}>
            ?
          </Button>
        </Tooltip>
        <Button type="primary" icon={<PlusOutlined />} onClick={() => startReport()}>
          {t('command:new.button')} {shortcuts && <kbd>n</kbd>}
        </Button>
      </header>
      <StatusLine />
      {draft && <NewIncident draft={draft} />}
      {incidents.isPending && <Loading />}
      {incidents.isError && <Failed error={incidents.error} retry={() => void incidents.refetch()} />}
      {incidents.data && <Queue incidents={incidents.data} />}
      <DeskMap />
      <CommandBar />
    </div>
  );
}
