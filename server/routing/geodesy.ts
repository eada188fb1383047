import type { LonLat } from '../schema.ts';

// WGS 84; CGCS2000 differs from it by less than a tenth of a millimetre in the semi-minor axis.
const A = 6_378_137;
const F = 1 / 298.257223563;
const B = A * (1 - F);
const RAD = Math.PI / 180;

/** Metres of one degree of longitude and of latitude on the ellipsoid at a latitude: exact for short distances. */
export function metresPerDegree(lat: number): { lon: number; lat: number } {
  const e2 = F * (2 - F);
  const s = Math.sin(lat * RAD);
  const w = Math.sqrt(1 - e2 * s * s);
  return { lon: (A / w) * Math.cos(lat * RAD) * RAD, lat: ((A * (1 - e2)) / (w * w * w)) * RAD };
}

/** Metres between two places of one city (flat at the mean latitude; below 0.1 % at 100 km). */
export function distance(a: LonLat, b: LonLat): number {
  const per = metresPerDegree((a[1] + b[1]) / 2);
  return Math.hypot((b[0] - a[0]) * per.lon, (b[1] - a[1]) * per.lat);
}

/**
 * The place `metres` from `origin` at a bearing in degrees clockwise from north, on the ellipsoid.
 * Vincenty's direct solution (Survey Review 23, 1975); agrees with ST_Project to the millimetre.
 */
export function project(origin: LonLat, metres: number, bearing: number): LonLat {
  const alpha = bearing * RAD;
  const sinA = Math.sin(alpha);
  const cosA = Math.cos(alpha);
  const tanU = (1 - F) * Math.tan(origin[1] * RAD);
  const cosU = 1 / Math.sqrt(1 + tanU * tanU);
  const sinU = tanU * cosU;
  const sigma1 = Math.atan2(tanU, cosA);
  const sinAlpha = cosU * sinA;
  const cos2Alpha = 1 - sinAlpha * sinAlpha;
  const u2 = (cos2Alpha * (A * A - B * B)) / (B * B);
  const bigA = 1 + (u2 / 16384) * (4096 + u2 * (-768 + u2 * (320 - 175 * u2)));
  const bigB = (u2 / 1024) * (256 + u2 * (-128 + u2 * (74 - 47 * u2)));
  let sigma = metres / (B * bigA);
  for (let i = 0; i < 20; i++) {
    const c2m = Math.cos(2 * sigma1 + sigma);
    const sin = Math.sin(sigma);
    const cos = Math.cos(sigma);
    const delta =
      bigB *
      sin *
      (c2m +
        (bigB / 4) * (cos * (-1 + 2 * c2m * c2m) - (bigB / 6) * c2m * (-3 + 4 * sin * sin) * (-3 + 4 * c2m * c2m)));
    const next = metres / (B * bigA) + delta;
    if (Math.abs(next - sigma) < 1e-13) {
      sigma = next;
      break;
    }
    sigma = next;
  }
  const sin = Math.sin(sigma);
  const cos = Math.cos(sigma);
  const c2m = Math.cos(2 * sigma1 + sigma);
  const x = sinU * sin - cosU * cos * cosA;
  const lat = Math.atan2(sinU * cos + cosU * sin * cosA, (1 - F) * Math.hypot(sinAlpha, x));
  const lambda = Math.atan2(sin * sinA, cosU * cos - sinU * sin * cosA);
  const c = (F / 16) * cos2Alpha * (4 + F * (4 - 3 * cos2Alpha));
  const l = lambda - (1 - c) * F * sinAlpha * (sigma + c * sin * (c2m + c * cos * (-1 + 2 * c2m * c2m)));
  return [origin[0] + l / RAD, lat / RAD];
}
