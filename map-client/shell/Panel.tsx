import { DownOutlined, LeftOutlined, RightOutlined, UpOutlined } from '@ant-design/icons';
import { type KeyboardEvent, type PointerEvent, type ReactNode, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { PANEL_LIMITS, type PanelName, usePanels } from './panels.ts';

/** A panel at one edge of the map: its edge is dragged or moved with arrow keys, its tab folds it away. */
export function Panel({ name, label, children }: { name: PanelName; label: string; children: ReactNode }) {
  const { t } = useTranslation();
  const { panels, toggle, resize } = usePanels();
  const { open, size } = panels[name];
  const start = useRef<{ at: number; size: number } | null>(null);
  const grows = name === 'left' ? 1 : -1;
  const along = (event: PointerEvent) => (name === 'drawer' ? event.clientY : event.clientX);

  function onKey(event: KeyboardEvent) {
    const [more, less] =
      name === 'drawer'
        ? ['ArrowUp', 'ArrowDown']
        : name === 'left'
          ? ['ArrowRight', 'ArrowLeft']
          : ['ArrowLeft', 'ArrowRight'];
    if (event.key !== more && event.key !== less) return;
    event.preventDefault();
    resize(name, size + (event.key === more ? 16 : -16));
  }
  const Fold =
    name === 'drawer' ? (open ? DownOutlined : UpOutlined) : (name === 'left') === open ? LeftOutlined : RightOutlined;
  const [low, high] = PANEL_LIMITS[name];
  return (
    <section
      className={`panel panel-${name}`}
      data-open={open}
      aria-label={label}
      style={{ [name === 'drawer' ? 'height' : 'width']: open ? size : 0 }}
    >
      <div className="panel-body" inert={!open}>
        {children}
      </div>
      {open && (
        // biome-ignore lint/a11y/useSemanticElements: a window splitter (ARIA pattern) is a focusable separator, which hr is not
        <div
          className="splitter"
          role="separator"
          tabIndex={0}
          aria-orientation={name === 'drawer' ? 'horizontal' : 'vertical'}
          aria-label={t('shell:panel.resize', { name: label })}
          aria-valuenow={size}
          aria-valuemin={low}
          aria-valuemax={high}
          onKeyDown={onKey}
          onPointerDown={(event) => {
            event.currentTarget.setPointerCapture(event.pointerId);
            start.current = { at: along(event), size };
          }}
          onPointerMove={(event) => {
            if (start.current) resize(name, start.current.size + grows * (along(event) - start.current.at));
          }}
          onPointerUp={() => {
            start.current = null;
          }}
        />
      )}
      <button
        type="button"
        className="fold"
        aria-expanded={open}
        title={t(open ? 'shell:panel.close' : 'shell:panel.open', { name: label })}
        aria-label={t(open ? 'shell:panel.close' : 'shell:panel.open', { name: label })}
        onClick={() => toggle(name)}
      >
        <Fold />
      </button>
    </section>
  );
}
