import type { FastifyRequest } from 'fastify';
import type { Role } from '../../datasets/roles.ts';
import { forbidden, signInFirst } from '../errors.ts';

/**
 * For what is not a read of rows (an order, an upload): those go by grants of the database.
 * @throws Problem 401 for the public, 403 for an account of another role
 */
export function requireRole(request: Pick<FastifyRequest, 'principal'>, ...roles: Role[]): void {
  const { role, account } = request.principal;
  if (roles.includes(role)) return;
  throw account === null ? signInFirst() : forbidden();
}
