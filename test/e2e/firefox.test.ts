/** The Firefox build does the same main job in a real Firefox. Skipped where there is none to be had. */
import { describe, expect } from 'vitest';
import { findFirefox } from '../tools/find-firefox';
import { needs } from '../tools/needs';
import { it } from './harness/firefox/fixtures';
import { CUT_TEXTS } from './harness/cut';
import { eventually, waitFor } from './harness/wait';

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

  it('says why once it is opened', async ({ firefox }) => {
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

  it('shows the whole board in the panel of its toolbar button, under any zoom', async ({
    firefox,
  }) => {
    const panel = await firefox.openPanel();
    const rows = `return document.querySelectorAll('[data-key]').length`;
    await waitFor(async () => Number(await panel.run(rows)) > 10);
    const size = () => panel.run('return [innerWidth, innerHeight]');
    await eventually(async () => expect(await size()).toEqual([780, 600]));
    for (const zoom of [1, 1.1, 1.5, 2]) {
      // The panel grows with it, as far as the screen lets it.
      await panel.zoom(zoom);
      await eventually(async () => {
        const ratio = Number(await panel.run('return devicePixelRatio'));
        expect(Math.abs(ratio - zoom)).toBeLessThan(0.1);
        expect(await panel.run(CUT_TEXTS)).toEqual([]);
      });
    }
    await panel.zoom(1);
  });

  it('leads out of everything in the panel without Escape, which closes it', async ({
    firefox,
  }) => {
    const panel = await firefox.openPanel();
    const has = async (selector: string) =>
      Boolean(await panel.run(`return document.querySelector('${selector}') !== null`));
    const open = (selector: string, isOpen: boolean) =>
      eventually(async () => expect([selector, await has(selector)]).toEqual([selector, isOpen]));
    const click = (selector: string) => panel.run(`document.querySelector('${selector}').click()`);
    await open('[data-key]', true);
    for (const close of [() => panel.press('Backspace'), () => click('.why-head .icon-button')]) {
      await panel.press('ArrowDown');
      await panel.press('Enter');
      await open('.reasons', true);
      await close();
      await open('.reasons', false);
    }
    for (const close of [() => panel.press('Backspace'), () => click('.help header button')]) {
      await panel.press('?');
      await open('.help', true);
      expect(await panel.run(`return document.querySelector('.help').textContent`)).toContain(
        'Esc closes the whole panel',
      );
      await close();
      await open('.help', false);
    }
    await panel.press('/');
    await panel.press('e');
    await open('.search .icon-button', true);
    await click('.search .icon-button');
    await open('.search .icon-button', false);
    await panel.press('Escape');
    await eventually(async () => expect(await panel.isOpen()).toBe(false));
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
