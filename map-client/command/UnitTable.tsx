import { Table } from 'antd';
import { useTranslation } from 'react-i18next';
import { UNIT_KINDS } from '../../datasets/codes/framework.ts';
import type { Unit } from '../../server/command/schema.ts';
import { useMap } from '../map/map.ts';
import { useSay } from '../shell/i18n.ts';
import { Failed } from '../shell/states.tsx';
import { duration } from './countdown.ts';
import { openIncident } from './desk.ts';
import { useIncidents, useUnits } from './queries.ts';
import { freshness } from './tracks.ts';
import { useNow } from './use-now.ts';

/** Every unit with its state, its work and how old its position is. */
export function UnitTable() {
  const { t, i18n } = useTranslation();
  const say = useSay();
  const map = useMap();
  const now = useNow();
  const units = useUnits();
  const incidents = useIncidents().data ?? [];
  const language = i18n.language === 'en' ? 'en' : 'zh';
  if (units.isError) return <Failed error={units.error} retry={() => void units.refetch()} />;
  const age = (unit: Unit) => (unit.fixedAt ? Math.max(0, (now - Date.parse(unit.fixedAt)) / 1000) : null);
  return (
    <Table<Unit>
      className="unit-table"
      size="small"
      rowKey="code"
      loading={units.isPending}
      dataSource={units.data ?? []}
      pagination={false}
      virtual
      scroll={{ y: 190, x: 900 }}
      locale={{ emptyText: t('command:units.none') }}
      onRow={(unit) => ({
        onClick: () =>
          unit.lonLat && map?.flyTo({ center: unit.lonLat, zoom: Math.max(15, map.getZoom()), duration: 400 }),
      })}
      columns={[
        {
          title: t('command:units.name'),
          dataIndex: 'name',
          sorter: (a, b) => a.name.localeCompare(b.name, 'zh'),
          width: 200,
        },
        {
          title: t('command:units.kind'),
          dataIndex: 'kind',
          width: 120,
          filters: UNIT_KINDS.map(({ code, title }) => ({ value: code, text: say(title) })),
          onFilter: (value, unit) => unit.kind === value,
          render: (kind: string) => say(UNIT_KINDS.find(({ code }) => code === kind)?.title) || kind,
        },
        { title: t('command:units.station'), dataIndex: 'station', ellipsis: true },
        {
          title: t('command:units.status'),
          dataIndex: 'status',
          width: 110,
          sorter: (a, b) => a.status.localeCompare(b.status),
          render: (status: Unit['status']) => (
            <span className="unit-status" data-status={status}>
              {t(`command:unit.${status}`)}
            </span>
          ),
        },
        {
          title: t('command:units.incident'),
          dataIndex: 'incident',
          width: 140,
          render: (id: number | null) => {
            const incident = incidents.find((i) => i.id === id);
            return incident ? (
              <button type="button" className="link-button" onClick={() => openIncident(incident.id)}>
                {incident.number}
              </button>
            ) : null;
          },
        },
        {
          title: t('command:units.position'),
          key: 'age',
          width: 170,
          sorter: (a, b) => (age(a) ?? 1e9) - (age(b) ?? 1e9),
          render: (_, unit) => {
            const seconds = age(unit);
            if (seconds === null) return <span className="quiet">{t('command:units.never')}</span>;
            const state = freshness(seconds, unit.interval);
            return (
              <span className="unit-age" data-freshness={state}>
                {t(`command:freshness.${state}`)} · {duration(seconds, language)}
              </span>
            );
          },
        },
      ]}
    />
  );
}
