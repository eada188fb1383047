import { CheckOutlined, CloseOutlined } from '@ant-design/icons';
import { Button, Switch } from 'antd';
import { type ReactNode, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Incident } from '../../server/command/schema.ts';
import { useMap } from '../map/map.ts';
import { useSay } from '../shell/i18n.ts';
import { Empty } from '../shell/states.tsx';
import { Affected, AffectedPlaces } from './Affected.tsx';
import { Assignments } from './Assignments.tsx';
import { Candidates } from './Candidates.tsx';
import { Clock } from './Clock.tsx';
import { duration } from './countdown.ts';
import { change, openIncident, useDesk } from './desk.ts';
import { HazardEditor } from './HazardEditor.tsx';
import { hazardShape } from './hazard-shape.ts';
import { LevelMark } from './Level.tsx';
import { Log } from './Log.tsx';
import { orders, useIncident } from './queries.ts';
import { nextStatus } from './urgency.ts';
import { useDeskActions } from './use-desk-actions.ts';
import { useNow } from './use-now.ts';
import { useOrder } from './use-order.ts';

function Section({ title, tools, children }: { title: string; tools?: ReactNode; children: ReactNode }) {
  return (
    <section className="desk-section">
      <h3>
        {title}
        <span className="grow" />
        {tools}
      </h3>
      {children}
    </section>
  );
}

function Clocks({ incident }: { incident: Incident }) {
  const { t } = useTranslation();
  const say = useSay();
  const now = useNow();
  const { order, busy } = useOrder();
  return (
    <div className="clocks">
      {incident.clocks.map((clock) => (
        <div key={clock.id} className="clock-row">
          <Clock clock={clock} now={now} />
          {clock.doneAt === null && (
            <Button
              size="small"
              icon={<CheckOutlined />}
              disabled={busy}
              onClick={() =>
                void order(
                  () => orders.clock(incident.id, clock.id),
                  t('command:said.clock', { what: say(clock.title) }),
                  () => orders.undo(incident.id),
                )
              }
            >
              {t('command:clock.report')}
            </Button>
          )}
        </div>
      ))}
    </div>
  );
}

function Head({ incident }: { incident: Incident }) {
  const { t, i18n } = useTranslation();
  const say = useSay();
  const map = useMap();
  const now = useNow();
  const { setStatus, busy } = useDeskActions();
  const next = nextStatus(incident.status);
  const age = ((incident.closedAt ? Date.parse(incident.closedAt) : now) - Date.parse(incident.reportedAt)) / 1000;
  return (
    <header className="incident-head">
      <div className="incident-title">
        <LevelMark level={incident.level} named />
        <h2>{say(incident.whatTitle)}</h2>
        <Button
          type="text"
          size="small"
          icon={<CloseOutlined />}
          aria-label={t('command:leave')}
          onClick={() => openIncident(null)}
        />
      </div>
      <button
        type="button"
        className="incident-where"
        onClick={() => map?.flyTo({ center: incident.lonLat, zoom: 16, duration: 400 })}
      >
        {incident.place || t('command:noPlaceName')}
        <span className="quiet figure">
          {incident.lonLat[0].toFixed(5)}, {incident.lonLat[1].toFixed(5)}
          {incident.uncertainty > 0 && ` ± ${Math.round(incident.uncertainty)} m`}
          {' · '}
          {incident.number} · {duration(age, i18n.language === 'en' ? 'en' : 'zh')}
        </span>
      </button>
      {incident.note && <p className="incident-note">{incident.note}</p>}
      <div className="incident-state">
        <span className="incident-status" data-status={incident.status}>
          {t(`command:status.${incident.status}`)}
        </span>
        <span className="grow" />
        {next && (
          <Button size="small" type="primary" disabled={busy} onClick={() => setStatus(next)}>
            {t(`command:next.${next}`)}
          </Button>
        )}
        {incident.status !== 'closed' && next !== 'closed' && (
          <Button size="small" disabled={busy} onClick={() => setStatus('closed')}>
            {t('command:next.closed')} <kbd>c</kbd>
          </Button>
        )}
      </div>
      <Clocks incident={incident} />
    </header>
  );
}

function IncidentPanel({ incident }: { incident: Incident }) {
  const { t } = useTranslation();
  const { hazard, isochrone } = useDesk();
  const { editZone, saveZone, busy } = useDeskActions();
  const zone = useMemo(() => (hazard ? hazardShape(incident.lonLat, hazard) : incident.zone), [hazard, incident]);
  const open = incident.status !== 'closed';
  return (
    <article className="incident-panel" aria-label={incident.number}>
      <Head incident={incident} />
      <Section
        title={t('command:zone.section')}
        tools={
          open &&
          !hazard && (
            <Button size="small" onClick={editZone}>
              {t(incident.zone ? 'command:zone.edit' : 'command:zone.draw')} <kbd>z</kbd>
            </Button>
          )
        }
      >
        {hazard && (
          <HazardEditor
            hazard={hazard}
            busy={busy}
            onSave={() => void saveZone(hazard)}
            onRemove={incident.zone ? () => void saveZone(null) : undefined}
          />
        )}
        <Affected zone={zone} />
      </Section>
      {open && (
        <Section
          title={t('command:ranking.section')}
          tools={
            <span className="switch-label">
              {t('command:isochrone')} <kbd>i</kbd>
              <Switch
                size="small"
                aria-label={t('command:isochrone')}
                checked={isochrone}
                onChange={(on) => change({ isochrone: on })}
              />
            </span>
          }
        >
          {isochrone && <IsochroneLegend />}
          <Candidates incident={incident} />
        </Section>
      )}
      <Section title={t('command:assignments')}>
        <Assignments incident={incident} />
      </Section>
      {zone && (
        <Section title={t('command:affected.places')}>
          <AffectedPlaces zone={zone} incident={hazard ? undefined : incident} />
        </Section>
      )}
      <Section title={t('command:log.section')}>
        <Log incident={incident} />
      </Section>
    </article>
  );
}

function IsochroneLegend() {
  const { t } = useTranslation();
  return (
    <p className="isochrone-legend small">
      {[5, 10, 15].map((minutes) => (
        <span key={minutes} data-minutes={minutes}>
          {t('command:within', { minutes })}
        </span>
      ))}
    </p>
  );
}

/** The open incident: where, what is in danger, who can go, who was sent, what happened. */
export function Right() {
  const { t } = useTranslation();
  const incident = useIncident(useDesk().open);
  if (!incident) return <Empty title={t('command:noneOpen.title')} hint={t('command:noneOpen.hint')} />;
  return <IncidentPanel key={incident.id} incident={incident} />;
}
