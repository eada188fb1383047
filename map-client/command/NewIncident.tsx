import { EnvironmentOutlined } from '@ant-design/icons';
import { Button, Input, Select } from 'antd';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SearchResults } from '../../server/search/schema.ts';
import { api, messageOf, query } from '../shell/api.ts';
import { useSay } from '../shell/i18n.ts';
import { change, type Draft, openIncident, tell } from './desk.ts';
import { LevelChoice } from './Level.tsx';
import { orders, useIncidentTypes } from './queries.ts';
import { useOrder } from './use-order.ts';

/** Finds a place by what a caller says: address, firm, crossing, coordinate. */
function PlaceSearch({ draft, update }: { draft: Draft; update: (next: Draft) => void }) {
  const { t } = useTranslation();
  const [text, setText] = useState('');
  const [found, setFound] = useState<{ value: string; label: string; lonLat: [number, number] }[]>([]);
  useEffect(() => {
    if (text.trim().length < 2) return setFound([]);
    const abort = new AbortController();
    const wait = setTimeout(async () => {
      try {
        const answer = await api<SearchResults>(`/api/search${query({ q: text.trim(), limit: 8 })}`, {
          signal: abort.signal,
        });
        const places = answer.groups.flatMap((group) => group.results);
        setFound(
          places.flatMap((r) =>
            r.lonLat
              ? [
                  {
                    value: `${r.title}|${r.lonLat}`,
                    label: r.subtitle ? `${r.title} · ${r.subtitle}` : r.title,
                    lonLat: r.lonLat as [number, number],
                  },
                ]
              : [],
          ),
        );
      } catch (error) {
        if (!abort.signal.aborted) tell(messageOf(error), true);
      }
    }, 150);
    return () => {
      clearTimeout(wait);
      abort.abort();
    };
  }, [text]);
  return (
    <Select
      id="incident-place"
      className="full"
      showSearch={{ filterOption: false, onSearch: setText, searchValue: text }}
      value={draft.lonLat ? draft.place || draft.lonLat.map((n) => n.toFixed(5)).join(', ') : null}
      placeholder={t('command:new.where')}
      options={found}
      notFoundContent={text.trim().length < 2 ? t('command:new.whereHint') : t('command:new.whereNone')}
      suffixIcon={<EnvironmentOutlined />}
      onSelect={(value: string) => {
        const place = found.find((f) => f.value === value);
        if (place) update({ ...draft, lonLat: place.lonLat, place: value.split('|')[0], uncertainty: 20 });
        setText('');
      }}
    />
  );
}

/** A report in three fields: what, where, how bad. Enter sends it; everything else can follow. */
export function NewIncident({ draft }: { draft: Draft }) {
  const { t } = useTranslation();
  const say = useSay();
  const types = useIncidentTypes();
  const { order, busy } = useOrder();
  const update = (next: Draft) => change({ draft: next });
  const { what, lonLat, level } = draft;
  const missing = [
    !what && t('command:new.what'),
    !lonLat && t('command:new.whereShort'),
    !level && t('command:new.howBad'),
  ].filter(Boolean);

  async function send() {
    if (!what || !lonLat || !level || busy) return;
    const made = await order(() => orders.report({ ...draft, what, lonLat, level }), t('command:said.reported'));
    if (made) openIncident(made.id);
  }

  return (
    <form
      className="new-incident"
      aria-label={t('command:new.title')}
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
      onKeyDown={(event) => {
        if (event.key === 'Escape' && !event.defaultPrevented) change({ draft: null });
        if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) void send();
      }}
    >
      <h3>{t('command:new.title')}</h3>
      <label htmlFor="incident-what">{t('command:new.what')}</label>
      <Select
        id="incident-what"
        className="full"
        autoFocus
        defaultOpen
        showSearch={{ optionFilterProp: 'label' }}
        loading={types.isPending}
        value={what ?? null}
        placeholder={t('command:new.whatHint')}
        onChange={(code: string) =>
          update({ ...draft, what: code, level: draft.level ?? types.data?.find((type) => type.code === code)?.level })
        }
        options={(types.data ?? []).map((type) => ({ value: type.code, label: say(type.title) }))}
      />
      <label htmlFor="incident-place">{t('command:new.whereLabel')}</label>
      <PlaceSearch draft={draft} update={update} />
      <span id="incident-level">{t('command:new.howBad')}</span>
      <LevelChoice value={level} onChange={(next) => update({ ...draft, level: next })} labelledBy="incident-level" />
      <label htmlFor="incident-note">{t('command:new.note')}</label>
      <Input.TextArea
        id="incident-note"
        autoSize={{ minRows: 1, maxRows: 4 }}
        maxLength={2000}
        value={draft.note ?? ''}
        onChange={(event) => update({ ...draft, note: event.target.value })}
      />
      <div className="form-buttons">
        <span className="quiet small grow">
          {missing.length > 0 && t('command:new.missing', { fields: missing.join(t('command:comma')) })}
        </span>
        <Button onClick={() => change({ draft: null })}>{t('command:cancel')}</Button>
        <Button type="primary" htmlType="submit" loading={busy} disabled={missing.length > 0}>
          {t('command:new.send')}
        </Button>
      </div>
    </form>
  );
}
