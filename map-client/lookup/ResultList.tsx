import { useQuery } from '@tanstack/react-query';
import { Checkbox } from 'antd';
import { type KeyboardEvent, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SearchResults } from '../../server/search/schema.ts';
import { useMap } from '../map/map.ts';
import { api, query } from '../shell/api.ts';
import { useSay } from '../shell/i18n.ts';
import { exact, length } from '../shell/numbers.ts';
import { select, useSelection } from '../shell/selection.ts';
import { Empty, Failed, Loading } from '../shell/states.tsx';

/** All results of what was searched, grouped by dataset; arrow keys walk, the card follows, Escape leaves. */
export function ResultList({ text }: { text: string }) {
  const { t } = useTranslation();
  const say = useSay();
  const map = useMap();
  const list = useRef<HTMLDivElement>(null);
  const { selected } = useSelection();
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const answer = useQuery({
    queryKey: ['search-all', text],
    staleTime: 60_000,
    queryFn: ({ signal }) => {
      const centre = map?.getCenter();
      const near = centre ? `${centre.lng.toFixed(4)},${centre.lat.toFixed(4)}` : null;
      return api<SearchResults>(`/api/search${query({ q: text, limit: 30, near })}`, { signal });
    },
  });
  if (answer.isPending) return <Loading />;
  if (answer.isError) return <Failed error={answer.error} retry={() => void answer.refetch()} />;
  const groups = answer.data.groups.filter((group) => group.results.length > 0);
  if (groups.length === 0)
    return <Empty title={t('lookup:things.none', { query: text })} hint={t('lookup:things.noneHint')} />;
  const count = groups.reduce((sum, group) => sum + group.results.length, 0);

  function walk(event: KeyboardEvent) {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (step === 0) return;
    event.preventDefault();
    const rows = [...(list.current?.querySelectorAll<HTMLButtonElement>('.result') ?? [])];
    const at = rows.indexOf(document.activeElement as HTMLButtonElement);
    rows[Math.min(rows.length - 1, Math.max(0, at + step))]?.focus();
  }

  return (
    <>
      <p className="quiet small" role="status">
        {t('lookup:things.count', { count: exact(count), milliseconds: exact(answer.data.milliseconds, 1) })}
      </p>
      {groups.length > 1 && (
        <div className="result-kinds">
          {groups.map((group) => (
            <Checkbox
              key={group.dataset}
              checked={!left.has(group.dataset)}
              onChange={(event) => {
                const next = new Set(left);
                if (event.target.checked) next.delete(group.dataset);
                else next.add(group.dataset);
                setLeft(next);
              }}
            >
              {say(group.title)} <span className="quiet">{group.results.length}</span>
            </Checkbox>
          ))}
        </div>
      )}
      {/* biome-ignore lint/a11y/noStaticElementInteractions: arrow keys are heard here for the buttons inside */}
      <div ref={list} onKeyDown={walk}>
        {groups
          .filter((group) => !left.has(group.dataset))
          .map((group) => (
            <section key={group.dataset} aria-label={say(group.title)}>
              <h3 className="result-group">{say(group.title)}</h3>
              {group.results.map((result) => (
                <button
                  type="button"
                  key={`${result.id}:${result.title}`}
                  className="result"
                  aria-pressed={selected?.dataset === group.dataset && selected.id === result.id}
                  onClick={() => {
                    if (result.lonLat)
                      map?.easeTo({ center: result.lonLat, zoom: Math.max(map.getZoom(), 15.5), duration: 180 });
                    if (group.dataset !== 'coordinate')
                      select({ dataset: group.dataset, id: result.id, title: result.title, lonLat: result.lonLat });
                  }}
                >
                  <span className="result-title">{result.title}</span>
                  {result.subtitle && <span className="result-sub">{result.subtitle}</span>}
                  <span className="result-side">
                    {t(`lookup:match.${result.match}`)}
                    {result.distance !== undefined && (
                      <div className="figure">{length(Math.round(result.distance))}</div>
                    )}
                  </span>
                </button>
              ))}
            </section>
          ))}
      </div>
    </>
  );
}
