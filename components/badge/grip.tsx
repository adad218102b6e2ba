import type { ButtonHTMLAttributes } from 'preact';

type GripProps = { label: string } & Pick<
  ButtonHTMLAttributes,
  'onPointerDown' | 'onPointerMove' | 'onPointerUp' | 'onPointerCancel' | 'onKeyDown'
>;

/** What the badge is dragged by, with the pointer or the arrow keys. The dot shows it only to the keyboard. */
export function Grip({ label, ...handlers }: GripProps) {
  return (
    <button type="button" class="grip" aria-label={label} title={label} {...handlers}>
      <span aria-hidden="true" />
    </button>
  );
}
