import { creditCheck } from '../fields/credit-code.ts';
import { givenName, Names, phoneNumber, surname } from './naming.ts';
import type { Random } from './random.ts';

/** What the firms of a branch look like: GB/T 4754-2017 codes, words of their names, and size. */
export interface Branch {
  section: string;
  codes: string[];
  words: string[];
  /** Share of all entities, and of those that are sole traders. */
  share: number;
  soleTraders: number;
  /** Median employees of a company; the tail is heavy. */
  employees: number;
  /** Where it works: kinds of doors it prefers. */
  at: 'shop' | 'office' | 'factory' | 'public' | 'rural';
}

/** Shares follow the usual make-up of an eastern prefecture's register; codes are four-digit classes but for farms. */
export const BRANCHES: Branch[] = [
  {
    section: 'A',
    codes: ['01', '02', '03', '04', '05'],
    words: ['农业', '生态农业', '果蔬种植', '水产养殖', '苗木'],
    share: 3,
    soleTraders: 0.35,
    employees: 5,
    at: 'rural',
  },
  {
    section: 'B',
    codes: ['1012', '1019'],
    words: ['石料', '砂石'],
    share: 0.1,
    soleTraders: 0,
    employees: 40,
    at: 'factory',
  },
  {
    section: 'C',
    codes: ['1411', '1810', '2110', '2319', '2614', '2929', '3311', '3499', '3670', '3821', '3919', '3985'],
    words: ['精密机械', '电子', '食品', '新材料', '服饰', '包装', '汽车零部件', '电器', '模具', '化工'],
    share: 8.5,
    soleTraders: 0.12,
    employees: 26,
    at: 'factory',
  },
  {
    section: 'D',
    codes: ['4420', '4511', '4610'],
    words: ['能源', '燃气', '供水', '新能源'],
    share: 0.4,
    soleTraders: 0,
    employees: 22,
    at: 'office',
  },
  {
    section: 'E',
    codes: ['4710', '4813', '4910', '5011', '5013'],
    words: ['建筑工程', '装饰工程', '市政工程', '机电安装'],
    share: 7,
    soleTraders: 0.08,
    employees: 14,
    at: 'office',
  },
  {
    section: 'F',
    codes: ['5122', '5137', '5164', '5211', '5212', '5231', '5251', '5273'],
    words: ['商贸', '贸易', '便利店', '百货', '五金建材', '医药', '服装店', '烟酒店'],
    share: 31,
    soleTraders: 0.62,
    employees: 4,
    at: 'shop',
  },
  {
    section: 'G',
    codes: ['5411', '5430', '5810', '5941', '6020'],
    words: ['物流', '运输', '供应链', '快递'],
    share: 4,
    soleTraders: 0.25,
    employees: 9,
    at: 'factory',
  },
  {
    section: 'H',
    codes: ['6110', '6121', '6210', '6221', '6231', '6291'],
    words: ['餐饮', '饭店', '酒店', '面馆', '火锅店', '茶楼', '咖啡馆'],
    share: 10.5,
    soleTraders: 0.78,
    employees: 6,
    at: 'shop',
  },
  {
    section: 'I',
    codes: ['6311', '6420', '6513', '6531', '6550', '6571'],
    words: ['科技', '软件', '网络科技', '信息技术', '智能科技', '数据'],
    share: 6,
    soleTraders: 0.03,
    employees: 9,
    at: 'office',
  },
  {
    section: 'J',
    codes: ['6621', '6637', '6760', '6812', '6920'],
    words: ['投资', '资产管理', '保险代理', '融资担保'],
    share: 1.1,
    soleTraders: 0,
    employees: 18,
    at: 'office',
  },
  {
    section: 'K',
    codes: ['7010', '7020', '7030', '7040'],
    words: ['置业', '房地产', '物业服务', '房产经纪'],
    share: 3,
    soleTraders: 0.05,
    employees: 15,
    at: 'office',
  },
  {
    section: 'L',
    codes: ['7111', '7212', '7231', '7249', '7251', '7264'],
    words: ['企业管理', '人力资源', '广告', '商务咨询', '会计师事务所', '租赁'],
    share: 8.5,
    soleTraders: 0.08,
    employees: 6,
    at: 'office',
  },
  {
    section: 'M',
    codes: ['7310', '7320', '7452', '7484', '7512', '7519'],
    words: ['检测技术', '工程设计', '生物科技', '环保科技', '测绘'],
    share: 4.2,
    soleTraders: 0.02,
    employees: 9,
    at: 'office',
  },
  {
    section: 'N',
    codes: ['7610', '7721', '7810', '7850'],
    words: ['园林绿化', '环境服务', '水务工程'],
    share: 0.9,
    soleTraders: 0.05,
    employees: 18,
    at: 'office',
  },
  {
    section: 'O',
    codes: ['8010', '8040', '8051', '8111', '8131', '8219'],
    words: ['美容美发', '家政服务', '汽车维修', '洗衣店', '摄影'],
    share: 6.2,
    soleTraders: 0.76,
    employees: 3,
    at: 'shop',
  },
  {
    section: 'P',
    codes: ['8310', '8321', '8331', '8391', '8399'],
    words: ['教育', '幼儿园', '小学', '中学', '培训学校'],
    share: 1.6,
    soleTraders: 0,
    employees: 24,
    at: 'public',
  },
  {
    section: 'Q',
    codes: ['8411', '8423', '8425', '8514', '8521'],
    words: ['诊所', '医院', '口腔门诊部', '社区卫生服务站', '养老服务中心'],
    share: 1.1,
    soleTraders: 0.15,
    employees: 18,
    at: 'public',
  },
  {
    section: 'R',
    codes: ['8622', '8810', '8911', '9011', '9013'],
    words: ['文化传媒', '影视', '体育发展', '健身', '网吧'],
    share: 1.6,
    soleTraders: 0.25,
    employees: 6,
    at: 'shop',
  },
  {
    section: 'S',
    codes: ['9221', '9226', '9412', '9521', '9610'],
    words: ['居民委员会', '商会', '协会', '志愿者服务中心', '管理局', '服务中心'],
    share: 1.3,
    soleTraders: 0,
    employees: 16,
    at: 'public',
  },
];

export interface Entity {
  creditCode: string;
  name: string;
  kind: '企业' | '个体工商户' | '事业单位' | '机关' | '社会组织' | '农民专业合作社';
  industry: string;
  status: '存续' | '停业' | '吊销' | '注销';
  established: string;
  employees: number | null;
  /** 10,000 CNY */
  capital: number | null;
  representative: string;
  phone: string;
}

const ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY';
/** Registrar and category (GB 32100-2015): market regulation, staffing office, civil affairs. */
const REGISTRAR: Record<Entity['kind'], string> = {
  企业: '91',
  个体工商户: '92',
  农民专业合作社: '93',
  机关: '11',
  事业单位: '12',
  社会组织: '52',
};
const ORG_WEIGHTS = [3, 7, 9, 10, 5, 8, 4, 2];

/** The ninth character of an organisation code for its first eight (GB 11714-1997). */
export function organisationCheck(first8: string): string {
  let sum = 0;
  for (let i = 0; i < 8; i++) sum += Number.parseInt(first8[i]!, 36) * ORG_WEIGHTS[i]!;
  const r = 11 - (sum % 11);
  return r === 10 ? 'X' : r === 11 ? '0' : String(r);
}

/** A valid credit code for the `n`th organisation, each n another code. */
export function creditCodeOf(kind: Entity['kind'], county: string, n: number): string {
  let serial = '';
  for (let left = n * 7_919 + 31 ** 4, k = 0; k < 6; k++, left = Math.floor(left / 31))
    serial = ALPHABET[left % 31] + serial;
  const first8 = `MA${serial}`;
  const first17 = REGISTRAR[kind] + county + first8 + organisationCheck(first8);
  return first17 + creditCheck(first17);
}

/** A maker of entities of one city; names are used once a maker. */
export function entityMaker(random: Random, seed: number, city: string) {
  const names = new Names(seed, 'entities');
  const weights = BRANCHES.map((b) => b.share);
  let n = 0;
  return (county: string, district: string): { entity: Entity; branch: Branch } => {
    const branch = BRANCHES[random.weighted(weights)]!;
    const kind = kindOf(branch, random);
    const word = random.pick(branch.words);
    const firm = names.take(n > 2_000 ? random.pick([...'信达利丰源盛泰和兴隆']) : '');
    const year = 2026 - Math.min(34, Math.floor(-Math.log(1 - random.next()) * 7.5));
    const established = `${year}-${String(1 + random.int(year === 2026 ? 9 : 12)).padStart(2, '0')}-${String(1 + random.int(28)).padStart(2, '0')}`;
    const small = kind === '个体工商户';
    const median = small ? 2 : branch.employees;
    const employees = Math.max(
      1,
      Math.min(30_000, Math.round(median * Math.exp(random.gauss() * (small ? 0.6 : 1.25)))),
    );
    const capital = small
      ? random.pick([1, 2, 3, 5, 10, 20])
      : random.pick([10, 30, 50, 100, 100, 200, 500, 1_000, 1_000, 2_000, 5_000, 10_000, 50_000]);
    const luck = random.next();
    const entity: Entity = {
      creditCode: creditCodeOf(kind, county, ++n),
      name: nameOf(kind, city, district, firm, word),
      kind,
      industry: random.pick(branch.codes),
      status: luck < 0.86 ? '存续' : luck < 0.88 ? '停业' : luck < 0.9 ? '吊销' : '注销',
      established,
      employees: random.chance(0.97) ? employees : null,
      capital: kind === '机关' || kind === '事业单位' || kind === '社会组织' ? null : capital,
      representative: surname(random) + givenName(random, random.chance(0.7) ? 0 : 1, 1980),
      phone: phoneNumber(random),
    };
    return { entity, branch };
  };
}

function kindOf(branch: Branch, random: Random): Entity['kind'] {
  if (random.chance(branch.soleTraders)) return '个体工商户';
  if (branch.section === 'A' && random.chance(0.5)) return '农民专业合作社';
  if (branch.section === 'S') return random.pick(['机关', '事业单位', '社会组织', '社会组织']);
  if ((branch.section === 'P' || branch.section === 'Q') && random.chance(0.55)) return '事业单位';
  return '企业';
}

function nameOf(kind: Entity['kind'], city: string, district: string, firm: string, word: string): string {
  if (kind === '个体工商户') return `${district}${firm}${/[店馆楼吧]$/.test(word) ? word : `${word}店`}`;
  if (kind === '企业') return `${city}${firm}${word.replace(/店$/, '')}有限公司`;
  if (kind === '农民专业合作社') return `${district}${firm}${word}农民专业合作社`;
  return `${kind === '社会组织' ? city : district}${firm}${word}`;
}
