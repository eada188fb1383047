/** The roles of the house. Each is a database role `siku_<role>` that sees the views of schema `as_<role>`. */
export const ROLES = [
  'public',
  'planner',
  'dispatcher',
  'lookup',
  'steward',
  'security',
  'auditor',
  'partner',
] as const;
export type Role = (typeof ROLES)[number];

/**
 * How private a field is.
 * - `open`: whoever may read the record
 * - `internal`: working roles of the government
 * - `personal`: says something of a natural person (name, birth date)
 * - `identifying`: finds or reaches that person (id number, phone)
 */
export type Privacy = 'open' | 'internal' | 'personal' | 'identifying';

export type Sight = 'clear' | 'masked' | 'hidden';

/** What a role sees of a field; the views are generated from this table and nothing else. */
export const SIGHT: Record<Role, Record<Privacy, Sight>> = {
  public: { open: 'clear', internal: 'hidden', personal: 'hidden', identifying: 'hidden' },
  planner: { open: 'clear', internal: 'clear', personal: 'hidden', identifying: 'hidden' },
  partner: { open: 'clear', internal: 'clear', personal: 'hidden', identifying: 'hidden' },
  dispatcher: { open: 'clear', internal: 'clear', personal: 'masked', identifying: 'masked' },
  lookup: { open: 'clear', internal: 'clear', personal: 'clear', identifying: 'masked' },
  steward: { open: 'clear', internal: 'clear', personal: 'masked', identifying: 'masked' },
  security: { open: 'clear', internal: 'hidden', personal: 'hidden', identifying: 'hidden' },
  auditor: { open: 'clear', internal: 'hidden', personal: 'hidden', identifying: 'hidden' },
};

export const EVERYONE: readonly Role[] = ROLES;
export const WORKING: readonly Role[] = ['planner', 'dispatcher', 'lookup', 'steward', 'partner'];
/** Who may look at a single person, each look being audited. */
export const PERSON_READERS: readonly Role[] = ['dispatcher', 'lookup', 'steward'];
/** Who may have a masked field revealed, for a stated purpose and case. */
export const REVEALERS: readonly Role[] = ['dispatcher', 'lookup'];
