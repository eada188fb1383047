import type pg from 'pg';
import { asPrincipal, type Principal } from '../db/pool.ts';
import { type Fix, type Fleet, KEPT_DAYS, type Unit, type Verdict } from './fleet.ts';
import type { PositionReceipt, PositionReport } from './schema.ts';

/** A clock this far ahead is wrong. */
const AHEAD_MS = 5 * 60_000;

const REFUSALS = {
  'unknown-unit': {
    zh: '没有这个力量编号，请先在“应急力量”数据集中登记',
    en: 'no unit has this code; register it in the dataset "units" first',
  },
  'no-such-place': { zh: '经纬度无效', en: 'these are no coordinates' },
  'no-such-time': { zh: '定位时间无效，应为 RFC 3339 格式', en: 'fixedAt is no RFC 3339 time' },
  'clock-ahead': {
    zh: '定位时间超前 5 分钟以上，请校准终端时钟',
    en: 'fixedAt lies more than 5 minutes ahead; set the terminal’s clock',
  },
  'too-old': {
    zh: `定位时间早于 ${KEPT_DAYS} 天前，不再保存`,
    en: `fixedAt is older than ${KEPT_DAYS} days and is no longer kept`,
  },
} as const;

interface Taken {
  unit: Unit;
  fix: Fix;
  verdict: Verdict;
}

/**
 * Stores a batch of fixes as `principal` and, once committed, moves the fleet. What cannot be taken is refused one by
 * one; the rest is kept. Order is by fix time, not by arrival: an older fix only completes the track.
 */
export async function ingest(
  pool: pg.Pool,
  principal: Principal,
  fleet: Fleet,
  reports: readonly PositionReport[],
  now = Date.now(),
): Promise<PositionReceipt> {
  const refused: PositionReceipt['refused'] = [];
  const taken: Taken[] = [];
  for (const [index, report] of reports.entries()) {
    const read = readReport(fleet, report, now);
    if (typeof read === 'string') refused.push({ index, unit: report.unit, code: read, text: REFUSALS[read] });
    else taken.push(read);
  }
  taken.sort((a, b) => a.fix.fixedAt - b.fix.fixedAt);
  // Within a batch each fix is judged against those before it, on a copy: nothing moves before it is stored.
  const ghosts = new Map<Unit, Unit>();
  for (const item of taken) {
    const ghost = ghosts.get(item.unit) ?? { ...item.unit };
    ghosts.set(item.unit, ghost);
    item.verdict = fleet.judge(ghost, item.fix);
    if (item.verdict === 'latest') Object.assign(ghost, { fix: item.fix, doubt: null });
    else if (item.verdict === 'teleport') ghost.doubt = { fix: item.fix, count: (ghost.doubt?.count ?? 0) + 1 };
  }
  const stored = taken.length === 0 ? 0 : await store(pool, principal, taken);
  for (const { unit, fix, verdict } of taken) fleet.apply(unit.code, fix, verdict);
  const count = (verdict: Verdict) => taken.filter((item) => item.verdict === verdict).length;
  return { received: reports.length, stored, latest: count('latest'), teleports: count('teleport'), refused };
}

function readReport(fleet: Fleet, report: PositionReport, now: number): Taken | keyof typeof REFUSALS {
  const unit = fleet.unit(report.unit);
  if (!unit) return 'unknown-unit';
  const { lon, lat } = report;
  if (!(Math.abs(lon) <= 180 && Math.abs(lat) <= 85) || (lon === 0 && lat === 0)) return 'no-such-place';
  const fixedAt = Date.parse(report.fixedAt);
  if (Number.isNaN(fixedAt)) return 'no-such-time';
  if (fixedAt > now + AHEAD_MS) return 'clock-ahead';
  if (fixedAt < now - KEPT_DAYS * 86_400_000) return 'too-old';
  const { speed = null, heading = null, accuracy = null } = report;
  const fix: Fix = {
    lon,
    lat,
    speed: speed !== null && speed >= 0 ? speed : null,
    heading: heading === null ? null : ((heading % 360) + 360) % 360,
    fixedAt,
    accuracy: accuracy !== null && accuracy >= 0 ? accuracy : null,
  };
  return { unit, fix, verdict: 'history' };
}

async function store(pool: pg.Pool, principal: Principal, taken: readonly Taken[]): Promise<number> {
  const days = new Set(taken.map(({ fix }) => new Date(fix.fixedAt).toISOString().slice(0, 10)));
  return asPrincipal(pool, principal, async (tx) => {
    await tx.query('select live.keep_day(d) from unnest($1::date[]) d', [[...days]]);
    const { rowCount } = await tx.query(
      `insert into live.position (unit, fixed_at, lon, lat, speed, heading, accuracy, flag, account_id)
       select *, $9::bigint from unnest($1::text[], $2::timestamptz[], $3::float8[], $4::float8[], $5::real[], $6::real[], $7::real[], $8::text[])
       on conflict (unit, fixed_at) do nothing`,
      [
        taken.map(({ unit }) => unit.code),
        taken.map(({ fix }) => new Date(fix.fixedAt).toISOString()),
        taken.map(({ fix }) => fix.lon),
        taken.map(({ fix }) => fix.lat),
        taken.map(({ fix }) => fix.speed),
        taken.map(({ fix }) => fix.heading),
        taken.map(({ fix }) => fix.accuracy),
        taken.map(({ verdict }) => (verdict === 'teleport' ? 'teleport' : null)),
        principal.account,
      ],
    );
    return rowCount ?? 0;
  });
}
