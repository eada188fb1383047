import gcoordModule from 'gcoord';
import proj4 from 'proj4';
import { Refusal } from '../refusal.ts';

// The package is CommonJS whose exports are the object its types call `default`.
const gcoord = gcoordModule as unknown as typeof gcoordModule.default;

/** A coordinate system files come in. `toLonLat` writes degrees of EPSG:4490 into `out` and never touches its input. */
export interface Crs {
  id: string;
  /** Degrees, else metres. */
  degrees: boolean;
  toLonLat(x: number, y: number, out: [number, number]): void;
}

const DEGREES = (id: string): Crs => ({
  id,
  degrees: true,
  toLonLat(x, y, out) {
    out[0] = x;
    out[1] = y;
  },
});

/** Gauss-Kruger of CGCS2000: k0 = 1, ellipsoid of the datum; x is the easting, y the northing. */
function gaussKruger(id: string, meridian: number, falseEasting: number): Crs {
  const converter = proj4(
    `+proj=tmerc +lat_0=0 +lon_0=${meridian} +k=1 +x_0=${falseEasting} +y_0=0 +ellps=GRS80 +units=m +no_defs`,
    '+proj=longlat +ellps=GRS80 +no_defs',
  );
  return {
    id,
    degrees: false,
    toLonLat(x, y, out) {
      const [lon, lat] = converter.forward([x, y]);
      out[0] = lon!;
      out[1] = lat!;
    },
  };
}

function shifted(id: 'GCJ-02' | 'BD-09'): Crs {
  const from = id === 'GCJ-02' ? gcoord.GCJ02 : gcoord.BD09;
  return {
    id,
    degrees: true,
    toLonLat(x, y, out) {
      const [lon, lat] = gcoord.transform([x, y], from, gcoord.WGS84) as [number, number];
      out[0] = lon;
      out[1] = lat;
    },
  };
}

/** EPSG codes of CGCS2000 Gauss-Kruger: 6 and 3 degree zones, with the zone number before the easting or without. */
function cgcsZone(code: number): Crs | null {
  const id = `EPSG:${code}`;
  if (code >= 4491 && code <= 4501) {
    const zone = code - 4491 + 13;
    return gaussKruger(id, zone * 6 - 3, zone * 1_000_000 + 500_000);
  }
  if (code >= 4502 && code <= 4512) return gaussKruger(id, 75 + (code - 4502) * 6, 500_000);
  if (code >= 4513 && code <= 4533) {
    const zone = code - 4513 + 25;
    return gaussKruger(id, zone * 3, zone * 1_000_000 + 500_000);
  }
  if (code >= 4534 && code <= 4554) return gaussKruger(id, 75 + (code - 4534) * 3, 500_000);
  return null;
}

/** Beijing 1954, Xian 1980 and their zones: the shift to CGCS2000 is the city's own and often classified. */
function isOldDatum(code: number): boolean {
  return (
    code === 4214 ||
    code === 4610 ||
    code === 4555 ||
    (code >= 2327 && code <= 2442) ||
    (code >= 21413 && code <= 21483)
  );
}

/**
 * The coordinate system of that name: `EPSG:4490`, `EPSG:4326`, EPSG codes of CGCS2000 Gauss-Kruger (4491 to 4554),
 * `EPSG:3857`, `GCJ-02`, `BD-09`; OGC URNs and URLs of these too.
 * WGS 84 is taken as CGCS2000: they differ by less than a metre (plate motion since epoch 2000.0).
 * @throws Refusal `crs-ballpark` (no exact way to CGCS2000), `crs-unknown`
 */
export function crsOf(name: string): Crs {
  const plain = name.trim().toUpperCase();
  if (/^GCJ-?02$/.test(plain)) return shifted('GCJ-02');
  if (/^BD-?09(LL)?$/.test(plain)) return shifted('BD-09');
  if (/CRS84$/.test(plain)) return DEGREES('EPSG:4326');
  const code = Number(
    /^(?:EPSG|URN:OGC:DEF:CRS:EPSG|HTTPS?:\/\/WWW\.OPENGIS\.NET\/DEF\/CRS\/EPSG)[:/](?:.*[:/])?(\d+)$/.exec(plain)?.[1],
  );
  if (code === 4490 || code === 4326) return DEGREES(`EPSG:${code}`);
  if (code === 3857) {
    const converter = proj4('EPSG:3857', 'EPSG:4326');
    return {
      id: 'EPSG:3857',
      degrees: false,
      toLonLat(x, y, out) {
        const [lon, lat] = converter.forward([x, y]);
        out[0] = lon!;
        out[1] = lat!;
      },
    };
  }
  const zone = Number.isInteger(code) ? cgcsZone(code) : null;
  if (zone) return zone;
  if (isOldDatum(code))
    throw new Refusal(
      'crs-ballpark',
      `${name} 到 CGCS2000 没有公开的精确转换（误差可达数十米）。请由测绘部门用本市参数转换后再报送`,
      `there is no exact public transformation from ${name} to CGCS2000 (errors of tens of metres); have the file converted with the city's own parameters`,
      { crs: name },
    );
  throw new Refusal(
    'crs-unknown',
    `不认识坐标系 ${name}。可用：EPSG:4490、EPSG:4326、EPSG:4491–4554（CGCS2000 高斯–克吕格）、EPSG:3857、GCJ-02、BD-09`,
    `the coordinate system ${name} is not known; use EPSG:4490, EPSG:4326, EPSG:4491-4554 (CGCS2000 Gauss-Kruger), EPSG:3857, GCJ-02 or BD-09`,
    { crs: name },
  );
}

/**
 * Recognises what cannot be anything else: degrees, and eastings that carry their zone (13 to 23: of six
 * degrees, 25 to 45: of three). Eastings of six or
 * seven digits could lie in any zone, hundreds of kilometres apart: that is asked, not guessed.
 * @throws Refusal `crs-needed`
 */
export function detectCrs(samples: readonly [number, number][]): Crs {
  const share = (test: (x: number, y: number) => boolean) =>
    samples.filter(([x, y]) => test(x, y) || test(y, x)).length / samples.length;
  if (samples.length > 0 && share((x, y) => Math.abs(x) <= 180 && Math.abs(y) <= 90) > 0.9) return DEGREES('EPSG:4490');
  const zones = new Map<number, number>();
  for (const [x, y] of samples) {
    const easting = Math.max(x, y);
    const zone = Math.floor(easting / 1e6);
    const northing = Math.min(x, y);
    const known = (zone >= 25 && zone <= 45) || (zone >= 13 && zone <= 23);
    if (known && northing > 1e6 && northing < 7e6) zones.set(zone, (zones.get(zone) ?? 0) + 1);
  }
  const [zone, count] = [...zones].sort((a, b) => b[1] - a[1])[0] ?? [0, 0];
  if (samples.length > 0 && count / samples.length > 0.9)
    return cgcsZone(zone >= 25 ? 4513 + zone - 25 : 4491 + zone - 13)!;
  throw new Refusal(
    'crs-needed',
    '无法确定坐标系（坐标没有带号，或各行不一致）。请用 --crs 指明，例如 EPSG:4547',
    'the coordinate system cannot be told from the numbers (no zone number, or rows differ); declare it, for example --crs EPSG:4547',
    { sample: samples.slice(0, 3) },
  );
}
