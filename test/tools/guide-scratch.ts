import { launchExtension } from '../e2e/harness/launch';
import { startMarket } from '../market';
import { ensureBuild } from './build';
import { rankedBoard } from './start/ranked-board';
import { findChromium } from './find-chromium';
const OUT = '/tmp/guide-scratch/';
process.env['CHROMIUM_PATH'] = (await findChromium()).path;
await ensureBuild('chrome');
const market = await startMarket();
const extension = await launchExtension({ market, headless: true, colorScheme: 'dark' });
try {
  await rankedBoard(extension, Object.assign(() => {}, { update() {}, end() {}, show() {} }) as never);
  for (const scheme of ['dark', 'light'] as const) {
    const page = await extension.openPage('guide.html', { width: 1100, height: 900 });
    await page.emulateMedia({ colorScheme: scheme });
    await page.getByRole('heading', { name: 'Worked example' }).waitFor();
    await page.waitForTimeout(800);
    await page.screenshot({ path: `${OUT}guide-${scheme}.png`, fullPage: true });
    await page.setViewportSize({ width: 340, height: 700 });
    await page.screenshot({ path: `${OUT}guide-narrow-${scheme}.png`, fullPage: true });
    await page.close();
    const popup = await extension.openPopupPage();
    await popup.emulateMedia({ colorScheme: scheme });
    await popup.getByRole('row').nth(10).waitFor();
    await popup.waitForTimeout(500);
    await popup.screenshot({ path: `${OUT}popup-${scheme}.png` });
    await popup.getByRole('columnheader', { name: 'Funding %' }).hover();
    await popup.waitForTimeout(900);
    await popup.screenshot({ path: `${OUT}popup-hover-${scheme}.png` });
    await popup.mouse.move(1, 1);
    await popup.keyboard.press('ArrowDown');
    await popup.keyboard.press('Enter');
    await popup.getByRole('table', { name: /Reasons/ }).waitFor();
    await popup.keyboard.press('i');
    await popup.waitForTimeout(300);
    await popup.screenshot({ path: `${OUT}popup-why-${scheme}.png` });
    await popup.keyboard.press('Escape');
    await popup.setViewportSize({ width: 360, height: 600 });
    await popup.getByRole('button', { name: 'Average stress' }).click();
    await popup.waitForTimeout(300);
    await popup.screenshot({ path: `${OUT}popup-narrow-${scheme}.png` });
    await popup.close();
  }
  const options = await extension.openPage('options.html#model', { width: 1000, height: 800 });
  await options.getByRole('heading', { name: 'Model' }).waitFor();
  await options.getByText('Crowding', { exact: true }).first().hover();
  await options.waitForTimeout(900);
  await options.screenshot({ path: `${OUT}options.png` });
} finally {
  await extension.close();
  await market.close();
}
process.exit(0);
