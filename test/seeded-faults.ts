import type pg from 'pg';
import type { Truth } from '../datasets/demo-city/truth.ts';

/** What a load made of a generated city's faults: those it missed, and those nobody had put there. */
export interface FaultReport {
  missed: string[];
  unexpected: string[];
}

/** GeoJSON is counted by features, every other format by lines. */
const placeOf = (file: string, defect: { line: number; record: number }) =>
  file.endsWith('.geojson') ? defect.record : defect.line;

/** Ordinary writings of these files, on every row of them: names for codes, codes of six digits. */
const ORDINARY = ['listed-by-name', 'region-padded'];

/**
 * Compares quarantine and repairs of the loaded batches with the seeded faults, line by line. A refused row may carry
 * further reasons (a row with a cell too many has its last cells in the wrong columns), but must carry its own.
 */
export async function compareFaults(pool: pg.Pool, truth: Truth): Promise<FaultReport> {
  const report: FaultReport = { missed: [], unexpected: [] };
  for (const file of Object.keys(truth.files)) {
    const refused = new Map<number, string[]>();
    const { rows } = await pool.query<{ line: number; codes: string[] }>(
      `select q.line, array_agg(reason ->> 'code') as codes
       from etl.quarantine q join etl.batch b on b.id = q.batch_id, jsonb_array_elements(q.reasons) reason
       where b.file = $1 group by 1`,
      [file],
    );
    for (const { line, codes } of rows) refused.set(line, codes);
    const repaired = new Set<string>();
    const repairs = await pool.query<{ line: number; reason: string }>(
      `select distinct line, r.reason from etl.repair r join etl.batch b on b.id = r.batch_id, unnest(r.lines) line
       where b.file = $1 and r.reason <> all ($2)`,
      [file, ORDINARY],
    );
    for (const { line, reason } of repairs.rows) repaired.add(`${line} ${reason}`);
    const seededRefusals = new Set<number>();
    const seededRepairs = new Set<string>();
    for (const defect of truth.defects.filter((d) => d.file === file)) {
      const at = placeOf(file, defect);
      const [what, reason] = defect.expected.split(':') as [string, string];
      if (what === 'quarantine') seededRefusals.add(at);
      else seededRepairs.add(`${at} ${reason}`);
      const found = what === 'quarantine' ? refused.get(at)?.includes(reason) : repaired.has(`${at} ${reason}`);
      if (!found) report.missed.push(`${file}:${at} ${defect.kind} ${defect.expected}`);
    }
    for (const [at, codes] of refused) if (!seededRefusals.has(at)) report.unexpected.push(`${file}:${at} ${codes}`);
    for (const key of repaired) if (!seededRepairs.has(key)) report.unexpected.push(`${file}:${key}`);
  }
  return report;
}

/** Persons and entities now in each district (six digits), as the database has them. */
export async function districtCounts(
  pool: pg.Pool,
  table: 'population' | 'legal_entities',
): Promise<Map<string, number>> {
  const { rows } = await pool.query<{ district: string; n: number }>(
    `select left(region_code, 6) as district, count(*)::int as n from data.${table} group by 1`,
  );
  return new Map(rows.map((r) => [r.district, r.n]));
}
