import type { Assignment, Incident } from '../../server/command/schema.ts';

/** The incidents with what an order answered in its place, so that the screen does not wait to be told again. */
export function absorb(incidents: Incident[], answer: unknown): Incident[] {
  const made = answer as Partial<Incident> & Partial<Assignment>;
  if (made?.number !== undefined && made.clocks) {
    const incident = made as Incident;
    return [...incidents.filter(({ id }) => id !== incident.id), incident];
  }
  if (made?.incident === undefined || !made.unitName) return incidents;
  const assignment = made as Assignment;
  return incidents.map((incident) =>
    incident.id === assignment.incident
      ? { ...incident, assignments: [...incident.assignments.filter(({ id }) => id !== assignment.id), assignment] }
      : incident,
  );
}
