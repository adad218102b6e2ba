/**
 * The badge's own element on a foreign page, with a closed shadow root. It comes when the page has settled (settled.ts),
 * as the last child of the body, where frameworks bear what they do not know; it is there only while there is something
 * to show. When the page takes it out or changes it, it comes back a few times, and then respects the page for a while.
 *
 * A plain element: a page that defines the name of a custom one gets what is inside (`ElementInternals.shadowRoot`), and
 * may refuse to make it. Its styles are inline and important, which no style sheet of the page can outdo. What is inside
 * is shown in the browser's top layer: there the window is what it is placed in, whatever the page does to the elements
 * around it, and it is over a chart that fills the screen. It is the inside that is, so that no rule of the page for
 * popovers or their backdrops meets it, and no script of the page can close it.
 *
 * Not WXT's `createShadowRootUi`: that one awaits its style sheet, wraps the tree in html and body elements, and leaves
 * the host to the page's style sheets.
 */
import { keepEvents } from './keep-events';
import type { Redo } from './keep-events';

export interface Stage {
  /** What the badge is drawn into. It carries the look, out of the page's sight. */
  root: HTMLElement;
  /** More styles for what is drawn. */
  dress: (css: string) => void;
  /** Does an event of a person's again; see keep-events.ts. */
  redo: Redo;
  attach: () => void;
  detach: () => void;
  /** To be called every second: says that the badge's script lives, and sees to the badge's place. */
  beat: () => void;
  /** Since when the badge stands where it does, undisturbed, as `performance.now()` counts. */
  steadySinceMs: () => number;
}

export interface StageParts {
  /** Resolves when the page may be added to. */
  settled: Promise<void>;
  /** Whether this script may still put something on the page. */
  isAlive: () => boolean;
  /** Takes the badge off the page for good, with all that listens there. */
  signal: AbortSignal;
}

const COMEBACKS = 5;
/** Left alone for so long, the badge may come back as often again. */
const TRUCE_MS = 10_000;
/** As an attribute: a page's first `element.style` makes all of its properties, which takes a millisecond. */
const STYLE =
  'all:initial;position:fixed;top:0;left:0;width:0;height:0;display:block;z-index:2147483647'
    .split(';')
    .map((declaration) => `${declaration}!important`)
    .join(';');
const HOST = `div[style="${STYLE}"]`;

/** Takes away what an older version of the extension left behind when it was replaced. */
export function clearStages(page: Document): void {
  for (const orphan of page.querySelectorAll(`${HOST},pressure-score`)) orphan.remove();
}

export function createStage(page: Document, css: string, parts: StageParts): Stage {
  const host = page.createElement('div');
  host.setAttribute('style', STYLE);
  const shadow = host.attachShadow({ mode: 'closed' });
  dress(shadow, css);
  const redo = keepEvents(shadow);
  const root = page.createElement('div');
  root.className = 'look';
  root.setAttribute('popover', 'manual');
  shadow.append(root);

  let isWanted = false;
  let isSettled = false;
  let comebacks = 0;
  let steadySinceMs = performance.now();
  /** What filled the screen when the badge was last put on top. */
  let under: Element | null = null;
  /** What filled it and shows no children, as frames and canvases do. */
  let barren: Element | null = null;

  // A page may open its document anew, and is then read once more.
  const isOpen = () => bodyOf(page) !== null && page.readyState !== 'loading';
  /** What is outside of an element that fills the screen may be on top of it, but hears no pointer. */
  const home = (): Element | null => {
    const full = page.fullscreenElement;
    return full === null || full === page.documentElement || full === barren ? page.body : full;
  };
  const isThere = () => home() !== null && host.parentNode === home();
  const raise = () => {
    under = page.fullscreenElement;
    steadySinceMs = performance.now();
    try {
      if (root.matches(':popover-open')) root.hidePopover();
      root.showPopover();
    } catch {
      // Where the top layer is not to be had it stands in the page, in front of the rest.
    }
  };
  const watcher = new MutationObserver(() => {
    restore();
  });
  const place = () => {
    // The page's root or body may be other ones by now; a document without a body has no place for it.
    watcher.disconnect();
    for (const node of [page, page.documentElement, page.body, home()]) {
      if (node instanceof Node) watcher.observe(node, { childList: true });
    }
    watcher.observe(host, { attributes: true, attributeFilter: ['style'] });
    if (!isOpen()) return;
    if (host.getAttribute('style') !== STYLE) host.setAttribute('style', STYLE);
    if (!isThere()) home()?.append(host);
    if (home() !== page.body && !root.checkVisibility()) {
      barren = home();
      page.body.append(host);
    }
    raise();
    // What was done just now is not the page's doing.
    watcher.takeRecords();
  };
  const restore = () => {
    if (!isWanted || !isSettled || !parts.isAlive()) return;
    if (isThere() && host.getAttribute('style') === STYLE) return;
    if (comebacks >= COMEBACKS) {
      host.remove();
      watcher.takeRecords();
      return;
    }
    if (isOpen()) comebacks += 1;
    place();
  };
  const attach = () => {
    if (!isWanted || !isSettled) return;
    if (!isThere()) place();
  };
  parts.settled
    .then(() => {
      isSettled = true;
      attach();
    })
    .catch(() => undefined);
  const onFullscreen = () => {
    if (host.isConnected) place();
  };
  page.addEventListener('fullscreenchange', onFullscreen, { signal: parts.signal });

  const detach = () => {
    isWanted = false;
    watcher.disconnect();
    host.remove();
  };
  parts.signal.addEventListener('abort', detach);

  let isOdd = false;
  return {
    root,
    redo,
    dress: (more) => {
      dress(shadow, more);
    },
    attach: () => {
      comebacks = 0;
      isWanted = true;
      live();
      attach();
    },
    detach,
    beat: () => {
      live();
      if (!isWanted) return;
      // `document.open()` takes away the listener that would have said so.
      if (under !== page.fullscreenElement) onFullscreen();
      restore();
      if (isThere() && performance.now() - steadySinceMs > TRUCE_MS) comebacks = 0;
    },
    steadySinceMs: () => steadySinceMs,
  };

  /** Begins anew the fade that takes the badge away when its script is no more; see badge.css. */
  function live(): void {
    isOdd = !isOdd;
    root.dataset.beat = isOdd ? 'odd' : 'even';
  }
}

/** Whatever its type says, there may be none. */
function bodyOf({ body }: Document): HTMLElement | null {
  return body;
}

/** A constructed sheet is beyond the page's content security policy; where a browser refuses it, a style element. */
function dress(root: ShadowRoot, css: string): void {
  try {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
    const { length } = root.adoptedStyleSheets;
    root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
    if (root.adoptedStyleSheets.length > length) return;
  } catch {
    // Firefox once could not pass a sheet from a content script to a page: as below.
  }
  const style = document.createElement('style');
  style.textContent = css;
  root.append(style);
}
