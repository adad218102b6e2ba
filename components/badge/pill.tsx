import type { ButtonHTMLAttributes } from 'preact';
import { ageParts } from '../../lib/domain/format';
import type { BadgeView } from '../../lib/messages/protocol';
import type { Words } from '../ui/words';

type PillProps = {
  words: Words;
  view: BadgeView;
  nowMs: number;
  isStale: boolean;
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

const ARROWS = { LONG: '▲', SHORT: '▼', NEUTRAL: '' } as const;

/** The number, the side as a word and an arrow, and a word of warning when the number is old or partial. */
export function Pill({
  words: t,
  view,
  nowMs,
  isStale,
  isNewBand,
  isOpen,
  onPress,
  ...handlers
}: PillProps) {
  const side = t(`bias_${view.bias}`);
  const age = ageParts(nowMs - view.asOfMs);
  const old = isStale && t('badge_old', t(`badge_age_${age.unit}`, String(age.count)));
  const partial = view.coverage < 100 && t('badge_part');
  const warning = old || partial;
  // What is to be seen comes first, as it stands there: people may say it to press it.
  const seen = [view.score, side, old, partial].filter(Boolean).join(' ');
  return (
    <button
      type="button"
      class="pill"
      aria-expanded={isOpen}
      aria-label={`${seen}. ${t('badge_spoken', t(`band_${view.band}`))}`}
      onClick={onPress}
      {...handlers}
    >
      <span key={view.band} class={isNewBand ? 'score is-new' : 'score'}>
        {view.score}
      </span>
      {!view.collapsed && (
        <span class="words">
          <span class="side">
            {ARROWS[view.bias] && (
              <span class="arrow" aria-hidden="true">
                {ARROWS[view.bias]}
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
