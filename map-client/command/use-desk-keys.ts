import { useHotkeys } from '../shell/hotkeys.ts';
import { change, desk, startReport, toggleHelp } from './desk.ts';
import { useDeskActions } from './use-desk-actions.ts';

/** The keys of the desk in the order of the help sheet; `1`…`9` assign. They can all be switched off (WCAG 2.1.4). */
export const KEYS = ['n', 'z', '1–9', 'a', 'c', 'i', 'u', ':', '?', 'Esc'] as const;

export function useDeskKeys(): void {
  const actions = useDeskActions();
  const nth = Object.fromEntries(Array.from({ length: 9 }, (_, i) => [String(i + 1), () => actions.assignNth(i + 1)]));
  const leave = () => {
    const { draft, hazard } = desk.get();
    if (draft || hazard) change({ draft: null, hazard: null });
  };
  const bar = () => change({ bar: true });
  useHotkeys({
    ...nth,
    n: () => startReport(),
    z: actions.editZone,
    a: actions.arrive,
    c: () => actions.setStatus('closed'),
    i: () => change({ isochrone: !desk.get().isochrone }),
    u: actions.undo,
    ':': bar,
    '：': bar,
    '?': toggleHelp,
    '？': toggleHelp,
    Escape: leave,
  });
}
