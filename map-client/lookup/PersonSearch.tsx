import { Alert, Button, Form, Input, Segmented } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SearchResults } from '../../server/search/schema.ts';
import { api, messageOf } from '../shell/api.ts';
import { exact } from '../shell/numbers.ts';
import { select, useSelection } from '../shell/selection.ts';
import { Empty } from '../shell/states.tsx';

const BY = ['idNumber', 'name', 'phone'] as const;
type By = (typeof BY)[number];
interface Question {
  value: string;
  purpose: string;
  caseNumber?: string;
}
type Found = SearchResults['groups'][number]['results'];

/** Finds persons by id number, name or phone in full. Sent in the body of a POST, put on record, kept in no URL. */
export function PersonSearch() {
  const { t } = useTranslation();
  const { selected } = useSelection();
  const [by, setBy] = useState<By>('idNumber');
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const [found, setFound] = useState<Found | null>(null);

  async function submit({ value, purpose, caseNumber }: Question) {
    setBusy(true);
    setError(null);
    try {
      const answer = await api<SearchResults>('/api/search/persons', {
        body: {
          [by]: value.trim(),
          purpose: purpose.trim(),
          ...(caseNumber?.trim() ? { caseNumber: caseNumber.trim() } : {}),
        },
      });
      const persons = answer.groups.flatMap((group) =>
        group.results.map((result) => ({ ...result, dataset: group.dataset })),
      );
      setFound(persons);
      const only = persons.length === 1 ? persons[0] : undefined;
      if (only) select({ dataset: only.dataset, id: only.id, lonLat: only.lonLat });
    } catch (failure) {
      setFound(null);
      setError(failure);
    } finally {
      setBusy(false);
    }
  }

  return (
    <>
      <Form name="persons" className="person-form" layout="vertical" onFinish={submit} requiredMark={false}>
        <Form.Item label={t('lookup:persons.by')}>
          <Segmented
            block
            value={by}
            onChange={setBy}
            options={BY.map((value) => ({ value, label: t(`lookup:persons.${value}`) }))}
          />
        </Form.Item>
        <Form.Item
          name="value"
          label={t(`lookup:persons.${by}`)}
          rules={[{ required: true, whitespace: true, message: t('lookup:persons.valueNeeded') }]}
        >
          <Input autoComplete="off" spellCheck={false} maxLength={60} inputMode={by === 'phone' ? 'tel' : 'text'} />
        </Form.Item>
        <Form.Item
          name="purpose"
          label={t('lookup:persons.purpose')}
          rules={[{ required: true, whitespace: true, min: 2, message: t('lookup:persons.purposeNeeded') }]}
        >
          <Input autoComplete="off" maxLength={200} placeholder={t('lookup:reveal.purposeHint')} />
        </Form.Item>
        <Form.Item name="caseNumber" label={t('lookup:persons.case')}>
          <Input autoComplete="off" maxLength={60} placeholder={t('lookup:reveal.caseHint')} />
        </Form.Item>
        <Button type="primary" htmlType="submit" block loading={busy}>
          {t('lookup:persons.submit')}
        </Button>
        <p className="quiet small">{t('lookup:persons.recorded')}</p>
      </Form>
      {error !== null && <Alert type="error" showIcon title={messageOf(error)} />}
      {found?.length === 0 && <Empty title={t('lookup:persons.none')} hint={t('lookup:persons.noneHint')} />}
      {found && found.length > 0 && (
        <section>
          <p className="quiet small" role="status">
            {t('lookup:persons.count', { count: exact(found.length) })}
          </p>
          {found.map((person) => (
            <button
              type="button"
              key={person.id}
              className="result"
              aria-pressed={selected?.dataset === 'population' && selected.id === person.id}
              onClick={() => select({ dataset: 'population', id: person.id, lonLat: person.lonLat })}
            >
              <span className="result-title">{person.title}</span>
              {person.subtitle && <span className="result-sub">{person.subtitle}</span>}
            </button>
          ))}
        </section>
      )}
    </>
  );
}
