import type { Feature, FeatureCollection } from 'geojson';
import { Marker } from 'maplibre-gl';
import { useEffect, useMemo, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { Hazard, Incident } from '../../server/command/schema.ts';
import { showOnMap } from '../map/clear.ts';
import { circleRing } from '../map/geodesy.ts';
import { useMap } from '../map/map.ts';
import { type StackEntry, useMapLayers } from '../map/stack.ts';
import { say } from '../shell/i18n.ts';
import { LEVEL_TOKENS } from '../shell/tokens.ts';
import { change, desk, openIncident, useDesk } from './desk.ts';
import { dragHandle, handles, hazardShape } from './hazard-shape.ts';
import { LiveUnits } from './LiveUnits.tsx';
import { useIncident, useIncidents, useIsochrone } from './queries.ts';
import { RouteLines } from './RouteLines.tsx';
import { LEVEL_SIGNS } from './urgency.ts';

const ZONE = '#ff5a5f';

/** The pins of open incidents: buttons on the map, with level by colour and sign, pulsing while nobody was sent. */
function Pins({ incidents }: { incidents: readonly Incident[] }) {
  const map = useMap();
  // `t` changes with the language, and the pins with it.
  const { t } = useTranslation();
  const { open } = useDesk();
  useEffect(() => {
    if (!map) return;
    const pins = incidents
      .filter((incident) => incident.status !== 'closed' || incident.id === open)
      .map((incident) => {
        const element = document.createElement('button');
        element.type = 'button';
        element.className = 'incident-pin';
        element.dataset.open = String(incident.id === open);
        element.dataset.waiting = String(incident.status === 'reported');
        element.style.setProperty('--level', `var(--${LEVEL_TOKENS[incident.level - 1]})`);
        element.setAttribute(
          'aria-label',
          `${t(`command:level.${incident.level}`)} ${say(incident.whatTitle)} ${incident.place}`,
        );
        const sign = document.createElement('span');
        sign.textContent = LEVEL_SIGNS[incident.level];
        element.append(sign);
        element.addEventListener('click', (event) => {
          event.stopPropagation();
          // While a report is taken, a pin is a place like any other: what was typed must not be lost.
          const { draft } = desk.get();
          if (draft) change({ draft: { ...draft, lonLat: incident.lonLat, place: incident.place || undefined } });
          else openIncident(incident.id);
        });
        return new Marker({ element, anchor: 'bottom' }).setLngLat(incident.lonLat).addTo(map);
      });
    return () => {
      for (const pin of pins) pin.remove();
    };
  }, [map, incidents, open, t]);
  return null;
}

/** Two handles on the hazard being drawn; the numbers in the panel do the same by keyboard. */
function ZoneHandles({ center, hazard }: { center: [number, number]; hazard: Hazard }) {
  const map = useMap();
  const { t } = useTranslation();
  const markers = useRef<{ radius: Marker; reach: Marker } | null>(null);
  const from = useRef(center);
  from.current = center;
  useEffect(() => {
    if (!map) return;
    const make = (handle: 'radius' | 'reach') => {
      const element = document.createElement('div');
      element.className = `zone-handle zone-handle-${handle}`;
      element.title = t(`command:zone.handle.${handle}`);
      const marker = new Marker({ element, draggable: true }).setLngLat(from.current).addTo(map);
      marker.on('drag', () => {
        const now = desk.get().hazard;
        const { lng, lat } = marker.getLngLat();
        if (now) change({ hazard: dragHandle(from.current, now, handle, [lng, lat]) });
      });
      return marker;
    };
    markers.current = { radius: make('radius'), reach: make('reach') };
    return () => {
      markers.current?.radius.remove();
      markers.current?.reach.remove();
      markers.current = null;
    };
  }, [map, t]);
  useEffect(() => {
    const at = handles(center, hazard);
    markers.current?.radius.setLngLat(at.radius);
    const reach = markers.current?.reach;
    reach?.setLngLat(at.reach ?? center);
    if (reach) reach.getElement().style.display = at.reach ? '' : 'none';
  }, [center, hazard]);
  return null;
}

function shapesOf(incident: Incident, hazard: Hazard | null): FeatureCollection {
  const features: Feature[] = [];
  if (incident.uncertainty > 0)
    features.push({
      type: 'Feature',
      properties: { role: 'doubt' },
      geometry: { type: 'Polygon', coordinates: [circleRing(incident.lonLat, incident.uncertainty)] },
    });
  const zone = hazard ? hazardShape(incident.lonLat, hazard) : incident.zone;
  if (zone) features.push({ type: 'Feature', properties: { role: 'zone' }, geometry: zone });
  return { type: 'FeatureCollection', features };
}

function useZoneLayers(incident: Incident | undefined, hazard: Hazard | null): void {
  const entry = useMemo((): StackEntry | null => {
    if (!incident) return null;
    const role = (name: string) => ['==', ['get', 'role'], name] as never;
    return {
      slot: 'over',
      order: 40,
      sources: { 'command-zone': { type: 'geojson', data: shapesOf(incident, hazard) } },
      layers: [
        {
          id: 'command-zone-fill',
          type: 'fill',
          source: 'command-zone',
          filter: role('zone'),
          paint: { 'fill-color': ZONE, 'fill-opacity': 0.18 },
        },
        {
          id: 'command-zone-line',
          type: 'line',
          source: 'command-zone',
          filter: role('zone'),
          paint: { 'line-color': ZONE, 'line-width': 2 },
        },
        {
          id: 'command-doubt',
          type: 'line',
          source: 'command-zone',
          filter: role('doubt'),
          paint: { 'line-color': '#e6eaf2', 'line-width': 1.5, 'line-dasharray': [2, 2] },
        },
      ],
    };
  }, [incident, hazard]);
  useMapLayers('command-zone', entry);
}

function useIsochroneLayers(incident: Incident | undefined, on: boolean): void {
  const isochrone = useIsochrone(incident?.lonLat, on);
  const entry = useMemo((): StackEntry | null => {
    if (!on || !isochrone.data) return null;
    return {
      slot: 'fill',
      order: 30,
      sources: { 'command-isochrone': { type: 'geojson', data: isochrone.data as unknown as FeatureCollection } },
      layers: [
        {
          id: 'command-isochrone-fill',
          type: 'fill',
          source: 'command-isochrone',
          paint: {
            'fill-color': ['step', ['get', 'minutes'], '#2dd4bf', 6, '#38bdf8', 11, '#818cf8'],
            'fill-opacity': 0.05,
          },
        },
        {
          id: 'command-isochrone-line',
          type: 'line',
          source: 'command-isochrone',
          paint: {
            'line-color': ['step', ['get', 'minutes'], '#2dd4bf', 6, '#38bdf8', 11, '#818cf8'],
            'line-width': ['step', ['get', 'minutes'], 2.5, 6, 2, 11, 1.5],
          },
        },
      ],
    };
  }, [isochrone.data, on]);
  useMapLayers('command-isochrone', entry);
}

/** The place a report is being taken for. */
function DraftPin({ lonLat }: { lonLat: [number, number] }) {
  const map = useMap();
  useEffect(() => {
    if (!map) return;
    const element = document.createElement('div');
    element.className = 'draft-pin';
    const pin = new Marker({ element, draggable: true, anchor: 'center' }).setLngLat(lonLat).addTo(map);
    pin.on('dragend', () => {
      const { lng, lat } = pin.getLngLat();
      const { draft } = desk.get();
      if (draft) change({ draft: { ...draft, lonLat: [lng, lat], place: undefined } });
    });
    return () => {
      pin.remove();
    };
  }, [map, lonLat]);
  return null;
}

/** Everything the desk draws on the map. */
export function DeskMap() {
  const map = useMap();
  const { open, hazard, isochrone, draft } = useDesk();
  const incidents = useIncidents().data;
  const incident = useIncident(open);
  useZoneLayers(incident, hazard);
  useIsochroneLayers(incident, isochrone);
  const [lon, lat] = incident?.lonLat ?? [];
  useEffect(() => {
    if (!map || lon === undefined || lat === undefined) return;
    const animate = !matchMedia('(prefers-reduced-motion: reduce)').matches;
    map.easeTo({ center: [lon, lat], zoom: Math.max(map.getZoom(), 14), animate, duration: 400 });
  }, [map, lon, lat]);
  // A zone that is taken up to be drawn is shown whole; while it is dragged the map stays where it is.
  const drawing = hazard !== null;
  const begun = useRef({ incident, hazard });
  begun.current = { incident, hazard };
  useEffect(() => {
    const { incident: of, hazard: shape } = begun.current;
    if (drawing && of && shape) void showOnMap(hazardShape(of.lonLat, shape));
  }, [drawing]);
  useEffect(() => {
    if (map) map.getCanvas().style.cursor = draft ? 'crosshair' : '';
  }, [map, draft]);
  return (
    <>
      <Pins incidents={incidents ?? NONE} />
      {incident && hazard && <ZoneHandles center={incident.lonLat} hazard={hazard} />}
      {draft?.lonLat && <DraftPin lonLat={draft.lonLat} />}
      <RouteLines incident={incident} />
      <LiveUnits />
    </>
  );
}
const NONE: readonly Incident[] = [];
