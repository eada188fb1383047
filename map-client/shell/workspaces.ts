import type { FC } from 'react';
import admin from '../admin/index.tsx';
import command from '../command/index.tsx';
import { EntityCard as Card } from '../lookup/EntityCard.tsx';
import lookup from '../lookup/index.tsx';
import planning from '../planning/index.tsx';
import steward from '../steward/index.tsx';
import type { EntityCardProps, Workspace } from './workspace.ts';

/** All there are; a session says which of them its rail shows, and in what order. */
export const WORKSPACES: Workspace[] = [planning, lookup, command, steward, admin];

/** Shows the selected record in any workspace; lookup provides it. */
export const EntityCard: FC<EntityCardProps> | null = Card;
