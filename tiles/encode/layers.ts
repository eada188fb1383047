import type { Dataset, GeometryKind, TileLayer } from '../../datasets/dataset.ts';
import { tableName } from '../../datasets/dataset.ts';
import { ROLES, type Role } from '../../datasets/roles.ts';
import { visibleFields } from '../../datasets/schema/ddl.ts';

/** A declared layer together with the dataset it draws. */
export interface Layer {
  id: string;
  dataset: Dataset;
  declaration: TileLayer;
  geometry: GeometryKind;
}

/** Every tile layer of the declared datasets. @throws when two layers share an id or a layer has no geometry. */
export function layersOf(datasets: readonly Dataset[]): Layer[] {
  const layers = datasets.flatMap((dataset) =>
    (dataset.tiles ?? []).map((declaration) => {
      if (!dataset.geometry) throw new Error(`layer ${declaration.id}: dataset ${dataset.id} has no geometry`);
      return { id: declaration.id, dataset, declaration, geometry: dataset.geometry };
    }),
  );
  const seen = new Set<string>();
  for (const { id } of layers) {
    if (seen.has(id)) throw new Error(`two tile layers are called ${id}`);
    seen.add(id);
  }
  return layers;
}

/** A layer as one role sees it: the view it is read from and the properties that are left. */
export interface SeenLayer extends Layer {
  /** Whose rights the tile is made with and shared under: `public` whenever the public would see the same. */
  permission: Role;
  view: string;
  properties: string[];
}

/** Columns of the alias `t` a condition asks for. */
const columnsIn = (condition: string) => [...condition.matchAll(/\bt\.([a-z_][a-z0-9_]*)/g)].map((m) => m[1]!);

function seenBy(layer: Layer, role: Role): string[] | null {
  if (!layer.dataset.readers.includes(role)) return null;
  const clear = new Set(visibleFields(layer.dataset, role).flatMap((f) => (f.masked ? [] : [f.name])));
  // A condition over a field the role does not see would tell what it hides: then there is no such layer for it.
  const { where, ladder = [] } = layer.declaration;
  const asked = [where ?? '', ...ladder.map((step) => step.where)].flatMap(columnsIn);
  if (asked.some((name) => name in layer.dataset.fields && !clear.has(name))) return null;
  return layer.declaration.properties.filter((name) => clear.has(name));
}

/** The layer for `role`, or null when it does not exist for it. Masked fields are left out of tiles. */
export function layerFor(layer: Layer, role: Role): SeenLayer | null {
  const properties = seenBy(layer, role);
  if (!properties) return null;
  const open = seenBy(layer, 'public');
  const permission = open && open.join() === properties.join() ? 'public' : role;
  return { ...layer, permission, view: `as_${permission}.${tableName(layer.dataset)}`, properties };
}

/** What each role sees of each layer, worked out once. */
export function layersByRole(layers: readonly Layer[]): Record<Role, Map<string, SeenLayer>> {
  const of = (role: Role) =>
    new Map(
      layers.flatMap((layer) => {
        const seen = layerFor(layer, role);
        return seen ? [[layer.id, seen] as const] : [];
      }),
    );
  return Object.fromEntries(ROLES.map((role) => [role, of(role)])) as Record<Role, Map<string, SeenLayer>>;
}
