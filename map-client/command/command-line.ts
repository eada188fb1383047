import type { INCIDENT_STATUSES } from '../../server/command/schema.ts';

export type IncidentStatus = (typeof INCIDENT_STATUSES)[number];

/** What was typed after `:`, understood. Units are named by number in the ranking, by code or by name. */
export type Command =
  | { verb: 'new' | 'undo' | 'help' | 'close' | 'isochrone' }
  | { verb: 'assign' | 'arrived' | 'release' | 'cancel'; unit: string }
  | { verb: 'note'; text: string }
  | { verb: 'status'; status: IncidentStatus }
  | { verb: 'level'; level: 1 | 2 | 3 | 4 }
  | { verb: 'zone'; radius: number; distance?: number; windFrom?: number; angle?: number }
  | { verb: 'go'; number: string };

export type Problem =
  | 'empty'
  | 'unknown'
  | 'needs-unit'
  | 'needs-text'
  | 'needs-status'
  | 'needs-level'
  | 'needs-metres'
  | 'needs-number';

/** Each verb, its short forms in both languages, and what follows it; the help sheet is made from this list. */
export const VERBS = [
  { verb: 'new', names: ['new', 'n', '新建', '接报'], argument: null },
  { verb: 'assign', names: ['assign', 'as', '派', '派遣'], argument: 'unit' },
  { verb: 'arrived', names: ['arrived', 'ar', '到', '到场'], argument: 'unit' },
  { verb: 'release', names: ['release', 're', '归队', '释放'], argument: 'unit' },
  { verb: 'cancel', names: ['cancel', '取消'], argument: 'unit' },
  { verb: 'note', names: ['note', 'no', '记', '记录'], argument: 'text' },
  { verb: 'status', names: ['status', 'st', '状态'], argument: 'status' },
  { verb: 'level', names: ['level', 'le', '级别'], argument: 'level' },
  { verb: 'zone', names: ['zone', 'z', '范围'], argument: 'zone' },
  { verb: 'isochrone', names: ['isochrone', 'iso', '可达', '等时圈'], argument: null },
  { verb: 'go', names: ['go', '转到'], argument: 'number' },
  { verb: 'close', names: ['close', 'c', '结束', '办结'], argument: null },
  { verb: 'undo', names: ['undo', 'u', '撤销'], argument: null },
  { verb: 'help', names: ['help', '?', '帮助'], argument: null },
] as const satisfies readonly { verb: Command['verb']; names: string[]; argument: string | null }[];

const STATUS_NAMES: Record<IncidentStatus, string[]> = {
  reported: ['reported', '已接报'],
  dispatched: ['dispatched', '已派遣', '已出动'],
  'on-scene': ['on-scene', 'onscene', 'scene', '已到场', '处置中'],
  controlled: ['controlled', 'control', '已控制'],
  closed: ['closed', '已结束', '已办结'],
};

const whole = (text: string | undefined) => (text && /^\d{1,6}$/.test(text) ? Number(text) : undefined);

/** Reads a command line, with or without its colon; never throws. */
export function parseCommand(line: string): Command | { problem: Problem } {
  const text = line
    .trim()
    .replace(/^[:：/]/, '')
    .trim();
  if (text === '') return { problem: 'empty' };
  const [word = '', ...rest] = text.split(/\s+/);
  const entry = VERBS.find(({ names }) => (names as readonly string[]).includes(word.toLowerCase()));
  if (!entry) return { problem: 'unknown' };
  const argument = rest.join(' ');
  switch (entry.verb) {
    case 'assign':
    case 'arrived':
    case 'release':
    case 'cancel':
      return argument ? { verb: entry.verb, unit: argument } : { problem: 'needs-unit' };
    case 'note':
      return argument ? { verb: 'note', text: text.slice(word.length).trim() } : { problem: 'needs-text' };
    case 'status': {
      const found = Object.entries(STATUS_NAMES).find(([, names]) => names.includes(argument.toLowerCase()));
      return found ? { verb: 'status', status: found[0] as IncidentStatus } : { problem: 'needs-status' };
    }
    case 'level': {
      const level = whole(argument);
      return level === 1 || level === 2 || level === 3 || level === 4
        ? { verb: 'level', level }
        : { problem: 'needs-level' };
    }
    case 'zone': {
      const [radius, distance, windFrom, angle] = rest.map(whole);
      if (radius === undefined || radius < 10) return { problem: 'needs-metres' };
      return distance === undefined
        ? { verb: 'zone', radius }
        : { verb: 'zone', radius, distance, windFrom: (windFrom ?? 0) % 361, angle: angle ?? 60 };
    }
    case 'go':
      return argument ? { verb: 'go', number: argument } : { problem: 'needs-number' };
    default:
      return { verb: entry.verb };
  }
}

/** A unit as a dispatcher names it: `2` is the second of the ranking, else its code, its name, or the one name it is part of. */
export function findUnit<U extends { code: string; name: string }>(
  text: string,
  ranked: readonly U[],
  all: readonly U[],
): U | undefined {
  const nth = whole(text);
  if (nth !== undefined && nth >= 1 && nth <= ranked.length && nth <= 99) return ranked[nth - 1];
  const asked = text.toLowerCase();
  const exact = all.find((unit) => unit.code.toLowerCase() === asked || unit.name.toLowerCase() === asked);
  if (exact) return exact;
  const part = all.filter((unit) => unit.name.toLowerCase().includes(asked) || unit.code.toLowerCase().includes(asked));
  return part.length === 1 ? part[0] : undefined;
}
