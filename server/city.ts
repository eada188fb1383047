import type { City } from '../datasets/city.ts';
import type { Db } from './db/pool.ts';

/** The city that was loaded last, or null when none was. */
export async function loadedCity(db: Db): Promise<Omit<City, 'files'> | null> {
  const { rows } = await db.query<{ value: City }>("select value from siku.setting where key = 'city'");
  return rows[0]?.value ?? null;
}
