/** axe-core on a page: accessibility violations. */
import axe, { type AxeResults } from 'axe-core';
import type { Page } from 'playwright-core';

/** Serious and critical findings, one line each: `rule: what (where)`. Empty is good. */
export async function seriousFindings(page: Page): Promise<string[]> {
  // Evaluated instead of added as a script: the extension's pages forbid inline scripts.
  await page.evaluate(axe.source);
  const results = await page.evaluate(() => {
    const injected = globalThis as unknown as { axe: { run: () => Promise<AxeResults> } };
    return injected.axe.run();
  });
  return results.violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, help, nodes }) => {
      const places = nodes.slice(0, 3).map(({ target }) => target.join(' '));
      return `${id}: ${help} (${places.join(', ')})`;
    });
}
