import { AlertOutlined } from '@ant-design/icons';
import type { Workspace } from '../shell/workspace.ts';
import { Drawer } from './Drawer.tsx';
import { Left } from './Left.tsx';
import { Right } from './Right.tsx';

const command: Workspace = { id: 'command', icon: AlertOutlined, Left, Right, Drawer, base: 'dark' };
export default command;
