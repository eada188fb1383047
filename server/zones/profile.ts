import { badRequest } from '../errors.ts';
import type { StatisticColumns } from '../frame/columns.ts';
import type { Frame } from '../frame/frame.ts';
import type { Layer } from '../frame/layer.ts';
import type { Region } from '../frame/regions.ts';
import { apportion } from './economy.ts';
import type { StatisticValue, ZoneProfile } from './schema.ts';
import type { Zone } from './zone.ts';

/** One statistic read from the columns of its dataset. */
export function statisticOf(layer: Layer, s: StatisticColumns, columns: Float64Array): StatisticValue {
  const split = layer.layout.splits[s.split]!;
  return {
    id: s.id,
    dataset: layer.layout.dataset.id,
    title: s.statistic.title,
    unit: s.statistic.unit,
    total: columns.subarray(s.offset, s.offset + split.width).reduce((a, b) => a + b, 0),
    dimensions: split.dimensions.map((d) => ({ id: d.id, title: d.title, categories: d.categories })),
    cells: Array.from(columns.subarray(s.offset, s.offset + split.cells)),
  };
}

/** The region, those above it and the current ones in it, in code order. */
function kinOf(region: Region, all: readonly Region[]): Region[] {
  return all.filter(
    (other) =>
      other === region ||
      (other.current && (other.digits.startsWith(region.digits) || region.digits.startsWith(other.digits))),
  );
}

/**
 * Who and what is in a zone, from the frame and without a pause, so that all numbers stand at one sequence.
 * @param wanted ids of statistics, all when left out
 * @throws Problem `unknown-statistic`
 */
export function profileOf(frame: Frame, zone: Zone, wanted?: readonly string[]): Omit<ZoneProfile, 'milliseconds'> {
  const layers = [...frame.layers.values()];
  const unknown = wanted?.find((id) => !layers.some((l) => l.layout.statistics.some((s) => s.id === id)));
  if (unknown !== undefined)
    throw badRequest(
      'unknown-statistic',
      `没有统计项 ${unknown.slice(0, 40)}；可用：${idsOf(layers)}`,
      `there is no statistic ${unknown.slice(0, 40)}; there are: ${idsOf(layers)}`,
    );
  const columns = new Map<Layer, Float64Array>();
  const columnsOf = (layer: Layer) => {
    const known = columns.get(layer);
    if (known) return known;
    const fresh = zone.by === 'code' ? layer.ofRegion(zone.region.digits) : layer.within(zone.shape);
    columns.set(layer, fresh);
    return fresh;
  };
  const touched = zone.by === 'code' ? kinOf(zone.region, frame.regions.all) : frame.regions.touching(zone.shape);
  const unplaced =
    zone.by === 'code'
      ? []
      : layers.map((layer) => ({
          dataset: layer.layout.dataset.id,
          count: touched.reduce((n, { holds }) => holds.reduce((m, code) => m + layer.unplacedOf(code), n), 0),
        }));
  return {
    sequence: frame.sequence,
    exact: true,
    area: zone.by === 'code' ? zone.region.area : zone.area,
    statistics: layers.flatMap((layer) =>
      layer.layout.statistics
        .filter((s) => !wanted || wanted.includes(s.id))
        .map((s) => statisticOf(layer, s, columnsOf(layer))),
    ),
    regions: touched.map(({ code, name, level }) => ({ code, name, level })),
    economy: apportion(frame, frame.regions, columnsOf, zone.by === 'code'),
    unplaced: unplaced.filter(({ count }) => count > 0),
  };
}

const idsOf = (layers: Layer[]) => layers.flatMap((l) => l.layout.statistics.map((s) => s.id)).join(', ');
