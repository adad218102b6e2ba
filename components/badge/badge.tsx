import { render } from 'preact';
import { Grip } from './grip';
import { guardPresses } from './guard';
import type { BadgeParts, MountedBadge, Scene } from './mounted';
import { createMover } from './mover';
import { createOpening } from './opening';
import { Pill } from './pill';
import { badgeClass, isStale } from './pill-words';
import { Reasons } from './reasons';
import { ticking } from './ticking';

/**
 * The badge in `root`, until it is unmounted. What it remembers is in closures, which are tested without a page; each change
 * draws it anew, since there is nothing in it that could be spared.
 */
export function mountBadge(parts: BadgeParts, first: Scene): MountedBadge {
  const { root, words, onChange, steadySinceMs } = parts;
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
  const life = new AbortController();
  ticking(draw, life.signal);
  guardPresses(root, steadySinceMs, life.signal);
  window.addEventListener('resize', mover.onResize, { signal: life.signal, passive: true });
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
    const shared = { words, view, nowMs };
    const isOld = isStale(view, nowMs);
    render(
      <div
        class={badgeClass(view)}
        data-stale={isOld}
        data-collapsed={view.collapsed}
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
            isStale={isOld}
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
    // Not by Preact, which would ask for `element.style`: see stage.ts.
    root.firstElementChild?.setAttribute('style', box);
  }
}
