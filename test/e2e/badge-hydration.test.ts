/** Pages that a framework hydrates whole are as if the badge were not there, whenever their script comes. */
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { complete, FUTURES, HOST, LONG, pillOn } from './harness/badge';
import { it } from './harness/fixtures';
import { FRAMEWORKS, hydratedPage } from './harness/hydrated-page';

/** When the page's script hydrates: as the page is read, when it is loaded, when the badge is there already. */
const MOMENTS = ['DOMContentLoaded', 'load', 'after the badge'] as const;

/** What a user and a CSS-in-JS library have done before the page is hydrated. */
const BEFORE = `
globalThis.first = document.querySelector('h1');
const style = document.createElement('style');
style.id = 'injected';
document.head.append(style);
document.querySelector('#size').value = '25.5';
`;

function seen(page: Page) {
  return page.evaluate((host) => {
    const { errors, first } = globalThis as unknown as { errors: string[]; first: Element };
    return {
      errors,
      isSamePage: first.isConnected,
      hasStyle: document.querySelector('#injected') !== null,
      typed: document.querySelector('input')?.value,
      badges: document.querySelectorAll(host).length,
    };
  }, HOST);
}

it.for(FRAMEWORKS)('%s is not disturbed', async (framework, { extension }) => {
  await complete(extension, [LONG]);
  const { html, script } = await hydratedPage(framework);
  for (const moment of MOMENTS) {
    const begin = `{${BEFORE}} hydrate();`;
    const when = moment === 'load' ? 'window' : 'document';
    const code =
      moment === 'after the badge'
        ? script
        : `${script}; ${when}.addEventListener('${moment}', () => {${begin}});`;
    const page = await extension.context.newPage();
    // Before the page's own HTML, as a script in it would be one more thing to hydrate.
    await page.addInitScript(code);
    await page.route(`${FUTURES}**`, (route) =>
      route.fulfill({ contentType: 'text/html', body: html }),
    );
    await page.goto(FUTURES + LONG);
    await pillOn(page, ' Long. ');
    if (moment === 'after the badge') await page.evaluate(begin);
    const count = page.locator('#count');
    // Pressed before it is hydrated it would say nothing.
    await expect
      .poll(async () => {
        await count.click();
        return Number(await count.textContent());
      })
      .toBeGreaterThan(0);
    expect(await seen(page), moment).toEqual({
      errors: [],
      isSamePage: true,
      hasStyle: true,
      typed: '25.5',
      badges: 1,
    });
    await pillOn(page, ' Long. ');
    await page.close();
  }
});
