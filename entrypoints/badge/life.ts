/**
 * How long the badge's script lives on its page: until a newer one comes, or its extension goes. Nothing of it is heard or
 * said in the page, whose own scripts could say the same: not WXT's context, which ends at an event of the document.
 */
import { browser } from 'wxt/browser';

const BEAT_MS = 1_000;
/** In the extension's own world of the page, which no script of the page sees. */
const KEY = Symbol.for('pressure-score.life');

export interface Life {
  signal: AbortSignal;
  end: () => void;
  /** Whether the extension is still there. Ends the life when it is not: nobody tells the script. */
  isAlive: () => boolean;
  /** Calls back every second, as long as the script lives. */
  onBeat: (beat: () => void) => void;
}

/** Begins the life of this script, and ends that of one that was here before it. */
export function beginLife(): Life {
  const former: unknown = Reflect.get(globalThis, KEY);
  if (isEnd(former)) former();
  const controller = new AbortController();
  const { signal } = controller;
  const end = () => {
    controller.abort();
  };
  Reflect.set(globalThis, KEY, end);
  const isAlive = () => {
    if (!isInstalled()) end();
    return !signal.aborted;
  };
  const beats: (() => void)[] = [];
  const timer = setInterval(() => {
    if (isAlive()) for (const beat of beats) beat();
  }, BEAT_MS);
  signal.addEventListener('abort', () => {
    clearInterval(timer);
  });
  return { signal, end, isAlive, onBeat: (beat) => void beats.push(beat) };
}

function isEnd(value: unknown): value is () => void {
  return typeof value === 'function';
}

/** A script whose extension is gone keeps running in Chromium, with an interface that says so or throws. */
function isInstalled(): boolean {
  try {
    // As typed it is always there.
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
