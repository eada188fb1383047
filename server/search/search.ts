import { type Dataset, tableName } from '../../datasets/dataset.ts';
import { visibleFields } from '../../datasets/schema/ddl.ts';
import { describesPersons } from '../access/audit.ts';
import type { Db, Principal } from '../db/pool.ts';
import { ADDRESSES } from '../lookup/paths.ts';
import type { LonLat } from '../schema.ts';
import { codesOf, like, type Query } from './query.ts';
import type { SearchResults } from './schema.ts';
import { spell } from './spelling.ts';

type Result = SearchResults['groups'][number]['results'][number];
export type Group = SearchResults['groups'][number];

interface Hit {
  id: number;
  title: string | null;
  subtitle: string | null;
  match: Result['match'];
  score: number;
  lon: number | null;
  lat: number | null;
  metres: number | null;
}

/** Rank of each way to match; nearness adds at most 0.05, so it orders within a way and never across two. */
const SCORE = { code: 1, exact: 0.95, prefix: 0.8, contains: 0.6, pinyin: 0.5 };
/** So many of each way are weighed; more cannot be told apart by a person. */
const WEIGHED = 60;

/** The datasets a role may search by name: those that declare it and do not describe persons. */
export function searchable(datasets: readonly Dataset[], { role }: Principal): Dataset[] {
  return datasets.filter((dataset) => {
    const names = visibleFields(dataset, role).flatMap(({ name, masked }) => (masked ? [] : [name]));
    return dataset.search && names.includes(dataset.search.title) && !describesPersons(dataset);
  });
}

/** Results of one dataset, best first. Every branch is answered by an index; see the plan test. */
export async function searchDataset(
  tx: Db,
  { role }: Principal,
  dataset: Dataset,
  query: Query,
  limit: number,
  near: LonLat | null,
): Promise<Result[]> {
  const statement = statementFor(dataset, role, query, limit, near);
  if (!statement) return [];
  const hits = (await tx.query<Hit>(statement.sql, statement.params)).rows;
  const spelled = query.pinyin?.spelled ? query.text.toLowerCase() : null;
  const kept = hits.filter(
    ({ match, title }) => match !== 'pinyin' || !spelled || spell(title ?? '').includes(spelled),
  );
  if (kept.length > 0 || query.text.length < 3 || query.pinyin) return kept.slice(0, limit).map(resultOf);
  const similar = similarTo(dataset, role, query, limit, near);
  if (!similar) return [];
  // One wrong character of four spoils three of five trigrams; PostgreSQL's 0.6 would not forgive it.
  await tx.query(`select set_config('pg_trgm.word_similarity_threshold', '0.4', true)`);
  return (await tx.query<Hit>(similar.sql, similar.params)).rows.map(resultOf);
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

interface Statement {
  sql: string;
  params: unknown[];
}

/** Collects the parameters of one statement. */
class Params {
  readonly values: unknown[] = [];
  add(value: unknown): string {
    this.values.push(value);
    return `$${this.values.length}`;
  }
}

export function statementFor(
  dataset: Dataset,
  role: string,
  query: Query,
  limit: number,
  near: LonLat | null,
): Statement | null {
  const search = dataset.search!;
  const p = new Params();
  const branches: string[] = [];
  const view = `as_${role}.${tableName(dataset)}`;
  const order = near && dataset.geometry ? `order by t.geom <-> ${pointSql(p, near)}` : '';
  const branch = (match: keyof typeof SCORE, where: string) =>
    branches.push(
      `(select t.id, '${match}' as match, ${SCORE[match]}::float8 as score from ${view} t where ${where} ${order} limit ${WEIGHED})`,
    );

  for (const { field, value } of codesOf(dataset, query.text)) branch('code', `t.${field} = ${p.add(value)}`);
  const ilike = /[a-z]/i.test(query.text) ? 'ilike' : 'like';
  for (const field of search.texts) {
    branch('exact', `t.${field} = ${p.add(query.text)}`);
    branch('prefix', `t.${field} ${ilike} ${p.add(`${like(query.text)}%`)}`);
    const around = aroundOnly(dataset, query);
    if (around && !near) continue;
    const words = query.words.map((word) => `t.${field} ${ilike} ${p.add(`%${like(word)}%`)}`).join(' and ');
    branch('contains', around && near ? `${words} and t.geom && st_expand(${pointSql(p, near)}, 0.05)` : words);
  }
  if (query.pinyin && search.texts.length > 0)
    branch('pinyin', `t.pinyin like ${p.add(`%${like(query.pinyin.initials)}%`)}`);
  if (dataset.id === ADDRESSES && query.door) branch('contains', doorSql(query.door, search.title, p));
  if (branches.length === 0) return null;
  return { sql: rank(dataset, view, branches, limit * (query.pinyin?.spelled ? 5 : 1), near, p), params: p.values };
}

/** Standard addresses of that door; one without a building or entrance of its own counts for all of them. */
function doorSql(door: NonNullable<Query['door']>, text: string, p: Params): string {
  const bare = (column: string) => `regexp_replace(coalesce(t.${column}, ''), '(号楼|栋|幢|座|单元|门|#|号)+$', '')`;
  return [
    `t.${text} like ${p.add(door.pattern)}`,
    ...(door.building ? [`${bare('building')} in ('', ${p.add(door.building)})`] : []),
    ...(door.entrance ? [`${bare('entrance')} in ('', ${p.add(door.entrance)})`] : []),
  ].join(' and ');
}

/**
 * One or two characters in the middle of a text hold no trigram, so no index finds them: among a city's addresses they
 * are looked for around the map's centre only (about 5 km), through the spatial index.
 */
function aroundOnly(dataset: Dataset, query: Query): boolean {
  return dataset.id === ADDRESSES && !query.words.some((word) => word.length >= 3);
}

/** Texts that share most of their trigrams with the query: for slips of the pen, when nothing else was found. */
function similarTo(dataset: Dataset, role: string, query: Query, limit: number, near: LonLat | null): Statement | null {
  const { texts } = dataset.search!;
  if (texts.length === 0) return null;
  const p = new Params();
  const view = `as_${role}.${tableName(dataset)}`;
  const text = p.add(query.text);
  const branches = texts.map(
    (field) =>
      `(select t.id, 'similar' as match, (0.5 * word_similarity(${text}, t.${field}))::float8 as score from ${view} t
        where ${text} <% t.${field} order by 3 desc limit ${WEIGHED})`,
  );
  return { sql: rank(dataset, view, branches, limit, near, p), params: p.values };
}

const pointSql = (p: Params, [lon, lat]: LonLat) => `st_setsrid(st_makepoint(${p.add(lon)}, ${p.add(lat)}), 4490)`;

/** The best way each record matches, the nearer first among equals, with what the list shows of it. */
function rank(
  dataset: Dataset,
  view: string,
  branches: string[],
  limit: number,
  near: LonLat | null,
  p: Params,
): string {
  const { title, subtitle } = dataset.search!;
  const point = dataset.geometry === 'Point' ? 't.geom' : 'st_pointonsurface(t.geom)';
  const at = dataset.geometry ? `case when not st_isempty(t.geom) then ${point} end` : 'null::geometry';
  const metres = near && dataset.geometry ? `st_distancesphere(g.at, ${pointSql(p, near)})` : 'null::float8';
  return `
    select r.*, st_x(r.at) as lon, st_y(r.at) as lat from (
      select b.id, b.match, g.at, g.metres, t.${title}::text as title, ${subtitle ? `t.${subtitle}::text` : 'null'} as subtitle,
        b.score + 0.05 / (1 + coalesce(g.metres, 1e9) / 2000) + 0.01 / (1 + char_length(coalesce(t.${title}::text, ''))) as score
      from (select distinct on (id) * from (${branches.join(' union all ')}) u order by id, score desc) b
      join ${view} t on t.id = b.id,
      lateral (select ${at} as at) a, lateral (select a.at, ${metres.replaceAll('g.at', 'a.at')} as metres) g
    ) r order by r.score desc, r.id limit ${limit}`;
}
