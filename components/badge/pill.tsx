import type { ButtonHTMLAttributes } from 'preact';
import type { BadgeView } from '../../lib/messages/protocol';
import type { Words } from '../ui/words';
import { pillWords } from './pill-words';

type PillProps = {
  words: Words;
  view: BadgeView;
  nowMs: number;
  isNewBand: boolean;
  isOpen: boolean;
  onPress: () => void;
} & Pick<
  ButtonHTMLAttributes,
  | 'onPointerDown'
  | 'onPointerMove'
  | 'onPointerUp'
  | 'onPointerCancel'
  | 'onPointerEnter'
  | 'onFocusIn'
>;

/** The number, the side as a word and an arrow, and a word of warning when the number is old or partial. */
export function Pill({
  words: t,
  view,
  nowMs,
  isNewBand,
  isOpen,
  onPress,
  ...handlers
}: PillProps) {
  const { side, arrow, warning, spoken } = pillWords(view, nowMs, t);
  return (
    <button
      type="button"
      class="pill"
      aria-expanded={isOpen}
      aria-label={spoken}
      onClick={onPress}
      {...handlers}
    >
      <span key={view.band} class={isNewBand ? 'score is-new' : 'score'}>
        {view.score}
      </span>
      {!view.collapsed && (
        <span class="words">
          <span class="side">
            {arrow && (
              <span class="arrow" aria-hidden="true">
                {arrow}
              </span>
            )}
            {side}
          </span>
          {warning && <span class="warning">{warning}</span>}
        </span>
      )}
    </button>
  );
}
