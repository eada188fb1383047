import { IdcardOutlined } from '@ant-design/icons';
import type { Workspace } from '../shell/workspace.ts';
import { Left } from './Left.tsx';

const lookup: Workspace = { id: 'lookup', icon: IdcardOutlined, Left };
export default lookup;
