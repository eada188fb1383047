import { distance } from '../routing/geodesy.ts';
import { heading } from '../routing/path.ts';
import type { RouteAnswer } from '../routing/schema.ts';
import type { LonLat } from '../schema.ts';

export interface Moment {
  lonLat: LonLat;
  /** km/h. */
  speed: number;
  /** Degrees clockwise from north. */
  heading: number;
  done: boolean;
}

/** A way being driven: where the vehicle is after so many seconds, each road at its own speed. */
export class Drive {
  readonly seconds: number;
  private readonly points: LonLat[];
  /** Seconds at which each point is passed. */
  private readonly times: number[];

  /** @param pace 1 = as fast as the router reckons, 0.5 = half as fast */
  constructor(route: RouteAnswer, pace = 1) {
    this.points = (route.geometry as GeoJSON.LineString).coordinates as LonLat[];
    const speeds = speedsAlong(route);
    this.times = [0];
    let metres = 0;
    for (let i = 1; i < this.points.length; i++) {
      const d = distance(this.points[i - 1]!, this.points[i]!);
      this.times.push(this.times[i - 1]! + d / (speeds(metres + d / 2) * pace));
      metres += d;
    }
    this.seconds = this.times.at(-1)!;
  }

  at(seconds: number): Moment {
    const { points, times } = this;
    const last = points.length - 1;
    if (seconds >= this.seconds || last < 1) {
      const facing = last < 1 ? 0 : heading(points[last - 1]!, points[last]!);
      return { lonLat: points[last]!, speed: 0, heading: facing, done: true };
    }
    let i = 1;
    while (times[i]! <= seconds) i++;
    const a = points[i - 1]!;
    const b = points[i]!;
    const span = times[i]! - times[i - 1]!;
    const t = span > 0 ? (seconds - times[i - 1]!) / span : 1;
    return {
      lonLat: [a[0] + t * (b[0] - a[0]), a[1] + t * (b[1] - a[1])],
      speed: span > 0 ? (distance(a, b) / span) * 3.6 : 0,
      heading: heading(a, b),
      done: false,
    };
  }
}

/** Metres a second by metres along the way, from its steps; at least a walk. */
function speedsAlong(route: RouteAnswer): (metres: number) => number {
  const ends: { until: number; speed: number }[] = [];
  let until = 0;
  for (const step of route.steps) {
    until += step.metres;
    ends.push({ until, speed: Math.max(1.4, step.seconds > 0 ? step.metres / step.seconds : 8) });
  }
  const fallback = ends.at(-1)?.speed ?? 8;
  return (metres) => ends.find((end) => metres < end.until)?.speed ?? fallback;
}
