/** The Firefox build does the same main job in a real Firefox. Skipped where there is none to be had. */
import { describe, expect } from 'vitest';
import { findFirefox } from '../tools/find-firefox';
import { it } from './harness/firefox/fixtures';
import { waitFor } from './harness/wait';

const found = await findFirefox().catch(() => null);

describe.skipIf(found === null)('in Firefox', () => {
  it('ranks a board', async ({ firefox }) => {
    await firefox.openPage('popup.html');
    const shown = await waitFor(async () => {
      const text = String(await firefox.run('return document.body.innerText'));
      return text.includes('BTCUSDT') && text;
    });
    expect(shown).toContain('ETHUSDT');
  });

  it('shows the badge on a trade page', async ({ firefox }) => {
    await firefox.open('https://www.binance.com/en/futures/BTCUSDT');
    const shown = await waitFor(() =>
      firefox.runPrivileged(
        `for (const element of document.querySelectorAll('*')) {
           const text = element.openOrClosedShadowRoot?.textContent;
           if (text) return text;
         }
         return '';`,
      ),
    );
    expect(shown).toMatch(/\d/);
  });
});
