import type { Map as MapLibreMap, MapMouseEvent, MapTouchEvent } from 'maplibre-gl';
import { useCallback, useEffect, useState } from 'react';
import { preferences } from '../shell/preferences.ts';
import { createStore, useStore } from '../shell/store.ts';
import { color } from '../shell/tokens.ts';
import type { LonLat } from './geodesy.ts';
import { drawingTakesClicks } from './identify.ts';
import { mapReady } from './map.ts';
import { type DrawKind, isWhole, picture, type Shape } from './shape.ts';
import { setMapLayers } from './stack.ts';

export type { DrawKind, Shape } from './shape.ts';
export { geometryOf, radiusOf } from './shape.ts';

/** The shape being drawn or edited, one at a time for the whole app; null when nobody draws. */
const drawing = createStore<{ owner: string; shape: Shape } | null>(null);
export const drawingNow = drawing;

const ID = 'draw';
let hover: LonLat | null = null;
/** The second click of a double-click may have finished the shape already: the map must not zoom then either. */
let finishedAt = 0;

function show(): void {
  const now = drawing.get();
  if (!now) {
    setMapLayers(ID, null);
    return;
  }
  const { shape } = now;
  const shown: Shape =
    hover && !shape.done && shape.points.length > 0 && !(shape.kind === 'circle' && shape.points.length > 1)
      ? { ...shape, points: [...shape.points, hover] }
      : shape;
  const theme = preferences.get().theme;
  const ink = color(theme, 'accent');
  const role = (name: string) => ['==', ['get', 'role'], name] as never;
  setMapLayers(ID, {
    slot: 'over',
    order: 90,
    sources: { draw: { type: 'geojson', data: picture(shown, true) } },
    layers: [
      {
        id: 'draw-fill',
        type: 'fill',
        source: 'draw',
        filter: role('body'),
        paint: { 'fill-color': ink, 'fill-opacity': 0.12 },
      },
      {
        id: 'draw-line',
        type: 'line',
        source: 'draw',
        filter: role('body'),
        paint: { 'line-color': ink, 'line-width': 2 },
      },
      {
        id: 'draw-middle',
        type: 'circle',
        source: 'draw',
        filter: role('middle'),
        paint: { 'circle-radius': 3.5, 'circle-color': ink, 'circle-opacity': 0.7 },
      },
      {
        id: 'draw-corner',
        type: 'circle',
        source: 'draw',
        filter: role('corner'),
        paint: {
          'circle-radius': 6,
          'circle-color': color(theme, 'surface'),
          'circle-stroke-color': ink,
          'circle-stroke-width': 2,
        },
      },
    ],
  });
}
drawing.subscribe(show);
preferences.subscribe(show);

function change(next: Partial<Shape>): void {
  drawing.set((now) => now && { ...now, shape: { ...now.shape, ...next } });
}

/** Adds a point: the middle of the map's Enter and every click come here. */
function addPoint(point: LonLat): void {
  const shape = drawing.get()?.shape;
  if (!shape || shape.done) return;
  const points = [...shape.points, point];
  const done = (shape.kind === 'point' && points.length === 1) || (shape.kind === 'circle' && points.length === 2);
  if (done) hover = null;
  change({ points, done });
}

/** Ends a line or polygon that has enough points. */
export function finishDrawing(): void {
  const shape = drawing.get()?.shape;
  if (!shape || !isWhole(shape)) return;
  hover = null;
  finishedAt = Date.now();
  change({ done: true });
}

/** Takes back the last point; of a finished shape nothing. */
export function undoPoint(): void {
  const shape = drawing.get()?.shape;
  if (shape && !shape.done && shape.points.length > 0) change({ points: shape.points.slice(0, -1) });
}

export function stopDrawing(): void {
  hover = null;
  drawing.set(null);
}

function isNear(map: MapLibreMap, a: LonLat, b: { x: number; y: number }, pixels: number): boolean {
  const p = map.project(a);
  return Math.hypot(p.x - b.x, p.y - b.y) <= pixels;
}

drawingTakesClicks(({ lonLat, point }) => {
  const shape = drawing.get()?.shape;
  if (!shape) return false;
  if (shape.done) return false;
  void mapReady.then((map) => {
    const first = shape.points[0];
    const last = shape.points.at(-1);
    if (isWhole(shape) && last && isNear(map, last, point, 4)) return finishDrawing();
    if (shape.kind === 'polygon' && isWhole(shape) && first && isNear(map, first, point, 12)) return finishDrawing();
    addPoint(lonLat);
  });
  return true;
});

void mapReady.then((map) => {
  let grabbed: { index: number; whole: boolean } | null = null;
  let pressed: LonLat | null = null;

  function press(event: MapMouseEvent | MapTouchEvent): void {
    const shape = drawing.get()?.shape;
    if (!shape) return;
    const at = event.point;
    const near = map.getLayer('draw-corner')
      ? map.queryRenderedFeatures(
          [
            [at.x - 10, at.y - 10],
            [at.x + 10, at.y + 10],
          ],
          { layers: ['draw-corner', 'draw-middle'] },
        )[0]
      : undefined;
    if (near && shape.done) {
      event.preventDefault();
      const index = Number(near.properties.index);
      if (near.properties.role === 'middle') {
        const points = [...shape.points];
        points.splice(index + 1, 0, [event.lngLat.lng, event.lngLat.lat]);
        change({ points });
        grabbed = { index: index + 1, whole: false };
      } else grabbed = { index, whole: shape.kind === 'circle' && index === 0 };
      return;
    }
    // A circle may also be dragged open from its centre.
    if (shape.kind === 'circle' && shape.points.length === 0) {
      event.preventDefault();
      pressed = [event.lngLat.lng, event.lngLat.lat];
    }
  }
  function move(event: MapMouseEvent | MapTouchEvent): void {
    const shape = drawing.get()?.shape;
    if (!shape) return;
    const to: LonLat = [event.lngLat.lng, event.lngLat.lat];
    if (grabbed) {
      const { index, whole } = grabbed;
      const from = shape.points[index]!;
      const [dx, dy] = [to[0] - from[0], to[1] - from[1]];
      change({
        points: whole
          ? shape.points.map(([x, y]) => [x + dx, y + dy] as LonLat)
          : shape.points.map((point, i) => (i === index ? to : point)),
      });
      return;
    }
    if (pressed && !isNear(map, pressed, event.point, 6)) {
      change({ points: [pressed, to] });
      return;
    }
    if (!shape.done && shape.points.length > 0) {
      hover = to;
      show();
      if (shape.kind === 'circle' || shape.kind === 'polygon') for (const preview of previews) preview();
    }
  }
  function release(): void {
    if (pressed) {
      const shape = drawing.get()?.shape;
      if (shape && shape.points.length === 2) change({ done: true });
    }
    grabbed = null;
    pressed = null;
  }
  map.on('mousedown', press);
  map.on('touchstart', press);
  map.on('mousemove', move);
  map.on('touchmove', move);
  map.on('mouseup', release);
  map.on('touchend', release);
  map.on('dblclick', (event) => {
    const shape = drawing.get()?.shape;
    if (!shape || (shape.done && Date.now() - finishedAt > 500)) return;
    event.preventDefault();
    finishDrawing();
  });
  const cursor = () => {
    map.getCanvas().style.cursor = drawing.get() && !drawing.get()?.shape.done ? 'crosshair' : '';
  };
  drawing.subscribe(cursor);
});

const previews = new Set<() => void>();

/** The shape with the pointer's place as its next point: what a profile follows before the shape is finished. */
export function previewShape(): Shape | null {
  const shape = drawing.get()?.shape;
  if (!shape) return null;
  if (shape.done || !hover) return shape;
  return { ...shape, points: shape.kind === 'circle' ? [shape.points[0]!, hover] : [...shape.points, hover] };
}

addEventListener('keydown', (event) => {
  const shape = drawing.get()?.shape;
  if (!shape || event.defaultPrevented) return;
  if (event.target instanceof HTMLElement && /^(INPUT|TEXTAREA)$/.test(event.target.tagName)) return;
  if (event.key === 'Escape') stopDrawing();
  else if ((event.key === 'Backspace' || event.key === 'Delete') && !shape.done) undoPoint();
  else return;
  event.preventDefault();
});

/**
 * Drawing for one owner. `start` begins a new shape (ending anybody else's); `edit` takes up a finished one.
 * By pointer: click point by point (double-click, a click on the first or last point, or `finish` ends) or, for a
 * circle, drag from its centre. By keyboard: move the map under the crosshair with arrows, Enter adds the point under
 * it, Backspace takes the last back, Escape gives up.
 */
export function useDraw(owner: string) {
  const now = useStore(drawing);
  const mine = now?.owner === owner ? now.shape : null;
  useEffect(
    () => () => {
      if (drawing.get()?.owner === owner) stopDrawing();
    },
    [owner],
  );
  const start = useCallback(
    (kind: DrawKind) => {
      hover = null;
      drawing.set({ owner, shape: { kind, points: [], done: false } });
    },
    [owner],
  );
  const edit = useCallback(
    (shape: Omit<Shape, 'done'>) => drawing.set({ owner, shape: { ...shape, done: true } }),
    [owner],
  );
  return { shape: mine, start, edit, stop: stopDrawing, finish: finishDrawing, undo: undoPoint };
}

/** Draws the component again while the pointer moves with an unfinished circle or polygon. */
export function usePreview(): Shape | null {
  const now = useStore(drawing);
  const [, again] = useState(0);
  useEffect(() => {
    const preview = () => again((n) => n + 1);
    previews.add(preview);
    return () => {
      previews.delete(preview);
    };
  }, []);
  return now ? previewShape() : null;
}
