import type { Text } from '../../datasets/dataset.ts';
import type { Role } from '../../datasets/roles.ts';
import type { Session } from './schema.ts';

export const ROLE_TITLES: Record<Role, Text> = {
  public: { zh: '公众', en: 'Public' },
  planner: { zh: '规划人员', en: 'Planner' },
  dispatcher: { zh: '指挥调度员', en: 'Dispatcher' },
  lookup: { zh: '查询人员', en: 'Lookup officer' },
  steward: { zh: '数据管理员', en: 'Data steward' },
  security: { zh: '安全管理员', en: 'Security administrator' },
  auditor: { zh: '审计员', en: 'Auditor' },
  partner: { zh: '外部系统', en: 'Other system' },
};

/** What the rail shows, in its order; the first is where a session starts. */
export const WORKSPACES: Record<Role, Session['workspaces']> = {
  public: ['planning'],
  planner: ['planning', 'lookup'],
  dispatcher: ['command', 'lookup', 'planning'],
  lookup: ['lookup', 'planning'],
  steward: ['steward', 'planning'],
  security: ['admin'],
  auditor: ['admin'],
  partner: ['planning'],
};
