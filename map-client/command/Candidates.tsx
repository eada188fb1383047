import { useTranslation } from 'react-i18next';
import { UNIT_KINDS } from '../../datasets/codes/framework.ts';
import type { Incident } from '../../server/command/schema.ts';
import { messageOf } from '../shell/api.ts';
import { useSay } from '../shell/i18n.ts';
import { exact } from '../shell/numbers.ts';
import { duration } from './countdown.ts';
import { useDeskActions } from './use-desk-actions.ts';

/** Units by minutes of road, each with the reason in words and the key that sends it. */
export function Candidates({ incident }: { incident: Incident }) {
  const { t, i18n } = useTranslation();
  const say = useSay();
  const { ranking, candidates, assign } = useDeskActions();
  const language = i18n.language === 'en' ? 'en' : 'zh';
  if (incident.status === 'closed') return null;
  if (ranking.isError)
    return (
      <p className="bad small" role="alert">
        {messageOf(ranking.error)}
      </p>
    );
  if (!ranking.data) return <p className="quiet small">{t('command:ranking.asking')}</p>;
  if (candidates.length === 0) return <p className="quiet small">{t('command:ranking.none')}</p>;
  const busy = ranking.data.candidates.length - candidates.length;
  return (
    <>
      <ol className="candidates">
        {candidates.slice(0, 9).map((candidate, i) => (
          <li key={candidate.unit}>
            <button type="button" className="candidate" onClick={() => void assign(candidate.unit, candidate.name)}>
              <kbd>{i + 1}</kbd>
              <span className="candidate-name">{candidate.name}</span>
              <span className="candidate-time">
                {candidate.seconds === null ? t('command:ranking.noRoad') : duration(candidate.seconds, language)}
              </span>
              <span className="candidate-reason">
                {say(UNIT_KINDS.find(({ code }) => code === candidate.kind)?.title) || candidate.kind} ·{' '}
                {say(candidate.reason)}
              </span>
            </button>
          </li>
        ))}
      </ol>
      <p className="quiet small">
        {t('command:ranking.how', {
          milliseconds: exact(ranking.data.milliseconds, 1),
          count: ranking.data.candidates.length,
        })}
        {busy > 0 && ` ${t('command:ranking.busy', { count: busy })}`}
      </p>
    </>
  );
}
