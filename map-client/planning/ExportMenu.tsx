import { DownloadOutlined } from '@ant-design/icons';
import { App, Button, Dropdown } from 'antd';
import { useTranslation } from 'react-i18next';
import { useMap } from '../map/map.ts';
import { useSay } from '../shell/i18n.ts';
import { preferences } from '../shell/preferences.ts';
import { useSession } from '../shell/session.ts';
import { saveFile, XLSX } from './files.ts';
import { mapImage } from './map-image.ts';
import { thematicSheets } from './sheets.ts';
import { type Classed, useChoices } from './thematic.ts';
import { workbook } from './xlsx.ts';

/** What is seen, to keep: the table as XLSX, the map as PNG. */
export function ExportMenu({ classed }: { classed: Classed | null }) {
  const { t } = useTranslation();
  const say = useSay();
  const map = useMap();
  const session = useSession();
  const { message } = App.useApp();
  const { method } = useChoices();
  const name = classed
    ? [say(classed.values.title), t(`planning:level.${classed.values.level}`), classed.values.period]
        .filter(Boolean)
        .join(' · ')
    : t('shell:product');

  async function picture() {
    if (!map || !session.data) return;
    try {
      const blob = await mapImage(map, { title: name, classed, session: session.data, theme: preferences.get().theme });
      saveFile(`${name}.png`, 'image/png', blob);
    } catch {
      message.error(t('planning:export.failed'));
    }
  }
  return (
    <Dropdown
      trigger={['click']}
      menu={{
        items: [
          { key: 'png', label: t('planning:export.png'), disabled: !map },
          { key: 'xlsx', label: t('planning:export.table'), disabled: !classed },
        ],
        onClick: ({ key }) => {
          if (key === 'png') void picture();
          else if (classed) saveFile(`${name}.xlsx`, XLSX, workbook(thematicSheets(classed, method, session.data)));
        },
      }}
    >
      <Button size="small" type="text" icon={<DownloadOutlined />}>
        {t('planning:export.title')}
      </Button>
    </Dropdown>
  );
}
