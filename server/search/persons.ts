import type { Dataset } from '../../datasets/dataset.ts';
import { describesPersons } from '../access/audit.ts';
import type { Db, Principal } from '../db/pool.ts';
import { badRequest, forbidden, signInFirst } from '../errors.ts';
import { mayRead, readRecords } from '../lookup/records.ts';
import type { PersonQuery, SearchResults } from './schema.ts';

const NOTHING_TO_FIND = () =>
  badRequest(
    'person-query',
    '请输入完整的公民身份号码、姓名或联系电话',
    'give a full citizen id, a full name or a full phone number',
  );

/**
 * Persons with exactly this id number, name or phone (narrowed by birth date and region), each written to the audit inside
 * the database before it is read. Runs in a transaction of the asker (`asPrincipal`).
 * @throws Problem 401 or 403 when the asker may not look at persons, 400 when there is nothing to find them by
 */
export async function searchPersons(
  tx: Db,
  principal: Principal,
  datasets: readonly Dataset[],
  query: PersonQuery,
): Promise<SearchResults['groups']> {
  const persons = datasets.filter((dataset) => describesPersons(dataset) && mayRead(dataset, principal));
  if (persons.length === 0) throw principal.account === null ? signInFirst() : forbidden();
  const groups: SearchResults['groups'] = [];
  for (const dataset of persons) {
    const { criteria, by } = criteriaOf(dataset, query);
    const { rows } = await tx.query<{ ids: number[] }>('select access.find($1, $2, $3, $4, $5) as ids', [
      dataset.id,
      criteria,
      query.limit ?? 50,
      query.purpose ?? null,
      query.caseNumber ?? null,
    ]);
    const ids = rows[0]!.ids;
    if (ids.length === 0) continue;
    const found = await readRecords(tx, principal, dataset, { where: 't.id = any($1)', params: [ids], limit: 200 });
    groups.push({
      dataset: dataset.id,
      title: dataset.title,
      results: found.map(({ shown }) => ({
        id: shown.id,
        title: shown.title,
        subtitle: subtitleOf(dataset, shown.fields),
        match: by,
        score: 1,
        ...(shown.place?.lonLat ? { lonLat: shown.place.lonLat } : {}),
      })),
    });
  }
  return groups;
}

/** What tells namesakes apart, as far as the role sees it: all short required fields but the title. */
function subtitleOf(dataset: Dataset, fields: { name: string; value: unknown; text?: { zh: string } }[]): string {
  return fields
    .filter(({ name, value }) => dataset.fields[name]!.required && name !== dataset.search?.title && value !== null)
    .map(({ value, text }) => text?.zh ?? String(value))
    .join(' · ');
}

/** The asked fields by their names in the declaration, repaired by their types; `q` goes to the first that can be it. */
function criteriaOf(dataset: Dataset, query: PersonQuery): { criteria: Record<string, string>; by: 'exact' | 'code' } {
  const exact = dataset.search?.exact ?? [];
  const criteria: Record<string, string> = {};
  const take = (name: string, text: string): boolean => {
    const field = dataset.fields[name];
    if (!field) return false;
    const { value, reject } = field.type.parse(text);
    if (value === null || reject !== undefined) return false;
    criteria[name] = String(value);
    return true;
  };
  for (const [key, value] of Object.entries(query)) {
    const name = key.replace(/[A-Z]/g, (c) => `_${c.toLowerCase()}`);
    if (typeof value !== 'string' || ['q', 'purpose', 'case_number'].includes(name)) continue;
    if (!take(name, value)) throw NOTHING_TO_FIND();
  }
  // A type that refuses a mere sign has a form of its own (id number, phone): it is asked before plain texts.
  const strictFirst = [...exact].sort((a, b) => strictness(dataset, b) - strictness(dataset, a));
  if (query.q !== undefined) strictFirst.find((name) => take(name, query.q!));
  const by = exact.find((name) => name in criteria);
  if (!by) throw NOTHING_TO_FIND();
  return { criteria, by: strictness(dataset, by) > 0 ? 'code' : 'exact' };
}

const strictness = (dataset: Dataset, name: string) =>
  dataset.fields[name]!.type.parse('?').reject === undefined ? 0 : 1;
