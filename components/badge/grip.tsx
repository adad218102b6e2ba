import type { JSX } from 'preact';

type GripProps = { label: string } & Pick<
  JSX.HTMLAttributes<HTMLButtonElement>,
  'onPointerDown' | 'onKeyDown'
>;

/** What the badge is dragged by, with the pointer or the arrow keys. */
export function Grip({ label, ...handlers }: GripProps) {
  return (
    <button type="button" class="grip" aria-label={label} title={label} {...handlers}>
      <svg viewBox="0 0 6 14" width="6" height="14" aria-hidden="true">
        {[2, 7, 12].flatMap((y) =>
          [1, 5].map((x) => <circle key={`${x}-${y}`} cx={x} cy={y} r="1" />),
        )}
      </svg>
    </button>
  );
}
