import { PlusOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useHotkeys } from '../shell/hotkeys.ts';
import { Empty, Failed, Loading } from '../shell/states.tsx';
import { useUrlParam } from '../shell/url-state.ts';
import { BatchPanel, LoadSteps } from './BatchPanel.tsx';
import { BatchTable } from './BatchTable.tsx';
import { NewLoad } from './NewLoad.tsx';
import { useBatches } from './queries.ts';
import type { Sample } from './sample.ts';
import './steward.css';

/** Batches on the left, one of them (or a new load) on the right. */
export function Left() {
  const { t } = useTranslation();
  const [opened, setOpened] = useUrlParam('b');
  const [sample, setSample] = useState<{ batch: number; sample: Sample | null } | null>(null);
  const batches = useBatches();
  const id = /^\d+$/.test(opened ?? '') ? Number(opened) : null;
  useHotkeys({ n: () => setOpened('new') });
  return (
    <div className="steward">
      <section className="steward-list" aria-label={t('steward:batches')}>
        <header>
          <h1>{t('steward:batches')}</h1>
          <Button type="primary" icon={<PlusOutlined />} onClick={() => setOpened('new')}>
            {t('steward:new')}
          </Button>
        </header>
        {batches.isPending && <Loading />}
        {batches.isError && <Failed error={batches.error} retry={() => void batches.refetch()} />}
        {batches.data?.loads.length === 0 && <Empty title={t('steward:none')} hint={t('steward:noneHint')} />}
        {batches.data && batches.data.loads.length > 0 && (
          <BatchTable batches={batches.data.loads} open={id} onOpen={(batch) => setOpened(String(batch))} />
        )}
      </section>
      <section className="steward-detail" aria-label={t('steward:detail')}>
        {id !== null ? (
          <BatchPanel
            key={id}
            id={id}
            sample={sample?.batch === id ? sample.sample : null}
            onGone={() => setOpened('new')}
          />
        ) : (
          <article className="batch">
            <header className="batch-head">
              <h2>{t('steward:new')}</h2>
            </header>
            <LoadSteps batch={null} />
            <NewLoad
              onLoaded={(batch, read) => {
                setSample({ batch: batch.id, sample: read });
                setOpened(String(batch.id));
                void batches.refetch();
              }}
            />
          </article>
        )}
      </section>
    </div>
  );
}
