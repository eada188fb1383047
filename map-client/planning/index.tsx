import { BarChartOutlined } from '@ant-design/icons';
import type { Workspace } from '../shell/workspace.ts';
import { Left } from './Left.tsx';
import { Profile } from './Profile.tsx';
import { RegionTable } from './RegionTable.tsx';

const planning: Workspace = {
  id: 'planning',
  icon: BarChartOutlined,
  Left,
  Right: Profile,
  Drawer: RegionTable,
  ownSelection: ['regions'],
  base: 'grey',
};
export default planning;
