/**
 * The badge's own element on a foreign page, with a closed shadow root. Its styles are inline and important, which no
 * style sheet of the page can outdo; it has no size, so it moves nothing; and it is there only while there is something
 * to show. When the page takes it out it comes back a few times, and then respects the page until the next score.
 *
 * Not WXT's `createShadowRootUi`: that one awaits its style sheet, wraps the tree in html and body elements, and leaves
 * the host to the page's style sheets.
 */
import { keepEvents } from './keep-events';

export interface Stage {
  /** What the badge is drawn into. It carries the look, out of the page's sight. */
  root: HTMLElement;
  /** More styles for what is drawn. */
  dress: (css: string) => void;
  attach: () => void;
  detach: () => void;
}

const TAG = 'pressure-score';
const COMEBACKS = 5;
/** As an attribute: a page's first `element.style` makes all of its properties, which takes a millisecond. */
const STYLE =
  'all:initial;position:fixed;top:0;left:0;width:0;height:0;display:block;z-index:2147483647'
    .split(';')
    .map((declaration) => `${declaration}!important`)
    .join(';');

/** Takes away what an older version of the extension left behind when it was replaced. */
export function clearStages(page: Document): void {
  for (const orphan of page.querySelectorAll(TAG)) orphan.remove();
}

export function createStage(page: Document, css: string): Stage {
  const host = page.createElement(TAG);
  host.setAttribute('style', STYLE);
  const shadow = host.attachShadow({ mode: 'closed' });
  dress(shadow, css);
  keepEvents(shadow);
  const root = page.createElement('div');
  root.className = 'look';
  shadow.append(root);

  let comebacks = 0;
  const watcher = new MutationObserver(() => {
    if (host.isConnected || comebacks >= COMEBACKS) return;
    comebacks += 1;
    page.documentElement.append(host);
  });
  let isWanted = false;
  const attach = () => {
    if (!isWanted || host.isConnected) return;
    page.documentElement.append(host);
    watcher.observe(page.documentElement, { childList: true });
  };
  // While the page is still being read it is not ours to add to: its own scripts may count on what they find.
  if (page.readyState === 'loading')
    page.addEventListener('DOMContentLoaded', attach, { once: true });
  return {
    root,
    dress: (more) => {
      dress(shadow, more);
    },
    attach: () => {
      comebacks = 0;
      isWanted = true;
      if (page.readyState !== 'loading') attach();
    },
    detach: () => {
      isWanted = false;
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
