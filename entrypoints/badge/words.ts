import { browser } from 'wxt/browser';
import type { Words } from '../../components/ui/words';
import type { BadgeView } from '../../lib/messages/protocol';

/**
 * The words that came with the view shown, or else the browser's own catalogue, whose first word on a page waits for
 * another process.
 */
export function wordsWith(shown: () => BadgeView | null): Words {
  return (key, ...substitutions) => {
    const sent = shown()?.words[key];
    return sent === undefined
      ? browser.i18n.getMessage(key, substitutions)
      : sent.replace('$1', () => substitutions[0] ?? '');
  };
}
