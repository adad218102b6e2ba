import type { browser } from 'wxt/browser';

declare global {
  /** For functions that tests evaluate inside the extension. Shipped code imports `browser` instead; a lint rule holds it to that. */
  const chrome: typeof browser;
}
