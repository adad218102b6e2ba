import type { browser } from 'wxt/browser';

declare global {
  /** For functions that tests evaluate inside the extension. Shipped code imports `browser`, as a lint rule demands. */
  const chrome: typeof browser;
}
