import { type Static, Type } from 'typebox';
import { ROLES, type Role } from '../../datasets/roles.ts';

const SIGNED_IN = ROLES.filter((role) => role !== 'public');
const RoleName = Type.Unsafe<Role>({ type: 'string', enum: SIGNED_IN });
const Username = Type.String({
  pattern: '^[a-z0-9][a-z0-9._-]{1,59}$',
  description: 'lower-case letters, digits, . _ -',
});
const Name = Type.String({ minLength: 1, maxLength: 60 });
const Password = Type.String({ minLength: 10, maxLength: 200 });

/** GET /api/accounts (security administrator): everybody who can come in. Passwords and secrets are never answered. */
export const AccountList = Type.Object({
  accounts: Type.Array(
    Type.Object({
      id: Type.Integer(),
      username: Type.String(),
      name: Type.String(),
      role: RoleName,
      active: Type.Boolean(),
      createdAt: Type.String(),
      sessions: Type.Integer({ description: 'how many are open' }),
      keys: Type.Array(
        Type.Object({
          id: Type.String(),
          title: Type.String(),
          usedAt: Type.Union([Type.String(), Type.Null()]),
          expiresAt: Type.Union([Type.String(), Type.Null()]),
          revoked: Type.Boolean(),
        }),
      ),
    }),
  ),
});
export type AccountList = Static<typeof AccountList>;

/** POST /api/accounts; without a password one is made and answered this once. */
export const NewAccount = Type.Object(
  {
    username: Username,
    name: Name,
    role: RoleName,
    password: Type.Optional(Password),
  },
  { additionalProperties: false },
);
export const MadeAccount = Type.Object({ id: Type.Integer(), password: Type.Union([Type.String(), Type.Null()]) });

/** PATCH /api/accounts/{id}: any change but the name's ends its sessions. */
export const AccountChange = Type.Object(
  {
    name: Type.Optional(Name),
    role: Type.Optional(RoleName),
    active: Type.Optional(Type.Boolean()),
    password: Type.Optional(Password),
  },
  { additionalProperties: false },
);
export type AccountChange = Static<typeof AccountChange>;

/** POST /api/accounts/{id}/keys; DELETE /api/accounts/{id}/keys/{key} revokes it. */
export const NewKey = Type.Object(
  {
    title: Type.String({ minLength: 1, maxLength: 60 }),
    expiresAt: Type.Optional(Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$' })),
  },
  { additionalProperties: false },
);
export const MadeKey = Type.Object({ id: Type.String(), apiKey: Type.String({ description: 'shown this once' }) });

/** POST /api/session/first: the first security administrator, by the code the server printed. */
export const FirstAdministrator = Type.Object(
  {
    code: Type.String({ maxLength: 60 }),
    username: Username,
    name: Name,
    password: Password,
  },
  { additionalProperties: false },
);
