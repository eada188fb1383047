import { Segmented } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { PERSON_READERS } from '../../datasets/roles.ts';
import { lastSearch } from '../shell/search.ts';
import { useSession } from '../shell/session.ts';
import { Empty } from '../shell/states.tsx';
import { useStore } from '../shell/store.ts';
import './lookup.css';
import { PersonSearch } from './PersonSearch.tsx';
import { ResultList } from './ResultList.tsx';

/** What was searched and everything found; persons in a form of their own, for roles that may. */
export function Left() {
  const { t } = useTranslation();
  const role = useSession().data?.role;
  const searched = useStore(lastSearch);
  const [mode, setMode] = useState<'things' | 'persons'>('things');
  const mayPersons = role !== undefined && PERSON_READERS.includes(role);
  return (
    <div className="lookup-left">
      {mayPersons && (
        <Segmented
          block
          aria-label={t('lookup:mode.label')}
          value={mode}
          onChange={setMode}
          options={[
            { value: 'things' as const, label: t('lookup:mode.things') },
            { value: 'persons' as const, label: t('lookup:mode.persons') },
          ]}
        />
      )}
      {mode === 'persons' && mayPersons ? (
        <PersonSearch />
      ) : searched ? (
        <ResultList text={searched.text} />
      ) : (
        <Empty title={t('lookup:things.hintTitle')} hint={t('lookup:things.hint')} />
      )}
    </div>
  );
}
