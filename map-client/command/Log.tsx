import { Button, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Incident } from '../../server/command/schema.ts';
import { messageOf } from '../shell/api.ts';
import { useSay } from '../shell/i18n.ts';
import { moment } from '../shell/numbers.ts';
import { useLog } from './queries.ts';
import { useDeskActions } from './use-desk-actions.ts';

/** What happened, newest first. Entries are only ever added: what was undone stays, with the word that it was. */
export function Log({ incident }: { incident: Incident }) {
  const { t } = useTranslation();
  const say = useSay();
  const log = useLog(incident.id);
  const { note, busy } = useDeskActions();
  const [text, setText] = useState('');
  async function add() {
    if (text.trim() === '') return;
    if ((await note(text.trim())) !== undefined) setText('');
  }
  return (
    <>
      <form
        className="log-note"
        onSubmit={(event) => {
          event.preventDefault();
          void add();
        }}
      >
        <Input
          value={text}
          maxLength={2000}
          aria-label={t('command:log.note')}
          placeholder={t('command:log.note')}
          onChange={(event) => setText(event.target.value)}
        />
        <Button htmlType="submit" loading={busy} disabled={text.trim() === ''}>
          {t('command:log.add')}
        </Button>
      </form>
      {log.isError && (
        <p className="bad small" role="alert">
          {messageOf(log.error)}
        </p>
      )}
      <ol className="log">
        {[...(log.data ?? [])]
          .sort((a, b) => b.id - a.id)
          .map((entry) => (
            <li key={entry.id} data-kind={entry.kind}>
              <time dateTime={entry.at}>{moment(entry.at, true).slice(-8)}</time>
              <span>{say(entry.text)}</span>
              <span className="quiet">{entry.account}</span>
            </li>
          ))}
      </ol>
    </>
  );
}
