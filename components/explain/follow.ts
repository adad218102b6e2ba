/** Which explained element the user asks about: by pointer, focus, press or key. No words, no drawing. */
import { termOf } from '../../lib/board/terms';
import type { TermEntry } from '../../lib/board/terms';

export interface Explained {
  anchor: Element;
  term: TermEntry;
  how: 'hover' | 'focus' | 'press' | 'key';
  /** False while it only describes the focused element to a screen reader. */
  isOpen: boolean;
  /** The element's own tooltip, such as the coverage of this row; null: none. */
  note: string | null;
}

/** Long enough to read a board with the pointer on it. */
export const OPEN_MS = 500;
/** So that the pointer can reach the explanation. */
export const CLOSE_MS = 250;
/** px; a finger that moves further scrolls. */
const PRESS_SLIP = 10;

const EXPLAINED = '[data-explain]';
/** Buttons that do nothing but explain. */
const TERM_BUTTON = 'button.term';

/**
 * Calls back with what to explain, null for nothing, until `signal` aborts. `box` is the element with the explanation.
 * Hover and focus open it after a delay, a press on a term, a long press and `i` at once; Escape closes it and goes no
 * further. While it was opened by key, ← and → go to the next explained element.
 */
export function followExplained(
  box: Element,
  onChange: (explained: Explained | null) => void,
  signal: AbortSignal,
): void {
  let shown: Explained | null = null;
  let opening: { anchor: Element; timer: number } | null = null;
  let closing = 0;
  let press: { x: number; y: number; timer: number } | null = null;
  let swallowsClick = false;
  /** Closed by the user: it stays so until pointer and focus have left. */
  let dismissed: Element | null = null;
  /** Tooltips taken away while the explanation has them. */
  let titled: { element: Element; title: string }[] = [];

  const cancel = () => {
    clearTimeout(opening?.timer);
    clearTimeout(closing);
    opening = null;
  };
  const set = (next: Explained | null) => {
    cancel();
    if (next === null && shown === null) return;
    for (const { element, title } of titled) {
      if (element.getAttribute('title') === '') element.setAttribute('title', title);
    }
    shown?.anchor.removeAttribute('data-explained');
    titled = next?.isOpen ? takeTitles(next.anchor) : [];
    if (next?.isOpen) next.anchor.setAttribute('data-explained', '');
    shown = next && { ...next, note: titled[0]?.title ?? null };
    onChange(shown);
  };
  const open = (anchor: Element, how: Explained['how'], isOpen = true) => {
    const term = termOf(anchor.getAttribute('data-explain') ?? '');
    if (term !== undefined) set({ anchor, term, how, isOpen, note: null });
  };
  const openSoon = (anchor: Element, how: Explained['how']) => {
    if (anchor === dismissed || anchor === opening?.anchor) return;
    if (shown?.isOpen && anchor === shown.anchor) return;
    cancel();
    opening = { anchor, timer: window.setTimeout(() => open(anchor, how), OPEN_MS) };
  };
  const dismiss = (anchor: Element | null) => {
    dismissed = anchor;
    set(null);
  };
  const letGo = () => {
    clearTimeout(press?.timer);
    press = null;
  };
  const on = <K extends keyof DocumentEventMap>(
    type: K,
    listener: (event: DocumentEventMap[K]) => void,
  ) => document.addEventListener(type, listener, { capture: true, signal });

  on('pointerover', ({ target, pointerType }) => {
    if (pointerType === 'touch') return;
    const anchor = anchorOf(target);
    if (anchor !== dismissed) dismissed = null;
    clearTimeout(closing);
    if (anchor !== null) openSoon(anchor, 'hover');
    else if (!isIn(box, target)) {
      cancel();
      if (shown?.how === 'hover') closing = window.setTimeout(() => set(null), CLOSE_MS);
    }
  });
  on('focusin', ({ target }) => {
    const anchor = anchorOf(target);
    if (anchor === null || !(target instanceof Element) || !target.matches(':focus-visible'))
      return;
    open(anchor, 'focus', false);
    openSoon(anchor, 'focus');
  });
  on('focusout', () => {
    dismissed = null;
    if (shown?.how === 'hover') cancel();
    else set(null);
  });
  on('pointerdown', ({ target, pointerType, clientX: x, clientY: y }) => {
    swallowsClick = false;
    const anchor = anchorOf(target);
    if (pointerType !== 'touch' || anchor === null) return;
    const timer = window.setTimeout(() => {
      swallowsClick = true;
      open(anchor, 'press');
    }, OPEN_MS);
    press = { x, y, timer };
  });
  on('pointermove', ({ clientX, clientY }) => {
    if (press && Math.hypot(clientX - press.x, clientY - press.y) > PRESS_SLIP) letGo();
  });
  on('pointerup', letGo);
  on('pointercancel', letGo);
  on('contextmenu', (event) => {
    if (press !== null || swallowsClick) event.preventDefault();
  });
  on('click', (event) => {
    const { target } = event;
    if (swallowsClick) {
      swallowsClick = false;
      event.preventDefault();
      event.stopPropagation();
    } else if (target instanceof Element && target.closest(TERM_BUTTON) !== null) {
      const anchor = anchorOf(target);
      if (anchor === null) return;
      if (shown?.isOpen && shown.anchor === anchor) dismiss(anchor);
      else open(anchor, 'press');
    } else if (!isIn(box, target)) dismiss(anchorOf(target));
  });
  on('keydown', (event) => {
    if (event.key === 'Escape' && shown?.isOpen) {
      // The next one is for the page.
      event.preventDefault();
      dismiss(shown.anchor);
      return;
    }
    if (event.ctrlKey || event.altKey || event.metaKey || isTyping(event.target)) return;
    const step = shown?.how === 'key' ? STEPS[event.key] : undefined;
    if (event.key === 'i' || event.key === 'I') {
      event.preventDefault();
      if (shown?.how === 'key') set(null);
      else openFirst();
    } else if (shown !== null && step !== undefined) {
      event.preventDefault();
      const places = walkAround(shown.anchor);
      const next = places[places.indexOf(shown.anchor) + step];
      if (next !== undefined) open(next, 'key');
    } else if (shown?.isOpen && !PASSIVE.has(event.key)) dismiss(shown.anchor);
  });
  const openFirst = () => {
    const anchor = anchorOf(document.activeElement) ?? firstOf(selectedRow() ?? document);
    if (anchor !== null) open(anchor, 'key');
  };
  // What is explained moves away from under the explanation.
  document.addEventListener('scroll', ({ target }) => !isIn(box, target) && set(null), {
    capture: true,
    signal,
  });
  window.addEventListener('resize', () => set(null), { signal });
  signal.addEventListener('abort', () => {
    letGo();
    set(null);
  });
}

const STEPS: Readonly<Record<string, number>> = { ArrowLeft: -1, ArrowRight: 1 };
/** Keys that leave an explanation open. */
const PASSIVE: ReadonlySet<string> = new Set([
  'Shift',
  'Control',
  'Alt',
  'Meta',
  'Tab',
  'Enter',
  ' ',
]);

function anchorOf(target: EventTarget | null): Element | null {
  return target instanceof Element ? target.closest(EXPLAINED) : null;
}

function isIn(box: Element, target: EventTarget | null): boolean {
  return target instanceof Node && box.contains(target);
}

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof Element &&
    target.matches('textarea, select, [contenteditable], input:not([type=radio], [type=checkbox])')
  );
}

/** The row that keys act on; null when the focus is on something else. */
function selectedRow(): Element | null {
  const isElsewhere = document.activeElement?.matches('button, a, input, select') === true;
  return isElsewhere ? null : document.querySelector('[role=row][aria-selected=true]');
}

function firstOf(place: Element | Document): Element | null {
  return explainedIn(place)[0] ?? null;
}

function explainedIn(place: Element | Document): Element[] {
  return [...place.querySelectorAll(EXPLAINED)].filter(
    (element) => element.closest('[inert]') === null && element.checkVisibility(),
  );
}

/** Where ← and → lead from an element: the others of its row, or of the page. */
function walkAround(anchor: Element): Element[] {
  return explainedIn(anchor.closest('[data-key]') ?? document);
}

/** Empty instead of removed: an ancestor's tooltip would show. */
function takeTitles(anchor: Element): { element: Element; title: string }[] {
  return [anchor, ...anchor.querySelectorAll('[title]')].flatMap((element) => {
    const title = element.getAttribute('title');
    if (title === null || title === '') return [];
    element.setAttribute('title', '');
    return [{ element, title }];
  });
}
