import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';

/** One thing that is on or off. `error` says why the last try was not taken; `children` is what can be done about it. */
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
          // What is not taken does not look taken.
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
