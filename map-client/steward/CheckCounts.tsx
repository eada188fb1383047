import { useTranslation } from 'react-i18next';
import { REASONS } from '../../datasets/fields/reasons.ts';
import type { Batch, LoadResult } from '../../server/exchange/schema.ts';
import { useSay } from '../shell/i18n.ts';
import { exact } from '../shell/numbers.ts';

/** Best known first, as `datasets` place records. */
const LEVELS = [
  'point',
  'geometry',
  'entrance',
  'building',
  'number',
  'compound',
  'community',
  'street',
  'district',
  'city',
  'region',
  'none',
];

/** What the check found: read = accepted + quarantined, what was repaired and why, how well each record is placed. */
export function CheckCounts({ batch, result }: { batch: Batch; result: LoadResult }) {
  const { t } = useTranslation();
  const say = useSay();
  const repaired = Object.entries(result.repaired).sort(([, a], [, b]) => b - a);
  const placed = Object.entries(result.placed).sort(([a], [b]) => LEVELS.indexOf(a) - LEVELS.indexOf(b));
  const total = placed.reduce((sum, [, n]) => sum + n, 0);
  return (
    <section className="batch-section">
      <h3>{t('steward:check.title')}</h3>
      <div className="counts">
        <div>
          <b>{exact(result.read)}</b>
          <span>{t('steward:check.read')}</span>
        </div>
        <div>
          <b className="good">{exact(result.accepted)}</b>
          <span>{t('steward:check.accepted')}</span>
        </div>
        <div>
          <b className={result.quarantined > 0 ? 'warn' : undefined}>{exact(result.quarantined)}</b>
          <span>{t('steward:check.quarantined')}</span>
        </div>
        <div>
          <b>{result.seconds.toFixed(1)} s</b>
          <span>{t('steward:check.seconds')}</span>
        </div>
      </div>
      {placed.length > 0 && total > 0 && (
        <>
          <div className="placed-bar" role="img" aria-label={t('steward:check.placed')}>
            {placed.map(([level, n]) => (
              <i
                key={level}
                data-level={level}
                style={{ flexGrow: n }}
                title={`${t(`steward:level.${level}`, { defaultValue: level })} ${exact(n)}`}
              />
            ))}
          </div>
          <p className="placed-legend small">
            {placed.map(([level, n]) => (
              <span key={level} data-level={level}>
                {t(`steward:level.${level}`, { defaultValue: level })} <b>{exact(n)}</b>{' '}
                {((100 * n) / total).toFixed(1)}%
              </span>
            ))}
          </p>
        </>
      )}
      {repaired.length > 0 && (
        <details className="repaired" open={batch.status === 'checked'}>
          <summary>
            {t('steward:check.repaired', { count: exact(repaired.reduce((sum, [, n]) => sum + n, 0)) })}
          </summary>
          <ul>
            {repaired.map(([code, n]) => (
              <li key={code}>
                <span>{say(REASONS[code as keyof typeof REASONS]) || code}</span>
                <b>{exact(n)}</b>
              </li>
            ))}
          </ul>
        </details>
      )}
    </section>
  );
}
