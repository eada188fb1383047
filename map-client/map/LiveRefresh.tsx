import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import type { ChangeEvent } from '../../server/events/schema.ts';
import { useEvents } from '../shell/events.ts';
import { refreshTouched } from './live.ts';
import { useMap } from './map.ts';

/**
 * A committed change reaches the screen: touched tiles are asked for again, and the answers that were made from the
 * dataset go stale. Query keys begin with what they are made of: `statistics`, `layers`, `entity`, ...
 */
export function LiveRefresh() {
  const map = useMap();
  const client = useQueryClient();
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);

  /** A load writes hundreds of changes a second: answers are asked for again once it draws breath. */
  function staleSoon() {
    clearTimeout(timer.current);
    timer.current = setTimeout(() => {
      for (const key of ['statistics', 'layers', 'entity', 'zone']) void client.invalidateQueries({ queryKey: [key] });
    }, 400);
  }
  useEvents<ChangeEvent>('change', (change) => {
    if (map) refreshTouched(map, change);
    staleSoon();
  });
  useEvents('reset', () => {
    if (map) refreshTouched(map, null);
    void client.invalidateQueries();
  });
  useEvents('hello', () => {});
  useEffect(() => () => clearTimeout(timer.current), []);
  return null;
}
