import type { ZoneProfile } from './zone.ts';

/** People come before firms and places, whatever order the server counts in. */
const FIRST = ['population', 'legal-entities', 'places'];
function inOrder<S extends { dataset: string }>(statistics: readonly S[]): S[] {
  const rank = (one: S) => (FIRST.indexOf(one.dataset) + FIRST.length + 1) % (FIRST.length + 1);
  return statistics
    .map((one, i) => ({ one, i }))
    .sort((a, b) => rank(a.one) - rank(b.one) || a.i - b.i)
    .map(({ one }) => one);
}

/** Figures a planner reads first: every statistic's total, then density. */
export function totalsOf(profile: ZoneProfile) {
  const persons = profile.statistics.find((one) => one.id === 'persons');
  const density = persons && profile.area ? persons.total / (profile.area / 1e6) : null;
  return { totals: inOrder(profile.statistics), density };
}
