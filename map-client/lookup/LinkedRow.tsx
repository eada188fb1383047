import type { ProfileRecord } from '../../server/lookup/schema.ts';
import { select } from '../shell/selection.ts';
import { FieldValue } from './FieldValue.tsx';
import { mainFacts } from './main-facts.ts';
import { Precision, Provenance } from './Provenance.tsx';

/** The address text of a record as this role sees it, or empty. */
export function addressOf(record: ProfileRecord): string {
  const field = record.fields.find(({ name, masked }) => !masked && (name === 'address' || name === 'full_text'));
  return typeof field?.value === 'string' ? field.value : '';
}

/** One linked record: its name, two facts, and where it comes from; opens its own card. */
export function LinkedRow({ record, brief = false }: { record: ProfileRecord; brief?: boolean }) {
  const { main } = mainFacts(record, 3);
  const lonLat = record.place?.lonLat;
  return (
    <button
      type="button"
      className="linked"
      onClick={() => select({ dataset: record.dataset, id: record.id, title: record.title, lonLat })}
    >
      <span className="linked-title">{record.title || '–'}</span>
      <span className="linked-facts">
        {main.slice(0, brief ? 2 : 3).map((field) => (
          <span key={field.name}>
            <FieldValue field={field} />
          </span>
        ))}
      </span>
      {!brief && (
        <span className="linked-source">
          <Provenance record={record} />
          {record.place && <Precision record={record} />}
        </span>
      )}
    </button>
  );
}
