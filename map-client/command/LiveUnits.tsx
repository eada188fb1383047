import { IconLayer, ScatterplotLayer, TextLayer } from '@deck.gl/layers';
import { useEffect, useMemo, useRef } from 'react';
import { setDeckLayers } from '../map/deck.ts';
import { useMap } from '../map/map.ts';
import { useStore } from '../shell/store.ts';
import { useDesk } from './desk.ts';
import { follow, onPositions, stream, tracks, watch } from './position-stream.ts';
import { useIncident, useRanking, useUnits } from './queries.ts';
import { fade, freshness, ringRadius } from './tracks.ts';
import { drawUnitIcons, iconName } from './unit-icons.ts';

interface Drawn {
  slot: number;
  kind: string;
  name: string;
  interval: number;
  /** Key that assigns it, or 0. */
  rank: number;
}

/** Thirty frames a second: a glide looks smooth, and half of a wall's GPU stays for the map. */
const FRAME = 33;
/** A machine that draws slowly (no graphics card) gets this many times its own frame to breathe, so that keys are heard. */
const BREATH = 4;

const STILL = matchMedia('(prefers-reduced-motion: reduce)');

type Colour = [number, number, number, number];
const LATE: Colour = [245, 158, 11, 170];
const LOST: Colour = [239, 68, 68, 190];

/**
 * Units on the map, moving. Positions come from the binary stream into typed arrays; here they are only read, at most
 * thirty times a second and only while something moves. Late units pale and grow a ring of where they may be by now.
 */
export function LiveUnits() {
  const map = useMap();
  const units = useUnits();
  const { open } = useDesk();
  const ranking = useRanking(useIncident(open));
  const { roster } = useStore(stream);
  const icons = useMemo(drawUnitIcons, []);
  const { refetch } = units;

  useEffect(follow, []);
  useEffect(() => {
    if (roster >= 0) void refetch();
  }, [roster, refetch]);
  useEffect(() => {
    if (!map) return;
    const tell = () => {
      const b = map.getBounds();
      watch([b.getWest(), b.getSouth(), b.getEast(), b.getNorth()]);
    };
    tell();
    map.on('moveend', tell);
    return () => {
      map.off('moveend', tell);
    };
  }, [map]);

  const drawn = useMemo((): Drawn[] => {
    const rank = new Map(
      ranking.data?.candidates
        .filter((c) => c.available)
        .slice(0, 9)
        .map((c, i) => [c.unit, i + 1]),
    );
    return (units.data ?? []).map(({ slot, kind, name, interval, code }) => ({
      slot,
      kind,
      name,
      interval,
      rank: rank.get(code) ?? 0,
    }));
  }, [units.data, ranking.data]);
  const latest = useRef(drawn);
  latest.current = drawn;

  useEffect(() => {
    let frame = 0;
    let drawnAt = 0;
    let seenAt = performance.now();
    let pause = FRAME;
    let moving = true;
    let tick = 0;
    function draw(now: number) {
      frame = requestAnimationFrame(draw);
      const gap = now - seenAt;
      seenAt = now;
      if (tick > 0 && now - drawnAt < gap * 1.5)
        pause = Math.min(1000, Math.max(FRAME, gap > 2 * FRAME ? gap * BREATH : FRAME));
      // Rings and fading go on by the second even when nothing moves.
      if (now - drawnAt < (moving && !STILL.matches ? pause : 1000)) return;
      drawnAt = now;
      moving = tracks.advance(now);
      setDeckLayers('command-units', layersOf(latest.current, icons, now, ++tick, map?.getZoom() ?? 12));
    }
    onPositions(() => {
      moving = true;
    });
    frame = requestAnimationFrame(draw);
    return () => {
      cancelAnimationFrame(frame);
      onPositions(() => {});
      setDeckLayers('command-units', []);
    };
  }, [icons, map]);
  return null;
}

function layersOf(
  all: readonly Drawn[],
  icons: ReturnType<typeof drawUnitIcons>,
  now: number,
  tick: number,
  zoom: number,
) {
  const shown = all.filter(({ slot }) => tracks.known[slot]);
  const late = shown.filter((unit) => freshness(tracks.age(unit.slot, now), unit.interval) !== 'fresh');
  const turning = shown.filter(({ slot }) => tracks.speed[slot]! > 0.5 && !Number.isNaN(tracks.heading[slot]!));
  const place = ({ slot }: Drawn): [number, number] => [tracks.drawn[slot * 2]!, tracks.drawn[slot * 2 + 1]!];
  const alpha = (unit: Drawn): Colour => [
    255,
    255,
    255,
    Math.round(255 * fade(tracks.age(unit.slot, now), unit.interval)),
  ];
  const size = zoom < 11 ? 18 : zoom < 13 ? 24 : 30;
  const at = { getPosition: tick };
  return [
    new ScatterplotLayer<Drawn>({
      id: 'command-units-ring',
      data: late,
      getPosition: place,
      getRadius: ({ slot, interval }) => ringRadius(tracks.age(slot, now), interval, tracks.speed[slot]!),
      radiusUnits: 'meters',
      filled: false,
      stroked: true,
      getLineWidth: 1.5,
      lineWidthUnits: 'pixels',
      getLineColor: (unit) => (freshness(tracks.age(unit.slot, now), unit.interval) === 'lost' ? LOST : LATE),
      updateTriggers: { ...at, getRadius: tick, getLineColor: tick },
    }),
    new IconLayer<Drawn>({
      id: 'command-units-heading',
      data: turning,
      iconAtlas: icons.atlas as unknown as string,
      iconMapping: icons.mapping,
      getIcon: () => 'arrow',
      getPosition: place,
      getSize: size * 1.25,
      getAngle: ({ slot }) => -tracks.heading[slot]!,
      getColor: alpha,
      updateTriggers: { ...at, getAngle: tick, getColor: tick },
    }),
    new IconLayer<Drawn>({
      id: 'command-units',
      data: shown,
      iconAtlas: icons.atlas as unknown as string,
      iconMapping: icons.mapping,
      getIcon: ({ kind, slot }) => iconName(kind, tracks.status[slot]!),
      getPosition: place,
      getSize: size,
      getColor: alpha,
      updateTriggers: { ...at, getIcon: tick, getColor: tick },
    }),
    new TextLayer<Drawn>({
      id: 'command-units-rank',
      data: shown.filter(({ rank }) => rank > 0),
      getText: ({ rank }) => String(rank),
      getPosition: place,
      getSize: 13,
      getPixelOffset: [size * 0.45, -size * 0.45],
      getColor: [17, 24, 39, 255],
      background: true,
      getBackgroundColor: [253, 224, 71, 255],
      backgroundPadding: [4, 1],
      fontFamily: 'system-ui, sans-serif',
      fontWeight: 700,
      characterSet: '123456789',
      updateTriggers: at,
    }),
    // Without a text there is no atlas to make: an empty one is a warning of WebGL each time.
    zoom >= 14 &&
      shown.length > 0 &&
      new TextLayer<Drawn>({
        id: 'command-units-name',
        data: shown,
        getText: ({ name }) => name,
        getPosition: place,
        getSize: 12,
        getPixelOffset: [0, size * 0.75],
        getColor: [230, 234, 242, 255],
        background: true,
        getBackgroundColor: [16, 21, 30, 200],
        backgroundPadding: [4, 1],
        fontFamily: '"PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif',
        characterSet: 'auto',
        updateTriggers: at,
      }),
  ].filter((layer) => layer !== false);
}
