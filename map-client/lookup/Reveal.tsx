import { EyeOutlined, LockOutlined } from '@ant-design/icons';
import { Alert, Button, Checkbox, Form, Input } from 'antd';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ProfileRecord } from '../../server/lookup/schema.ts';
import { messageOf } from '../shell/api.ts';
import { useSay } from '../shell/i18n.ts';
import { reveal } from './queries.ts';

/** Revealed values go again by themselves: a screen left alone must not keep showing them. */
const SHOWN_SECONDS = 90;

interface RevealProps {
  record: ProfileRecord;
  revealed: Record<string, string | null>;
  onRevealed: (values: Record<string, string | null>) => void;
}

/** Masked fields, why they are, and the way to have them shown: a purpose and a case number, put on record. */
export function Reveal({ record, revealed, onRevealed }: RevealProps) {
  const { t } = useTranslation();
  const say = useSay();
  const [asking, setAsking] = useState(false);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const [left, setLeft] = useState(0);
  const masked = record.fields.filter((field) => field.masked);
  const shown = Object.keys(revealed).length > 0;

  useEffect(() => {
    if (!shown) return;
    setLeft(SHOWN_SECONDS);
    const tick = setInterval(() => setLeft((seconds) => Math.max(0, seconds - 1)), 1000);
    const hide = setTimeout(() => onRevealed({}), SHOWN_SECONDS * 1000);
    return () => {
      clearInterval(tick);
      clearTimeout(hide);
    };
  }, [shown, onRevealed]);

  if (masked.length === 0) return null;

  async function submit(values: { purpose: string; caseNumber: string; fields: string[] }) {
    setBusy(true);
    setError(null);
    try {
      const answer = await reveal(record.dataset, record.id, values);
      setAsking(false);
      onRevealed(answer.values);
    } catch (failure) {
      setError(failure);
    } finally {
      setBusy(false);
    }
  }

  if (shown)
    return (
      <div className="reveal-bar reveal-open" role="status">
        <EyeOutlined /> {t('lookup:reveal.open', { seconds: left })}
        <Button size="small" onClick={() => onRevealed({})}>
          {t('lookup:reveal.hide')}
        </Button>
      </div>
    );
  if (!asking)
    return (
      <div className="reveal-bar">
        <LockOutlined /> {t('lookup:reveal.masked', { count: masked.length })}
        <Button size="small" onClick={() => setAsking(true)}>
          {t('lookup:reveal.ask')}
        </Button>
      </div>
    );
  return (
    <Form
      name="reveal"
      requiredMark={false}
      className="reveal-form"
      layout="vertical"
      size="small"
      initialValues={{ fields: masked.map((field) => field.name) }}
      onFinish={submit}
      onKeyDown={(event) => event.key === 'Escape' && setAsking(false)}
    >
      <Alert type="warning" showIcon title={t('lookup:reveal.recorded')} />
      <Form.Item
        name="fields"
        label={t('lookup:reveal.fields')}
        rules={[{ required: true, message: t('lookup:reveal.fieldsNeeded') }]}
      >
        <Checkbox.Group options={masked.map((field) => ({ label: say(field.title), value: field.name }))} />
      </Form.Item>
      <Form.Item
        name="purpose"
        label={t('lookup:reveal.purpose')}
        rules={[{ required: true, min: 2, message: t('lookup:reveal.purposeNeeded') }]}
      >
        <Input autoFocus maxLength={200} placeholder={t('lookup:reveal.purposeHint')} autoComplete="off" />
      </Form.Item>
      <Form.Item
        name="caseNumber"
        label={t('lookup:reveal.case')}
        rules={[{ required: true, message: t('lookup:reveal.caseNeeded') }]}
      >
        <Input maxLength={60} placeholder={t('lookup:reveal.caseHint')} autoComplete="off" />
      </Form.Item>
      {error !== null && <Alert type="error" showIcon title={messageOf(error)} />}
      <div className="form-buttons">
        <Button onClick={() => setAsking(false)}>{t('lookup:cancel')}</Button>
        <Button type="primary" htmlType="submit" loading={busy}>
          {t('lookup:reveal.submit')}
        </Button>
      </div>
    </Form>
  );
}
