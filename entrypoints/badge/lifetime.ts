/**
 * On which pages the badge's script runs, and until when: a newer script starts, or the extension is removed or updated.
 * Not WXT's context, which ends at an event of the document that any script of the page can send.
 */
import { browser } from 'wxt/browser';
import { SITES } from '../../lib/venues/pages';
import type { SitePages } from '../../lib/venues/pages-contract';

/** The site that `url` belongs to. Needed once: no script outlives a navigation to another host. */
export function siteAt({ href }: URL): SitePages | undefined {
  return SITES.find(({ matches }) => matches.some((pattern) => isMatch(href, pattern.split('*'))));
}

/** The registry's match patterns end with a star, and each star matches anything. */
function isMatch(href: string, [start = '', ...more]: string[]): boolean {
  let at = href.startsWith(start) ? start.length : -1;
  for (const part of more) {
    if (at >= 0) at = href.indexOf(part, at);
  }
  return at >= 0;
}

/** False for images, feeds and data, whose documents have no body to show a badge in. */
export function isHtml({ contentType }: Document): boolean {
  return contentType === 'text/html' || contentType === 'application/xhtml+xml';
}

const HEARTBEAT_MS = 1_000;
/** On the globals of the extension's isolated world, which no script of the page sees. */
const LIFETIME_KEY = Symbol.for('pressure-score.life');

export interface Lifetime {
  /** Aborts at the end. */
  signal: AbortSignal;
  end: () => void;
  /** Whether the script may go on. Ends the lifetime if the extension is gone, which no event announces. */
  isAlive: () => boolean;
  /** Calls `listener` every second until the end. */
  onHeartbeat: (listener: () => void) => void;
}

/** Begins this script's lifetime and ends that of an earlier one in this page. */
export function beginLifetime(): Lifetime {
  const endEarlier: unknown = Reflect.get(globalThis, LIFETIME_KEY);
  if (isEnd(endEarlier)) endEarlier();
  const controller = new AbortController();
  const { signal } = controller;
  const end = () => {
    controller.abort();
  };
  Reflect.set(globalThis, LIFETIME_KEY, end);
  const isAlive = () => {
    if (!isInstalled()) end();
    return !signal.aborted;
  };
  const listeners: (() => void)[] = [];
  const timer = setInterval(() => {
    if (isAlive()) for (const listener of listeners) listener();
  }, HEARTBEAT_MS);
  signal.addEventListener('abort', () => {
    clearInterval(timer);
  });
  return { signal, end, isAlive, onHeartbeat: (listener) => void listeners.push(listener) };
}

function isEnd(value: unknown): value is () => void {
  return typeof value === 'function';
}

/** In Chromium a script keeps running without its extension; `runtime` then has no id, or throws. */
function isInstalled(): boolean {
  try {
    // Missing then, despite its type.
    const runtime: unknown = Reflect.get(browser, 'runtime');
    return (
      typeof runtime === 'object' &&
      runtime !== null &&
      typeof Reflect.get(runtime, 'id') === 'string'
    );
  } catch {
    return false;
  }
}
