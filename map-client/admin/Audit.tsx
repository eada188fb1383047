import { ReloadOutlined } from '@ant-design/icons';
import { Button, Input, Table } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ROLES } from '../../datasets/roles.ts';
import type { AuditEntry } from '../../server/access/schema.ts';
import { useSay } from '../shell/i18n.ts';
import { exact, moment } from '../shell/numbers.ts';
import { Empty, Failed } from '../shell/states.tsx';
import { declarationOf } from '../steward/declarations.ts';
import { type AuditFilter, useAudit } from './queries.ts';

const NONE: AuditFilter = { account: null, subject: null };

/** Who looked at whom, when and why. A name or a record filters; one record is its own view: all who looked at it. */
export function Audit() {
  const { t } = useTranslation();
  const say = useSay();
  const [filter, setFilter] = useState<AuditFilter>(NONE);
  const [account, setAccount] = useState('');
  const pages = useAudit(filter, true);
  const entries = pages.data?.pages.flatMap((page) => page.entries) ?? [];
  const dataset = (id: string | null) => (id ? say(declarationOf(id)?.title) || id : '');
  const field = (of: string | null, name: string) => say(declarationOf(of ?? undefined)?.fields[name]?.title) || name;
  const { subject } = filter;

  return (
    <section className="audit" aria-label={t('admin:audit.title')}>
      <header>
        <h1>
          {subject
            ? t('admin:audit.subject', { dataset: dataset(subject.dataset), id: subject.id })
            : t('admin:audit.title')}
        </h1>
        <Input.Search
          className="audit-search"
          allowClear
          value={account}
          placeholder={t('admin:audit.account')}
          aria-label={t('admin:audit.account')}
          onChange={(event) => setAccount(event.target.value)}
          onSearch={(name) => setFilter({ ...filter, account: name.trim() || null })}
        />
        {(subject || filter.account) && (
          <Button
            onClick={() => {
              setFilter(NONE);
              setAccount('');
            }}
          >
            {t('admin:audit.all')}
          </Button>
        )}
        <span className="grow" />
        <Button icon={<ReloadOutlined />} loading={pages.isRefetching} onClick={() => void pages.refetch()}>
          {t('admin:audit.reload')}
        </Button>
      </header>
      <p className="quiet">{t(subject ? 'admin:audit.subjectHint' : 'admin:audit.hint')}</p>
      {pages.isError ? (
        <Failed error={pages.error} retry={() => void pages.refetch()} />
      ) : (
        <Table<AuditEntry>
          size="small"
          rowKey="id"
          loading={pages.isPending}
          dataSource={entries}
          pagination={false}
          sticky
          locale={{ emptyText: <Empty title={t('admin:audit.none')} hint={t('admin:audit.noneHint')} /> }}
          columns={[
            { title: t('admin:column.at'), dataIndex: 'at', width: 180, render: (at: string) => moment(at, true) },
            {
              title: t('admin:column.account'),
              dataIndex: 'account',
              width: 160,
              render: (name: string) => (
                <button
                  type="button"
                  className="link-button"
                  onClick={() => {
                    setAccount(name);
                    setFilter({ ...filter, account: name });
                  }}
                >
                  {name || t('admin:nobody')}
                </button>
              ),
            },
            {
              title: t('admin:column.role'),
              dataIndex: 'role',
              width: 120,
              filters: ROLES.map((role) => ({ value: role, text: t(`admin:role.${role}`) })),
              onFilter: (value, entry) => entry.role === value,
              render: (role: string) => t(`admin:role.${role}`, { defaultValue: role }),
            },
            {
              title: t('admin:column.action'),
              dataIndex: 'action',
              width: 130,
              render: (action: string) => (
                <span className="audit-action" data-action={action}>
                  {t(`admin:action.${action}`, { defaultValue: action })}
                </span>
              ),
            },
            {
              title: t('admin:column.subject'),
              key: 'subject',
              width: 170,
              render: (_, entry) =>
                entry.dataset && entry.subject !== null ? (
                  <button
                    type="button"
                    className="link-button"
                    title={t('admin:audit.whoSaw')}
                    onClick={() =>
                      setFilter({ account: null, subject: { dataset: entry.dataset!, id: entry.subject! } })
                    }
                  >
                    {dataset(entry.dataset)} #{entry.subject}
                  </button>
                ) : (
                  dataset(entry.dataset)
                ),
            },
            {
              title: t('admin:column.fields'),
              key: 'fields',
              render: (_, entry) => entry.fields.map((name) => field(entry.dataset, name)).join(t('admin:comma')),
            },
            {
              title: t('admin:column.purpose'),
              dataIndex: 'purpose',
              render: (text: string | null) => text ?? <span className="quiet">–</span>,
            },
            {
              title: t('admin:column.case'),
              dataIndex: 'caseNumber',
              width: 180,
              render: (text: string | null) => text ?? <span className="quiet">–</span>,
            },
          ]}
        />
      )}
      {pages.hasNextPage && (
        <Button loading={pages.isFetchingNextPage} onClick={() => void pages.fetchNextPage()}>
          {t('admin:audit.more', { count: exact(entries.length) })}
        </Button>
      )}
    </section>
  );
}
