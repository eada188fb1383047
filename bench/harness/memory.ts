import { readdirSync, readFileSync } from 'node:fs';
import type pg from 'pg';

/** Peak memory of a running process in MB, from `VmHWM`. */
export function peakOf(pid: number): number {
  const found = /VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'));
  return Math.round(Number(found![1]) / 1024);
}

/**
 * Memory of a PostgreSQL server while it is watched: the proportional set sizes of its processes, so that shared buffers
 * count once. Null where it runs elsewhere or /proc may not be read.
 */
export class PostgresMemory {
  #peak: number | null = null;
  readonly #postmaster: number | null;
  readonly #timer: NodeJS.Timeout;

  private constructor(postmaster: number | null) {
    this.#postmaster = postmaster;
    this.#timer = setInterval(() => this.#look(), 500);
  }

  static async watch(pool: pg.Pool): Promise<PostgresMemory> {
    const { rows } = await pool.query<{ pid: number }>('select pg_backend_pid() as pid');
    try {
      return new PostgresMemory(Number(parentOf(rows[0]!.pid)));
    } catch {
      // Not this machine's process.
      return new PostgresMemory(null);
    }
  }

  /** Peak since the last call, in MB. */
  take(): number | null {
    this.#look();
    const peak = this.#peak;
    this.#peak = null;
    return peak === null ? null : Math.round(peak / 1024);
  }

  stop(): void {
    clearInterval(this.#timer);
  }

  #look(): void {
    if (this.#postmaster === null) return;
    let kilobytes = 0;
    for (const name of readdirSync('/proc')) {
      if (!/^\d+$/.test(name)) continue;
      try {
        if (Number(name) !== this.#postmaster && parentOf(Number(name)) !== this.#postmaster) continue;
        kilobytes += Number(/^Pss:\s+(\d+) kB/m.exec(readFileSync(`/proc/${name}/smaps_rollup`, 'utf8'))![1]);
      } catch {
        // It has ended meanwhile.
      }
    }
    this.#peak = Math.max(this.#peak ?? 0, kilobytes);
  }
}

/** The parent is the second field after the name, which may itself hold blanks and parentheses. */
function parentOf(pid: number): number {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]);
}
