import { useTranslation } from 'react-i18next';
import type { Assignment, Hazard, Incident } from '../../server/command/schema.ts';
import { type Command, findUnit, parseCommand } from './command-line.ts';
import { change, desk, openIncident, startReport, tell, toggleHelp, useDesk } from './desk.ts';
import { orders, useIncidents, useIncidentTypes, useRanking, useUnits } from './queries.ts';
import { type AssignmentStatus, type IncidentStatus, isActive, LEVEL_SIGNS } from './urgency.ts';
import { useOrder } from './use-order.ts';

/** A zone to begin with: 300 m, wide enough to hold a street block. */
export const FIRST_ZONE: Hazard = { kind: 'circle', radius: 300 };

/** Everything that can be done at the desk, once, for buttons, keys and the command bar alike. */
export function useDeskActions() {
  const { t } = useTranslation();
  const incidents = useIncidents().data ?? [];
  const incident = incidents.find(({ id }) => id === desk.get().open);
  const ranking = useRanking(incident);
  const units = useUnits().data ?? [];
  const types = useIncidentTypes().data;
  /** The zone the type of incident begins with. */
  const offered = ({ what }: Incident) => types?.find(({ code }) => code === what)?.hazard;
  const { order, busy } = useOrder();
  const { sending } = useDesk();
  // The ranking may be some seconds old: who was sent meanwhile is not offered again.
  const sent = new Set([
    ...sending,
    ...incidents.flatMap(({ assignments }) => assignments.filter(isActive).map(({ unit }) => unit)),
  ]);
  const candidates = ranking.data?.candidates.filter(({ available, unit }) => available && !sent.has(unit)) ?? [];

  const need = (): Incident | undefined => {
    if (!incident) tell(t('command:said.openFirst'), true);
    return incident;
  };

  async function assign(unit: string, name: string) {
    const at = need();
    if (!at || sending.includes(unit)) return;
    change({ sending: [...desk.get().sending, unit] });
    await order(
      () => orders.assign(at.id, unit),
      t('command:said.assigned', { unit: name }),
      () => orders.undo(at.id),
    );
    change({ sending: desk.get().sending.filter((code) => code !== unit) });
  }
  const assignNth = (n: number) => {
    if (!need()) return;
    const candidate = candidates[n - 1];
    if (candidate) void assign(candidate.unit, candidate.name);
    else tell(t('command:said.noNth', { n }), true);
  };

  const step = (assignment: Assignment, status: AssignmentStatus) =>
    order(
      () => orders.assignment(assignment.id, status),
      t('command:said.assignment', { unit: assignment.unitName, status: t(`command:assignment.${status}`) }),
      () => orders.undo(assignment.incident),
    );
  /** The unit longest under way arrives first, unless one is named. */
  const arrive = () => {
    const at = need();
    if (!at) return;
    const next =
      at.assignments.find((a) => a.status === 'en-route') ?? at.assignments.find((a) => a.status === 'assigned');
    if (next) void step(next, 'arrived');
    else tell(t('command:said.nobodyUnderWay'), true);
  };

  const setStatus = (status: IncidentStatus) => {
    const at = need();
    if (!at) return;
    void order(
      () => orders.status(at.id, status),
      t('command:said.status', { number: at.number, status: t(`command:status.${status}`) }),
      () => orders.undo(at.id),
    );
  };
  const setLevel = (level: 1 | 2 | 3 | 4) => {
    const at = need();
    if (!at) return;
    void order(
      () => orders.level(at.id, level),
      t('command:said.level', { level: LEVEL_SIGNS[level] }),
      () => orders.undo(at.id),
    );
  };
  const saveZone = async (hazard: Hazard | null) => {
    const at = need();
    if (!at) return;
    const saved = await order(
      () => orders.zone(at.id, hazard),
      t(hazard ? 'command:said.zone' : 'command:said.noZone'),
      () => orders.undo(at.id),
    );
    if (saved) change({ hazard: null });
  };
  const editZone = () => {
    const at = need();
    if (at && at.status !== 'closed')
      change({ hazard: desk.get().hazard ? null : (at.hazard ?? offered(at) ?? FIRST_ZONE), draft: null });
  };
  const note = (text: string) => {
    const at = need();
    return at ? order(() => orders.note(at.id, text), t('command:said.noted')) : undefined;
  };
  const undo = () => {
    const { last } = desk.get();
    if (last) void order(last.run, t('command:said.undone', { what: last.text }));
    else tell(t('command:said.nothingToUndo'), true);
  };

  /** Runs a command line; true when it was understood, so that the bar may close. */
  function run(line: string): boolean {
    const command = parseCommand(line);
    if ('problem' in command) {
      tell(t(`command:bar.${command.problem}`), true);
      return false;
    }
    return obey(command);
  }
  function obey(command: Command): boolean {
    switch (command.verb) {
      case 'new':
        startReport();
        return true;
      case 'undo':
        undo();
        return true;
      case 'help':
        toggleHelp();
        return true;
      case 'close':
        setStatus('closed');
        return true;
      case 'isochrone':
        change({ isochrone: !desk.get().isochrone });
        return true;
      case 'note':
        void note(command.text);
        return true;
      case 'status':
        setStatus(command.status);
        return true;
      case 'level':
        setLevel(command.level);
        return true;
      case 'zone': {
        const { radius, distance, windFrom = 0, angle = 60 } = command;
        void saveZone(
          distance === undefined ? { kind: 'circle', radius } : { kind: 'wedge', radius, distance, windFrom, angle },
        );
        return true;
      }
      case 'go': {
        const found = incidents.find(
          ({ number }) => number === command.number || number.endsWith(`-${command.number.padStart(3, '0')}`),
        );
        if (found) openIncident(found.id);
        else tell(t('command:bar.noIncident'), true);
        return found !== undefined;
      }
      case 'assign': {
        const ranked = candidates.map(({ unit, name }) => ({ code: unit, name }));
        const unit = findUnit(command.unit, ranked, units);
        if (unit) void assign(unit.code, unit.name);
        else tell(t('command:bar.noUnit', { unit: command.unit }), true);
        return unit !== undefined;
      }
      default: {
        const sent = (need()?.assignments ?? []).map((a) => ({ code: a.unit, name: a.unitName, assignment: a }));
        const found = findUnit(command.unit, sent, sent);
        const status = ({ arrived: 'arrived', release: 'released', cancel: 'cancelled' } as const)[command.verb];
        if (found) void step(found.assignment, status);
        else tell(t('command:bar.notSent', { unit: command.unit }), true);
        return found !== undefined;
      }
    }
  }

  return {
    incident,
    candidates,
    ranking,
    busy,
    assign,
    assignNth,
    arrive,
    step,
    setStatus,
    setLevel,
    saveZone,
    editZone,
    note,
    undo,
    run,
  };
}
