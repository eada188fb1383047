import { useTranslation } from 'react-i18next';
import { Empty } from '../shell/states.tsx';

export function Left() {
  const { t } = useTranslation();
  return <Empty title={t('planning:title')} />;
}
