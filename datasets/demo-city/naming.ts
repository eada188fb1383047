import { Random } from './random.ts';

const FIRST = [
  ...'文兴建永安长康和平望江春晓金银玉翠云青龙凤锦华瑞福祥丰广德仁义明光向阳迎晨星月湖滨竹梅兰桂松柏荷莲桃柳枫杏学博雅书香桥泉溪岭翔宏远景秀天恒泰隆裕百新清',
];
const SECOND = [
  ...'昌宁泰乐康顺兴盛达通源林园山水河海川洲岛浦港湾口岸堤亭台阁楼门塘岭峰谷原苑村庄里坊巷湖泉溪波涛帆舟霞辉光明阳华荣富贵祥瑞福禄寿喜庆安平和谐定远志道德贤才学文',
];

/** Hands out names made of two characters, each once. */
export class Names {
  #random: Random;
  #used = new Set<string>();

  constructor(seed: number, purpose: string) {
    this.#random = new Random(seed, `names ${purpose}`);
  }

  take(suffix = ''): string {
    for (let tries = 0; ; tries++) {
      const a = this.#random.pick(FIRST);
      const b = this.#random.pick(SECOND);
      const name = a + b + (tries > 60 ? this.#random.pick(SECOND) : '') + suffix;
      if (a === b || this.#used.has(name)) continue;
      this.#used.add(name);
      return name;
    }
  }

  reserve(name: string): void {
    this.#used.add(name);
  }
}

export const MAIN_ROADS = [
  ...'人民 解放 建设 中山 和平 文昌 望江 长江 胜利 青年 新华 光明 友谊 前进 团结 迎宾 科技 创新 东风 朝阳 滨湖 体育 大学 政务 会展 金融 高新 繁华 天鹅湖 翡翠 徽源 花园 梧桐 香樟 银杏 紫荆'.split(
    ' ',
  ),
];

export const STREET_NAMES = {
  街道: '文昌 鼓楼 望江 北门 南门 东门 西门 人民路 解放路 中山路 湖滨 镜湖 花园 学府 大学城 高新 政务 会展 体育场 火车站 迎宾 建设 和平 新华 青年 红星 光华 金桥 银湖 翠微 锦绣 长虹 万福 凤凰 滨江 临江 港口 天鹅湖 创新 科学城 东风 永宁 安定 德胜 朝天 海棠 梅园 兰亭 桂苑 松涛'.split(
    ' ',
  ),
  镇: '柳河 王集 张店 龙潭 石桥 清溪 白塔 双墩 三河 大圩 小岭 高塘 古城 新市 梅山 竹溪 桃花 杨庙 下塘 上派 水湖 义井 马集 陶楼 龙岗 长临 六家畈 撮镇 店埠 桥头集'.split(
    ' ',
  ),
};

const SURNAMES = [
  ...'王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩冯邓曹彭曾肖田董潘袁蔡蒋余于杜叶程魏苏吕丁任卢姚沈钟姜崔谭陆范汪廖石金韦贾夏付方邹熊白孟秦邱侯江尹薛闫雷龙史陶贺毛段郝顾龚邵万覃武钱戴严莫孔向常汤',
];
/** Weights fall as in published surname rankings: the first three are about 7 % each. */
const SURNAME_WEIGHTS = SURNAMES.map((_, k) => (k < 3 ? 7.3 - 0.2 * k : 6 / (1 + (k - 2) * 0.42)));
const RARE = ['欧阳', '上官', '司马', '诸葛', '皇甫', '尉迟'];
const MEN = [...'伟强磊军洋勇杰涛明超刚平辉鹏华飞波斌宇浩凯健俊帆帅旭宁龙林欢建国志文博海峰鑫岩毅晨阳哲轩睿翰泽昊天'];
const WOMEN = [...'芳娜敏静丽艳娟霞秀燕玲桂兰英梅红玉萍云洁丹雪琳欣怡婷颖慧莉佳倩蕾薇瑶梦琪悦雅诗涵月晶璐妍萱'];
const OLD = [...'建国文革红卫东兵爱民秀英桂兰玉珍淑华凤德福永贵荣根生'];

const cumulated = (() => {
  let sum = 0;
  const sums = SURNAME_WEIGHTS.map((w) => (sum += w));
  return Float64Array.from(sums, (s) => s / sum);
})();

export function surname(random: Random): string {
  if (random.chance(0.002)) return random.pick(RARE);
  const r = random.next();
  let low = 0;
  let high = cumulated.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (cumulated[middle]! > r) high = middle;
    else low = middle + 1;
  }
  return SURNAMES[low]!;
}

export function givenName(random: Random, sex: 0 | 1, born: number): string {
  const own = sex === 0 ? MEN : WOMEN;
  const first = born < 1965 && random.chance(0.45) ? random.pick(OLD) : random.pick(own);
  const single = born > 1970 && born < 2000 ? 0.22 : 0.08;
  return random.chance(single) ? first : first + random.pick(own);
}

/** Mobile numbers begin with 1290: no number of public mobile service in China begins with 12, so none can ring. */
export function phoneNumber(random: Random): string {
  return `1290${String(random.int(10_000_000)).padStart(7, '0')}`;
}
