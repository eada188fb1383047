import { Table } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Batch } from '../../server/exchange/schema.ts';
import { useSay } from '../shell/i18n.ts';
import { CITY_TIME, exact } from '../shell/numbers.ts';
import { preferences } from '../shell/preferences.ts';
import { isRunning } from './load-steps.ts';

const counts = (batch: Batch, name: 'accepted' | 'quarantined' | 'added' | 'changed' | 'removed') =>
  batch.result ? exact(batch.result[name]) : '–';

/** `11-21 01:33`: the list is of days, the panel says the year. */
const shortMoment = (at: string) =>
  new Intl.DateTimeFormat(preferences.get().language === 'zh' ? 'zh-CN' : 'en-GB', {
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    timeZone: CITY_TIME,
  }).format(new Date(at));

export function BatchStatus({ batch }: { batch: Pick<Batch, 'status'> }) {
  const { t } = useTranslation();
  return (
    <span className="batch-status" data-status={batch.status}>
      {t(`steward:status.${batch.status}`)}
    </span>
  );
}

/** Every batch with what it brought; a click opens it. */
export function BatchTable({
  batches,
  open,
  onOpen,
}: {
  batches: readonly Batch[];
  open: number | null;
  onOpen: (id: number) => void;
}) {
  const { t } = useTranslation();
  const say = useSay();
  return (
    <Table<Batch>
      size="small"
      rowKey="id"
      dataSource={[...batches]}
      pagination={{ pageSize: 50, hideOnSinglePage: true, size: 'small' }}
      sticky
      rowClassName={(batch) => (batch.id === open ? 'batch-row batch-open' : 'batch-row')}
      onRow={(batch) => ({
        onClick: () => onOpen(batch.id),
        onKeyDown: (event) => {
          if (event.key === 'Enter') onOpen(batch.id);
        },
        tabIndex: 0,
        'aria-selected': batch.id === open,
      })}
      columns={[
        { title: t('steward:column.batch'), dataIndex: 'id', width: 60, align: 'right' },
        {
          title: t('steward:column.dataset'),
          key: 'dataset',
          render: (_, batch) => (
            <>
              <div>{say(batch.datasetTitle)}</div>
              <div className="quiet small clip batch-file" title={batch.file}>
                {batch.file}
              </div>
            </>
          ),
          filters: [...new Map(batches.map((b) => [b.dataset, say(b.datasetTitle)]))].map(([value, text]) => ({
            value,
            text,
          })),
          onFilter: (value, batch) => batch.dataset === value,
        },
        {
          title: t('steward:column.status'),
          key: 'status',
          width: 96,
          render: (_, batch) => <BatchStatus batch={batch} />,
          filters: [...new Set(batches.map((b) => b.status))].map((value) => ({
            value,
            text: t(`steward:status.${value}`),
          })),
          onFilter: (value, batch) => batch.status === value,
        },
        {
          title: t('steward:column.accepted'),
          key: 'accepted',
          align: 'right',
          width: 84,
          render: (_, batch) =>
            isRunning(batch) && batch.progress ? (
              <span className="quiet">{exact(batch.progress.done)}</span>
            ) : (
              counts(batch, 'accepted')
            ),
        },
        {
          title: t('steward:column.quarantined'),
          key: 'quarantined',
          align: 'right',
          width: 76,
          render: (_, batch) => (
            <span className={batch.result?.quarantined ? 'warn' : 'quiet'}>{counts(batch, 'quarantined')}</span>
          ),
        },
        {
          title: t('steward:column.when'),
          key: 'when',
          width: 104,
          render: (_, batch) => (
            <>
              <div className="small">{shortMoment(batch.committedAt ?? batch.createdAt)}</div>
              <div className="quiet small">{batch.createdBy}</div>
            </>
          ),
        },
      ]}
    />
  );
}
