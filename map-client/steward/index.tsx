import { DatabaseOutlined } from '@ant-design/icons';
import type { Workspace } from '../shell/workspace.ts';
import { Left } from './Left.tsx';

const steward: Workspace = { id: 'steward', icon: DatabaseOutlined, Left, wide: true };
export default steward;
