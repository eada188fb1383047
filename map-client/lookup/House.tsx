import { useTranslation } from 'react-i18next';
import type { ProfileRecord } from '../../server/lookup/schema.ts';
import { byEntrance } from './dwelling.ts';
import { addressOf, LinkedRow } from './LinkedRow.tsx';

/** A building's people or firms by entrance and floor, top floor first, as the house stands. */
export function House({ records }: { records: readonly ProfileRecord[] }) {
  const { t } = useTranslation();
  return (
    <div className="house">
      {byEntrance(records, addressOf).map(({ entrance, floors }) => (
        <div key={entrance ?? ''} className="entrance">
          <h5>{entrance === null ? t('lookup:noEntrance') : t('lookup:entrance', { entrance })}</h5>
          {floors.map(({ floor, records: inhabitants }) => (
            <div key={floor ?? ''} className="floor">
              <span className="floor-number figure">{floor === null ? '–' : t('lookup:floor', { floor })}</span>
              <div className="floor-records">
                {inhabitants.map((record) => (
                  <LinkedRow key={`${record.dataset}:${record.id}`} record={record} brief />
                ))}
              </div>
            </div>
          ))}
        </div>
      ))}
    </div>
  );
}
