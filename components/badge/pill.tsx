import { useEffect, useRef } from 'preact/hooks';
import type { BadgeView } from '../../lib/messages/protocol';
import { useWords } from '../ui/words';

interface PillProps {
  view: BadgeView;
  isStale: boolean;
  isOpen: boolean;
  onPress: () => void;
}

const ARROWS = { LONG: '▲', SHORT: '▼', NEUTRAL: '' } as const;

/** The number, and the side as a word and an arrow. */
export function Pill({ view, isStale, isOpen, onPress }: PillProps) {
  const t = useWords();
  const lastBand = useRef(view.band);
  const isNewBand = lastBand.current !== view.band;
  useEffect(() => {
    lastBand.current = view.band;
  }, [view.band]);
  const side = t(`bias_${view.bias}`);
  const spoken = t('badge_spoken', String(view.score), t(`band_${view.band}`), side);
  return (
    <button
      type="button"
      class="pill"
      aria-expanded={isOpen}
      aria-label={isStale ? `${spoken} ${t('badge_stale_word')}` : spoken}
      onClick={onPress}
    >
      <span key={view.band} class={isNewBand ? 'score is-new' : 'score'}>
        {view.score}
      </span>
      {!view.collapsed && (
        <span class="side">
          {ARROWS[view.bias] && <span class="arrow">{ARROWS[view.bias]}</span>}
          {side}
        </span>
      )}
    </button>
  );
}
