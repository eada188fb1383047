import { useQueryClient } from '@tanstack/react-query';
import { Alert, Button, Checkbox } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Batch, LoadResult } from '../../server/exchange/schema.ts';
import { ApiError, messageOf } from '../shell/api.ts';
import { exact } from '../shell/numbers.ts';
import { declarationOf } from './declarations.ts';
import { commit, discard, undo } from './queries.ts';

/** What the batch changes, before and after it is committed, and the ways forward and back. */
export function Diff({ batch, result, onGone }: { batch: Batch; result: LoadResult; onGone: () => void }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const [said, setSaid] = useState<string | null>(null);
  const [undoing, setUndoing] = useState(false);
  const [sure, setSure] = useState(false);
  const guarded = error instanceof ApiError && error.code === 'guard-removals';
  const snapshot = declarationOf(batch.dataset)?.delivery === 'snapshot';

  async function act<T>(work: () => Promise<T>, after: (answer: T) => void) {
    setBusy(true);
    setError(null);
    try {
      after(await work());
    } catch (failure) {
      setError(failure);
    } finally {
      setBusy(false);
      for (const queryKey of [['loads'], ['load', batch.id]]) void client.invalidateQueries({ queryKey });
    }
  }
  const figures = (['added', 'changed', 'removed', 'unchanged'] as const).map((name) => ({ name, n: result[name] }));
  return (
    <section className="batch-section">
      <h3>{t(batch.status === 'checked' ? 'steward:diff.before' : 'steward:diff.after')}</h3>
      <div className="counts">
        {figures.map(({ name, n }) => (
          <div key={name}>
            <b data-diff={name}>
              {name === 'added' && n > 0 ? '+' : name === 'removed' && n > 0 ? '−' : ''}
              {exact(n)}
            </b>
            <span>{t(`steward:diff.${name}`)}</span>
          </div>
        ))}
      </div>
      {snapshot && result.removed > 0 && batch.status === 'checked' && (
        <p className="quiet small">{t('steward:diff.snapshot')}</p>
      )}
      {error !== null && (
        <Alert
          type={guarded ? 'warning' : 'error'}
          showIcon
          title={messageOf(error)}
          description={t('steward:diff.unchangedStill')}
        />
      )}
      {said && <Alert type="success" showIcon title={said} closable={{ onClose: () => setSaid(null) }} />}
      {batch.status === 'checked' && (
        <div className="batch-buttons">
          {guarded && (
            <Checkbox checked={sure} onChange={(event) => setSure(event.target.checked)}>
              {t('steward:diff.sure', { count: exact(result.removed) })}
            </Checkbox>
          )}
          <Button
            type="primary"
            loading={busy}
            danger={guarded}
            disabled={guarded && !sure}
            onClick={() =>
              void act(
                () => commit(batch.id, guarded && sure),
                (answer) => setSaid(t('steward:diff.done', { seconds: answer.seconds.toFixed(1) })),
              )
            }
          >
            {t('steward:diff.commit')}
          </Button>
          <Button disabled={busy} onClick={() => void act(() => discard(batch.id), onGone)}>
            {t('steward:diff.discard')}
          </Button>
        </div>
      )}
      {batch.status === 'committed' && !undoing && (
        <div className="batch-buttons">
          <Button onClick={() => setUndoing(true)}>{t('steward:undo.ask')}</Button>
        </div>
      )}
      {batch.status === 'committed' && undoing && (
        <Alert
          type="warning"
          showIcon
          title={t('steward:undo.title', { id: batch.id })}
          description={
            <>
              <p>
                {t('steward:undo.consequence', {
                  added: exact(result.added),
                  changed: exact(result.changed),
                  removed: exact(result.removed),
                })}
              </p>
              <p>{t('steward:undo.later')}</p>
              <div className="batch-buttons">
                <Button onClick={() => setUndoing(false)}>{t('steward:cancel')}</Button>
                <Button
                  danger
                  type="primary"
                  loading={busy}
                  onClick={() =>
                    void act(
                      () => undo(batch.id),
                      (answer) => {
                        setUndoing(false);
                        setSaid(
                          t('steward:undo.done', {
                            removed: exact(answer.removed),
                            restored: exact(answer.restored),
                            returned: exact(answer.returned),
                          }),
                        );
                      },
                    )
                  }
                >
                  {t('steward:undo.do')}
                </Button>
              </div>
            </>
          }
        />
      )}
    </section>
  );
}
