/**
 * Events in the badge's shadow root: hidden from the page, refused when scripted, and replayed for the second script, which
 * arrives only after the user's first interaction.
 */

/** Stopped at the root, so that they do not reach the page's hotkeys, menus, focus traps and drags. */
const STOPPED = [
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
/** Stopped only for a press that began in the badge: the page's own drag may pass over the badge or end on it. */
const STOPPED_IN_OWN_PRESS = ['pointermove', 'mousemove', 'pointerup', 'mouseup', 'pointercancel'];
/** These do not leave the badge, but it acts on them. */
const NOT_BUBBLING = ['pointerenter', 'pointerleave'];

/** Dispatches a copy of a user's event at `target`, exempt from the check for scripted events. */
export type Redispatch = (copy: Event, target: Element) => void;

/**
 * Stops events at the badge's shadow root, after the badge has handled them. Refuses untrusted events before it handles
 * them: a script that got into the root could press the badge's buttons.
 */
export function isolateEvents(root: ShadowRoot): Redispatch {
  const passive = { passive: true };
  const redispatched = new WeakSet<Event>();
  const refuseScripted = (event: Event) => {
    if (event.isTrusted || redispatched.has(event)) return;
    event.stopImmediatePropagation();
  };
  for (const type of [...STOPPED, ...STOPPED_IN_OWN_PRESS, ...NOT_BUBBLING]) {
    root.addEventListener(type, refuseScripted, { capture: true, passive: true });
  }
  const stop = (event: Event) => {
    event.stopPropagation();
  };
  for (const type of STOPPED) root.addEventListener(type, stop, passive);

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
  for (const type of STOPPED_IN_OWN_PRESS) {
    root.addEventListener(
      type,
      (event) => {
        if (isOwnPress) stop(event);
      },
      passive,
    );
  }
  return (copy, target) => {
    redispatched.add(copy);
    target.dispatchEvent(copy);
  };
}

/** Enough for a press, the start of a drag and a few keys. */
const MAX_RECORDED = 40;
const POINTER_PRESS = ['pointerdown', 'pointermove'];
const POINTER_END = ['pointerup', 'pointercancel'];
const RECORDED = [
  'pointerenter',
  'pointerleave',
  ...POINTER_PRESS,
  ...POINTER_END,
  'click',
  'keydown',
  'focusin',
  'focusout',
];

interface RecordedEvent {
  event: Event;
  /** Stored apart: an event loses its target once it was dispatched. */
  target: Element;
}

/**
 * Calls `load` at the first interaction with what is in `root`, records what follows, and replays all of it in order once
 * `load` resolves. After a rejection the next interaction tries again. Until `signal` aborts.
 */
export function loadOnFirstUse(
  root: HTMLElement,
  load: () => Promise<unknown>,
  redispatch: Redispatch,
  signal: AbortSignal,
): void {
  let recorded: RecordedEvent[] = [];
  let isLoading = false;
  const recording = new AbortController();
  signal.addEventListener('abort', () => {
    recording.abort();
  });
  const replay = () => {
    recording.abort();
    for (const { event, target } of recorded) redispatch(copyOf(event), target);
  };
  const onEvent = (event: Event) => {
    // A finished press was no drag: the click alone replays it.
    if (POINTER_END.includes(event.type)) {
      recorded = recorded.filter(({ event: { type } }) => !POINTER_PRESS.includes(type));
    } else if (recorded.length < MAX_RECORDED) {
      const target = event.target instanceof Element && event.target.closest('button, .badge');
      if (target) recorded.push({ event, target });
    }
    if (isLoading) return;
    isLoading = true;
    load().then(replay, () => {
      // The worker cannot be reached, e.g. during an update.
      isLoading = false;
      recorded = [];
    });
  };
  for (const type of RECORDED) {
    const options = { capture: true, passive: true, signal: recording.signal };
    root.addEventListener(type, onEvent, options);
  }
}

function copyOf(event: Event): Event {
  const { type } = event;
  if (event instanceof PointerEvent) return new PointerEvent(type, event);
  if (event instanceof KeyboardEvent) return new KeyboardEvent(type, event);
  if (event instanceof FocusEvent) return new FocusEvent(type, event);
  return new MouseEvent(type, event);
}
