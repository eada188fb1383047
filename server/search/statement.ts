import { type Dataset, tableName } from '../../datasets/dataset.ts';
import { ADDRESSES } from '../lookup/paths.ts';
import type { LonLat } from '../schema.ts';
import { codesOf, like, type Query } from './query.ts';

/** Rank of each way to match; nearness adds at most 0.05, so it orders within a way and never across two. */
const SCORE = { code: 1, exact: 0.95, prefix: 0.8, contains: 0.6, pinyin: 0.5 };
/** So many of each way are weighed; more cannot be told apart by a person. */
const WEIGHED = 60;
/** What most firms and addresses of a city share tells none from another, and is what makes a similarity search slow. */
const SHARED = /^.*(?:省|市|自治区|[区县旗])(?=.{3})|公司$/g;

export interface Statement {
  sql: string;
  params: unknown[];
}

export interface Question {
  role: string;
  query: Query;
  /** Results a dataset. */
  limit: number;
  near: LonLat | null;
}

/** Collects the parameters of one statement. */
class Params {
  readonly values: unknown[] = [];
  add(value: unknown): string {
    this.values.push(value);
    return `$${this.values.length}`;
  }
  point([lon, lat]: LonLat): string {
    return `st_setsrid(st_makepoint(${this.add(lon)}, ${this.add(lat)}), 4490)`;
  }
}

const viewOf = (dataset: Dataset, { role }: Question) => `as_${role}.${tableName(dataset)}`;

/** One statement for all datasets: a round trip costs as much as an answer. Null when no dataset can answer. */
export function matching(datasets: readonly Dataset[], question: Question): Statement | null {
  const p = new Params();
  return together(
    datasets.map((dataset) => ranked(dataset, matches(dataset, question, p), question, p)),
    p,
  );
}

/** Texts that share most of their trigrams with the query: for slips of the pen, when nothing else was found. */
export function similar(datasets: readonly Dataset[], question: Question): Statement | null {
  const text = question.query.text.replace(SHARED, '');
  if (text.length < 3) return null;
  const p = new Params();
  const { door } = question.query;
  const parts = datasets.map((dataset) => {
    // Of a door that is not there: the others of its road and number, or of its compound. By trigrams every "3号楼2单元"
    // of the city would be like it (measured 0.5 s at 120,000 addresses).
    if (door && dataset.id === ADDRESSES) {
      const others = `(select t.id, 'similar' as match, 0.3::float8 as score from ${viewOf(dataset, question)} t
        where ${doorSql({ ...door, building: '', entrance: '' }, dataset.search!.title, p)} limit ${WEIGHED})`;
      return ranked(dataset, [others], question, p);
    }
    const branches = dataset.search!.texts.map((field) => {
      const asked = p.add(text);
      return `(select t.id, 'similar' as match, (0.5 * word_similarity(${asked}, t.${field}))::float8 as score
        from ${viewOf(dataset, question)} t where ${asked} <% t.${field} order by 3 desc limit ${WEIGHED})`;
    });
    return ranked(dataset, branches, question, p);
  });
  return together(parts, p);
}

function together(parts: (string | null)[], p: Params): Statement | null {
  const asked = parts.filter((part) => part !== null);
  return asked.length === 0 ? null : { sql: asked.join('\nunion all\n'), params: p.values };
}

/** Each way a record of the dataset can match, as one subquery; every one is answered by an index. */
function matches(dataset: Dataset, question: Question, p: Params): string[] {
  const { query, near } = question;
  const search = dataset.search!;
  const branches: string[] = [];
  const branch = (match: keyof typeof SCORE, where: string) => {
    const nearest = near && dataset.geometry ? `order by t.geom <-> ${p.point(near)}` : '';
    branches.push(
      `(select t.id, '${match}' as match, ${SCORE[match]}::float8 as score from ${viewOf(dataset, question)} t
        where ${where} ${nearest} limit ${WEIGHED})`,
    );
  };
  for (const { field, value } of codesOf(dataset, query.text)) branch('code', `t.${field} = ${p.add(value)}`);
  const ilike = /[a-z]/i.test(query.text) ? 'ilike' : 'like';
  for (const field of search.texts) {
    branch('exact', `t.${field} = ${p.add(query.text)}`);
    branch('prefix', `t.${field} ${ilike} ${p.add(`${like(query.text)}%`)}`);
    const around = aroundOnly(dataset, query);
    if (around && !near) continue;
    const words = query.words.map((word) => `t.${field} ${ilike} ${p.add(`%${like(word)}%`)}`).join(' and ');
    branch('contains', around && near ? `${words} and t.geom && st_expand(${p.point(near)}, 0.05)` : words);
  }
  if (query.pinyin && search.texts.length > 0)
    branch('pinyin', `t.pinyin like ${p.add(`%${like(query.pinyin.initials)}%`)}`);
  if (dataset.id === ADDRESSES && query.door) branch('contains', doorSql(query.door, search.title, p));
  return branches;
}

/**
 * One or two characters in the middle of a text hold no trigram, so no index finds them: among a city's addresses they
 * are looked for around the map's centre only (about 5 km), through the spatial index.
 */
function aroundOnly(dataset: Dataset, query: Query): boolean {
  return dataset.id === ADDRESSES && !query.words.some((word) => word.length >= 3);
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

/** The best way each record matches, the nearer and the shorter first among equals, with what the list shows of it. */
function ranked(dataset: Dataset, branches: string[], question: Question, p: Params): string | null {
  if (branches.length === 0) return null;
  const { near, query } = question;
  const { title, subtitle } = dataset.search!;
  const point = dataset.geometry === 'Point' ? 't.geom' : 'st_pointonsurface(t.geom)';
  const at = dataset.geometry ? `case when not st_isempty(t.geom) then ${point} end` : 'null::geometry';
  const metres = near && dataset.geometry ? `st_distancesphere(a.at, ${p.point(near)})` : 'null::float8';
  // A spelling is checked against full pinyin afterwards: more candidates than results are asked for.
  const limit = question.limit * (query.pinyin?.spelled ? 5 : 1);
  return `(select '${dataset.id}' as dataset, r.id, r.match, r.title, r.subtitle, r.score, r.metres,
      st_x(r.at) as lon, st_y(r.at) as lat
    from (
      select b.id, b.match, a.at, m.metres, t.${title}::text as title, ${subtitle ? `t.${subtitle}::text` : 'null'} as subtitle,
        b.score + 0.05 / (1 + coalesce(m.metres, 1e9) / 2000) + 0.01 / (1 + char_length(coalesce(t.${title}::text, ''))) as score
      from (select distinct on (id) * from (${branches.join(' union all ')}) u order by id, score desc) b
      join ${viewOf(dataset, question)} t on t.id = b.id, lateral (select ${at} as at) a, lateral (select ${metres} as metres) m
    ) r order by r.score desc, r.id limit ${limit})`;
}
