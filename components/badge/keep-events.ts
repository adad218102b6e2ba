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

/** Stops events at the badge's shadow root, after the badge itself has had them. */
export function keepEvents(root: ShadowRoot): void {
  const passive = { passive: true };
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
}
