import { DownloadOutlined } from '@ant-design/icons';
import { Button, Select } from 'antd';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Batch, QuarantinePage } from '../../server/exchange/schema.ts';
import { useSay } from '../shell/i18n.ts';
import { exact } from '../shell/numbers.ts';
import { Failed, Loading } from '../shell/states.tsx';
import { useQuarantine } from './queries.ts';

type Row = QuarantinePage['rows'][number];

/** Rows shown at once; more come on demand. */
const STEP = 100;

function Cells({ row, header }: { row: Row; header: readonly string[] }) {
  const say = useSay();
  const whole = row.reasons.filter(({ column }) => column === null || !header.includes(column));
  return (
    <tr>
      <th scope="row" className="figure">
        {row.line}
        {whole.map((reason) => (
          <div key={reason.code} className="reason">
            {say(reason.text)}
          </div>
        ))}
      </th>
      {header.map((column, i) => {
        const reasons = row.reasons.filter((reason) => reason.column === column);
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: two columns may have one name
          <td key={i} className={reasons.length > 0 ? 'refused' : undefined}>
            {row.cells[i] || (reasons.length > 0 ? '∅' : '')}
            {reasons.map((reason) => (
              <div key={reason.code} className="reason">
                {say(reason.text)}
              </div>
            ))}
          </td>
        );
      })}
    </tr>
  );
}

/** Refused rows in the sender's own columns, the reason beside the cell; filtered by reason, downloaded to be put right. */
export function Quarantine({ batch }: { batch: Batch }) {
  const { t } = useTranslation();
  const say = useSay();
  const [reason, setReason] = useState<string | null>(null);
  const [most, setMost] = useState(STEP);
  const pages = useQuarantine(batch.id);
  const rows = pages.data?.pages.flatMap((page) => page.rows) ?? [];
  const shown = reason ? rows.filter((row) => row.reasons.some(({ code }) => code === reason)) : rows;
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = pages;
  const wants = shown.length < most && hasNextPage && !isFetchingNextPage;
  useEffect(() => {
    if (wants) void fetchNextPage();
  }, [wants, fetchNextPage]);

  const first = pages.data?.pages[0];
  return (
    <section className="batch-section">
      <h3>
        {t('steward:quarantine.title')} <span className="quiet">{first && exact(first.total)}</span>
        <span className="grow" />
        <Button icon={<DownloadOutlined />} href={`/api/loads/${batch.id}/quarantine?f=csv`} download>
          {t('steward:quarantine.download')}
        </Button>
      </h3>
      {pages.isPending && <Loading />}
      {pages.isError && <Failed error={pages.error} retry={() => void pages.refetch()} />}
      {first && (
        <>
          <p className="quiet">{t('steward:quarantine.how')}</p>
          <Select
            className="reason-filter"
            value={reason ?? ''}
            aria-label={t('steward:quarantine.filter')}
            onChange={(next: string) => {
              setReason(next || null);
              setMost(STEP);
            }}
            options={[
              { value: '', label: t('steward:quarantine.all', { count: exact(first.total) }) },
              ...first.byReason.map(({ code, text, count }) => ({
                value: code,
                label: `${say(text)} (${exact(count)})`,
              })),
            ]}
          />
          <div className="sheet-scroll quarantine-scroll">
            <table className="sheet">
              <thead>
                <tr>
                  <th>{t('steward:quarantine.line')}</th>
                  {first.header.map((column, i) => (
                    // biome-ignore lint/suspicious/noArrayIndexKey: two columns may have one name
                    <th key={i}>{column}</th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {shown.slice(0, most).map((row) => (
                  <Cells key={row.line} row={row} header={first.header} />
                ))}
              </tbody>
            </table>
          </div>
          {isFetchingNextPage && <Loading />}
          {shown.length > most && (
            <Button onClick={() => setMost(most + STEP)}>{t('steward:quarantine.more', { count: STEP })}</Button>
          )}
        </>
      )}
    </section>
  );
}
