import { useTranslation } from 'react-i18next';
import { useSay } from '../shell/i18n.ts';
import { day, exact } from '../shell/numbers.ts';
import type { RecordField } from './main-facts.ts';
import { maskedRuns } from './masked-runs.ts';

/** Text in which what is hidden looks hidden, to the eye and to a screen reader. */
export function Masked({ value }: { value: string }) {
  const { t } = useTranslation();
  return (
    <span className="masked" title={t('lookup:masked')}>
      {maskedRuns(value).map((run, i) =>
        run.hidden ? (
          // biome-ignore lint/suspicious/noArrayIndexKey: runs have no other identity than their place
          <span key={i} className="masked-run" role="img" aria-label={t('lookup:masked')}>
            {'•'.repeat(Math.min(8, run.text.length))}
          </span>
        ) : (
          // biome-ignore lint/suspicious/noArrayIndexKey: as above
          <span key={i}>{run.text}</span>
        ),
      )}
    </span>
  );
}

/** One field's value in the language of the screen: a code in words, a day as the office writes it, a masked one masked. */
export function FieldValue({ field, revealed }: { field: RecordField; revealed?: string | null }) {
  const { t } = useTranslation();
  const say = useSay();
  if (revealed !== undefined) return <mark className="revealed">{revealed ?? '–'}</mark>;
  const { value, masked, text } = field;
  if (value === null || value === '') return <span className="quiet">–</span>;
  if (masked) return <Masked value={String(value)} />;
  if (text) return <span title={String(value)}>{say(text)}</span>;
  if (typeof value === 'boolean') return <>{t(value ? 'lookup:yes' : 'lookup:no')}</>;
  if (Array.isArray(value)) return <>{value.join(t('lookup:listSeparator'))}</>;
  if (typeof value === 'number')
    return <span className="figure">{/year/.test(field.name) ? value : exact(value, 2)}</span>;
  if (/^\d{4}-\d{2}-\d{2}$/.test(value)) return <>{day(value)}</>;
  return <span className={/^[\dA-Z-]{6,}$/.test(value) ? 'figure' : undefined}>{value}</span>;
}
