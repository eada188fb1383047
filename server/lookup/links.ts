import type { Dataset, Text } from '../../datasets/dataset.ts';
import { significantDigits } from '../../datasets/fields/region-code.ts';
import type { Db, Principal } from '../db/pool.ts';
import { linksAtAddresses } from './address-links.ts';
import { type Asker, type Link, linkTo } from './link.ts';
import { ADDRESSES, REGIONS, referencesOf } from './paths.ts';
import { clearValue, type FoundRecord, mayRead, readRecords, type Selection } from './records.ts';

/** Beyond this many metres an address is not worth naming as the nearest one. */
const NEAR = 200;

/** All that leads from one record to others, out of the declarations alone. Links with nothing behind are left out. */
export async function linksOf(
  tx: Db,
  principal: Principal,
  datasets: readonly Dataset[],
  root: FoundRecord,
): Promise<Link[]> {
  const asker = { tx, principal, readable: datasets.filter((dataset) => mayRead(dataset, principal)) };
  const upwards = await linksUpwards(asker, root);
  const links = [
    ...(await linksOfGroups(asker, root)),
    ...upwards,
    ...(await linksAround(asker, root, upwards)),
    ...(await linksReferring(asker, root)),
    ...(await linksAtAddresses(asker, root, upwards)),
  ];
  return links.filter((link) => link.total > 0);
}

/** Records that share a value declared to group them: the household. */
async function linksOfGroups(asker: Asker, root: FoundRecord): Promise<Link[]> {
  const links: Link[] = [];
  for (const [name, { groups }] of Object.entries(root.dataset.fields)) {
    const value = clearValue(root, name);
    if (!groups || value == null) continue;
    const others = { where: `t.${name} = $1 and t.id <> $2`, params: [value, root.shown.id] };
    links.push(await linkTo(asker, groups, root.dataset, others));
  }
  return links;
}

/**
 * What the record names, and what that names in turn: person -> address -> building -> parcel, and the chain of regions,
 * nearest first. A dataset is reached once, by the shortest way; only a dataset that refers to itself is followed on.
 */
async function linksUpwards({ tx, principal, readable }: Asker, root: FoundRecord): Promise<Link[]> {
  const references = referencesOf(readable);
  const addresses = readable.find((dataset) => dataset.id === ADDRESSES);
  const links = new Map<Dataset, Link>();
  let frontier = [root];
  const reach = async (dataset: Dataset, where: string, value: unknown): Promise<FoundRecord[]> => {
    const found = await readRecords(tx, principal, dataset, { where, params: [value] });
    const relation =
      dataset === root.dataset ? { zh: `上级${dataset.title.zh}`, en: `${dataset.title.en} above` } : dataset.title;
    const link = links.get(dataset) ?? { relation, theme: dataset.theme, total: 0, found: [] };
    const fresh = found.filter((record) => !link.found.some((known) => known.shown.id === record.shown.id));
    link.found.push(...fresh);
    link.total = link.found.length;
    if (link.total > 0) links.set(dataset, link);
    return fresh;
  };
  while (frontier.length > 0) {
    const next: FoundRecord[] = [];
    for (const record of frontier) {
      if (addresses && record.addressId !== null && !links.has(addresses))
        next.push(...(await reach(addresses, 't.id = $1', record.addressId)));
      for (const { from, field, to, toField } of references) {
        const value = from === record.dataset ? clearValue(record, field) : null;
        if (value == null || (links.has(to) && from !== to)) continue;
        next.push(...(await reach(to, `t.${toField} = $1`, value)));
      }
    }
    frontier = next;
  }
  return [...links.values()];
}

/** For a place without address or region code: the nearest address and the regions that contain it. */
async function linksAround({ tx, principal, readable }: Asker, root: FoundRecord, upwards: Link[]): Promise<Link[]> {
  if (!root.shown.place?.lonLat) return [];
  const params = root.shown.place.lonLat;
  const point = 'st_setsrid(st_makepoint($1, $2), 4490)';
  const missing = (id: string) =>
    root.dataset.id === id || upwards.some((link) => link.found[0]?.dataset.id === id)
      ? undefined
      : readable.find((dataset) => dataset.id === id);
  const links: Link[] = [];
  const add = (relation: Text, dataset: Dataset, found: FoundRecord[]) =>
    links.push({ relation, theme: dataset.theme, total: found.length, found });

  const addresses = missing(ADDRESSES);
  if (addresses && root.dataset.geometry === 'Point')
    add(
      { zh: '最近标准地址', en: 'Nearest address' },
      addresses,
      await readRecords(tx, principal, addresses, {
        // Degrees narrow by the index; metres decide.
        where: `t.geom && st_expand(${point}, 0.004) and st_distancesphere(t.geom, ${point}) <= ${NEAR}`,
        params,
        order: `t.geom <-> ${point}`,
        limit: 1,
      }),
    );
  const regions = missing(REGIONS);
  if (regions?.geometry)
    add(
      regions.title,
      regions,
      await readRecords(tx, principal, regions, {
        where: `t.geom && ${point} and st_intersects(t.geom, ${point}) and t.status = 'current'`,
        params,
        order: 'st_area(t.geom)',
        limit: 5,
      }),
    );
  return links;
}

/**
 * Records that name this one. What names a region counts for the regions above it too (as a number: the zone profile has
 * the split, search finds the one), but for records that are a region's own figures.
 */
async function linksReferring(asker: Asker, root: FoundRecord): Promise<Link[]> {
  const links: Link[] = [];
  for (const { from, field, to, toField } of referencesOf(asker.readable)) {
    const value = to === root.dataset ? clearValue(root, toField) : null;
    if (value == null) continue;
    if (from === to) {
      const relation = { zh: `下级${from.title.zh}`, en: `${from.title.en} below` };
      links.push(await linkTo(asker, relation, from, { where: `t.${field} = $1`, params: [value] }));
    } else if (to.id === REGIONS && from.placement.by !== 'region') {
      const within = `${String(value).slice(0, significantDigits(String(value)))}%`;
      links.push(await linkTo(asker, from.title, from, { where: `t.${field} like $1`, params: [within] }, false));
    } else {
      const selection = { where: `t.${field} = $1`, params: [value], ...latestFirst(from) };
      links.push(await linkTo(asker, from.title, from, selection));
    }
  }
  return links;
}

/** Newest first where the key holds a day or month. */
function latestFirst(dataset: Dataset): Pick<Selection, 'order'> {
  const dated = dataset.key.find((name) => ['date', 'period'].includes(dataset.fields[name]!.type.name));
  return dated ? { order: `t.${dated} desc, t.id` } : {};
}
