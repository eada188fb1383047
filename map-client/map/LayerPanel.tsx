import { AimOutlined, ArrowDownOutlined, ArrowUpOutlined, DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { Button, Slider } from 'antd';
import { useTranslation } from 'react-i18next';
import { useSay } from '../shell/i18n.ts';
import { brief } from '../shell/numbers.ts';
import { useSession } from '../shell/session.ts';
import { Empty, Failed, Loading } from '../shell/states.tsx';
import { GROUPS, type LayerInfo, useCatalog, useShownLayers } from './catalog.ts';
import { MARGIN } from './clear.ts';
import { Swatch } from './Legend.tsx';
import { useMap } from './map.ts';

/** The catalogue by theme: one click puts a layer on the map; above it, what is shown, with order and opacity. */
export function LayerPanel() {
  const { t } = useTranslation();
  const say = useSay();
  const catalog = useCatalog();
  const { shown, isShown, add } = useShownLayers();
  if (catalog.isPending) return <Loading />;
  if (catalog.isError) return <Failed error={catalog.error} retry={() => void catalog.refetch()} />;
  if (catalog.data.length === 0) return <Empty title={t('map:layers.none')} hint={t('map:layers.noneHint')} />;
  const infos = new Map(catalog.data.map((layer) => [layer.id, layer]));
  const listed = shown.flatMap(({ id, opacity }) => {
    const info = infos.get(id);
    return info ? [{ info, opacity }] : [];
  });
  // The count is that of the dataset: where several layers share it, it would be true of none.
  const alone = (layer: LayerInfo) => catalog.data.filter((other) => other.dataset === layer.dataset).length === 1;
  return (
    <div className="layers">
      <section className="section">
        <h2>{t('map:layers.shown')}</h2>
        {listed.length === 0 && <p className="quiet">{t('map:layers.empty')}</p>}
        {listed.map(({ info, opacity }, index) => (
          <ShownRow
            key={info.id}
            info={info}
            opacity={opacity}
            first={index === 0}
            last={index === listed.length - 1}
          />
        ))}
      </section>
      {GROUPS.map((group) => {
        const layers = catalog.data.filter((layer) => layer.group === group);
        if (layers.length === 0) return null;
        return (
          <section key={group} className="section">
            <h2>{t(`map:group.${group}`)}</h2>
            {layers.map((layer) => (
              <button
                type="button"
                key={layer.id}
                className="layer-add"
                disabled={isShown(layer.id)}
                title={say(layer.description)}
                onClick={() => add(layer.id)}
              >
                <Swatch legend={layer.legend} geometry={layer.geometry} />
                <span className="layer-title">{say(layer.title)}</span>
                {alone(layer) && <span className="quiet">{brief(layer.count, 1)}</span>}
                {isShown(layer.id) ? <span className="quiet">✓</span> : <PlusOutlined />}
              </button>
            ))}
          </section>
        );
      })}
    </div>
  );
}

function ShownRow({ info, opacity, first, last }: { info: LayerInfo; opacity: number; first: boolean; last: boolean }) {
  const { t } = useTranslation();
  const say = useSay();
  const map = useMap();
  const session = useSession();
  const { remove, setOpacity, move } = useShownLayers();
  const extent = session.data?.city?.extent as [number, number, number, number] | undefined;
  const title = say(info.title);
  function zoomTo() {
    if (!map || !extent) return;
    if (map.getZoom() < info.minzoom && info.minzoom > 10) map.easeTo({ zoom: info.minzoom + 0.5, duration: 180 });
    else map.fitBounds(extent, { padding: MARGIN, duration: 180 });
  }
  return (
    <div className="layer-row">
      <div className="layer-head">
        <Swatch legend={info.legend} geometry={info.geometry} />
        <span className="layer-title">{title}</span>
        <Button
          type="text"
          size="small"
          icon={<ArrowUpOutlined />}
          disabled={first}
          aria-label={t('map:layers.up', { title })}
          onClick={() => move(info.id, -1)}
        />
        <Button
          type="text"
          size="small"
          icon={<ArrowDownOutlined />}
          disabled={last}
          aria-label={t('map:layers.down', { title })}
          onClick={() => move(info.id, 1)}
        />
        <Button
          type="text"
          size="small"
          icon={<AimOutlined />}
          aria-label={t('map:layers.zoom', { title })}
          onClick={zoomTo}
        />
        <Button
          type="text"
          size="small"
          icon={<DeleteOutlined />}
          aria-label={t('map:layers.remove', { title })}
          onClick={() => remove(info.id)}
        />
      </div>
      <Slider
        min={0}
        max={100}
        value={opacity}
        ariaLabelForHandle={t('map:layers.opacity', { title })}
        tooltip={{ formatter: (value) => `${value} %` }}
        onChange={(value) => setOpacity(info.id, value)}
      />
    </div>
  );
}
