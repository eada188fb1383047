import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Assignment, Incident } from '../../server/command/schema.ts';
import { CITY_TIME } from '../shell/numbers.ts';
import { preferences } from '../shell/preferences.ts';
import { clockFace, duration } from './countdown.ts';
import { nextAssignmentSteps } from './urgency.ts';
import { useDeskActions } from './use-desk-actions.ts';
import { useNow } from './use-now.ts';

/** Wall-clock time, as a log has it. */
const at = (iso: string | null) =>
  iso === null
    ? '–'
    : new Intl.DateTimeFormat(preferences.get().language === 'zh' ? 'zh-CN' : 'en-GB', {
        hour: '2-digit',
        minute: '2-digit',
        second: '2-digit',
        hourCycle: 'h23',
        timeZone: CITY_TIME,
      }).format(new Date(iso));

function Row({ assignment, now }: { assignment: Assignment; now: number }) {
  const { t, i18n } = useTranslation();
  const { step, busy } = useDeskActions();
  const language = i18n.language === 'en' ? 'en' : 'zh';
  const underWay = assignment.status === 'assigned' || assignment.status === 'en-route';
  const due =
    assignment.etaSeconds === null
      ? null
      : Date.parse(assignment.enRouteAt ?? assignment.assignedAt) / 1000 + assignment.etaSeconds - now / 1000;
  return (
    <li className="assignment" data-status={assignment.status}>
      <div className="assignment-head">
        <b>{assignment.unitName}</b>
        <span className="assignment-status">{t(`command:assignment.${assignment.status}`)}</span>
        {underWay && due !== null && (
          <span className="figure" data-late={due < 0 || undefined}>
            {due >= 0
              ? t('command:eta', { time: clockFace(due) })
              : t('command:etaLate', { time: duration(-due, language) })}
          </span>
        )}
      </div>
      <div className="assignment-times figure">
        <span>
          {t('command:times.assigned')} {at(assignment.assignedAt)}
        </span>
        <span>
          {t('command:times.enRoute')} {at(assignment.enRouteAt)}
        </span>
        <span>
          {t('command:times.arrived')} {at(assignment.arrivedAt)}
        </span>
        {assignment.releasedAt && (
          <span>
            {t('command:times.released')} {at(assignment.releasedAt)}
          </span>
        )}
      </div>
      <div className="assignment-steps">
        {nextAssignmentSteps(assignment.status).map((status) => (
          <Button
            key={status}
            size="small"
            type={status === 'arrived' || status === 'released' ? 'primary' : 'default'}
            danger={status === 'cancelled'}
            disabled={busy}
            onClick={() => void step(assignment, status)}
          >
            {t(`command:step.${status}`)}
          </Button>
        ))}
      </div>
    </li>
  );
}

/** Who was sent, with every time that the law and the report will ask for. */
export function Assignments({ incident }: { incident: Incident }) {
  const { t } = useTranslation();
  const now = useNow();
  if (incident.assignments.length === 0) return <p className="quiet small">{t('command:noneSent')}</p>;
  const over = (a: Assignment) => Number(a.status === 'released' || a.status === 'cancelled');
  const rows = [...incident.assignments].sort((a, b) => over(a) - over(b) || a.id - b.id);
  return (
    <ul className="assignments">
      {rows.map((assignment) => (
        <Row key={assignment.id} assignment={assignment} now={now} />
      ))}
    </ul>
  );
}
