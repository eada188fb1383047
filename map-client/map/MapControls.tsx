import type { Map as MapLibreMap } from 'maplibre-gl';
import type { Session } from '../shell/session.ts';

export function MapControls(_props: { map: MapLibreMap; session: Session }) {
  return null;
}
