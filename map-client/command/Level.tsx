import { useTranslation } from 'react-i18next';
import { LEVEL_TOKENS } from '../shell/tokens.ts';
import { LEVEL_SIGNS } from './urgency.ts';

type LevelNumber = 1 | 2 | 3 | 4;
const LEVELS: readonly LevelNumber[] = [1, 2, 3, 4];

/** A statutory level: colour, roman sign and (where there is room) its name. */
export function LevelMark({ level, named = false }: { level: LevelNumber; named?: boolean }) {
  const { t } = useTranslation();
  const name = t(`command:level.${level}`);
  return (
    <span className="level-mark" title={name}>
      <span className="level-sign" style={{ background: `var(--${LEVEL_TOKENS[level - 1]})` }} data-level={level}>
        {LEVEL_SIGNS[level]}
      </span>
      {named ? name : <span className="visually-hidden">{name}</span>}
    </span>
  );
}

interface LevelChoiceProps {
  value: LevelNumber | undefined;
  onChange: (level: LevelNumber) => void;
  labelledBy: string;
}

/** How bad: four radio buttons that a key (1 to 4, while one of them has the focus) or a click sets. */
export function LevelChoice({ value, onChange, labelledBy }: LevelChoiceProps) {
  return (
    <div
      role="radiogroup"
      aria-labelledby={labelledBy}
      className="level-choice"
      onKeyDown={(event) => {
        const level = LEVELS.find((l) => String(l) === event.key);
        const step =
          event.key === 'ArrowRight' || event.key === 'ArrowDown'
            ? 1
            : event.key === 'ArrowLeft' || event.key === 'ArrowUp'
              ? -1
              : 0;
        const next = level ?? (step ? LEVELS[((value ?? (step > 0 ? 0 : 1)) - 1 + step + 4) % 4] : undefined);
        if (next === undefined) return;
        event.preventDefault();
        onChange(next);
        event.currentTarget.querySelectorAll<HTMLElement>('[role=radio]')[next - 1]?.focus();
      }}
    >
      {LEVELS.map((level) => (
        // biome-ignore lint/a11y/useSemanticElements: a roving radio group of buttons keeps the large targets
        <button
          key={level}
          type="button"
          role="radio"
          aria-checked={value === level}
          tabIndex={value === level || (value === undefined && level === 1) ? 0 : -1}
          className="level-option"
          onClick={() => onChange(level)}
        >
          <LevelMark level={level} named />
        </button>
      ))}
    </div>
  );
}
