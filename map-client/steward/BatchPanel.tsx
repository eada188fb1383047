import { Alert, Button, Progress, Steps } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Batch } from '../../server/exchange/schema.ts';
import { useSay } from '../shell/i18n.ts';
import { day, exact, moment } from '../shell/numbers.ts';
import { Failed, Loading } from '../shell/states.tsx';
import { BatchStatus } from './BatchTable.tsx';
import { CheckCounts } from './CheckCounts.tsx';
import { Diff } from './Diff.tsx';
import { fileSize } from './file-size.ts';
import { isCompared, isRunning, STEPS, type StepState, stepStates } from './load-steps.ts';
import { Mapping } from './Mapping.tsx';
import { Quarantine } from './Quarantine.tsx';
import { useBatch } from './queries.ts';
import type { Sample } from './sample.ts';

const ANT: Record<StepState, 'wait' | 'process' | 'finish' | 'error'> = {
  wait: 'wait',
  process: 'process',
  running: 'process',
  finish: 'finish',
  error: 'error',
};

/** The four steps of every load, always all in sight. */
export function LoadSteps({ batch }: { batch: Batch | null }) {
  const { t } = useTranslation();
  const states = stepStates(batch);
  return (
    <Steps
      size="small"
      className="load-steps"
      items={STEPS.map((step) => ({
        title: t(`steward:step.${step}`),
        content: t(states[step] === 'running' ? 'steward:running' : `steward:stepHint.${step}`),
        status: ANT[states[step]],
      }))}
    />
  );
}

function Running({ batch }: { batch: Batch }) {
  const { t } = useTranslation();
  const { progress } = batch;
  const step = progress?.step ?? 'checking';
  return (
    <div className="running" role="status">
      <span>{t(`steward:doing.${step}`, { defaultValue: t('steward:running') })}</span>
      <Progress
        size="small"
        status="active"
        percent={progress?.total ? Math.min(99, Math.floor((progress.done / progress.total) * 100)) : 0}
        showInfo={Boolean(progress?.total)}
      />
      {progress && !progress.total && progress.done > 0 && (
        <span className="figure quiet">{t('steward:rows', { count: exact(progress.done) })}</span>
      )}
      <span className="quiet small">{t('steward:runsOn')}</span>
    </div>
  );
}

/** One batch from file to commit: where it came from, how its columns were read, what was refused, what would change. */
export function BatchPanel({ id, sample, onGone }: { id: number; sample: Sample | null; onGone: () => void }) {
  const { t } = useTranslation();
  const say = useSay();
  const { data: batch, error, refetch } = useBatch(id);
  if (error) return <Failed error={error} retry={() => void refetch()} />;
  if (!batch) return <Loading />;
  const checked = batch.status !== 'uploaded' && batch.status !== 'checking' && batch.status !== 'failed';
  const compared = batch.status !== 'checked' || isCompared(batch);
  return (
    <article className="batch" aria-label={t('steward:batch', { id })}>
      <header className="batch-head">
        <div>
          <h2>
            {say(batch.datasetTitle)} <span className="quiet">{t('steward:batch', { id })}</span>{' '}
            <BatchStatus batch={batch} />
          </h2>
          <p className="quiet">
            {[
              batch.file,
              fileSize(batch.bytes),
              t('steward:asOf', { day: day(batch.asOf) }),
              batch.encoding?.toUpperCase(),
              batch.crs,
            ]
              .filter(Boolean)
              .join(' · ')}
          </p>
          <p className="quiet small">
            {t('steward:by', { who: batch.createdBy, when: moment(batch.createdAt) })}
            {batch.committedAt && ` · ${t('steward:committedAt', { when: moment(batch.committedAt) })}`}
          </p>
        </div>
      </header>
      <LoadSteps batch={batch} />
      {(isRunning(batch) || batch.status === 'uploaded') && <Running batch={batch} />}
      {batch.status === 'failed' && (
        <Alert
          type="error"
          showIcon
          title={batch.error ? say(batch.error) : t('steward:failed')}
          description={t('steward:failedHint')}
          action={<Button onClick={onGone}>{t('steward:again')}</Button>}
        />
      )}
      <Mapping batch={batch} sample={sample} />
      {checked && batch.result && <CheckCounts batch={batch} result={batch.result} />}
      {checked && batch.result && compared && <Diff batch={batch} result={batch.result} onGone={onGone} />}
      {checked && !compared && <Loading what={t('steward:doing.comparing')} />}
      {checked && (batch.result?.quarantined ?? 0) > 0 && <Quarantine batch={batch} />}
    </article>
  );
}
