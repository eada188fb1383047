import { Alert, Button, Form, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { messageOf } from './api.ts';
import { FirstAdministrator } from './FirstAdministrator.tsx';
import { useSay } from './i18n.ts';
import { type Session, useSignIn } from './session.ts';
import { setUrl, urlParam } from './url-state.ts';

/** The sign-in panel over the map; who signs in goes on where the link pointed. */
export function SignIn({ session }: { session: Session }) {
  const { t } = useTranslation();
  const say = useSay();
  const { signIn } = useSignIn();
  const [error, setError] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);

  async function submit({ username, password }: { username: string; password: string }) {
    setBusy(true);
    setError(null);
    try {
      const next = await signIn(username, password);
      const wanted = urlParam('w');
      if (!next.workspaces.some((id) => id === wanted)) setUrl({ w: next.workspaces[0] ?? null }, 'replace');
    } catch (failed) {
      setError(failed);
    } finally {
      setBusy(false);
    }
  }
  return (
    <div className="sign-in">
      <section className="sign-in-card" aria-labelledby="sign-in-title">
        <h1 id="sign-in-title">{session.city ? say(session.city.name) : t('shell:product')}</h1>
        <p className="quiet">{t('shell:signIn.intro')}</p>
        {!session.city && <Alert type="info" showIcon title={t('shell:noCity')} />}
        {session.signedIn && <Alert type="warning" showIcon title={t('shell:signIn.noRight')} />}
        {session.awaitsAdministrator ? (
          <FirstAdministrator />
        ) : (
          <Form layout="vertical" onFinish={submit} requiredMark={false}>
            <Form.Item
              name="username"
              label={t('shell:signIn.username')}
              rules={[{ required: true, message: t('shell:signIn.needName') }]}
            >
              <Input autoComplete="username" autoFocus />
            </Form.Item>
            <Form.Item
              name="password"
              label={t('shell:signIn.password')}
              rules={[{ required: true, message: t('shell:signIn.needPassword') }]}
            >
              <Input.Password autoComplete="current-password" />
            </Form.Item>
            {error !== null && <Alert type="error" showIcon title={messageOf(error)} className="gap" />}
            <Button type="primary" htmlType="submit" block loading={busy}>
              {t('shell:signIn.title')}
            </Button>
          </Form>
        )}
        {session.workspaces.length > 0 && (
          <Button type="link" block onClick={() => setUrl({ w: session.workspaces[0] ?? null })}>
            {t('shell:signIn.stayPublic')}
          </Button>
        )}
      </section>
    </div>
  );
}
