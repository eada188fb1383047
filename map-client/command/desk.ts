import type { Hazard, IncidentReport } from '../../server/command/schema.ts';
import { panelControl } from '../shell/panels.ts';
import { createStore, useStore } from '../shell/store.ts';

/** What the dispatcher can take back: the sentence is shown, the function undoes it. */
export interface Undoable {
  text: string;
  run: () => Promise<unknown>;
}

export type Draft = Partial<Pick<IncidentReport, 'what' | 'lonLat' | 'level' | 'place' | 'note' | 'uncertainty'>>;

/** What the desk is doing; shared by the queue, the open incident, the map and the command bar. */
export interface Desk {
  open: number | null;
  /** The report being written, or null. */
  draft: Draft | null;
  /** The hazard being drawn for the open incident, or null while nobody edits. */
  hazard: Hazard | null;
  bar: boolean;
  /** What the bottom drawer shows. */
  page: 'units' | 'help';
  /** Units being sent at this moment: their keys are not given twice. */
  sending: readonly string[];
  isochrone: boolean;
  last: Undoable | null;
  /** What happened, in words, for the status line and a screen reader. */
  said: { text: string; bad: boolean } | null;
}

export const desk = createStore<Desk>({
  open: null,
  draft: null,
  hazard: null,
  bar: false,
  page: 'units',
  sending: [],
  isochrone: false,
  last: null,
  said: null,
});

export const useDesk = () => useStore(desk);

export function change(next: Partial<Desk>): void {
  desk.set((now) => ({ ...now, ...next }));
}

/** Opens an incident (or none): what was being drawn for another is put away. */
export function openIncident(id: number | null): void {
  change({ open: id, hazard: null, draft: null });
  if (id !== null) panelControl.open('right');
}

export function startReport(draft: Draft = {}): void {
  change({ draft, hazard: null });
  panelControl.open('left');
}

/** `?` opens the help sheet, and folds it again. */
export function toggleHelp(): void {
  const shown = desk.get().page === 'help' && panelControl.get().drawer.open;
  change({ page: 'help' });
  if (shown) panelControl.close('drawer');
  else panelControl.open('drawer');
}

export function tell(text: string, bad = false): void {
  change({ said: { text, bad } });
}
