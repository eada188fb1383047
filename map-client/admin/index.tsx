import { AuditOutlined } from '@ant-design/icons';
import type { Workspace } from '../shell/workspace.ts';
import { Left } from './Left.tsx';

const admin: Workspace = { id: 'admin', icon: AuditOutlined, Left, wide: true };
export default admin;
