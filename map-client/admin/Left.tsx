import { useTranslation } from 'react-i18next';
import { useSession } from '../shell/session.ts';
import { Empty } from '../shell/states.tsx';
import { Accounts } from './Accounts.tsx';
import './admin.css';
import { Audit } from './Audit.tsx';
import { Rights } from './Rights.tsx';

/** The auditor reads the audit; the security administrator keeps the accounts and sees what each role may see. Neither can do the other's work. */
export function Left() {
  const { t } = useTranslation();
  const role = useSession().data?.role;
  if (role === 'auditor') return <Audit />;
  if (role === 'security')
    return (
      <>
        <Accounts />
        <Rights />
      </>
    );
  return <Empty title={t('admin:noRight')} />;
}
