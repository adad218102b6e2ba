import { Icon } from './icons';
import type { IconName } from './icons';

/** An icon button; its label is its accessible name and tooltip. */
export function IconButton(props: { icon: IconName; label: string; onClick: () => void }) {
  return (
    <button
      type="button"
      class="icon-button"
      aria-label={props.label}
      title={props.label}
      onClick={props.onClick}
    >
      <Icon name={props.icon} />
    </button>
  );
}
