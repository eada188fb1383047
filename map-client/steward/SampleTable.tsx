import { useTranslation } from 'react-i18next';
import type { Sample } from './sample.ts';

/** The first lines of the chosen file, as this machine reads them. */
export function SampleTable({ sample }: { sample: Sample }) {
  const { t } = useTranslation();
  return (
    <figure className="sample">
      <figcaption className="quiet small">
        {t('steward:sample', { encoding: sample.encoding.toUpperCase() })}
      </figcaption>
      <div className="sheet-scroll">
        <table className="sheet">
          <thead>
            <tr>
              {sample.header.map((column, i) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: two columns may have one name
                <th key={i}>{column}</th>
              ))}
            </tr>
          </thead>
          <tbody>
            {sample.rows.map((row, r) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: rows of a sample have no other identity
              <tr key={r}>
                {sample.header.map((_, i) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: as above
                  <td key={i}>{row[i]}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </figure>
  );
}
