import type { MapGeoJSONFeature, MapMouseEvent } from 'maplibre-gl';
import { useEffect, useRef } from 'react';
import { mapReady } from './map.ts';

export interface MapClick {
  lonLat: [number, number];
  point: { x: number; y: number };
  /** Of the layers that may be identified, topmost first. */
  features: MapGeoJSONFeature[];
}
/** Returns true when it took the click: later handlers and identify do not see it. */
export type ClickHandler = (click: MapClick) => boolean | undefined;

const handlers: ClickHandler[] = [];
/** Drawing: while a shape is begun, every click is its. */
let drawer: ClickHandler | null = null;
export function drawingTakesClicks(handler: ClickHandler): void {
  drawer = handler;
}
/** Which dataset a map layer shows, so that a click on it selects a record. */
const identified = new Map<string, string>();

/** Tells identify that features of these map layers are records of `dataset` (their id is the record's). */
export function identifyLayers(dataset: string, layers: string[]): () => void {
  for (const layer of layers) identified.set(layer, dataset);
  return () => {
    for (const layer of layers) identified.delete(layer);
  };
}

export function datasetOfLayer(layer: string): string | undefined {
  return identified.get(layer);
}

/** Features under a pixel (within 5 px for points and lines), topmost first. */
export async function featuresAt(point: { x: number; y: number }): Promise<MapGeoJSONFeature[]> {
  const map = await mapReady;
  const layers = [...identified.keys()].filter((id) => map.getLayer(id));
  if (layers.length === 0) return [];
  const direct = map.queryRenderedFeatures([point.x, point.y], { layers });
  if (direct.length > 0) return direct;
  return map.queryRenderedFeatures(
    [
      [point.x - 5, point.y - 5],
      [point.x + 5, point.y + 5],
    ],
    { layers },
  );
}

async function dispatch(lonLat: [number, number], point: { x: number; y: number }): Promise<void> {
  const click: MapClick = { lonLat, point: { x: point.x, y: point.y }, features: await featuresAt(point) };
  if (drawer?.(click)) return;
  for (const handler of [...handlers].reverse()) if (handler(click)) return;
}

/** A click at the middle of the map: what Enter does under the keyboard's crosshair. */
export async function clickCentre(): Promise<void> {
  const map = await mapReady;
  const centre = map.getCenter();
  await dispatch([centre.lng, centre.lat], map.project(centre));
}

void mapReady.then((map) => {
  map.on('click', (event: MapMouseEvent) => void dispatch([event.lngLat.lng, event.lngLat.lat], event.point));
});

/** Hears clicks (and the keyboard's pick) on the map; the latest to come is asked first. */
export function onMapClick(handler: ClickHandler): () => void {
  handlers.push(handler);
  return () => {
    const at = handlers.indexOf(handler);
    if (at >= 0) handlers.splice(at, 1);
  };
}

export function useMapClick(handler: ClickHandler): void {
  const latest = useRef(handler);
  latest.current = handler;
  useEffect(() => onMapClick((click) => latest.current(click)), []);
}
