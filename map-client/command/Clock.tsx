import { useTranslation } from 'react-i18next';
import type { Incident } from '../../server/command/schema.ts';
import { useSay } from '../shell/i18n.ts';
import { clockFace, countdown } from './countdown.ts';

/** One statutory clock counting down; once late it counts up with a plus and says so in words too. */
export function Clock({
  clock,
  now,
  short = false,
}: {
  clock: Incident['clocks'][number];
  now: number;
  short?: boolean;
}) {
  const { t } = useTranslation();
  const say = useSay();
  const { state, seconds } = countdown(clock.due, clock.doneAt, now);
  return (
    <span className="clock" data-state={state} title={short ? say(clock.title) : undefined}>
      {!short && <span className="clock-title">{say(clock.title)}</span>}
      <span className="clock-face">
        {state === 'done' ? '✓' : state === 'overdue' ? `+${clockFace(seconds)}` : clockFace(seconds)}
      </span>
      {state === 'overdue' && <span className="clock-late">{t('command:clock.overdue')}</span>}
      {state === 'done' && !short && <span className="quiet">{t('command:clock.done')}</span>}
    </span>
  );
}
