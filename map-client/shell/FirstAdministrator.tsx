import { Alert, Button, Form, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { messageOf } from './api.ts';
import { useSignIn } from './session.ts';
import { setUrl } from './url-state.ts';

/** On a new installation: the security administrator's account, by the one-time code that was printed at its start. */
export function FirstAdministrator() {
  const { t } = useTranslation();
  const { enrol } = useSignIn();
  const [error, setError] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);
  const needed = [{ required: true, whitespace: true, message: t('shell:first.needed') }];

  async function submit(form: { code: string; username: string; name: string; password: string }) {
    setBusy(true);
    setError(null);
    try {
      const session = await enrol(form);
      setUrl({ w: session.workspaces[0] ?? null }, 'replace');
    } catch (failed) {
      setError(failed);
    } finally {
      setBusy(false);
    }
  }
  return (
    <Form layout="vertical" onFinish={submit} requiredMark={false}>
      <Alert type="info" showIcon title={t('shell:first.title')} description={t('shell:first.hint')} className="gap" />
      <Form.Item name="code" label={t('shell:first.code')} rules={needed}>
        <Input autoComplete="off" spellCheck={false} autoFocus />
      </Form.Item>
      <Form.Item name="name" label={t('shell:first.name')} rules={needed}>
        <Input autoComplete="name" maxLength={60} />
      </Form.Item>
      <Form.Item name="username" label={t('shell:signIn.username')} rules={needed}>
        <Input autoComplete="username" maxLength={60} />
      </Form.Item>
      <Form.Item
        name="password"
        label={t('shell:signIn.password')}
        rules={[{ required: true, min: 10, message: t('shell:first.length') }]}
      >
        <Input.Password autoComplete="new-password" maxLength={200} />
      </Form.Item>
      {error !== null && <Alert type="error" showIcon title={messageOf(error)} className="gap" />}
      <Button type="primary" htmlType="submit" block loading={busy}>
        {t('shell:first.submit')}
      </Button>
    </Form>
  );
}
