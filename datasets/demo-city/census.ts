/**
 * Figures of the Seventh National Population Census (1 November 2020) for six districts of Beijing, by county, as
 * published by the National Bureau of Statistics (中国人口普查分县资料 2020, China Statistics Press 2022): residents,
 * men per 100 women, shares of age groups and of women aged 15 to 49 in all residents, mean size of family
 * households and share of one-person households. Figures are facts; each demo district borrows one district's.
 */
export interface CensusProfile {
  source: string;
  residents: number;
  menPer100Women: number;
  ethnicMinorities: number;
  /** Share of residents whose registration is elsewhere. */
  fromElsewhere: number;
  /** 0-4 (two published groups added), 5-9, ..., 80-84, 85 and over: 18 groups. */
  ages: number[];
  womenAged15To49: number;
  householdSize: number;
  onePerson: number;
}

export const CENSUS_PROFILES: CensusProfile[] = [
  {
    source: '北京市东城区',
    residents: 708_829,
    menPer100Women: 94.24,
    ethnicMinorities: 0.0578,
    fromElsewhere: 0.223,
    ages: [
      0.0424, 0.0583, 0.038, 0.0232, 0.0339, 0.0563, 0.0838, 0.1028, 0.0807, 0.0697, 0.0654, 0.0811, 0.0822, 0.073,
      0.0389, 0.023, 0.0235, 0.0238,
    ],
    womenAged15To49: 0.2316,
    householdSize: 2.33,
    onePerson: 0.2926,
  },
  {
    source: '北京市西城区',
    residents: 1_106_214,
    menPer100Women: 94.16,
    ethnicMinorities: 0.0648,
    fromElsewhere: 0.2207,
    ages: [
      0.0431, 0.0603, 0.0394, 0.0234, 0.0348, 0.0554, 0.0798, 0.1029, 0.0857, 0.0738, 0.0645, 0.0772, 0.078, 0.0714,
      0.0385, 0.0232, 0.0233, 0.0253,
    ],
    womenAged15To49: 0.235,
    householdSize: 2.37,
    onePerson: 0.2835,
  },
  {
    source: '北京市朝阳区',
    residents: 3_452_460,
    menPer100Women: 97.7,
    ethnicMinorities: 0.0493,
    fromElsewhere: 0.371,
    ages: [
      0.0436, 0.0426, 0.0282, 0.0228, 0.0531, 0.0887, 0.1168, 0.1062, 0.0787, 0.0732, 0.0696, 0.0712, 0.0626, 0.0553,
      0.0318, 0.0212, 0.0195, 0.015,
    ],
    womenAged15To49: 0.2712,
    householdSize: 2.16,
    onePerson: 0.3435,
  },
  {
    source: '北京市海淀区',
    residents: 3_133_469,
    menPer100Women: 99.41,
    ethnicMinorities: 0.0499,
    fromElsewhere: 0.3569,
    ages: [
      0.0402, 0.0446, 0.0337, 0.0432, 0.0975, 0.0934, 0.0961, 0.0894, 0.0737, 0.072, 0.067, 0.0647, 0.0539, 0.0482,
      0.0274, 0.0196, 0.0196, 0.0157,
    ],
    womenAged15To49: 0.2799,
    householdSize: 2.33,
    onePerson: 0.3119,
  },
  {
    source: '北京市丰台区',
    residents: 2_019_764,
    menPer100Women: 97.92,
    ethnicMinorities: 0.0418,
    fromElsewhere: 0.3195,
    ages: [
      0.0438, 0.0377, 0.0273, 0.021, 0.043, 0.079, 0.1102, 0.0973, 0.0722, 0.0724, 0.0738, 0.0852, 0.0787, 0.0653,
      0.0356, 0.0217, 0.02, 0.0159,
    ],
    womenAged15To49: 0.2479,
    householdSize: 2.28,
    onePerson: 0.2849,
  },
  {
    source: '北京市通州区',
    residents: 1_840_295,
    menPer100Women: 110.99,
    ethnicMinorities: 0.0471,
    fromElsewhere: 0.488,
    ages: [
      0.0504, 0.0429, 0.0277, 0.0259, 0.0592, 0.0983, 0.129, 0.1063, 0.0762, 0.0729, 0.0723, 0.0671, 0.0566, 0.0525,
      0.0289, 0.0157, 0.0101, 0.0079,
    ],
    womenAged15To49: 0.26,
    householdSize: 2.34,
    onePerson: 0.2985,
  },
];

/**
 * 85 and over is one published group; the national table splits it about 70 to 30 at 90. Taken for every district.
 */
const AGED_85_TO_89_OF_85_PLUS = 0.7;
/** Boys per 100 girls under 15: the national census figure is about 110. */
const BOYS_PER_100_GIRLS = 110;

/** `count` whole numbers with the given proportions and exactly that sum (largest remainder). */
export function apportion(total: number, weights: readonly number[]): number[] {
  const sum = weights.reduce((a, b) => a + b, 0);
  const exact = weights.map((w) => (sum > 0 ? (total * w) / sum : 0));
  const out = exact.map(Math.floor);
  const order = exact.map((x, k) => [x - out[k]!, k] as const).sort((a, b) => b[0] - a[0] || a[1] - b[1]);
  let left = total - out.reduce((a, b) => a + b, 0);
  for (const [, k] of order) if (left-- > 0) out[k]!++;
  return out;
}

/**
 * Shares of residents by sex (0 men, 1 women) and the 19 bands of AGE_BANDS, summing to 1.
 * Published are ages, the overall sex ratio and women of 15 to 49. Children are split 110 : 100; women of 15 to 49
 * over their bands in proportion to all; what is left of the women goes to 50 and over, rising with age by 1 % a band.
 */
export function sexAgeShares(profile: CensusProfile): [number[], number[]] {
  const total = profile.ages.reduce((a, b) => a + b, 0);
  const ages = profile.ages.map((share) => share / total);
  const last = ages.pop()!;
  ages.push(last * AGED_85_TO_89_OF_85_PLUS, last * (1 - AGED_85_TO_89_OF_85_PLUS));
  const sumOf = (from: number, to: number) => ages.slice(from, to).reduce((a, b) => a + b, 0);
  const womenAll = 100 / (100 + profile.menPer100Women);
  const girls = 100 / (100 + BOYS_PER_100_GIRLS);
  const middle = profile.womenAged15To49 / total / sumOf(3, 10);
  const older = womenAll - girls * sumOf(0, 3) - middle * sumOf(3, 10);
  const tilt = ages.map((share, b) => (b < 10 ? 0 : share * (1 + 0.01 * (b - 10))));
  const tiltSum = tilt.reduce((a, b) => a + b, 0);
  const women = ages.map((share, b) =>
    b < 3 ? share * girls : b < 10 ? share * middle : (older * tilt[b]!) / tiltSum,
  );
  return [ages.map((share, b) => share - women[b]!), women];
}
