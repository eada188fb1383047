import { Button, InputNumber, Segmented, Slider } from 'antd';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import type { Hazard } from '../../server/command/schema.ts';
import { change } from './desk.ts';
import { WindDial } from './WindDial.tsx';

interface NumberRowProps {
  label: string;
  unit: string;
  value: number;
  min: number;
  max: number;
  step: number;
  onChange: (value: number) => void;
}

function NumberRow({ label, unit, value, min, max, step, onChange }: NumberRowProps) {
  const id = useId();
  return (
    <div className="zone-row">
      <label htmlFor={id}>{label}</label>
      <Slider
        value={value}
        min={min}
        max={max}
        step={step}
        onChange={onChange}
        tooltip={{ open: false }}
        ariaLabelForHandle={label}
      />
      <InputNumber
        id={id}
        value={value}
        min={10}
        max={50_000}
        step={step}
        suffix={unit}
        onChange={(next) => next !== null && onChange(next)}
      />
    </div>
  );
}

/** The hazard zone in numbers; the same is dragged on the map. What it holds is counted while it moves. */
export function HazardEditor({
  hazard,
  onSave,
  onRemove,
  busy,
}: {
  hazard: Hazard;
  onSave: () => void;
  onRemove?: () => void;
  busy: boolean;
}) {
  const { t } = useTranslation();
  const set = (next: Partial<Hazard>) => change({ hazard: { ...hazard, ...next } as Hazard });
  return (
    <form
      className="zone-editor"
      aria-label={t('command:zone.title')}
      onSubmit={(event) => {
        event.preventDefault();
        onSave();
      }}
      onKeyDown={(event) => {
        if (event.key === 'Escape') change({ hazard: null });
      }}
    >
      <Segmented
        block
        aria-label={t('command:zone.kind')}
        value={hazard.kind}
        onChange={(kind) =>
          change({
            hazard:
              kind === 'circle'
                ? { kind: 'circle', radius: hazard.radius }
                : {
                    kind: 'wedge',
                    radius: Math.min(hazard.radius, 300),
                    distance: Math.max(1000, hazard.radius * 3),
                    windFrom: 315,
                    angle: 60,
                  },
          })
        }
        options={[
          { value: 'circle' as const, label: t('command:zone.circle') },
          { value: 'wedge' as const, label: t('command:zone.wedge') },
        ]}
      />
      <NumberRow
        label={t(hazard.kind === 'circle' ? 'command:zone.radius' : 'command:zone.isolation')}
        unit="m"
        value={hazard.radius}
        min={10}
        max={3000}
        step={10}
        onChange={(radius) => set({ radius })}
      />
      {hazard.kind === 'wedge' && (
        <>
          <NumberRow
            label={t('command:zone.distance')}
            unit="m"
            value={hazard.distance}
            min={50}
            max={10_000}
            step={50}
            onChange={(distance) => set({ distance })}
          />
          <div className="zone-wind">
            <WindDial windFrom={hazard.windFrom} angle={hazard.angle} onChange={(windFrom) => set({ windFrom })} />
            <div className="zone-wind-numbers">
              <span>
                {t('command:zone.windFrom')}
                <InputNumber
                  aria-label={t('command:zone.windFrom')}
                  value={hazard.windFrom}
                  min={0}
                  max={360}
                  step={5}
                  suffix="°"
                  onChange={(windFrom) => windFrom !== null && set({ windFrom })}
                />
              </span>
              <span>
                {t('command:zone.angle')}
                <InputNumber
                  aria-label={t('command:zone.angle')}
                  value={hazard.angle}
                  min={5}
                  max={180}
                  step={5}
                  suffix="°"
                  onChange={(angle) => angle !== null && set({ angle })}
                />
              </span>
            </div>
          </div>
        </>
      )}
      <p className="quiet small">{t('command:zone.screening')}</p>
      <div className="form-buttons">
        {onRemove && (
          <Button danger type="text" onClick={onRemove}>
            {t('command:zone.remove')}
          </Button>
        )}
        <span className="grow" />
        <Button onClick={() => change({ hazard: null })}>{t('command:cancel')}</Button>
        <Button type="primary" htmlType="submit" loading={busy}>
          {t('command:zone.save')}
        </Button>
      </div>
    </form>
  );
}
