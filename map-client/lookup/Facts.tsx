import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ProfileRecord } from '../../server/lookup/schema.ts';
import { useSay } from '../shell/i18n.ts';
import { FieldValue } from './FieldValue.tsx';
import { mainFacts } from './main-facts.ts';

/** The four or five facts that matter and those that were revealed, the others a click away. */
export function Facts({ record, revealed }: { record: ProfileRecord; revealed: Record<string, string | null> }) {
  const { t } = useTranslation();
  const say = useSay();
  const [all, setAll] = useState(false);
  const { main, more } = mainFacts(record);
  const shown = [...main, ...more.filter((field) => all || revealed[field.name] !== undefined)];
  return (
    <>
      <dl className="facts">
        {shown.map((field) => (
          <div key={field.name} className="fact">
            <dt>{say(field.title)}</dt>
            <dd>
              <FieldValue field={field} revealed={revealed[field.name]} />
            </dd>
          </div>
        ))}
      </dl>
      {more.length > 0 && (
        <button type="button" className="link-button" aria-expanded={all} onClick={() => setAll(!all)}>
          {t(all ? 'lookup:fewerFields' : 'lookup:moreFields', { count: more.length })}
        </button>
      )}
    </>
  );
}
