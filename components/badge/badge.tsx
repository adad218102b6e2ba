import { useRef } from 'preact/hooks';
import type { BadgeChange, BadgeView } from '../../lib/messages/protocol';
import { useNow } from '../ui/use-now';
import { useWords } from '../ui/words';
import { Grip } from './grip';
import { Pill } from './pill';
import type { Corner } from './placement';
import { Reasons } from './reasons';
import { usePanel } from './use-panel';
import { usePlacement } from './use-placement';

export interface BadgeProps {
  view: BadgeView;
  corner: Corner;
  onChange: (change: BadgeChange) => void;
}

/** Ages and the stale look move on by themselves. */
const TICK_MS = 5_000;

export function Badge({ view, corner, onChange }: BadgeProps) {
  const t = useWords();
  const nowMs = useNow(TICK_MS);
  const pill = useRef<HTMLButtonElement>(null);
  const panel = usePanel(pill);
  const placement = usePlacement(view, corner, (position) => {
    onChange({ kind: 'move', position });
  });
  const isStale = nowMs - view.asOfMs > view.staleAfterMs;
  const isOpen = panel.isOpen && !placement.isDragging;
  return (
    <div
      class={`badge band-${view.band} side-${view.bias.toLowerCase()}`}
      data-stale={isStale}
      data-collapsed={view.collapsed}
      style={placement.box}
      role="group"
      aria-label={t('badge_name')}
      {...panel.around}
    >
      <Grip label={t('badge_move')} onKeyDown={placement.onKeyDown} {...placement.handle} />
      <Pill
        view={view}
        nowMs={nowMs}
        isStale={isStale}
        isOpen={isOpen}
        button={pill}
        onPress={() => {
          if (placement.isPress()) panel.toggle();
        }}
        {...placement.handle}
        {...panel.within}
      />
      {isOpen && (
        <Reasons
          view={view}
          nowMs={nowMs}
          isStale={isStale}
          place={placement.panel}
          onChange={(change) => {
            panel.close();
            onChange(change);
          }}
          {...panel.within}
        />
      )}
    </div>
  );
}
