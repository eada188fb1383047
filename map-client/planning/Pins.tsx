import { CloseOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { useSay } from '../shell/i18n.ts';
import { area, brief, exact, measure } from '../shell/numbers.ts';
import { totalsOf } from './totals.ts';
import { MOST_PINS, usePins } from './zone.ts';

/** Pinned profiles side by side; each answer says the change sequence it stands at. */
export function Pins() {
  const { t } = useTranslation();
  const say = useSay();
  const { pins, unpin } = usePins();
  if (pins.length === 0) return null;
  const ids = [...new Set(pins.flatMap((one) => totalsOf(one.profile).totals.map((s) => s.id)))];
  return (
    <section className="block pins">
      <h2>{t('planning:pin.title', { count: pins.length, most: MOST_PINS })}</h2>
      <div className="pins-scroll">
        <table>
          <thead>
            <tr>
              <th scope="col">
                <span className="visually-hidden">{t('planning:what')}</span>
              </th>
              {pins.map((one) => (
                <th scope="col" key={one.id}>
                  <span className="clip" title={one.name}>
                    {one.name}
                  </span>
                  <Button
                    type="text"
                    size="small"
                    icon={<CloseOutlined />}
                    aria-label={t('planning:pin.remove', { name: one.name })}
                    onClick={() => unpin(one.id)}
                  />
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            <tr>
              <th scope="row">{t('planning:profile.area')}</th>
              {pins.map((one) => (
                <td key={one.id}>{one.profile.area === null ? '—' : area(one.profile.area)}</td>
              ))}
            </tr>
            {ids.map((id) => (
              <tr key={id}>
                <th scope="row">
                  {say(pins.flatMap((one) => one.profile.statistics).find((s) => s.id === id)!.title)}
                </th>
                {pins.map((one) => {
                  const found = one.profile.statistics.find((s) => s.id === id);
                  const value = found?.total;
                  return (
                    <td key={one.id} title={exact(value)}>
                      {Object.values(measure(value, say(found?.unit))).join(' ')}
                    </td>
                  );
                })}
              </tr>
            ))}
            <tr>
              <th scope="row">{t('planning:profile.density')}</th>
              {pins.map((one) => (
                <td key={one.id}>{brief(totalsOf(one.profile).density)}</td>
              ))}
            </tr>
            {[...new Set(pins.flatMap((one) => one.profile.economy.map((f) => f.indicator)))].map((id) => (
              <tr key={id}>
                <th scope="row">
                  {say(pins.flatMap((one) => one.profile.economy).find((f) => f.indicator === id)!.title)}
                </th>
                {pins.map((one) => {
                  const figure = one.profile.economy.find((f) => f.indicator === id);
                  return (
                    <td key={one.id} title={figure && `${exact(figure.low)} – ${exact(figure.high)} ${figure.unit}`}>
                      {figure ? Object.values(measure(figure.value, figure.unit)).join(' ') : '–'}
                    </td>
                  );
                })}
              </tr>
            ))}
            <tr>
              <th scope="row">{t('planning:pin.sequence')}</th>
              {pins.map((one) => (
                <td key={one.id}>{exact(one.profile.sequence)}</td>
              ))}
            </tr>
          </tbody>
        </table>
      </div>
    </section>
  );
}
