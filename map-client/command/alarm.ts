import { useEffect, useRef } from 'react';
import { createStore } from '../shell/store.ts';

const KEY = 'siku.command.sound';

function stored(): boolean {
  try {
    return localStorage.getItem(KEY) !== 'off';
  } catch {
    // Forbidden storage: sound stays on, the safer of the two.
    return true;
  }
}

/** Whether a new incident sounds. */
export const sound = createStore<boolean>(stored());

export function setSound(on: boolean): void {
  sound.set(on);
  try {
    localStorage.setItem(KEY, on ? 'on' : 'off');
  } catch {
    // Forbidden storage: the choice lasts for this page.
  }
}

/** Two rising tones, made here: no file, no network. A page nobody has touched yet may not sound; then the title tells. */
export async function ring(grave: boolean): Promise<void> {
  if (!sound.get()) return;
  const audio = new AudioContext();
  if (audio.state === 'suspended') await Promise.race([audio.resume(), new Promise((done) => setTimeout(done, 300))]);
  if (audio.state !== 'running') return void audio.close();
  const times = grave ? 3 : 1;
  for (let i = 0; i < times * 2; i++) {
    const tone = audio.createOscillator();
    const gain = audio.createGain();
    const at = audio.currentTime + i * 0.22;
    tone.frequency.value = i % 2 === 0 ? 660 : 880;
    gain.gain.setValueAtTime(0.0001, at);
    gain.gain.exponentialRampToValueAtTime(0.25, at + 0.02);
    gain.gain.exponentialRampToValueAtTime(0.0001, at + 0.2);
    tone.connect(gain).connect(audio.destination);
    tone.start(at);
    tone.stop(at + 0.21);
  }
  setTimeout(() => void audio.close(), times * 440 + 400);
}

/** `(2) …` in the title of the tab while incidents wait; the title comes back when the desk is left. */
export function useTitleBadge(waiting: number): void {
  useEffect(() => {
    const bare = document.title.replace(/^\(\d+\) /, '');
    document.title = waiting > 0 ? `(${waiting}) ${bare}` : bare;
    return () => {
      document.title = document.title.replace(/^\(\d+\) /, '');
    };
  }, [waiting]);
}

/** Rings once for every incident that was not there before; those there at the start are silent. */
export function useAlarm(incidents: readonly { id: number; level: number; status: string }[] | undefined): void {
  const known = useRef<Set<number> | null>(null);
  useEffect(() => {
    if (!incidents) return;
    const fresh = known.current ? incidents.filter((i) => !known.current!.has(i.id) && i.status === 'reported') : [];
    known.current = new Set(incidents.map((incident) => incident.id));
    if (fresh.length > 0) void ring(fresh.some((incident) => incident.level <= 2));
  }, [incidents]);
}
