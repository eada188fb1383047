import { Map as MapLibreMap, setWorkerUrl } from 'maplibre-gl';
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?url';
import { panelControl } from '../shell/panels.ts';
import { createStore, useStore } from '../shell/store.ts';
import { onUrlChange, setUrl, urlParam } from '../shell/url-state.ts';

setWorkerUrl(workerUrl);

const current = createStore<MapLibreMap | null>(null);
let resolveReady: (map: MapLibreMap) => void;
/** The one map, once its first style has loaded. */
export const mapReady = new Promise<MapLibreMap>((resolve) => {
  resolveReady = resolve;
});

/** The one map of the app, or null until its style has loaded. */
export function useMap(): MapLibreMap | null {
  return useStore(current);
}

export type BaseStyle = 'light' | 'dark' | 'grey';

export interface View {
  zoom: number;
  center: [number, number];
  bearing: number;
  pitch: number;
}

/** `v=zoom,lat,lon[,bearing,pitch]`. */
export function parseView(text: string | null): View | null {
  const n = (text ?? '').split(',').map(Number);
  if (n.length < 3 || n.some((x) => !Number.isFinite(x))) return null;
  const [zoom, lat, lon, bearing = 0, pitch = 0] = n as [number, number, number, number?, number?];
  if (Math.abs(lat) > 85 || Math.abs(lon) > 180 || zoom < 0 || zoom > 24) return null;
  return { zoom, center: [lon, lat], bearing, pitch };
}

export function formatView(view: View): string {
  const head = `${view.zoom.toFixed(2)},${view.center[1].toFixed(5)},${view.center[0].toFixed(5)}`;
  return view.bearing || view.pitch ? `${head},${view.bearing.toFixed(0)},${view.pitch.toFixed(0)}` : head;
}

function viewOf(map: MapLibreMap): View {
  const { lng, lat } = map.getCenter();
  return { zoom: map.getZoom(), center: [lng, lat], bearing: map.getBearing(), pitch: map.getPitch() };
}

export interface StartMap {
  container: HTMLElement;
  style: string;
  extent: [number, number, number, number] | null;
  label: string;
}

/** Makes the one map. Its view follows the link; moving it rewrites the link without a step in history. */
export function startMap({ container, style, extent, label }: StartMap): () => void {
  const view = parseView(urlParam('v'));
  const map = new MapLibreMap({
    container,
    style,
    ...(view ?? (extent ? { bounds: extent, fitBoundsOptions: { padding: 40 } } : { center: [116.4, 39.9], zoom: 3 })),
    attributionControl: false,
    maplibreLogo: false,
    // Exported images read the canvas after it has been drawn.
    canvasContextAttributes: { preserveDrawingBuffer: true, antialias: true },
    maxPitch: 70,
    localIdeographFontFamily: '"PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif',
    locale: { 'Map.Title': label },
    fadeDuration: matchMedia('(prefers-reduced-motion: reduce)').matches ? 0 : 150,
  });
  // Whether everything asked for is drawn: assistive tools and tests wait for it, not for a time.
  const busy = (is: boolean) => container.setAttribute('aria-busy', String(is));
  map.on('idle', () => busy(false));
  map.on('dataloading', () => busy(true));
  map.on('movestart', () => busy(true));
  map.on('moveend', () => setUrl({ v: formatView(viewOf(map)) }, 'replace'));
  const stopUrl = onUrlChange(() => {
    const next = parseView(urlParam('v'));
    if (next && formatView(next) !== formatView(viewOf(map)) && !map.isMoving()) map.jumpTo(next);
  });
  // A tile that fails is drawn again when it is next wanted; the shell says when the server is away.
  map.on('error', (event) => console.warn('map:', event.error?.message));
  // The middle of the map is the middle of what the panels leave to be seen.
  const covers = () => {
    const { left, right, drawer } = panelControl.get();
    const covered = (panel: { open: boolean; size: number }) => (panel.open && innerWidth > 720 ? panel.size : 0);
    return { left: covered(left), right: covered(right), top: 0, bottom: covered(drawer) };
  };
  const clear = () => map.easeTo({ padding: covers(), duration: 140 });
  const { left } = panelControl.get();
  if (left.open && innerWidth > 720) {
    map.setPadding({ left: left.size, right: 0, top: 0, bottom: 0 });
    if (extent && !view) map.fitBounds(extent, { padding: 40, duration: 0 });
  }
  const stopPanels = panelControl.subscribe(clear);
  // A flight begun while a panel opens would end in the middle of what stood before.
  map.on('moveend', () => {
    const { left, right, bottom } = map.getPadding();
    const wanted = covers();
    if (left !== wanted.left || right !== wanted.right || bottom !== wanted.bottom) clear();
  });
  map.once('style.load', () => {
    current.set(map);
    resolveReady(map);
  });
  return () => {
    stopUrl();
    stopPanels();
    current.set(null);
    map.remove();
  };
}
