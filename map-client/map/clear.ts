import { panelControl } from '../shell/panels.ts';

/** Pixels the open panels cover at each edge, and a margin: what the map is moved to must be seen beside them. */
export function clearOfPanels(margin = 40): { left: number; right: number; top: number; bottom: number } {
  const { left, right, drawer } = panelControl.get();
  const narrow = innerWidth <= 720;
  const side = (panel: { open: boolean; size: number }) => (panel.open && !narrow ? panel.size : 0);
  return { left: side(left) + margin, right: side(right) + margin, top: margin, bottom: side(drawer) + margin };
}
