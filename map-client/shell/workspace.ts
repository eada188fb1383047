import type { FC } from 'react';

export type WorkspaceId = 'planning' | 'lookup' | 'command' | 'steward' | 'admin';

/**
 * One workspace of the rail. Its title is `shell:workspace.<id>`.
 *
 * The shell gives each workspace the same frame: `Left` in the left panel under the search box, `Right` in the right
 * panel, `Drawer` at the bottom, all beside the one map. Around it:
 * - `usePanels()` / `panelControl` (shell/panels.ts): open, close, toggle, resize `left`, `right`, `drawer`
 * - `useMap()`, `mapReady` (map/map.ts): the one MapLibre map, null or pending until its style is drawn
 * - `useMapLayers(id, spec | null)` (map/stack.ts): own sources and layers, kept through style and theme changes
 * - `useDeckLayers(id, layers)` (map/deck.ts): deck.gl layers in the one shared overlay
 * - `useSelection()` / `select()` (shell/selection.ts): the one selected record
 * - `useDraw()` (map/draw.ts): point, line, circle, polygon, by pointer or keyboard
 * - `useMapClick(handler)` (map/identify.ts): takes clicks before identify does; return true when taken
 * - `useEvents(type, handler)` (shell/events.ts): server events
 * - `useHotkeys({ n: fn })` (shell/hotkeys.ts): single keys, off while typing or switched off
 * - `useUrlParam(name)` / `setUrl` (shell/url-state.ts): state in the link, never a person
 * - `api()`, `messageOf()` (shell/api.ts), `Empty/Failed/Loading` (shell/states.tsx), numbers (shell/numbers.ts)
 * Everything that belongs to a workspace only may be unmounted when another is opened.
 */
export interface Workspace {
  id: WorkspaceId;
  icon: FC;
  Left: FC;
  Right?: FC;
  Drawer?: FC;
  /** Datasets whose selected records this workspace shows itself; others get the entity card in the right panel. */
  ownSelection?: string[];
  /** Base map: `grey` for choropleths; default follows the theme. */
  base?: 'theme' | 'grey' | 'dark';
  /** Takes the whole window beside the rail, without the map (tables of the steward and the administrator). */
  wide?: boolean;
}

/** The card of one record, shown in the right panel of any workspace. */
export interface EntityCardProps {
  dataset: string;
  id: number;
  onClose: () => void;
}
