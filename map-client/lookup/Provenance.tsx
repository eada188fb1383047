import { Tooltip } from 'antd';
import { useTranslation } from 'react-i18next';
import type { ProfileRecord } from '../../server/lookup/schema.ts';
import { useSay } from '../shell/i18n.ts';
import { day } from '../shell/numbers.ts';

/** Which department sent it, when, and in which line of which file: every record can be followed back. */
export function Provenance({ record, long = false }: { record: ProfileRecord; long?: boolean }) {
  const { t } = useTranslation();
  const say = useSay();
  const { department, batch, file, line, since } = record.source;
  const where = [
    batch === null ? null : t('lookup:batch', { batch }),
    line === null ? null : t('lookup:line', { line }),
  ].filter(Boolean);
  return (
    <Tooltip title={file ?? undefined}>
      <span className="provenance">
        {[say(department), day(since), ...(long ? [file] : []), ...where].filter(Boolean).join(' · ')}
      </span>
    </Tooltip>
  );
}

/** How well the place is known: precision level in words, method and confidence. */
export function Precision({ record }: { record: ProfileRecord }) {
  const { t } = useTranslation();
  const { place } = record;
  if (!place) return <span className="precision precision-none">{t('lookup:place.none')}</span>;
  const parts = [
    place.level ? t(`lookup:level.${place.level}`, { defaultValue: place.level }) : null,
    place.method ? t(`lookup:method.${place.method}`, { defaultValue: place.method }) : null,
    place.confidence === undefined ? null : t('lookup:confidence', { percent: Math.round(place.confidence * 100) }),
  ].filter(Boolean);
  if (parts.length === 0) return null;
  const doubtful = place.confidence !== undefined && place.confidence < 0.8;
  return <span className={doubtful ? 'precision precision-doubtful' : 'precision'}>{parts.join(' · ')}</span>;
}
