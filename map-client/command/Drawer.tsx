import { Segmented, Switch } from 'antd';
import { useTranslation } from 'react-i18next';
import { prefer, preferences } from '../shell/preferences.ts';
import { useStore } from '../shell/store.ts';
import { VERBS } from './command-line.ts';
import { change, useDesk } from './desk.ts';
import { UnitTable } from './UnitTable.tsx';
import { KEYS } from './use-desk-keys.ts';

/** Every key and every command, and the switch that turns the keys off. */
function HelpSheet() {
  const { t } = useTranslation();
  const { shortcuts } = useStore(preferences);
  return (
    <div className="help-sheet">
      <section>
        <h3>
          {t('command:help.keys')}
          <span className="switch-label">
            {t(shortcuts ? 'command:help.on' : 'command:help.off')}
            <Switch
              size="small"
              aria-label={t('command:help.keys')}
              checked={shortcuts}
              onChange={(on) => prefer({ shortcuts: on })}
            />
          </span>
        </h3>
        <dl>
          {KEYS.map((key) => (
            <div key={key} data-off={!shortcuts || undefined}>
              <dt>
                <kbd>{key}</kbd>
              </dt>
              <dd>{t(`command:key.${key}`)}</dd>
            </div>
          ))}
          <div>
            <dt>
              <kbd>/</kbd>
            </dt>
            <dd>{t('command:key.search')}</dd>
          </div>
        </dl>
      </section>
      <section>
        <h3>{t('command:help.commands')}</h3>
        <dl>
          {VERBS.map(({ verb, names, argument }) => (
            <div key={verb}>
              <dt>
                <code>
                  :{verb} {argument && t(`command:argument.${argument}`)}
                </code>
              </dt>
              <dd>
                {t(`command:verb.${verb}`)} <span className="quiet">{names.slice(1).join(' ')}</span>
              </dd>
            </div>
          ))}
        </dl>
      </section>
    </div>
  );
}

/** All units as a table, or the help sheet. */
export function Drawer() {
  const { t } = useTranslation();
  const { page } = useDesk();
  return (
    <div className="desk-drawer">
      <Segmented
        value={page}
        onChange={(next) => change({ page: next })}
        aria-label={t('command:drawer')}
        options={[
          { value: 'units' as const, label: t('command:units.title') },
          { value: 'help' as const, label: t('command:help.title') },
        ]}
      />
      {page === 'help' ? <HelpSheet /> : <UnitTable />}
    </div>
  );
}
