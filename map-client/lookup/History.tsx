import { Timeline } from 'antd';
import { useTranslation } from 'react-i18next';
import type { EntityProfile } from '../../server/lookup/schema.ts';
import { useSay } from '../shell/i18n.ts';
import { moment } from '../shell/numbers.ts';
import { FieldValue } from './FieldValue.tsx';

/** The versions a record has been through, newest first: what each change replaced, and which batch brought it. */
export function History({ profile }: { profile: EntityProfile }) {
  const { t } = useTranslation();
  const say = useSay();
  const { history, record } = profile;
  if (history.length === 0)
    return <p className="quiet small">{t('lookup:history.none', { since: moment(record.source.since) })}</p>;
  return (
    <Timeline
      className="history"
      items={[
        {
          key: 'now',
          color: 'green',
          content: <strong>{t('lookup:history.now', { since: moment(record.source.since) })}</strong>,
        },
        ...history.map((version) => ({
          key: `${version.since}-${version.until}`,
          color: 'gray',
          content: (
            <>
              <div className="quiet small">
                {t('lookup:history.span', { since: moment(version.since), until: moment(version.until) })}
                {version.batch !== null && ` · ${t('lookup:batch', { batch: version.batch })}`}
                {` · ${t(`lookup:operation.${version.operation}`, { defaultValue: version.operation })}`}
              </div>
              {version.changed.map((field) => (
                <div key={field.name} className="history-change">
                  <span className="quiet">{say(field.title)}</span> <FieldValue field={field} />
                </div>
              ))}
            </>
          ),
        })),
      ]}
    />
  );
}
