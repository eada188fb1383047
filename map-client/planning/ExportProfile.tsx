import { DownloadOutlined } from '@ant-design/icons';
import { Button, Dropdown } from 'antd';
import { useTranslation } from 'react-i18next';
import { useSession } from '../shell/session.ts';
import { saveFile, XLSX } from './files.ts';
import { profileSheets } from './sheets.ts';
import { workbook } from './xlsx.ts';
import { type Answered, geojsonOf } from './zone.ts';

/** The answer as a workbook with its sources, or the zone as GeoJSON with its totals. */
export function ExportProfile({
  name,
  answered,
  region,
}: {
  name: string;
  answered: Answered;
  region: { geometry: GeoJSON.Geometry | null } | null;
}) {
  const { t } = useTranslation();
  const session = useSession();
  function asGeoJson() {
    const { zone, profile } = answered;
    const totals = Object.fromEntries(profile.statistics.map((one) => [one.id, one.total]));
    const feature = {
      type: 'Feature',
      geometry: geojsonOf(zone) ?? region?.geometry ?? null,
      properties: { name, ...totals, area: profile.area, sequence: profile.sequence, exact: profile.exact },
    };
    saveFile(`${name}.geojson`, 'application/geo+json', JSON.stringify(feature));
  }
  return (
    <Dropdown
      trigger={['click']}
      menu={{
        items: [
          { key: 'xlsx', label: t('planning:export.xlsx') },
          { key: 'geojson', label: t('planning:export.geojson') },
        ],
        onClick: ({ key }) => {
          if (key === 'geojson') asGeoJson();
          else saveFile(`${name}.xlsx`, XLSX, workbook(profileSheets(name, answered, session.data)));
        },
      }}
    >
      <Button type="text" icon={<DownloadOutlined />} aria-label={t('planning:export.answer')} />
    </Dropdown>
  );
}
