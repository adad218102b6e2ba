import { useId } from 'preact/hooks';

export interface Choice<T> {
  value: T;
  label: string;
}

/** One of a few, as keys in a frame. */
export function Choices<T extends string | number>(props: {
  legend: string;
  choices: readonly Choice<T>[];
  value: T;
  onChoose: (value: T) => void;
}) {
  const id = useId();
  return (
    <fieldset class="track-choice">
      <legend>{props.legend}</legend>
      <div>
        {props.choices.map(({ value, label }) => (
          <label key={value}>
            <input
              type="radio"
              name={id}
              value={value}
              checked={value === props.value}
              onChange={() => props.onChoose(value)}
            />
            {label}
          </label>
        ))}
      </div>
    </fieldset>
  );
}
