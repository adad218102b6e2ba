/** What is done with the badge must not reach the page's hotkeys, menus, focus traps and drags. */
const KEPT = [
  'keydown',
  'keyup',
  'keypress',
  'pointerdown',
  'mousedown',
  'click',
  'dblclick',
  'auxclick',
  'contextmenu',
  'wheel',
  'touchstart',
  'touchmove',
  'touchend',
  'focusin',
  'focusout',
  'copy',
];
/** Kept of a press that began here. The page needs the others: its own drag may pass over the badge, or end on it. */
const KEPT_OF_OWN_PRESS = ['pointermove', 'mousemove', 'pointerup', 'mouseup', 'pointercancel'];

/** Entering and leaving, which never leave the badge, but which it acts on. */
const ACTED_ON = ['pointerenter', 'pointerleave'];

/** Dispatches a copy of an event that a person caused at `target`, as if it were theirs. */
export type Redo = (copy: Event, target: Element) => void;

/**
 * Stops events at the badge's shadow root, after the badge itself has had them; and before, those that no person caused:
 * a script that got in here could press the badge's buttons.
 */
export function keepEvents(root: ShadowRoot): Redo {
  const passive = { passive: true };
  const redone = new WeakSet<Event>();
  const refuse = (event: Event) => {
    if (event.isTrusted || redone.has(event)) return;
    event.stopImmediatePropagation();
  };
  for (const type of [...KEPT, ...KEPT_OF_OWN_PRESS, ...ACTED_ON]) {
    root.addEventListener(type, refuse, { capture: true, passive: true });
  }
  const stop = (event: Event) => {
    event.stopPropagation();
  };
  for (const type of KEPT) root.addEventListener(type, stop, passive);

  let isOwnPress = false;
  const onPress = () => {
    isOwnPress = true;
  };
  // Not on release: the mouse event of the same release is still to come.
  const onHover = (event: Event) => {
    if (event instanceof PointerEvent && event.buttons === 0) isOwnPress = false;
  };
  root.addEventListener('pointerdown', onPress, passive);
  root.addEventListener('pointermove', onHover, passive);
  root.addEventListener('pointerout', onHover, passive);
  for (const type of KEPT_OF_OWN_PRESS) {
    root.addEventListener(
      type,
      (event) => {
        if (isOwnPress) stop(event);
      },
      passive,
    );
  }
  return (copy, target) => {
    redone.add(copy);
    target.dispatchEvent(copy);
  };
}
