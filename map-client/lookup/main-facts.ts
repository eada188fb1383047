import type { Static } from 'typebox';
import type { ProfileField, ProfileRecord } from '../../server/lookup/schema.ts';

export type RecordField = Static<typeof ProfileField>;

const isEmpty = ({ value }: RecordField) =>
  value === null || value === '' || (Array.isArray(value) && value.length === 0);

/** A code that leads elsewhere: its target is among the linked records, so it says nothing on the card itself. */
const isReference = ({ name }: RecordField) => /_(code|node|no)$/.test(name) && name !== 'credit_code';

/**
 * The few facts a card shows at once, and the rest that is a click away. The declaration's order is the department's
 * own: it names the key first, then what describes the record. Codes given in words come before bare texts.
 */
export function mainFacts(
  record: Pick<ProfileRecord, 'title' | 'fields'>,
  most = 5,
): { main: RecordField[]; more: RecordField[] } {
  const filled = record.fields.filter((field) => !isEmpty(field) && field.value !== record.title);
  const key = filled[0];
  const weight = (field: RecordField) => (field === key ? 0 : isReference(field) ? 3 : field.text ? 1 : 2);
  const ranked = filled.map((field, index) => ({ field, index, weight: weight(field) }));
  ranked.sort((a, b) => a.weight - b.weight || a.index - b.index);
  const chosen = new Set(
    ranked
      .slice(0, most)
      .filter((r) => r.weight < 3)
      .map((r) => r.field),
  );
  return {
    main: filled.filter((field) => chosen.has(field)),
    more: filled.filter((field) => !chosen.has(field)),
  };
}
