import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';

export interface Choice<T extends string> {
  value: T;
  label: string;
  hint?: string;
  sample?: ComponentChildren;
}

/** One of a few. `row`: short choices side by side; `list`: one under the other, each with its explanation. */
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
          <label key={choice.value} class="options-choice-item">
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
