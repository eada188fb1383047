import { BarChartOutlined } from '@ant-design/icons';
import type { Workspace } from '../shell/workspace.ts';
import { Left } from './Left.tsx';

const planning: Workspace = { id: 'planning', icon: BarChartOutlined, Left, ownSelection: ['regions'], base: 'grey' };
export default planning;
