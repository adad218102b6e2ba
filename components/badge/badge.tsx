import { render } from 'preact';
import type { BadgeChange } from '../../lib/messages/protocol';
import type { Words } from '../ui/words';
import { Grip } from './grip';
import type { Scene } from './mover';
import { createMover } from './mover';
import { createOpening } from './opening';
import { Pill } from './pill';
import { Reasons } from './reasons';

export interface BadgeParts {
  root: HTMLElement;
  words: Words;
  onChange: (change: BadgeChange) => void;
}

export interface MountedBadge {
  update: (scene: Scene) => void;
  unmount: () => void;
}

/** Ages and the stale look move on by themselves. */
const TICK_MS = 5_000;

/**
 * The badge in `root`, until it is unmounted. What it remembers is in closures and each change draws it anew: Preact's
 * hooks and contexts would be a tenth of the script, whose size is counted.
 */
export function mountBadge({ root, words, onChange }: BadgeParts, first: Scene): MountedBadge {
  let scene = first;
  let isNewBand = false;
  const opening = createOpening(draw, () => {
    root.querySelector<HTMLElement>('.pill')?.focus({ preventScroll: true });
  });
  const mover = createMover(
    () => scene,
    draw,
    (position) => {
      onChange({ kind: 'move', position });
    },
  );
  const tick = () => {
    if (!document.hidden) draw();
  };
  const life = new AbortController();
  const { signal } = life;
  document.addEventListener('visibilitychange', tick, { signal });
  window.addEventListener('resize', mover.onResize, { signal, passive: true });
  const ticking = setInterval(tick, TICK_MS);
  draw();
  return {
    update: (next) => {
      const before = scene.view;
      scene = next;
      isNewBand = before.band !== next.view.band;
      const { position } = next.view;
      if (position?.x !== before.position?.x || position?.y !== before.position?.y) {
        mover.onMovedElsewhere();
      }
      draw();
    },
    unmount: () => {
      life.abort();
      clearInterval(ticking);
      opening.cancel();
      mover.cancel();
      render(null, root);
    },
  };

  function draw(): void {
    const { view } = scene;
    const nowMs = Date.now();
    const { box, panel } = mover.place();
    const isOpen = opening.isOpen() && !mover.drag.isDragging();
    const shared = { words, view, nowMs, isStale: nowMs - view.asOfMs > view.staleAfterMs };
    render(
      <div
        class={`badge band-${view.band} side-${view.bias.toLowerCase()}`}
        data-stale={shared.isStale}
        data-collapsed={view.collapsed}
        style={box}
        role="group"
        aria-label={words('badge_name')}
        {...opening.around}
      >
        <Grip label={words('badge_move')} onKeyDown={mover.onKeyDown} {...mover.drag.handle} />
        <Pill
          {...shared}
          isNewBand={isNewBand}
          isOpen={isOpen}
          onPress={() => {
            if (mover.drag.isPress()) opening.toggle();
          }}
          {...mover.drag.handle}
          {...opening.within}
        />
        {isOpen && (
          <Reasons
            {...shared}
            place={panel}
            onChange={(change) => {
              opening.close();
              onChange(change);
            }}
            {...opening.within}
          />
        )}
      </div>,
      root,
    );
  }
}
