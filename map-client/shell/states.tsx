import { Button, Spin } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { messageOf } from './api.ts';

/** What would be here, and how to get it. */
export function Empty({ title, hint, action }: { title: string; hint?: string; action?: ReactNode }) {
  return (
    <div className="state">
      <p className="state-title">{title}</p>
      {hint && <p className="quiet">{hint}</p>}
      {action}
    </div>
  );
}

/** What happened, and what to do. */
export function Failed({ error, retry }: { error: unknown; retry?: () => void }) {
  const { t } = useTranslation();
  return (
    <div className="state" role="alert">
      <p className="state-title">{t('shell:error.title')}</p>
      <p className="quiet">{messageOf(error)}</p>
      {retry && <Button onClick={retry}>{t('shell:retry')}</Button>}
    </div>
  );
}

export function Loading({ what, stop }: { what?: string; stop?: () => void }) {
  const { t } = useTranslation();
  return (
    <div className="state" role="status">
      <Spin />
      <p className="quiet">{what ?? t('shell:loading')}</p>
      {stop && <Button onClick={stop}>{t('shell:stop')}</Button>}
    </div>
  );
}
