/**
 * The badge's own element on a foreign page, with a closed shadow root. Its styles are inline and important, which no
 * style sheet of the page can outdo; it has no size, so it moves nothing. When the page takes it out it comes back a few
 * times, and then respects the page.
 */
export interface Stage {
  root: ShadowRoot;
  host: HTMLElement;
  remove: () => void;
}

const TAG = 'pressure-score';
const COMEBACKS = 5;
const STYLE: readonly (readonly [string, string])[] = [
  ['all', 'initial'],
  ['position', 'fixed'],
  ['top', '0'],
  ['left', '0'],
  ['width', '0'],
  ['height', '0'],
  ['display', 'block'],
  ['visibility', 'visible'],
  ['opacity', '1'],
  ['transform', 'none'],
  ['filter', 'none'],
  ['clip-path', 'none'],
  ['contain', 'none'],
  ['pointer-events', 'auto'],
  ['z-index', '2147483647'],
];
/** What the badge is done with must not reach the page's hotkeys and menus. */
const KEPT_EVENTS = [
  'keydown',
  'keyup',
  'keypress',
  'pointerdown',
  'pointerup',
  'mousedown',
  'mouseup',
  'click',
  'dblclick',
  'contextmenu',
  'wheel',
  'touchstart',
  'touchend',
];

export function createStage(page: Document, css: string): Stage {
  // One that an older version of the extension left behind when it was replaced.
  for (const orphan of page.querySelectorAll(TAG)) orphan.remove();
  const host = page.createElement(TAG);
  for (const [property, value] of STYLE) host.style.setProperty(property, value, 'important');
  const root = host.attachShadow({ mode: 'closed' });
  dress(root, css);
  for (const type of KEPT_EVENTS) {
    root.addEventListener(type, (event) => {
      event.stopPropagation();
    });
  }
  page.documentElement.append(host);

  let comebacks = 0;
  const watcher = new MutationObserver(() => {
    if (host.isConnected || comebacks >= COMEBACKS) return;
    comebacks += 1;
    page.documentElement.append(host);
  });
  watcher.observe(page.documentElement, { childList: true });
  return {
    root,
    host,
    remove: () => {
      watcher.disconnect();
      host.remove();
    },
  };
}

/** A constructed sheet is beyond the page's content security policy; where a browser refuses it, a style element. */
function dress(root: ShadowRoot, css: string): void {
  try {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
    root.adoptedStyleSheets = [sheet];
  } catch {
    const style = document.createElement('style');
    style.textContent = css;
    root.append(style);
  }
}
