import { type Static, Type } from 'typebox';
import { ROLES, type Role } from '../../datasets/roles.ts';
import { TextSchema } from '../schema.ts';

/** GET /api/session (also the answer of POST /api/session {username, password}); DELETE /api/session signs out. */
export const Session = Type.Object({
  signedIn: Type.Boolean(),
  name: Type.String(),
  role: Type.Unsafe<Role>({ type: 'string', enum: [...ROLES] }),
  roleTitle: TextSchema,
  /** Which workspaces the rail shows. */
  workspaces: Type.Array(
    Type.Union([
      Type.Literal('planning'),
      Type.Literal('lookup'),
      Type.Literal('command'),
      Type.Literal('steward'),
      Type.Literal('admin'),
    ]),
  ),
  /** To be sent back as header `x-csrf-token` with every request that changes something. */
  csrf: Type.Union([Type.String(), Type.Null()]),
  /** No security administrator yet: the sign-in page takes the code the server printed. */
  awaitsAdministrator: Type.Boolean(),
  city: Type.Union([
    Type.Object({
      id: Type.String(),
      name: TextSchema,
      code: Type.String(),
      extent: Type.Array(Type.Number(), { minItems: 4, maxItems: 4 }),
      center: Type.Array(Type.Number(), { minItems: 2, maxItems: 2 }),
      asOf: Type.String(),
      demo: Type.Boolean(),
      mapReviewNumber: Type.Union([Type.String(), Type.Null()]),
    }),
    Type.Null(),
  ]),
});
export type Session = Static<typeof Session>;
export const SignIn = Type.Object({
  username: Type.String({ maxLength: 100 }),
  password: Type.String({ maxLength: 200 }),
});
export type SignIn = Static<typeof SignIn>;

/** GET /api/audit?after=&limit=&subject=&account= (auditor only), newest first. */
export const AuditEntry = Type.Object({
  id: Type.Integer(),
  at: Type.String(),
  account: Type.String(),
  role: Type.String(),
  action: Type.String({ description: 'look, search, reveal, list, sign-in, sign-in-failed, ...' }),
  dataset: Type.Union([Type.String(), Type.Null()]),
  subject: Type.Union([Type.Integer(), Type.Null()], { description: 'record id' }),
  fields: Type.Array(Type.String()),
  purpose: Type.Union([Type.String(), Type.Null()]),
  caseNumber: Type.Union([Type.String(), Type.Null()]),
});
export const AuditPage = Type.Object({
  entries: Type.Array(AuditEntry),
  next: Type.Union([Type.Integer(), Type.Null()]),
});
export type AuditEntry = Static<typeof AuditEntry>;
export type AuditPage = Static<typeof AuditPage>;
