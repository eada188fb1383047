import type pg from 'pg';
import { datasetOf } from '../../datasets/index.ts';
import { indexesOf } from '../../datasets/schema/ddl.ts';
import { inTransaction } from '../../server/db/pool.ts';
import { fillLatticeCity } from '../../test/lattice-city.ts';

/** Rows of one statement: the change log's triggers keep a statement's rows until it ends. */
const CHUNK = 500_000;

/**
 * Fills the population with persons at shared addresses (12.5 to one on average): 80 Gaussian clusters and 12 %
 * background on 51 x 44 km, in random heap order, as registers come. Regions, entities, places and economy are those of
 * the lattice city. Made by arithmetic from row numbers: the same data every time.
 */
export async function fillPopulation(
  pool: pg.Pool,
  persons: number,
  progress: (text: string) => void = () => {},
): Promise<void> {
  await fillLatticeCity(pool, { persons: 20_000, seed: 5, first: 1_000_000_000 });
  const sites = Math.ceil(persons / 12.5);
  await inTransaction(pool, async (tx) => {
    await tx.query(`
      create or replace function public.bench_u(k bigint, s int) returns float8 language sql immutable parallel safe as
        $$ select ((hashint8extended(k, s) & 1048575) + 0.5) / 1048576.0 $$;
      create unlogged table public.bench_site (k bigint, x float8, y float8, code text)`);
    await tx.query(`
      insert into public.bench_site
      select k, x, y, '9901' || lpad((i / 4 + 3 * (j / 4) + 1)::text, 2, '0') || lpad((i % 4 / 2 + 2 * (j % 4 / 2) + 1)::text, 3, '0')
        || lpad((i % 2 + 2 * (j % 2) + 1)::text, 3, '0')
      from (select k, round(x::numeric, 7)::float8 x, round(y::numeric, 7)::float8 y,
          least(11, greatest(0, ((x - 116.0) / 0.05)::int)) i, least(7, greatest(0, ((y - 39.6) / 0.05)::int)) j
        from (select k,
            case when bench_u(k, 1) < 0.12 then 116.0 + 0.6 * bench_u(k, 2)
              else 116.3 + (bench_u(c, 3) - 0.5) * 0.45 + 0.012 * sqrt(-2 * ln(bench_u(k, 4))) * cos(6.283185307 * bench_u(k, 5)) end x,
            case when bench_u(k, 1) < 0.12 then 39.6 + 0.4 * bench_u(k, 6)
              else 39.8 + (bench_u(c, 7) - 0.5) * 0.3 + 0.009 * sqrt(-2 * ln(bench_u(k, 4))) * sin(6.283185307 * bench_u(k, 5)) end y
          from (select k, (hashint8extended(k, 8) & 1048575) % 80 c from generate_series(1, ${sites}) k) a) b) d`);
    await tx.query('create index on public.bench_site (k)');
    await tx.query('analyze public.bench_site');
  });
  const population = datasetOf('population')!;
  const { rows } = await pool.query<{ name: string }>(
    `select indexrelid::regclass::text as name from pg_index i where indrelid = 'data.population'::regclass
       and not exists (select from pg_constraint c where c.conindid = i.indexrelid)`,
  );
  for (const { name } of rows) await pool.query(`drop index ${name}`);
  for (let first = 1; first <= persons; first += CHUNK) {
    const last = Math.min(persons, first + CHUNK - 1);
    await pool.query(`
      insert into data.population (id_number, name, sex, birth_date, household_no, household_role, region_code, geom)
      select '99' || lpad(n::text, 16, '0'), '某人' || n % 5000, case when bench_u(n, 11) < 0.51 then 'male' else 'female' end,
        date '1930-01-01' + (bench_u(n, 12) * 35300)::int, 'H' || n / 3, case when n % 3 = 0 then 'head' else 'child' end,
        s.code, st_setsrid(st_makepoint(s.x, s.y), 4490)
      from generate_series(${first}, ${last}) n
      join public.bench_site s on s.k = 1 + floor(bench_u(n, 13) * bench_u(n, 14) ^ 0.3 * (${sites} - 1))::bigint`);
    progress(`${last} of ${persons} persons`);
  }
  await pool.query(indexesOf(population));
  await pool.query('vacuum analyze data.population');
}
