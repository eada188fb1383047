import { Popover } from 'antd';
import { useTranslation } from 'react-i18next';
import { online } from './api.ts';
import { freshness } from './events.ts';
import { ago, exact } from './numbers.ts';
import { useStore } from './store.ts';

/** Whether the screen hears the server, and at which change it stands. Form and words say it, not colour alone. */
export function FreshnessMark() {
  const { t } = useTranslation();
  const { connection, sequence, heardAt } = useStore(freshness);
  const reachable = useStore(online);
  const state = !reachable || connection === 'lost' ? 'lost' : connection;
  const text = t(`shell:fresh.${state}`);
  return (
    <Popover
      placement="right"
      trigger={['click', 'hover']}
      content={
        <div className="fresh-card">
          <strong>{text}</strong>
          <span className="quiet">{t(`shell:fresh.${state}Hint`)}</span>
          {sequence !== null && (
            <span className="quiet">{t('shell:fresh.sequence', { sequence: exact(sequence) })}</span>
          )}
          {heardAt !== null && <span className="quiet">{t('shell:fresh.heard', { ago: ago(heardAt) })}</span>}
        </div>
      }
    >
      <button type="button" className="rail-item small fresh" data-state={state} aria-label={text}>
        <i aria-hidden="true">{state === 'live' ? '●' : state === 'lost' ? '✕' : '○'}</i>
        <span>{t(`shell:fresh.${state}Short`)}</span>
      </button>
    </Popover>
  );
}
