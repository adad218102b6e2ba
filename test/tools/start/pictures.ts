/** Screenshots for the README and for machines without a display. */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { closedRoot } from '../../e2e/harness/closed-root';
import type { Extension } from '../../e2e/harness/extension';
import { waitFor } from '../../e2e/harness/wait';
import { PROJECT_DIR } from '../build';

const FOLDER = join(PROJECT_DIR, '.output', 'demo');

/** Takes the screenshots and returns their paths. `symbol` is one on the board; `tradeUrl` is its page. */
export async function takePictures(
  extension: Extension,
  symbol: string,
  tradeUrl: string,
): Promise<string[]> {
  await mkdir(FOLDER, { recursive: true });
  const popup = await extension.openPopupPage();
  await popup.getByRole('row').filter({ hasText: symbol }).first().waitFor();
  const options = await extension.openOptions();
  await options.getByRole('heading').first().waitFor();
  const trade = await extension.openTrade(tradeUrl);
  await waitFor(async () => (await (await closedRoot(trade))?.text()) ?? '', { what: 'the badge' });
  return [
    await picture(popup, 'popup', 'dark'),
    await picture(popup, 'popup-light', 'light'),
    await picture(trade, 'badge', 'dark'),
    await picture(options, 'options', 'dark'),
  ];
}

async function picture(page: Page, name: string, colorScheme: 'dark' | 'light'): Promise<string> {
  await page.bringToFront();
  await page.emulateMedia({ colorScheme });
  const path = join(FOLDER, `${name}.png`);
  await page.screenshot({ path });
  return path;
}
