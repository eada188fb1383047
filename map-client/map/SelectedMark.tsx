import { useMemo } from 'react';
import { preferences } from '../shell/preferences.ts';
import { useSelection } from '../shell/selection.ts';
import { useStore } from '../shell/store.ts';
import { color } from '../shell/tokens.ts';
import { type StackEntry, useMapLayers } from './stack.ts';

/** A ring where the selected record is, when its place is known and no layer draws it. */
export function SelectedMark() {
  const { selected } = useSelection();
  const { theme } = useStore(preferences);
  const at = selected?.dataset === 'regions' ? undefined : selected?.lonLat;
  const entry = useMemo<StackEntry | null>(
    () =>
      at
        ? {
            slot: 'over',
            order: 80,
            sources: { selected: { type: 'geojson', data: { type: 'Point', coordinates: at } } },
            layers: [
              {
                id: 'selected-ring',
                type: 'circle',
                source: 'selected',
                paint: {
                  'circle-radius': 11,
                  'circle-opacity': 0,
                  'circle-stroke-color': color(theme, 'map-select'),
                  'circle-stroke-width': 3,
                },
              },
            ],
          }
        : null,
    [at, theme],
  );
  useMapLayers('selected', entry);
  return null;
}
