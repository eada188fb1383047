import { Alert } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Batch } from '../../server/exchange/schema.ts';
import { useSay } from '../shell/i18n.ts';
import { declarationOf } from './declarations.ts';
import { doubledFields } from './load-steps.ts';
import type { Sample } from './sample.ts';

/** How each column of the file was understood, with what it holds; columns without a field are kept in the file only. */
export function Mapping({ batch, sample }: { batch: Batch; sample: Sample | null }) {
  const { t } = useTranslation();
  const say = useSay();
  const dataset = declarationOf(batch.dataset);
  if (batch.mapping.length === 0) return null;
  const used = new Set(batch.mapping.map(({ field }) => field));
  const missing = Object.entries(dataset?.fields ?? {}).filter(([name, field]) => field.required && !used.has(name));
  const doubled = doubledFields(batch.mapping);
  const title = (name: string) =>
    say(dataset?.fields[name]?.title) || t(`steward:mapping.${name}`, { defaultValue: name });
  return (
    <section className="batch-section">
      <h3>{t('steward:mapping.title')}</h3>
      {missing.length > 0 && (
        <Alert
          type="warning"
          showIcon
          title={t('steward:mapping.missing', {
            fields: missing.map(([name]) => title(name)).join(t('steward:comma')),
          })}
        />
      )}
      {doubled.length > 0 && (
        <Alert
          type="warning"
          showIcon
          title={t('steward:mapping.doubled', { fields: doubled.map(title).join(t('steward:comma')) })}
        />
      )}
      <div className="sheet-scroll">
        <table className="sheet mapping">
          <thead>
            <tr>
              <th scope="row">{t('steward:mapping.column')}</th>
              {batch.mapping.map(({ column }, i) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: two columns may have one name
                <th key={i}>{column || '–'}</th>
              ))}
            </tr>
          </thead>
          <tbody>
            <tr>
              <th scope="row">{t('steward:mapping.field')}</th>
              {batch.mapping.map(({ field }, i) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: as above
                <td key={i} className={field ? 'mapped' : 'unmapped'}>
                  {field ? title(field) : t('steward:mapping.unused')}
                </td>
              ))}
            </tr>
            {sample?.rows.slice(0, 3).map((row, r) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: as above
              <tr key={r} className="quiet">
                <th scope="row">{t('steward:mapping.row', { n: r + 1 })}</th>
                {batch.mapping.map((_, i) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: as above
                  <td key={i}>{row[i]}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {batch.notes
        .filter(({ code }) => code !== 'header-row')
        .map((note) => (
          <p key={`${note.line}:${note.code}`} className="quiet small">
            {note.line !== null && `${t('steward:line', { line: note.line })} `}
            {t(`steward:note.${note.code}`, { text: note.text, defaultValue: note.text })}
          </p>
        ))}
    </section>
  );
}
