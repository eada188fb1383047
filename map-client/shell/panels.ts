import { createStore, useStore } from './store.ts';

export interface PanelState {
  open: boolean;
  /** Pixels: width of a side panel, height of the drawer. */
  size: number;
}
export interface Panels {
  left: PanelState;
  right: PanelState;
  drawer: PanelState;
}
export type PanelName = keyof Panels;

export const PANEL_LIMITS: Record<PanelName, [number, number]> = {
  left: [280, 640],
  right: [320, 720],
  drawer: [140, 620],
};

const panels = createStore<Panels>({
  left: { open: true, size: 360 },
  right: { open: false, size: 400 },
  drawer: { open: false, size: 280 },
});

function change(name: PanelName, next: Partial<PanelState>): void {
  const [low, high] = PANEL_LIMITS[name];
  panels.set((now) => ({
    ...now,
    [name]: {
      open: next.open ?? now[name].open,
      size: Math.round(Math.min(high, Math.max(low, next.size ?? now[name].size))),
    },
  }));
}

/** The panels around the map, for code outside React. */
export const panelControl = {
  open: (name: PanelName) => change(name, { open: true }),
  close: (name: PanelName) => change(name, { open: false }),
  toggle: (name: PanelName) => change(name, { open: !panels.get()[name].open }),
  resize: (name: PanelName, size: number) => change(name, { size }),
  get: () => panels.get(),
  subscribe: panels.subscribe,
};

/** The panels' state with the ways to change it. */
export function usePanels() {
  return { panels: useStore(panels), ...panelControl };
}
