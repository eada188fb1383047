import type { Dataset } from '../../datasets/dataset.ts';
import { visibleFields } from '../../datasets/schema/ddl.ts';
import { describesPersons } from '../access/audit.ts';
import type { Db, Principal } from '../db/pool.ts';
import type { LonLat } from '../schema.ts';
import type { SearchResults } from './schema.ts';
import { spell } from './spelling.ts';
import { matching, type Question, similar } from './statement.ts';

export type Group = SearchResults['groups'][number];
type Result = Group['results'][number];

interface Hit {
  dataset: string;
  id: number;
  title: string | null;
  subtitle: string | null;
  match: Result['match'];
  score: number;
  lon: number | null;
  lat: number | null;
  metres: number | null;
}

/** The datasets a role may search by name: those that declare it and do not describe persons. */
export function searchable(datasets: readonly Dataset[], { role }: Principal): Dataset[] {
  return datasets.filter((dataset) => {
    const clear = visibleFields(dataset, role).flatMap(({ name, masked }) => (masked ? [] : [name]));
    return dataset.search && clear.includes(dataset.search.title) && !describesPersons(dataset);
  });
}

/**
 * Results of the datasets by their best match, with the role's own views. Similar texts only when nothing matches; that
 * they take too long ends the transaction's use, so this is the last statement in it.
 */
export async function search(tx: Db, datasets: readonly Dataset[], question: Question): Promise<Group[]> {
  const statement = matching(datasets, question);
  const hits = statement ? (await tx.query<Hit>(statement.sql, statement.params)).rows : [];
  const { query } = question;
  const spelled = query.pinyin?.spelled ? query.text.toLowerCase() : null;
  const kept = spelled
    ? hits.filter(({ match, title }) => match !== 'pinyin' || spell(title ?? '').includes(spelled))
    : hits;
  const found =
    kept.length > 0 || query.pinyin || query.text.length < 3 ? kept : await similarHits(tx, datasets, question);
  const groups = datasets.flatMap((dataset) => {
    const results = found.filter((hit) => hit.dataset === dataset.id).map(resultOf);
    results.sort((a, b) => b.score - a.score);
    return results.length > 0
      ? [{ dataset: dataset.id, title: dataset.title, results: results.slice(0, question.limit) }]
      : [];
  });
  return groups.sort((a, b) => b.results[0]!.score - a.results[0]!.score);
}

async function similarHits(tx: Db, datasets: readonly Dataset[], question: Question): Promise<Hit[]> {
  const statement = similar(datasets, question);
  if (!statement) return [];
  // One wrong character spoils three trigrams on either side; PostgreSQL's own 0.6 would not forgive it. A text that is
  // like half the city's is not worth a second of the database (measured 1.1 s at 120,000 addresses): it finds nothing.
  await tx.query(
    `select set_config('pg_trgm.word_similarity_threshold', '0.3', true), set_config('statement_timeout', '400', true)`,
  );
  try {
    return (await tx.query<Hit>(statement.sql, statement.params)).rows;
  } catch (error) {
    if ((error as { code?: string }).code === '57014') return [];
    throw error;
  }
}

function resultOf({ id, title, subtitle, match, score, lon, lat, metres }: Hit): Result {
  return {
    id,
    title: title ?? `#${id}`,
    ...(subtitle ? { subtitle } : {}),
    match,
    score: Math.round(score * 1000) / 1000,
    ...(lon === null || lat === null ? {} : { lonLat: [lon, lat] as LonLat }),
    ...(metres === null ? {} : { distance: Math.round(metres) }),
  };
}
