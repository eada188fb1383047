import { UndoOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { online } from '../shell/api.ts';
import { useStore } from '../shell/store.ts';
import { change, useDesk } from './desk.ts';
import { stream } from './position-stream.ts';
import { useOrder } from './use-order.ts';

/** What just happened and the way back; and, above all else, when the desk has lost the server. */
export function StatusLine() {
  const { t } = useTranslation();
  const { said, last } = useDesk();
  const reachable = useStore(online);
  const live = useStore(stream);
  const { order, busy } = useOrder();
  useEffect(() => {
    if (!said || said.bad) return;
    const gone = setTimeout(() => change({ said: null }), 15_000);
    return () => clearTimeout(gone);
  }, [said]);
  return (
    <>
      {(!reachable || live.state === 'lost') && (
        <div className="desk-offline" role="alert">
          <strong>{t(reachable ? 'command:offline.positions' : 'command:offline.server')}</strong>
          <span>{t('command:offline.hint', { seconds: live.retryIn })}</span>
        </div>
      )}
      {said && (
        <div className="desk-said" data-bad={said.bad || undefined} role={said.bad ? 'alert' : 'status'}>
          <span className="grow">{said.text}</span>
          {last && !said.bad && (
            <Button
              size="small"
              icon={<UndoOutlined />}
              loading={busy}
              onClick={() => void order(last.run, t('command:said.undone', { what: last.text }))}
            >
              {t('command:undo')} <kbd>u</kbd>
            </Button>
          )}
          {said.bad && (
            <Button size="small" type="text" aria-label={t('command:dismiss')} onClick={() => change({ said: null })}>
              ✕
            </Button>
          )}
        </div>
      )}
    </>
  );
}
