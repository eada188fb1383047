import { SearchOutlined } from '@ant-design/icons';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { type KeyboardEvent, useDeferredValue, useId, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SearchResults } from '../../server/search/schema.ts';
import { useMap } from '../map/map.ts';
import { api, messageOf, query } from './api.ts';
import { useHotkeys } from './hotkeys.ts';
import { useSay } from './i18n.ts';
import { length } from './numbers.ts';
import { lastSearch, type SearchHit } from './search.ts';
import { select } from './selection.ts';
import { useStore } from './store.ts';

/**
 * The one search box: address, place, firm, credit code, region, coordinate, pinyin initials. `/` focuses it, arrows
 * and Enter choose. What is typed never enters the URL: it may name a person.
 */
export function SearchBox() {
  const { t } = useTranslation();
  const say = useSay();
  const map = useMap();
  const listId = useId();
  const input = useRef<HTMLInputElement>(null);
  const [text, setText] = useState('');
  const [open, setOpen] = useState(false);
  const [active, setActive] = useState(0);
  const asked = useDeferredValue(text.trim());
  useStore(lastSearch);
  useHotkeys({ '/': () => input.current?.focus() });

  const centre = map?.getCenter();
  const answer = useQuery<SearchResults>({
    queryKey: ['search', asked],
    enabled: asked.length > 0,
    staleTime: 10_000,
    gcTime: 60_000,
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) =>
      api<SearchResults>(
        `/api/search${query({ q: asked, limit: 6, near: centre ? `${centre.lng.toFixed(4)},${centre.lat.toFixed(4)}` : null })}`,
        { signal },
      ),
  });
  const groups = asked ? (answer.data?.groups ?? []) : [];
  const hits: SearchHit[] = groups.flatMap((group) =>
    group.results.map((result) => ({ dataset: group.dataset, ...result })),
  );

  function choose(hit: SearchHit | undefined) {
    if (!hit) return;
    setOpen(false);
    lastSearch.set({ text: asked, hit });
    if (hit.lonLat && map) {
      map.easeTo({
        center: hit.lonLat,
        zoom: Math.max(map.getZoom(), hit.dataset === 'regions' ? 11 : 15.5),
        duration: 180,
      });
    }
    if (hit.dataset !== 'coordinate')
      select({ dataset: hit.dataset, id: hit.id, lonLat: hit.lonLat, title: hit.title });
  }
  function onKey(event: KeyboardEvent) {
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      setOpen(true);
      const step = event.key === 'ArrowDown' ? 1 : -1;
      if (hits.length > 0) setActive((now) => (now + step + hits.length) % hits.length);
    } else if (event.key === 'Enter') choose(hits[active]);
    else if (event.key === 'Escape') {
      if (open && text) setOpen(false);
      else setText('');
    }
  }
  let index = -1;
  const shown = open && asked.length > 0;
  return (
    <search className="search">
      <SearchOutlined className="search-icon" />
      <input
        ref={input}
        role="combobox"
        aria-expanded={shown}
        aria-controls={listId}
        aria-activedescendant={shown && hits[active] ? `${listId}-${active}` : undefined}
        aria-label={t('shell:search.label')}
        placeholder={t('shell:search.placeholder')}
        autoComplete="off"
        spellCheck={false}
        value={text}
        onChange={(event) => {
          setText(event.target.value);
          setActive(0);
          setOpen(true);
        }}
        onFocus={() => setOpen(true)}
        onBlur={() => setOpen(false)}
        onKeyDown={onKey}
      />
      {text ? (
        <button type="button" className="search-clear" aria-label={t('shell:search.clear')} onClick={() => setText('')}>
          ✕
        </button>
      ) : (
        <kbd>/</kbd>
      )}
      {shown && (
        <div className="search-list" id={listId} role="listbox" aria-label={t('shell:search.results')}>
          {answer.isError && <p className="search-note">{messageOf(answer.error)}</p>}
          {answer.isPending && <p className="search-note">{t('shell:loading')}</p>}
          {answer.isSuccess && hits.length === 0 && <p className="search-note">{t('shell:search.none')}</p>}
          {groups.map((group) => (
            // biome-ignore lint/a11y/useSemanticElements: options of a listbox are grouped by role, a fieldset cannot stand in one
            <div key={group.dataset} role="group" aria-label={say(group.title)}>
              <h3>{say(group.title)}</h3>
              {group.results.map((result) => {
                index += 1;
                const at = index;
                const hit = hits[at];
                return (
                  // biome-ignore lint/a11y/useFocusableInteractive: focus stays in the input, aria-activedescendant names the option
                  // biome-ignore lint/a11y/useKeyWithClickEvents: arrows and Enter are heard by the input
                  <div
                    key={`${result.id}-${result.title}`}
                    id={`${listId}-${at}`}
                    role="option"
                    aria-selected={at === active}
                    className="search-hit"
                    onMouseEnter={() => setActive(at)}
                    onMouseDown={(event) => event.preventDefault()}
                    onClick={() => choose(hit)}
                  >
                    <span className="search-title">{result.title}</span>
                    <span className="search-why">
                      {t(`shell:search.match.${result.match}`)}
                      {result.distance !== undefined && ` · ${length(result.distance)}`}
                    </span>
                    {result.subtitle && <span className="search-sub">{result.subtitle}</span>}
                  </div>
                );
              })}
            </div>
          ))}
        </div>
      )}
    </search>
  );
}
