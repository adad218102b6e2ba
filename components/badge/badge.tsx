/** The interactive badge: what the second script renders over the static one. */
import { render } from 'preact';
import type { ButtonHTMLAttributes } from 'preact';
import type { BadgeView } from '../../lib/messages/protocol';
import type { Words } from '../ui/words';
import { guardPresses } from './guard';
import type { BadgeContent, BadgeParts, MountedBadge } from './handover';
import { createMover } from './mover';
import { createOpening } from './opening';
import { Panel } from './panel';
import { badgeClass, isStale, pillWords, redrawRegularly } from './static-badge';

/**
 * Renders the badge into `root` until it is unmounted. State is in closures (opening.ts, mover.ts), which are tested without
 * a page; every change renders the whole badge.
 */
export function mountBadge(parts: BadgeParts, first: BadgeContent): MountedBadge {
  const { root, words, onChange, steadySinceMs } = parts;
  let content = first;
  let isNewBand = false;
  const opening = createOpening(draw, () => {
    root.querySelector<HTMLElement>('.pill')?.focus({ preventScroll: true });
  });
  const mover = createMover(
    () => content,
    draw,
    (position) => {
      onChange({ kind: 'move', position });
    },
  );
  const lifetime = new AbortController();
  redrawRegularly(draw, lifetime.signal);
  guardPresses(root, steadySinceMs, lifetime.signal);
  window.addEventListener('resize', mover.onResize, { signal: lifetime.signal, passive: true });
  draw();
  return {
    update: (next) => {
      const before = content.view;
      content = next;
      isNewBand = before.band !== next.view.band;
      const { position } = next.view;
      if (position?.x !== before.position?.x || position?.y !== before.position?.y) {
        mover.onMovedElsewhere();
      }
      draw();
    },
    unmount: () => {
      lifetime.abort();
      opening.cancel();
      mover.cancel();
      render(null, root);
    },
  };

  function draw(): void {
    const { view } = content;
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
          <Panel
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
    // Not by Preact, which would use the slow `element.style`: see shadow-host.ts.
    root.firstElementChild?.setAttribute('style', box);
  }
}

type GripProps = { label: string } & Pick<
  ButtonHTMLAttributes,
  'onPointerDown' | 'onPointerMove' | 'onPointerUp' | 'onPointerCancel' | 'onKeyDown'
>;

/** Drag handle, for the pointer and the arrow keys. On a collapsed badge it is visible only with keyboard focus. */
function Grip({ label, ...handlers }: GripProps) {
  return (
    <button type="button" class="grip" aria-label={label} title={label} {...handlers}>
      <span aria-hidden="true" />
    </button>
  );
}

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

/** The score, the side as a word and an arrow, and a warning when the score is stale or partial. */
function Pill({ words: t, view, nowMs, isNewBand, isOpen, onPress, ...handlers }: PillProps) {
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
