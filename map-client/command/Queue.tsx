import type { KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { Incident } from '../../server/command/schema.ts';
import { useSay } from '../shell/i18n.ts';
import { Clock } from './Clock.tsx';
import { duration } from './countdown.ts';
import { openIncident, useDesk } from './desk.ts';
import { LevelMark } from './Level.tsx';
import { byUrgency, isWaiting, nextClock } from './queue.ts';
import { useNow } from './use-now.ts';

function Row({ incident, now }: { incident: Incident; now: number }) {
  const { t, i18n } = useTranslation();
  const say = useSay();
  const { open } = useDesk();
  const owed = nextClock(incident);
  const sent = incident.assignments.filter((a) => a.status !== 'cancelled' && a.status !== 'released');
  const there = sent.filter((a) => a.status === 'arrived').length;
  const age = (now - Date.parse(incident.reportedAt)) / 1000;
  const closed = incident.status === 'closed';
  return (
    <button
      type="button"
      className="incident-row"
      data-waiting={isWaiting(incident) || undefined}
      aria-current={open === incident.id || undefined}
      onClick={() => openIncident(incident.id)}
    >
      <LevelMark level={incident.level} />
      <span className="incident-what">{say(incident.whatTitle)}</span>
      {!closed && owed && <Clock clock={owed} now={now} short />}
      <span className="incident-place">{incident.place || t('command:noPlaceName')}</span>
      <span className="incident-foot">
        <span className="incident-status" data-status={incident.status}>
          {t(`command:status.${incident.status}`)}
        </span>
        {sent.length > 0 && <span>{t('command:sent', { sent: sent.length, there })}</span>}
        <span className="incident-age">
          {incident.number} · {closed ? t('command:closed') : duration(age, i18n.language === 'en' ? 'en' : 'zh')}
        </span>
      </span>
    </button>
  );
}

/** The queue: worst first, then those nobody was sent to, then the longest open; the day's closed ones below. */
export function Queue({ incidents }: { incidents: readonly Incident[] }) {
  const { t } = useTranslation();
  const now = useNow();
  const sorted = [...incidents].sort(byUrgency);
  const open = sorted.filter((incident) => incident.status !== 'closed');
  const closed = sorted.filter((incident) => incident.status === 'closed');

  function walk(event: KeyboardEvent<HTMLElement>) {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (step === 0) return;
    event.preventDefault();
    const rows = [...event.currentTarget.querySelectorAll<HTMLButtonElement>('.incident-row')];
    const at = rows.indexOf(document.activeElement as HTMLButtonElement);
    rows[Math.min(rows.length - 1, Math.max(0, at + step))]?.focus();
  }

  return (
    <section className="queue" aria-label={t('command:queue')} onKeyDown={walk}>
      {open.length === 0 && <p className="quiet queue-calm">{t('command:calm')}</p>}
      {open.map((incident) => (
        <Row key={incident.id} incident={incident} now={now} />
      ))}
      {closed.length > 0 && (
        <details className="queue-closed">
          <summary>{t('command:closedToday', { count: closed.length })}</summary>
          {closed.map((incident) => (
            <Row key={incident.id} incident={incident} now={now} />
          ))}
        </details>
      )}
    </section>
  );
}
