import { BulbOutlined, LoginOutlined, LogoutOutlined, SettingOutlined, UserOutlined } from '@ant-design/icons';
import { App, Dropdown, Tooltip } from 'antd';
import { useTranslation } from 'react-i18next';
import { messageOf } from './api.ts';
import { FreshnessMark } from './FreshnessMark.tsx';
import { useSay } from './i18n.ts';
import { prefer, preferences } from './preferences.ts';
import { type Session, useSignIn } from './session.ts';
import { useStore } from './store.ts';
import { setUrl } from './url-state.ts';
import type { Workspace, WorkspaceId } from './workspace.ts';

/** The slim rail: workspaces by right, then connection, language, theme and who is signed in. */
export function Rail({
  session,
  workspaces,
  current,
}: {
  session: Session;
  workspaces: Workspace[];
  current: WorkspaceId | null;
}) {
  const { t } = useTranslation();
  const say = useSay();
  const { message } = App.useApp();
  const { language, theme, big, shortcuts } = useStore(preferences);
  const { signOut } = useSignIn();
  return (
    <nav className="rail" aria-label={t('shell:rail')}>
      <div className="brand" aria-hidden="true">
        <img src="/icon.svg" alt="" width={28} height={28} />
      </div>
      {workspaces.map(({ id, icon: Icon }) => (
        <button
          type="button"
          key={id}
          className="rail-item"
          aria-current={current === id ? 'page' : undefined}
          onClick={() => setUrl({ w: id })}
        >
          <Icon />
          <span>{t(`shell:workspace.${id}`)}</span>
        </button>
      ))}
      <span className="grow" />
      <FreshnessMark />
      <button
        type="button"
        className="rail-item small"
        title={t('shell:switchLanguage')}
        aria-label={t('shell:switchLanguage')}
        onClick={() => prefer({ language: language === 'zh' ? 'en' : 'zh' })}
      >
        {language === 'zh' ? 'EN' : '中'}
      </button>
      <button
        type="button"
        className="rail-item small"
        title={t('shell:switchTheme')}
        aria-label={t('shell:switchTheme')}
        onClick={() => prefer({ theme: theme === 'dark' ? 'light' : 'dark' })}
      >
        <BulbOutlined />
      </button>
      <Dropdown
        trigger={['click']}
        placement="topRight"
        menu={{
          items: [
            { key: 'big', label: t(big ? 'shell:big.leave' : 'shell:big.enter') },
            { key: 'shortcuts', label: t(shortcuts ? 'shell:shortcuts.off' : 'shell:shortcuts.on') },
          ],
          onClick: ({ key }) => {
            if (key === 'big') prefer({ big: !big, ...(big ? {} : { theme: 'dark' as const }) });
            else prefer({ shortcuts: !shortcuts });
          },
        }}
      >
        <button type="button" className="rail-item small" title={t('shell:settings')} aria-label={t('shell:settings')}>
          <SettingOutlined />
        </button>
      </Dropdown>
      {session.signedIn ? (
        <Dropdown
          trigger={['click']}
          placement="topRight"
          menu={{
            items: [
              { key: 'who', label: `${session.name} · ${say(session.roleTitle)}`, disabled: true },
              { key: 'out', icon: <LogoutOutlined />, label: t('shell:signOut') },
            ],
            onClick: ({ key }) => {
              if (key === 'out') signOut().catch((error) => message.error(messageOf(error)));
            },
          }}
        >
          <button type="button" className="rail-item" aria-label={`${session.name}, ${say(session.roleTitle)}`}>
            <UserOutlined />
            <span className="clip">{say(session.roleTitle)}</span>
          </button>
        </Dropdown>
      ) : (
        <Tooltip title={t('shell:signIn.why')} placement="right">
          <button type="button" className="rail-item" onClick={() => setUrl({ w: 'sign-in' })}>
            <LoginOutlined />
            <span>{t('shell:signIn.title')}</span>
          </button>
        </Tooltip>
      )}
    </nav>
  );
}
