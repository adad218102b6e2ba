/** The interactive badge: what the second script renders over the static one. */
import { render } from 'preact';
import type { ButtonHTMLAttributes } from 'preact';
import { otherModel } from '../../lib/domain/score';
import type { BadgeView } from '../../lib/messages/protocol';
import type { Words } from '../ui/words';
import { guardPresses } from './guard';
import type { BadgeContent, BadgeParts, MountedBadge } from './handover';
import { createMover } from './mover';
import { createOpening } from './opening';
import { Panel } from './panel';
import { badgeClass, isStale, noteClass, pillWords, redrawRegularly } from './static-badge';

/**
 * Renders the badge into `root` until it is unmounted. State is in closures (opening.ts, mover.ts), which are tested without
 * a page; every change renders the whole badge.
 */
export function mountBadge(parts: BadgeParts, first: BadgeContent): MountedBadge {
  const { root, words, onChange, onGuide, steadySinceMs } = parts;
  let content = first;
  let isNewLevel = false;
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
      isNewLevel = before.level !== next.view.level;
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

  function switchModel(): void {
    onChange({ kind: 'model', model: otherModel(content.view.model) });
  }

  function draw(): void {
    const { view } = content;
    const nowMs = Date.now();
    const { box, panel } = mover.place();
    const isOpen = opening.isOpen() && !mover.drag.isDragging();
    const around = {
      ...opening.around,
      onKeyDown: (event: KeyboardEvent) => {
        opening.around.onKeyDown(event);
        if (isOpen && isSwitchKey(event)) switchModel();
      },
    };
    const shared = { words, view, nowMs };
    const isOld = isStale(view, nowMs);
    render(
      <div
        class={badgeClass(view)}
        data-stale={isOld}
        data-collapsed={view.collapsed}
        role="group"
        aria-label={words('badge_name')}
        {...around}
      >
        <Grip label={words('badge_move')} onKeyDown={mover.onKeyDown} {...mover.drag.handle} />
        <Pill
          {...shared}
          isNewLevel={isNewLevel}
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
            onSwitchModel={switchModel}
            onGuide={onGuide}
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

/** `m` alone: with Ctrl or Meta it is the browser's. */
function isSwitchKey({ key, ctrlKey, altKey, metaKey, repeat }: KeyboardEvent): boolean {
  return key.toLowerCase() === 'm' && !ctrlKey && !altKey && !metaKey && !repeat;
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
  isNewLevel: boolean;
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

/** The score, its squeeze risk or side with an arrow, and a note: stale, partial, or what the other model says. */
function Pill({ words: t, view, nowMs, isNewLevel, isOpen, onPress, ...handlers }: PillProps) {
  const { side, arrow, isPhrase, note, isWarning, mark, spoken } = pillWords(view, nowMs, t);
  return (
    <button
      type="button"
      class="pill"
      aria-expanded={isOpen}
      aria-label={spoken}
      onClick={onPress}
      {...handlers}
    >
      <span key={view.level} class={isNewLevel ? 'score is-new' : 'score'}>
        {view.score}
      </span>
      {!view.collapsed && (
        <span class={isPhrase ? 'words is-phrase' : 'words'}>
          <span class="side">
            {arrow && (
              <span class="arrow" aria-hidden="true">
                {arrow}
              </span>
            )}
            {side}
          </span>
          {note && <span class={noteClass(isWarning)}>{note}</span>}
        </span>
      )}
      {mark && (
        <span class="mark" aria-hidden="true">
          {mark}
        </span>
      )}
    </button>
  );
}
