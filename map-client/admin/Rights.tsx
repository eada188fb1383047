import { Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ROLES, SIGHT } from '../../datasets/roles.ts';
import { useSay } from '../shell/i18n.ts';
import { DECLARATIONS } from '../steward/declarations.ts';

/** What every role sees of every field, from the declarations the database's views are made of. */
export function Rights() {
  const { t } = useTranslation();
  const say = useSay();
  const [id, setId] = useState('population');
  const dataset = DECLARATIONS.find((d) => d.id === id) ?? DECLARATIONS[0];
  if (!dataset) return null;
  return (
    <section className="audit" aria-label={t('admin:rights.title')}>
      <header>
        <h1>{t('admin:rights.title')}</h1>
        <Select
          className="audit-search"
          aria-label={t('admin:rights.dataset')}
          value={dataset.id}
          onChange={setId}
          options={DECLARATIONS.map((d) => ({ value: d.id, label: say(d.title) }))}
        />
      </header>
      <p className="quiet">{t('admin:rights.hint')}</p>
      <table className="rights">
        <thead>
          <tr>
            <th>{t('admin:rights.field')}</th>
            <th>{t('admin:rights.privacy')}</th>
            {ROLES.map((role) => (
              <th key={role}>{t(`admin:role.${role}`)}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {Object.entries(dataset.fields).map(([name, field]) => {
            const privacy = field.privacy ?? 'open';
            return (
              <tr key={name}>
                <th scope="row">{say(field.title)}</th>
                <td className="quiet">{t(`admin:privacy.${privacy}`)}</td>
                {ROLES.map((role) => {
                  const sight = dataset.readers.includes(role) ? SIGHT[role][privacy] : 'hidden';
                  return (
                    <td key={role} data-sight={sight}>
                      {t(`admin:sight.${sight}`)}
                    </td>
                  );
                })}
              </tr>
            );
          })}
        </tbody>
      </table>
    </section>
  );
}
