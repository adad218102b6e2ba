import { useReducer, useRef, useId } from 'preact/hooks';
import type { ComponentChildren } from 'preact';
import type { TermId } from '../../lib/board/terms';
import { explained } from '../ui/explained';
import { useWords } from '../ui/words';

/** A value being edited. It starts as `begin()`, and starts again whenever `saved`, a key of the stored value, changes. */
export function useDraft<T>(saved: string, begin: () => T): [T, (draft: T) => void] {
  const [, redraw] = useReducer((count: number, _: null) => count + 1, 0);
  const editing = useRef<{ saved: string; draft: T } | null>(null);
  if (editing.current?.saved !== saved) editing.current = { saved, draft: begin() };
  const setDraft = (draft: T) => {
    editing.current = { saved, draft };
    redraw(null);
  };
  return [editing.current.draft, setDraft];
}

/** A whole number within limits, as text and as a slider. An invalid one is not saved, and the reason is shown. */
export function NumberField({
  label,
  unit,
  value,
  limits,
  children,
  onSave,
}: {
  label: string;
  unit: string;
  value: number;
  limits: { least: number; most: number };
  /** Explanations under the number. */
  children?: ComponentChildren;
  onSave: (value: number) => void;
}) {
  const t = useWords();
  const id = useId();
  const [draft, setDraft] = useDraft(String(value), () => String(value));
  const number = wholeNumber(draft);
  const valid = number !== null && number >= limits.least && number <= limits.most;
  const take = (text: string) => {
    setDraft(text);
    const next = wholeNumber(text);
    if (next !== null && next >= limits.least && next <= limits.most && next !== value)
      onSave(next);
  };
  return (
    <div class="options-number">
      <label for={id}>{label}</label>
      <div class="options-number-inputs">
        <input
          id={id}
          type="number"
          inputMode="numeric"
          min={limits.least}
          max={limits.most}
          value={draft}
          aria-invalid={!valid}
          aria-describedby={`${id}-unit ${id}-error`}
          onInput={({ currentTarget }) => take(currentTarget.value)}
        />
        <span id={`${id}-unit`}>{unit}</span>
        <input
          type="range"
          min={limits.least}
          max={limits.most}
          value={value}
          aria-label={label}
          aria-valuetext={`${value} ${unit}`}
          onInput={({ currentTarget }) => setDraft(currentTarget.value)}
          onChange={({ currentTarget }) => take(currentTarget.value)}
        />
      </div>
      <p class="options-error" id={`${id}-error`} role="alert">
        {!valid && t('options_number_error', String(limits.least), String(limits.most))}
      </p>
      {children}
    </div>
  );
}

/** Null when the text is not a whole number. */
export function wholeNumber(text: string): number | null {
  return /^\d{1,6}$/.test(text.trim()) ? Number(text) : null;
}

/** A checkbox. `error`: why the last change was refused; `children`: how to resolve it. */
export function SwitchField({
  label,
  hint,
  error,
  checked,
  onSwitch,
  children,
}: {
  label: string;
  hint?: string | undefined;
  error?: string | undefined;
  checked: boolean;
  onSwitch: (checked: boolean) => void;
  children?: ComponentChildren;
}) {
  const id = useId();
  return (
    <div class="options-switch">
      <input
        id={id}
        type="checkbox"
        checked={checked}
        aria-describedby={`${id}-hint ${id}-error`}
        onChange={({ currentTarget }) => {
          onSwitch(currentTarget.checked);
          // A controlled input: it shows the new value only once that is the setting.
          currentTarget.checked = checked;
        }}
      />
      <label for={id}>{label}</label>
      <p class="options-hint" id={`${id}-hint`}>
        {hint}
      </p>
      <p class="options-error" id={`${id}-error`} role="alert">
        {error}
      </p>
      {children}
    </div>
  );
}

interface Choice<T extends string> {
  value: T;
  label: string;
  hint?: string;
  sample?: ComponentChildren;
  /** Explained on hover and focus. */
  term?: TermId;
}

/** A radio group. `row`: short choices in one line; `list`: one per line, each with its hint. */
export function ChoiceField<T extends string>({
  legend,
  hint,
  layout = 'row',
  choices,
  value,
  onChoose,
}: {
  legend: string;
  hint?: string;
  layout?: 'row' | 'list';
  choices: readonly Choice<T>[];
  value: T;
  onChoose: (value: T) => void;
}) {
  const id = useId();
  return (
    <fieldset class={`options-choice options-choice-${layout}`} aria-describedby={`${id}-hint`}>
      <legend>{legend}</legend>
      <div class="options-choices">
        {choices.map((choice) => (
          <label
            key={choice.value}
            class="options-choice-item"
            {...(choice.term !== undefined && explained(choice.term))}
          >
            <input
              type="radio"
              name={id}
              value={choice.value}
              checked={choice.value === value}
              aria-describedby={choice.hint === undefined ? undefined : `${id}-${choice.value}`}
              onChange={() => onChoose(choice.value)}
            />
            <span class="options-choice-label">{choice.label}</span>
            {choice.sample}
            {choice.hint !== undefined && (
              <span class="options-hint" id={`${id}-${choice.value}`}>
                {choice.hint}
              </span>
            )}
          </label>
        ))}
      </div>
      <p class="options-hint" id={`${id}-hint`}>
        {hint}
      </p>
    </fieldset>
  );
}
