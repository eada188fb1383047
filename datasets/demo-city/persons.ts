import { citizenCheck } from '../fields/citizen-id.ts';
import { apportion, type CensusProfile, sexAgeShares } from './census.ts';
import { givenName, phoneNumber, surname } from './naming.ts';
import type { Random } from './random.ts';

export type HouseholdRole = '户主' | '配偶' | '子女' | '父母' | '孙辈' | '其他';

export interface Person {
  id: string;
  name: string;
  sex: 0 | 1;
  band: number;
  /** YYYY-MM-DD */
  birth: string;
  ethnicGroup: string;
  registered: boolean;
  household: string;
  role: HouseholdRole;
  phone: string | null;
  /** Index into the homes the household was given. */
  home: number;
  room: string;
}

/** A door persons can live behind; `weight` says how many. */
export interface Home {
  weight: number;
  floors: number;
}

const DAY = 86_400_000;
const MINORITIES = ['满族', '回族', '蒙古族', '壮族', '土家族', '朝鲜族', '苗族', '维吾尔族', '彝族', '藏族'];

/** Hands out citizen ids, each once: 500 for every prefix, day and sex, in an order that looks drawn. */
export class CitizenIds {
  #used = new Map<string, Uint16Array>();

  /** `prefixes`: others to use when a day is full. */
  take(prefix: string, birth: string, sex: 0 | 1, spare: readonly string[]): string {
    for (const p of [prefix, ...spare]) {
      let counts = this.#used.get(p);
      if (!counts) {
        counts = new Uint16Array(2 * 130 * 372);
        this.#used.set(p, counts);
      }
      const [year, month, day] = [Number(birth.slice(0, 4)), Number(birth.slice(5, 7)), Number(birth.slice(8))];
      const slot = ((year - 1910) * 372 + (month - 1) * 31 + day - 1) * 2 + sex;
      const n = counts[slot]!;
      if (n >= 499) continue;
      counts[slot] = n + 1;
      const sequence = 2 * ((n * 197 + slot * 31) % 499) + (sex === 0 ? 1 : 2);
      const first17 = p + birth.replaceAll('-', '') + String(sequence).padStart(3, '0');
      return first17 + citizenCheck(first17);
    }
    throw new Error(`no citizen id is left for ${birth}; give more prefixes`);
  }
}

/** A birth date that makes one `band` (five years from 5 × band; the last open) on `asOf`, as days since 1970. */
function birthDay(random: Random, band: number, asOf: Date): number {
  const age = band < 18 ? band * 5 + random.int(5) : 90 + Math.min(14, Math.floor(-Math.log(1 - random.next()) * 3.2));
  const [year, month, day] = [asOf.getUTCFullYear(), asOf.getUTCMonth(), asOf.getUTCDate()];
  const youngest = Date.UTC(year - age, month, day) / DAY;
  const oldest = Date.UTC(year - age - 1, month, day) / DAY + 1;
  return oldest + random.int(youngest - oldest + 1);
}

export interface PopulationOf {
  profile: CensusProfile;
  persons: number;
  homes: readonly Home[];
  /** Six digits the ids of registered persons begin with; and of the others. */
  prefix: string;
  otherPrefixes: readonly string[];
  /** First part of household numbers. */
  householdPrefix: string;
  asOf: string;
  ids: CitizenIds;
  random: Random;
}

/**
 * The residents of one district, household by household, home after home, exactly `persons` of them and exactly the
 * published share of every band and sex (largest remainder). Only the numbers still to be given out are held, so any
 * number of persons can be streamed.
 */
export function* populate(of: PopulationOf): Generator<Person[]> {
  const { profile, random } = of;
  const shares = sexAgeShares(profile);
  const counts = apportion(of.persons, [...shares[0], ...shares[1]]);
  const left = [counts.slice(0, 19), counts.slice(19)] as [number[], number[]];
  const asOf = new Date(`${of.asOf}T00:00:00Z`);
  const households = Math.min(of.persons, Math.max(1, Math.round(of.persons / profile.householdSize)));
  const perHome = apportion(
    households,
    of.homes.map((h) => h.weight),
  );
  let personsLeft = of.persons;
  let householdsLeft = households;
  let number = 0;
  for (let home = 0; home < of.homes.length; home++) {
    const here = perHome[home]!;
    for (let k = 0; k < here && personsLeft > 0; k++) {
      const size = householdsLeft === 1 ? personsLeft : sizeOf(random, personsLeft, householdsLeft, profile.onePerson);
      const members = compose(random, left, size);
      const household = of.householdPrefix + String(++number).padStart(8, '0');
      const registered = !random.chance(profile.fromElsewhere);
      const minority = random.chance(profile.ethnicMinorities) ? random.pick(MINORITIES) : '汉族';
      const floor = 1 + Math.floor((k / Math.max(1, here)) * of.homes[home]!.floors);
      const room = of.homes[home]!.floors < 4 ? '' : `${floor}${String(1 + (k % 4)).padStart(2, '0')}室`;
      const family = surname(random);
      yield members.map(({ sex, band, role }) => {
        const birth = new Date(birthDay(random, band, asOf) * DAY).toISOString().slice(0, 10);
        const year = Number(birth.slice(0, 4));
        const ownName = role === '户主' || role === '子女' || role === '孙辈' || (role === '父母' && sex === 0);
        const prefix = registered ? of.prefix : random.pick(of.otherPrefixes);
        return {
          id: of.ids.take(prefix, birth, sex, [...of.otherPrefixes, of.prefix]),
          name: (ownName ? family : surname(random)) + givenName(random, sex, year),
          sex,
          band,
          birth,
          ethnicGroup: minority,
          registered,
          household,
          role,
          phone: band >= 3 && random.chance(band > 14 ? 0.6 : 0.92) ? phoneNumber(random) : null,
          home,
          room,
        };
      });
      personsLeft -= size;
      householdsLeft--;
    }
  }
}

/** One person with the published share, else two and more so that the mean of what is left comes out. */
function sizeOf(random: Random, persons: number, households: number, onePerson: number): number {
  const most = persons - (households - 1);
  const mean = persons / households;
  if (most <= 1 || random.chance(onePerson)) return 1;
  const rest = (mean - onePerson) / (1 - onePerson) - 2;
  let size = 2;
  const p = Math.max(0, Math.min(0.9, rest / (1 + Math.max(0, rest))));
  while (size < 7 && random.chance(p)) size++;
  return Math.min(size, most);
}

interface Member {
  sex: 0 | 1;
  band: number;
  role: HouseholdRole;
}

/** Takes `size` persons out of those left and makes them one household. */
function compose(random: Random, left: [number[], number[]], size: number): Member[] {
  const members: Member[] = [];
  const take = (role: HouseholdRole, low: number, high: number, sex?: 0 | 1): boolean => {
    const sexes: (0 | 1)[] = sex === undefined ? [0, 1] : [sex];
    const found = drawFrom(random, left, sexes, low, high);
    if (!found) return false;
    left[found.sex][found.band]!--;
    members.push({ ...found, role });
    return true;
  };
  const sumOf = (low: number, high: number) => {
    let sum = 0;
    for (let b = low; b <= high; b++) sum += left[0][b]! + left[1][b]!;
    return sum;
  };
  // A young couple has the children; people alone are more often young or old than what is left would say.
  const withChild = size >= 3 && random.chance(Math.min(0.95, (sumOf(0, 3) / Math.max(1, sumOf(5, 10))) * 2.6));
  if (!(withChild ? take('户主', 5, 10) : take('户主', 4, 18)) && !take('户主', 3, 18)) take('户主', 0, 18);
  const head = members[0]!;
  if (size >= 2 && random.chance(size === 2 ? 0.82 : 0.93)) {
    take('配偶', Math.max(4, head.band - 1), Math.min(18, head.band + 1), head.sex === 0 ? 1 : 0);
  }
  while (members.length < size) {
    const child = withChild || random.chance(0.3);
    if (child && head.band >= 5 && take('子女', Math.max(0, head.band - 8), Math.min(head.band - 5, 4))) continue;
    if (head.band >= 10 && random.chance(0.6) && take('子女', Math.max(0, head.band - 7), head.band - 5)) continue;
    if (head.band >= 12 && random.chance(0.25) && take('孙辈', 0, Math.max(0, head.band - 10))) continue;
    if (head.band <= 12 && random.chance(0.5) && take('父母', head.band + 5, Math.min(18, head.band + 7))) continue;
    if (random.chance(0.5) && take('其他', 3, 18)) continue;
    if (take('其他', 0, 18)) continue;
    break;
  }
  return members;
}

/** Somebody of those sexes and bands, each as likely as there are left; null when nobody is. */
function drawFrom(random: Random, left: [number[], number[]], sexes: (0 | 1)[], low: number, high: number) {
  let sum = 0;
  for (const s of sexes) for (let b = low; b <= high; b++) sum += left[s][b] ?? 0;
  if (sum <= 0) return null;
  let r = random.next() * sum;
  for (const sex of sexes) {
    for (let band = low; band <= high; band++) {
      r -= left[sex][band] ?? 0;
      if (r < 0) return { sex, band };
    }
  }
  return null;
}
