/** What the board asks of the browser itself. */
import { browser } from 'wxt/browser';
import type { Words } from '../../components/ui/words';

export const browserWords: Words = (key, ...parts) => browser.i18n.getMessage(key, parts);

export function openOptions(): void {
  void browser.runtime.openOptionsPage();
}

export function openTab(url: string): void {
  void browser.tabs.create({ url });
}

/** Longer than this without data, and the page says what it waits for. */
const PATIENCE_MS = 150;

export function patience(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, PATIENCE_MS));
}
