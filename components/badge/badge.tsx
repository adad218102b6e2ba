import { useEffect, useState } from 'preact/hooks';
import type { BadgeChange, BadgeView } from '../../lib/messages/protocol';
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
  const [nowMs, setNowMs] = useState(Date.now);
  useEffect(() => {
    setNowMs(Date.now());
    const timer = setInterval(() => {
      setNowMs(Date.now());
    }, TICK_MS);
    return () => {
      clearInterval(timer);
    };
  }, [view]);
  const placement = usePlacement(view, corner, (position) => {
    onChange({ kind: 'move', position });
  });
  const panel = usePanel();
  const isStale = nowMs - view.asOfMs > view.staleAfterMs;
  return (
    <div
      ref={placement.ref}
      class={`badge band-${view.band} side-${view.bias.toLowerCase()}`}
      data-stale={isStale}
      data-collapsed={view.collapsed}
      style={{ left: `${placement.left}px`, top: `${placement.top}px` }}
      role="group"
      aria-label={t('badge_name')}
      {...panel.hover}
    >
      {!view.collapsed && <Grip label={t('badge_move')} {...placement.grip} />}
      <Pill view={view} isStale={isStale} isOpen={panel.isOpen} onPress={panel.toggle} />
      {panel.isOpen && (
        <Reasons
          view={view}
          nowMs={nowMs}
          isStale={isStale}
          opensUp={placement.isLow}
          opensLeft={placement.isRight}
          onChange={(change) => {
            panel.close();
            onChange(change);
          }}
        />
      )}
    </div>
  );
}
