import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';
import { useWords } from '../ui/words';
import { useDraft } from './use-draft';

/** A whole number within limits, typed or slid. What is outside is not saved, and the reason is said. */
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
  /** What the number means, under it. */
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
