import { describe, expect, it } from 'vitest';
import { clockFace, countdown, distance, duration } from './countdown.ts';

const DUE = '2026-11-21T01:15:00Z';
const at = (iso: string) => Date.parse(iso);

describe('a statutory clock', () => {
  it('counts down, warns in its last five minutes, and counts up once it is late', () => {
    expect(countdown(DUE, null, at('2026-11-21T01:00:00Z'))).toEqual({ state: 'running', seconds: 900 });
    expect(countdown(DUE, null, at('2026-11-21T01:10:00Z'))).toEqual({ state: 'soon', seconds: 300 });
    expect(countdown(DUE, null, at('2026-11-21T01:15:00Z'))).toEqual({ state: 'overdue', seconds: 0 });
    expect(countdown(DUE, null, at('2026-11-21T01:17:30Z'))).toEqual({ state: 'overdue', seconds: 150 });
  });

  it('stops when the report has been made', () => {
    expect(countdown(DUE, '2026-11-21T01:09:00Z', at('2026-11-22T00:00:00Z')).state).toBe('done');
  });
});

describe('times and lengths in words', () => {
  it('shows hours only where there are some', () => {
    expect(clockFace(245)).toBe('4:05');
    expect(clockFace(3845)).toBe('1:04:05');
  });

  it('never shows 60 seconds or 60 minutes', () => {
    for (let s = 0; s < 8000; s++) {
      expect(duration(s, 'en')).not.toMatch(/\b60 (s|min)\b/);
    }
    expect(duration(400, 'zh')).toBe('6 分 40 秒');
    expect(duration(360, 'en')).toBe('6 min');
    expect(duration(3599, 'en')).toBe('1 h 00 min');
  });

  it('rounds metres as a person would say them', () => {
    expect(distance(847)).toBe('850 m');
    expect(distance(997)).toBe('1.0 km');
    expect(distance(12_400)).toBe('12 km');
  });
});
