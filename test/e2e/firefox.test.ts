/** The Firefox build does the same main job in a real Firefox. Skipped where there is none to be had. */
import { describe, expect } from 'vitest';
import { findFirefox } from '../tools/find-firefox';
import { needs } from '../tools/needs';
import { it } from './harness/firefox/fixtures';
import { waitFor } from './harness/wait';

const found = await findFirefox().catch(() => null);

describe('in Firefox', needs('a Firefox, which this machine does not have', found !== null), () => {
  it('ranks a board', async ({ firefox }) => {
    await firefox.openPage('popup.html');
    const ranked = await waitFor(async () => {
      const rows = '[...document.querySelectorAll("[role=row]")]';
      return Number(
        await firefox.run(`return ${rows}.filter((r) => r.textContent.includes('USDT')).length`),
      );
    });
    expect(ranked).toBeGreaterThan(10);
  });

  it('shows the badge on a trade page', async ({ firefox }) => {
    await firefox.open('https://www.binance.com/en/futures/BTCUSDT');
    // Fields have closed roots of the browser's own; the badge's is the one that names a side.
    const shown = await waitFor(() =>
      firefox.runPrivileged(
        `const texts = [...document.querySelectorAll('*')].map(
           (element) => element.openOrClosedShadowRoot?.textContent ?? '',
         );
         return texts.find((text) => /Long|Short|Neutral/.test(text));`,
      ),
    );
    expect(shown).toMatch(/\d/);
  });

  it('says why once somebody reaches for it', async ({ firefox }) => {
    const tab = '[...document.querySelectorAll("*")].map((e) => e.openOrClosedShadowRoot)';
    await firefox.runPrivileged(
      `${tab}.map((root) => root?.querySelector('.pill')).find(Boolean).click();`,
    );
    const said = await waitFor(() =>
      firefox.runPrivileged(
        `return ${tab}.map((root) => root?.querySelector('[role=region]')?.textContent).find(Boolean);`,
      ),
    );
    expect(said).toMatch(/Funding/);
  });

  it('is gone soon after the add-on is disabled, and stays so as the page moves on', async ({
    firefox,
  }) => {
    await firefox.open('https://www.binance.com/en/futures/BTCUSDT');
    const look = `[...document.querySelectorAll('*')].map(
      (element) => element.openOrClosedShadowRoot?.querySelector('.look'),
    ).find(Boolean)`;
    const visibility = () =>
      firefox.runPrivileged(
        `const look = ${look}; return look ? getComputedStyle(look).visibility : 'none';`,
      );
    await waitFor(async () => (await visibility()) === 'visible', { what: 'the badge' });
    await firefox.disable();
    await waitFor(async () => (await visibility()) !== 'visible', { what: 'the badge to go' });
    await firefox.run(`history.pushState(null, '', '/en/futures/LTCUSDT')`);
    expect(await visibility()).not.toBe('visible');
  });
});
