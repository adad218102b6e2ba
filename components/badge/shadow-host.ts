/**
 * The badge's host element on a foreign page, with a closed shadow root. Attached once the page has settled (settled.ts), as
 * the last child of the body, where frameworks tolerate unknown elements, and only while there is something to show. If the
 * page removes or changes it, it is restored a few times, then left alone until it was undisturbed for a while.
 *
 * A `div`: with a custom element, a page that defines its name gets the shadow root (`ElementInternals.shadowRoot`) and can
 * prevent its creation. Its styles are inline and important, which no style sheet of the page overrides. The content is a
 * popover in the browser's top layer: positioned in the viewport, whatever the page does to the elements around it, and
 * above a chart in full screen. The popover is inside the shadow root, so that the page's rules for popovers and backdrops
 * do not apply and its scripts cannot close it.
 *
 * Not WXT's `createShadowRootUi`: that awaits its style sheet, wraps the tree in html and body elements, and leaves the
 * host to the page's style sheets.
 */
import { isolateEvents } from './events';
import type { Redispatch } from './events';

export interface ShadowHost {
  /** What the badge is rendered into. Has the theme's attributes, which the page cannot see. */
  root: HTMLElement;
  addStyles: (css: string) => void;
  /** Replays a user's event; see events.ts. */
  redispatch: Redispatch;
  attach: () => void;
  detach: () => void;
  /** To be called every second: keeps the badge visible (see badge.css) and in its place. */
  heartbeat: () => void;
  /** Since when the element has not been moved or re-inserted, as `performance.now()`, ms. */
  steadySinceMs: () => number;
}

export interface ShadowHostParts {
  /** Resolves when an element may be added to the page. */
  settled: Promise<void>;
  /** Whether this script may still change the page. */
  isAlive: () => boolean;
  /** Removes the element and all listeners for good. */
  signal: AbortSignal;
}

const MAX_RESTORES = 5;
/** Undisturbed for so long, the element may be restored as often again. */
const RESTORES_RESET_MS = 10_000;
/** Set as an attribute: the first use of `element.style` on a page takes a millisecond. */
const STYLE =
  'all:initial;position:fixed;top:0;left:0;width:0;height:0;display:block;z-index:2147483647'
    .split(';')
    .map((declaration) => `${declaration}!important`)
    .join(';');
const HOST_SELECTOR = `div[style="${STYLE}"]`;

/** Removes what an older version of the extension left. */
export function removeStaleHosts(page: Document): void {
  for (const orphan of page.querySelectorAll(`${HOST_SELECTOR},pressure-score`)) orphan.remove();
}

export function createShadowHost(page: Document, css: string, parts: ShadowHostParts): ShadowHost {
  const host = page.createElement('div');
  host.setAttribute('style', STYLE);
  const shadow = host.attachShadow({ mode: 'closed' });
  addStyleSheet(shadow, css);
  const redispatch = isolateEvents(shadow);
  const root = page.createElement('div');
  root.className = 'look';
  root.setAttribute('popover', 'manual');
  shadow.append(root);

  let isWanted = false;
  let isSettled = false;
  let restores = 0;
  let steadySinceMs = performance.now();
  /** The full-screen element when the popover was last shown. */
  let raisedOver: Element | null = null;
  /** A full-screen element that renders no children, such as a frame or canvas. */
  let childless: Element | null = null;

  // False while the page is in `document.open()`.
  const isParsed = () => bodyOf(page) !== null && page.readyState !== 'loading';
  /** Outside of a full-screen element the badge would be visible but get no pointer events. */
  const parent = (): Element | null => {
    const full = page.fullscreenElement;
    return full === null || full === page.documentElement || full === childless ? page.body : full;
  };
  const isInPlace = () => parent() !== null && host.parentNode === parent();
  const raise = () => {
    raisedOver = page.fullscreenElement;
    steadySinceMs = performance.now();
    try {
      if (root.matches(':popover-open')) root.hidePopover();
      root.showPopover();
    } catch {
      // Without the top layer the z-index keeps it in front.
    }
  };
  const observer = new MutationObserver(() => {
    restore();
  });
  const place = () => {
    // Root and body may have been replaced; without a body it waits.
    observer.disconnect();
    for (const node of [page, page.documentElement, page.body, parent()]) {
      if (node instanceof Node) observer.observe(node, { childList: true });
    }
    observer.observe(host, { attributes: true, attributeFilter: ['style'] });
    if (!isParsed()) return;
    if (host.getAttribute('style') !== STYLE) host.setAttribute('style', STYLE);
    if (!isInPlace()) parent()?.append(host);
    if (parent() !== page.body && !root.checkVisibility()) {
      childless = parent();
      page.body.append(host);
    }
    raise();
    // Ignore our own changes.
    observer.takeRecords();
  };
  const restore = () => {
    if (!isWanted || !isSettled || !parts.isAlive()) return;
    if (isInPlace() && host.getAttribute('style') === STYLE) return;
    if (restores >= MAX_RESTORES) {
      host.remove();
      observer.takeRecords();
      return;
    }
    if (isParsed()) restores += 1;
    place();
  };
  const attach = () => {
    if (!isWanted || !isSettled) return;
    if (!isInPlace()) place();
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
    observer.disconnect();
    host.remove();
  };
  parts.signal.addEventListener('abort', detach);

  let isOdd = false;
  return {
    root,
    redispatch,
    addStyles: (more) => {
      addStyleSheet(shadow, more);
    },
    attach: () => {
      restores = 0;
      isWanted = true;
      showAlive();
      attach();
    },
    detach,
    heartbeat: () => {
      showAlive();
      if (!isWanted) return;
      // `document.open()` removes the listener for full screen.
      if (raisedOver !== page.fullscreenElement) onFullscreen();
      restore();
      if (isInPlace() && performance.now() - steadySinceMs > RESTORES_RESET_MS) restores = 0;
    },
    steadySinceMs: () => steadySinceMs,
  };

  /** Restarts the animation that hides the badge once its script has ended; see badge.css. */
  function showAlive(): void {
    isOdd = !isOdd;
    root.dataset.beat = isOdd ? 'odd' : 'even';
  }
}

/** Null in some documents, despite its type. */
function bodyOf({ body }: Document): HTMLElement | null {
  return body;
}

/** The page's content security policy does not apply to a constructed sheet. If the browser refuses it: a style element. */
function addStyleSheet(root: ShadowRoot, css: string): void {
  try {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
    const { length } = root.adoptedStyleSheets;
    root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
    if (root.adoptedStyleSheets.length > length) return;
  } catch {
    // Older Firefox cannot adopt a content script's sheet: as below.
  }
  const style = document.createElement('style');
  style.textContent = css;
  root.append(style);
}
