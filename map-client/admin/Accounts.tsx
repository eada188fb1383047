import { useQuery } from '@tanstack/react-query';
import { Alert, Button, Form, Input, Select, Switch, Table } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ROLES, type Role } from '../../datasets/roles.ts';
import type { AccountList } from '../../server/access/account-schema.ts';
import { api, messageOf } from '../shell/api.ts';
import { day } from '../shell/numbers.ts';
import { Failed } from '../shell/states.tsx';

type Account = AccountList['accounts'][number];
interface NewAccount {
  username: string;
  name: string;
  role: Role;
}

/** Everybody who can come in: open an account, end one. A password is made by the server and shown this once. */
export function Accounts() {
  const { t } = useTranslation();
  const [form] = Form.useForm<NewAccount>();
  const [said, setSaid] = useState<{ text: string; bad: boolean } | null>(null);
  const [busy, setBusy] = useState(false);
  const list = useQuery({
    queryKey: ['accounts'],
    queryFn: ({ signal }) => api<AccountList>('/api/accounts', { signal }),
  });

  async function act(work: () => Promise<string | null>) {
    setBusy(true);
    try {
      const text = await work();
      setSaid(text === null ? null : { text, bad: false });
    } catch (error) {
      setSaid({ text: messageOf(error), bad: true });
    } finally {
      setBusy(false);
      void list.refetch();
    }
  }
  const add = (account: NewAccount) =>
    act(async () => {
      const { password } = await api<{ id: number; password: string | null }>('/api/accounts', { body: account });
      form.resetFields();
      return t('admin:accounts.made', { username: account.username, password: password ?? '' });
    });
  const setActive = (account: Account, active: boolean) =>
    act(async () => {
      await api(`/api/accounts/${account.id}`, { method: 'PATCH', body: { active } });
      return null;
    });
  const required = [{ required: true, message: t('admin:accounts.needed') }];

  return (
    <section className="audit" aria-label={t('admin:accounts.title')}>
      <header>
        <h1>{t('admin:accounts.title')}</h1>
      </header>
      <Form form={form} layout="inline" onFinish={(account) => void add(account)}>
        <Form.Item
          name="username"
          rules={[...required, { pattern: /^[a-z0-9][a-z0-9._-]{1,59}$/, message: t('admin:accounts.usernameRule') }]}
        >
          <Input
            placeholder={t('admin:accounts.username')}
            aria-label={t('admin:accounts.username')}
            autoComplete="off"
          />
        </Form.Item>
        <Form.Item name="name" rules={required}>
          <Input placeholder={t('admin:accounts.name')} aria-label={t('admin:accounts.name')} autoComplete="off" />
        </Form.Item>
        <Form.Item name="role" rules={required}>
          <Select
            className="role-choice"
            placeholder={t('admin:column.role')}
            aria-label={t('admin:column.role')}
            options={ROLES.filter((role) => role !== 'public').map((role) => ({
              value: role,
              label: t(`admin:role.${role}`),
            }))}
          />
        </Form.Item>
        <Button type="primary" htmlType="submit" loading={busy}>
          {t('admin:accounts.add')}
        </Button>
      </Form>
      {said && (
        <Alert
          type={said.bad ? 'error' : 'success'}
          showIcon
          title={said.text}
          closable={{ onClose: () => setSaid(null) }}
        />
      )}
      {list.isError ? (
        <Failed error={list.error} retry={() => void list.refetch()} />
      ) : (
        <Table<Account>
          size="small"
          rowKey="id"
          loading={list.isPending}
          dataSource={list.data?.accounts ?? []}
          pagination={false}
          columns={[
            { title: t('admin:accounts.username'), dataIndex: 'username' },
            { title: t('admin:accounts.name'), dataIndex: 'name' },
            { title: t('admin:column.role'), dataIndex: 'role', render: (role: Role) => t(`admin:role.${role}`) },
            { title: t('admin:accounts.since'), dataIndex: 'createdAt', render: (at: string) => day(at) },
            { title: t('admin:accounts.sessions'), dataIndex: 'sessions', align: 'right' },
            {
              title: t('admin:accounts.keys'),
              key: 'keys',
              align: 'right',
              render: (_, { keys }) => keys.filter(({ revoked }) => !revoked).length || '',
            },
            {
              title: t('admin:accounts.active'),
              key: 'active',
              render: (_, account) => (
                <Switch
                  size="small"
                  checked={account.active}
                  disabled={busy}
                  aria-label={t('admin:accounts.active')}
                  onChange={(active) => void setActive(account, active)}
                />
              ),
            },
          ]}
        />
      )}
      <p className="quiet">{t('admin:accounts.hint')}</p>
    </section>
  );
}
