import { useEffect, useRef, useState } from 'react';
import { createPortal } from 'react-dom';
import { useTranslation } from 'react-i18next';
import { VERBS } from './command-line.ts';
import { change, useDesk } from './desk.ts';
import { useDeskActions } from './use-desk-actions.ts';

/** The command bar, at the foot of the screen like a status line: `:` opens it, Enter obeys, Escape closes. */
export function CommandBar() {
  const { t } = useTranslation();
  const { bar } = useDesk();
  const { run } = useDeskActions();
  const [line, setLine] = useState('');
  const input = useRef<HTMLInputElement>(null);
  const before = useRef<Element | null>(null);
  useEffect(() => {
    if (!bar) return;
    before.current = document.activeElement;
    input.current?.focus();
  }, [bar]);
  if (!bar) return null;

  function close() {
    setLine('');
    change({ bar: false });
    if (before.current instanceof HTMLElement) before.current.focus();
  }
  const word =
    line
      .trim()
      .replace(/^[:：]/, '')
      .split(/\s+/)[0]
      ?.toLowerCase() ?? '';
  const offered = VERBS.filter(({ names }) => word === '' || names.some((name) => name.startsWith(word)));
  return createPortal(
    <div className="command-bar">
      <div className="command-hints" id="command-hints">
        {offered.slice(0, 8).map(({ verb, names, argument }) => (
          <button
            type="button"
            key={verb}
            tabIndex={-1}
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => {
              setLine(`${verb}${argument ? ' ' : ''}`);
              input.current?.focus();
            }}
          >
            <b className="hint-name">{names.find((name) => word !== '' && name.startsWith(word)) ?? verb}</b>
            {argument && <i> {t(`command:argument.${argument}`)}</i>}
            <span className="hint-what">{t(`command:verb.${verb}`)}</span>
          </button>
        ))}
        {offered.length === 0 && <span>{t('command:bar.unknown')}</span>}
      </div>
      <label className="command-line">
        <span aria-hidden="true">:</span>
        <input
          ref={input}
          value={line}
          aria-label={t('command:bar.label')}
          aria-describedby="command-hints"
          autoComplete="off"
          spellCheck={false}
          onChange={(event) => setLine(event.target.value)}
          onBlur={close}
          onKeyDown={(event) => {
            if (event.key === 'Escape') close();
            else if (event.key === 'Enter' && !event.nativeEvent.isComposing) {
              if (run(line)) close();
            } else if (event.key === 'Tab' && offered[0] && !/\s/.test(line.trim())) {
              event.preventDefault();
              setLine(`${offered[0].verb}${offered[0].argument ? ' ' : ''}`);
            }
          }}
        />
      </label>
    </div>,
    document.body,
  );
}
