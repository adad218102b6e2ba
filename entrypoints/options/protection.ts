/**
 * Whether the browser may throw the history away when the disk runs short. With `unlimitedStorage`, which no browser warns of,
 * neither Chromium nor Firefox does (https://developer.chrome.com/docs/extensions/develop/concepts/storage-and-cookies,
 * https://developer.mozilla.org/docs/Mozilla/Add-ons/WebExtensions/manifest.json/permissions); asking for it by `persist` is for
 * browsers that take that alone.
 */
import { browser } from 'wxt/browser';
import type { Protection } from '../../components/options/access';

export const protection: Protection = {
  async read() {
    const permissions = browser.runtime.getManifest().permissions ?? [];
    return permissions.includes('unlimitedStorage') || (await navigator.storage.persisted());
  },
  ask: () => navigator.storage.persist(),
};
