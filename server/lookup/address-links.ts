import { type Dataset, isPlacedByAddress } from '../../datasets/dataset.ts';
import { describesPersons } from '../access/audit.ts';
import { type Asker, type Link, linkTo } from './link.ts';
import { ADDRESSES, pathFromAddress, type Reference } from './paths.ts';
import { clearValue, type FoundRecord, viewOf } from './records.ts';

/** The people of one entrance of a tower, or the firms of an office block. */
const LISTED = 100;

/**
 * Records placed by address: at this address, or at the addresses that lead to this building or parcel; for a record that
 * itself stands at an address, the others in its building. Persons are listed on their address only, else counted.
 */
export async function linksAtAddresses(asker: Asker, root: FoundRecord, upwards: Link[]): Promise<Link[]> {
  const own = isPlacedByAddress(root.dataset);
  const place = own ? placeOf(asker, upwards) : root;
  const path = place && pathFromAddress(asker.readable, place.dataset);
  if (!place || !path) return [];
  const last = path.at(-1);
  const value = last ? clearValue(place, last.toField) : place.shown.id;
  const addresses = addressesOf(asker, path);
  const same = last ? { zh: '同楼', en: 'in the same building' } : { zh: '同址', en: 'at the same address' };
  const links: Link[] = [];
  for (const dataset of asker.readable.filter(isPlacedByAddress)) {
    const relation = own
      ? { zh: `${same.zh}${dataset.title.zh}`, en: `${dataset.title.en} ${same.en}` }
      : dataset.title;
    const others = own && dataset === root.dataset;
    const selection = {
      where: `t.address_id in (${addresses})${others ? ' and t.id <> $2' : ''}`,
      params: others ? [value, root.shown.id] : [value],
      limit: LISTED,
      ...inGroups(dataset),
    };
    links.push(
      await linkTo(asker, relation, dataset, selection, !describesPersons(dataset) || root.dataset.id === ADDRESSES),
    );
  }
  return links;
}

/** Members of a household stand together. */
function inGroups(dataset: Dataset): { order?: string } {
  const group = Object.keys(dataset.fields).find((name) => dataset.fields[name]!.groups);
  return group ? { order: `t.${group}, t.id` } : {};
}

/** Of what the record at an address leads to: its building, else the address itself. */
function placeOf({ readable }: Asker, upwards: Link[]): FoundRecord | undefined {
  const reached = upwards.flatMap((link) => link.found);
  return (
    reached.find((record) => pathFromAddress(readable, record.dataset)?.length === 1) ??
    reached.find((record) => record.dataset.id === ADDRESSES)
  );
}

/** Ids of the addresses that lead to a record whose value is `$1`: `building_code in (buildings of parcel $1)`. */
function addressesOf({ principal }: Asker, path: Reference[]): string {
  const [first, ...further] = path;
  if (!first) return '$1';
  let condition = '= $1';
  for (const step of further.reverse()) {
    const before = path[path.indexOf(step) - 1]!;
    condition = `in (select s.${before.toField} from ${viewOf(step.from, principal)} s where s.${step.field} ${condition})`;
  }
  return `select a.id from ${viewOf(first.from, principal)} a where a.${first.field} ${condition}`;
}

/** Writes onto each listed address how many households, persons, firms it has: the declared counts. */
export async function countByAddress({ tx, principal, readable }: Asker, addresses: FoundRecord[]): Promise<void> {
  if (addresses.length === 0) return;
  const ids = addresses.map((record) => record.shown.id);
  for (const dataset of readable.filter(isPlacedByAddress)) {
    const counts = countsOf(dataset);
    if (counts.length === 0) continue;
    const columns = counts.map(([id, where]) => `count(*) filter (where ${where}) as "${id}"`);
    const { rows } = await tx.query<Record<string, number>>(
      `select t.address_id, ${columns.join(', ')} from ${viewOf(dataset, principal)} t
       where t.address_id = any($1) group by t.address_id`,
      [ids],
    );
    for (const record of addresses) {
      const row = rows.find(({ address_id }) => address_id === record.shown.id);
      for (const [id] of counts)
        record.shown.fields.push({
          name: id,
          title: dataset.statistics![id]!.title,
          value: row?.[id] ?? 0,
          masked: false,
        });
    }
  }
}

/** The declared statistics that are counts, with their conditions over `t`. */
function countsOf(dataset: Dataset): [string, string][] {
  return Object.entries(dataset.statistics ?? {}).flatMap(([id, { measure, where }]) =>
    measure === 'count' ? [[id, where ?? 'true'] as [string, string]] : [],
  );
}
