import { createStore } from '../shell/store.ts';
import { backoff } from './backoff.ts';
import { readFrame } from './position-frame.ts';
import { Tracks } from './tracks.ts';

export interface StreamState {
  state: 'off' | 'connecting' | 'live' | 'lost';
  /** Whole seconds until the next attempt, while lost. */
  retryIn: number;
  roster: number;
}

/** How the stream of positions stands, for everyone who shows it. */
export const stream = createStore<StreamState>({ state: 'off', retryIn: 0, roster: -1 });

/** Where every unit is drawn; the map reads it each frame. */
export const tracks = new Tracks();

/** An empty frame comes every five seconds; silence for three times that means the line is cut. */
const SILENCE = 15_000;

type Box = [number, number, number, number];
let socket: WebSocket | null = null;
let box: Box | null = null;
let attempt = 0;
let silence: ReturnType<typeof setTimeout> | undefined;
let retry: ReturnType<typeof setInterval> | undefined;
let wanted = false;
/** True once a row moved anything: the map draws again. */
let woken: () => void = () => {};

export function onPositions(wake: () => void): void {
  woken = wake;
}

function say(): void {
  if (socket?.readyState !== WebSocket.OPEN) return;
  socket.send(JSON.stringify({ bbox: box }));
}

/** Asks for what the map shows: the view widened by half, so that units just outside are there when it moves. */
export function watch(view: Box | null): void {
  box = view && [
    view[0] - (view[2] - view[0]) / 2,
    view[1] - (view[3] - view[1]) / 2,
    view[2] + (view[2] - view[0]) / 2,
    view[3] + (view[3] - view[1]) / 2,
  ];
  say();
}

function hear(bytes: ArrayBuffer): void {
  clearTimeout(silence);
  // On a busy machine the timer may come before messages that already wait: they get a second to be read.
  silence = setTimeout(() => {
    silence = setTimeout(() => socket?.close(), 1000);
  }, SILENCE);
  const now = performance.now();
  let rows = 0;
  const seen = new Set<number>();
  const head = readFrame(bytes, (fix, left) => {
    rows++;
    seen.add(fix.slot);
    if (left) tracks.forget(fix.slot);
    else tracks.accept(fix, now);
  });
  if (head.whole) {
    for (let slot = 0; slot < tracks.size; slot++) if (tracks.known[slot] && !seen.has(slot)) tracks.forget(slot);
  }
  attempt = 0;
  stream.set((was) =>
    was.state === 'live' && was.roster === head.roster ? was : { state: 'live', retryIn: 0, roster: head.roster },
  );
  if (rows > 0 || head.whole) woken();
}

function lose(): void {
  clearTimeout(silence);
  clearInterval(retry);
  socket = null;
  if (!wanted) return;
  const until = Date.now() + backoff(++attempt);
  const tick = () => {
    const left = until - Date.now();
    stream.set((was) => ({ ...was, state: 'lost', retryIn: Math.max(0, Math.ceil(left / 1000)) }));
    if (left > 0) return;
    clearInterval(retry);
    open();
  };
  retry = setInterval(tick, 500);
  tick();
}

function open(): void {
  if (!wanted || socket) return;
  if (stream.get().state !== 'lost') stream.set((was) => ({ ...was, state: 'connecting' }));
  const url = new URL('/api/positions', location.href);
  url.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:';
  const made = new WebSocket(url);
  made.binaryType = 'arraybuffer';
  made.onopen = say;
  made.onmessage = (event: MessageEvent<ArrayBuffer>) => {
    try {
      hear(event.data);
    } catch (error) {
      // A frame we cannot read: begin anew rather than draw units where they are not.
      console.warn(`positions: ${error instanceof Error ? error.message : error}`);
      made.close();
    }
  };
  made.onclose = () => {
    if (socket === made) lose();
  };
  socket = made;
}

/** Opens the stream and keeps it open; returns how to close it. */
export function follow(): () => void {
  wanted = true;
  open();
  return () => {
    wanted = false;
    clearTimeout(silence);
    clearInterval(retry);
    const was = socket;
    socket = null;
    was?.close();
    stream.set({ state: 'off', retryIn: 0, roster: -1 });
  };
}
