/** Where a statutory clock stands; `seconds` is the distance from the due moment and never negative. */
export interface Countdown {
  state: 'running' | 'soon' | 'overdue' | 'done';
  seconds: number;
}

/** The last third of an hour-long clock and of a 15-minute one feel the same under stress: five minutes is "soon". */
const SOON = 5 * 60;

export function countdown(due: string, doneAt: string | null, now: number): Countdown {
  const dueAt = Date.parse(due);
  if (doneAt) return { state: 'done', seconds: Math.abs(Math.round((dueAt - Date.parse(doneAt)) / 1000)) };
  const left = Math.ceil((dueAt - now) / 1000);
  if (left <= 0) return { state: 'overdue', seconds: Math.abs(left) };
  return { state: left <= SOON ? 'soon' : 'running', seconds: left };
}

/** `4:05`, `1:04:05`: the same in both languages, with figures that do not jump. */
export function clockFace(seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds));
  const [h, m, s] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60];
  const two = (n: number) => String(n).padStart(2, '0');
  return h > 0 ? `${h}:${two(m)}:${two(s)}` : `${m}:${two(s)}`;
}

/** A travel time or an age in words: `6 分 40 秒`, `6 min 40 s`; seconds go once there are ten minutes of them. */
export function duration(seconds: number, language: 'zh' | 'en'): string {
  const unit = language === 'zh' ? { h: '小时', m: '分', s: '秒' } : { h: 'h', m: 'min', s: 's' };
  const whole = Math.max(0, Math.round(seconds));
  if (whole < 60) return `${whole} ${unit.s}`;
  const minutes = whole < 600 ? Math.floor(whole / 60) : Math.round(whole / 60);
  if (minutes >= 60) return `${Math.floor(minutes / 60)} ${unit.h} ${String(minutes % 60).padStart(2, '0')} ${unit.m}`;
  const rest = whole % 60;
  return whole < 600 && rest > 0 ? `${minutes} ${unit.m} ${rest} ${unit.s}` : `${minutes} ${unit.m}`;
}

/** `850 m`, `3.2 km`. */
export function distance(metres: number): string {
  return metres < 995 ? `${Math.round(metres / 10) * 10} m` : `${(metres / 1000).toFixed(metres < 9950 ? 1 : 0)} km`;
}
