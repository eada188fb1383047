import { type KeyboardEvent, type UIEvent, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMap } from '../map/map.ts';
import { useSay } from '../shell/i18n.ts';
import { exact } from '../shell/numbers.ts';
import { select, useSelection } from '../shell/selection.ts';
import { Empty, Failed, Loading } from '../shell/states.tsx';
import { useStore } from '../shell/store.ts';
import { classOf } from './classify.ts';
import { digitsFor, hoveredRegion, useClassed } from './thematic.ts';

const ROW = 28;
type SortKey = 'name' | 'code' | 'value';

/** The map's twin: every region with its value, sorted, filtered, and one selection with the map. */
export function RegionTable() {
  const { t } = useTranslation();
  const say = useSay();
  const map = useMap();
  const { choices, classed, error, loading, retry } = useClassed();
  const { selected } = useSelection();
  const hovered = useStore(hoveredRegion);
  const [sort, setSort] = useState<{ key: SortKey; down: boolean }>({ key: 'value', down: true });
  const [filter, setFilter] = useState('');
  const [top, setTop] = useState(0);
  const [height, setHeight] = useState(220);
  const box = useRef<HTMLDivElement | null>(null);
  const chosen = selected?.dataset === 'regions' ? selected.id : null;

  const rows = useMemo(() => {
    const word = filter.trim().toLowerCase();
    const list = (classed?.values.regions ?? []).filter(
      (region) => !word || region.name.toLowerCase().includes(word) || region.code.startsWith(word),
    );
    const sign = sort.down ? -1 : 1;
    return [...list].sort((a, b) => {
      if (sort.key === 'value') {
        // A missing value is neither high nor low: it stays at the end.
        if (a.value === null || b.value === null) return Number(a.value === null) - Number(b.value === null);
        return sign * (a.value - b.value) || (a.code < b.code ? -1 : 1);
      }
      return sign * a[sort.key].localeCompare(b[sort.key], 'zh-CN');
    });
  }, [classed, filter, sort]);
  const rank = useMemo(() => {
    const values = [...(classed?.present ?? [])].sort((a, b) => b - a);
    return (value: number) => values.indexOf(value) + 1;
  }, [classed]);

  const attach = useCallback((node: HTMLDivElement) => {
    box.current = node;
    const follow = new ResizeObserver(([entry]) => setHeight(entry!.contentRect.height));
    follow.observe(node);
    return () => {
      follow.disconnect();
      box.current = null;
    };
  }, []);
  // What was selected on the map is brought into sight.
  useEffect(() => {
    const at = rows.findIndex((row) => row.id === chosen);
    const list = box.current;
    if (at < 0 || !list) return;
    const y = at * ROW;
    if (y < list.scrollTop || y > list.scrollTop + list.clientHeight - ROW * 2)
      list.scrollTop = Math.max(0, y - ROW * 2);
  }, [chosen, rows]);

  if (choices.off) return <Empty title={t('planning:table.off')} />;
  if (error && !classed) return <Failed error={error} retry={retry} />;
  if (!classed) return loading ? <Loading /> : <Empty title={t('planning:none')} />;

  const digits = digitsFor(classed.present);
  const high = Math.max(...classed.present.map(Math.abs), 1e-9);
  const first = Math.max(0, Math.floor(top / ROW) - 5);
  const visible = rows.slice(first, first + Math.ceil(height / ROW) + 10);

  function pick(id: number, name: string) {
    select({ dataset: 'regions', id, title: name });
  }
  function onKey(event: KeyboardEvent) {
    const step = { ArrowDown: 1, ArrowUp: -1, PageDown: 10, PageUp: -10 }[event.key];
    if (!step) return;
    event.preventDefault();
    const at = rows.findIndex((row) => row.id === chosen);
    const next = rows[Math.min(rows.length - 1, Math.max(0, at + step))];
    if (next) pick(next.id, next.name);
  }
  const header = (key: SortKey, text: string) => (
    // biome-ignore lint/a11y/useFocusableInteractive: the button in it takes the focus
    // biome-ignore lint/a11y/useSemanticElements: rows are placed by hand, a table element cannot be windowed
    <div role="columnheader" aria-sort={sort.key === key ? (sort.down ? 'descending' : 'ascending') : 'none'}>
      <button type="button" onClick={() => setSort({ key, down: sort.key === key ? !sort.down : key === 'value' })}>
        {text} <span aria-hidden="true">{sort.key === key ? (sort.down ? '▾' : '▴') : ''}</span>
      </button>
    </div>
  );
  return (
    <div className="region-table">
      <div className="table-bar">
        <h2>{say(classed.values.title)}</h2>
        <span className="quiet">
          {[
            t(`planning:level.${classed.values.level}`),
            classed.values.period,
            t('planning:table.count', { count: rows.length }),
          ]
            .filter(Boolean)
            .join(' · ')}
        </span>
        <span className="grow" />
        <input
          className="filter"
          value={filter}
          placeholder={t('planning:table.filter')}
          aria-label={t('planning:table.filter')}
          onChange={(event) => setFilter(event.target.value)}
        />
      </div>
      {/* biome-ignore lint/a11y/useSemanticElements: windowed rows */}
      <div role="table" aria-rowcount={rows.length + 1} aria-label={say(classed.values.title)} className="grid">
        {/* biome-ignore lint/a11y/useSemanticElements: windowed rows */}
        {/* biome-ignore lint/a11y/useFocusableInteractive: its buttons are */}
        <div role="row" className="grid-row grid-head">
          <span />
          {header('name', t('planning:table.name'))}
          {header('code', t('planning:table.code'))}
          {header('value', say(classed.values.unit) || t('planning:table.value'))}
          {/* biome-ignore lint/a11y/useSemanticElements: windowed rows */}
          {/* biome-ignore lint/a11y/useFocusableInteractive: nothing to do there */}
          <div role="columnheader">{t('planning:table.rank')}</div>
        </div>
        {/* biome-ignore lint/a11y/noStaticElementInteractions: the table it belongs to has the role */}
        <div
          ref={attach}
          className="grid-body"
          // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls and takes the arrow keys
          tabIndex={0}
          title={t('planning:table.keys')}
          onKeyDown={onKey}
          onScroll={(event: UIEvent<HTMLDivElement>) => setTop(event.currentTarget.scrollTop)}
          onMouseLeave={() => hoveredRegion.set(null)}
        >
          <div style={{ height: rows.length * ROW, position: 'relative' }}>
            {visible.map((region, i) => {
              const ink = region.value === null ? undefined : classed.colors[classOf(region.value, classed.breaks)];
              return (
                // biome-ignore lint/a11y/useSemanticElements: windowed rows
                // biome-ignore lint/a11y/useFocusableInteractive: the body takes the focus and the arrow keys
                // biome-ignore lint/a11y/useKeyWithClickEvents: the body hears the keys
                <div
                  role="row"
                  key={region.id}
                  aria-rowindex={first + i + 2}
                  aria-selected={region.id === chosen}
                  className="grid-row"
                  data-lit={region.id === hovered}
                  style={{ top: (first + i) * ROW }}
                  onMouseEnter={() => hoveredRegion.set(region.id)}
                  onClick={() => pick(region.id, region.name)}
                  onDoubleClick={() => map && select({ dataset: 'regions', id: region.id, title: region.name })}
                >
                  <i className="legend-chip" style={ink ? { background: ink } : undefined} />
                  <span className="clip">{region.name}</span>
                  <span className="quiet">{region.code}</span>
                  <span className="value-cell">
                    <i style={{ width: `${((Math.abs(region.value ?? 0) / high) * 100).toFixed(1)}%` }} />
                    <b>{region.value === null ? t('planning:legend.missing') : exact(region.value, digits)}</b>
                  </span>
                  <span className="num quiet">{region.value === null ? '–' : rank(region.value)}</span>
                </div>
              );
            })}
          </div>
        </div>
      </div>
    </div>
  );
}
