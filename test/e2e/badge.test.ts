/** Where the badge is, and where it is not; and that it follows the options at once. */
import { expect, onTestFinished } from 'vitest';
import {
  complete,
  FUTURES,
  LONG,
  SHORT,
  SQUEEZE,
  goneFrom,
  inBadge,
  pageLog,
  pillOn,
  press,
  viewedSymbol,
} from './harness/badge';
import { it } from './harness/fixtures';
import { holdStill } from './harness/refreshes';

it('shows score and side on a futures page, in the size it is promised', async ({ extension }) => {
  await complete(extension, [LONG, SHORT]);
  const page = await extension.openTrade(FUTURES + LONG);
  const pill = await pillOn(page, ' Long. ');
  expect(await pill.text()).toMatch(/^\d+ ?▲ ?Long$/);
  const box = await (await inBadge(page, '.badge')).box();
  expect(box).toMatchObject({ width: 132, height: 36 });
  await page.close();
});

it('calls a squeeze by its name at a low score, and switches to the model that scores it high', async ({
  extension,
}) => {
  onTestFinished(async () => {
    await extension.inWorker(`chrome.storage.local.remove('settings')`);
  });
  await complete(extension, [SQUEEZE]);
  const page = await extension.openTrade(FUTURES + SQUEEZE);
  const pill = await pillOn(page, ' Short squeeze risk. ');
  const text = await pill.text();
  expect(text).toMatch(/^\d+ ?▸◂ ?Short squeeze risk ?Crowding \d+$/);
  expect(Number.parseInt(text, 10)).toBeLessThan(15);
  expect(await pill.attribute('aria-label')).not.toContain('Neutral');
  expect(await (await inBadge(page, '.badge')).box()).toMatchObject({ width: 132, height: 36 });
  await pill.click();
  const panel = await inBadge(page, '.panel');
  expect(await panel.text()).toContain('OI building against negative funding');
  expect(await panel.text()).toContain('Crowding says');

  await page.keyboard.press('m');
  await pillOn(page, ' Pressure score: Stressed. Classic says');
  expect(await (await inBadge(page, '.panel')).text()).toContain('shorts crowded, OI rising');
  await press(page, 'Switch to Classic (m)');
  await pillOn(page, ' Pressure score: Short squeeze risk. Crowding says');
  await page.close();
});

it.for(['zh-CN/futures/LTCUSDT', 'futures/ltcusdt', 'en/futures/LTCUSDT?x=1#y'])(
  'knows the pair at %s',
  async (path, { extension }) => {
    const page = await extension.openTrade(`https://www.binance.com/${path}`);
    await pillOn(page, ' Short. ');
    await page.close();
  },
);

it('says on a spot page that the score is the perpetual’s', async ({ extension }) => {
  const page = await extension.openTrade('https://www.binance.com/en/trade/PEPE_USDT?type=spot');
  await (await pillOn(page)).click();
  const panel = await inBadge(page, '.panel');
  expect(await panel.text()).toContain('This is a spot page');
  await page.close();
});

it.for(['NOSUCHUSDT', 'BTCUSDT_260327'])('is not there for %s', async (symbol, { extension }) => {
  const page = await extension.openTrade(FUTURES + symbol);
  if (!symbol.includes('_')) await viewedSymbol(extension, symbol);
  // The next pair's comes after whatever this one could have shown, and is the only one that the page ever saw.
  await page.locator('#list a', { hasText: SHORT }).click();
  await pillOn(page, ' Short. ');
  expect((await pageLog(page)).strangers).toEqual(['DIV']);
  await page.close();
});

it.for(['en/futures/home', 'en/markets', 'en/my/wallet/futures/balance', 'en/futures'])(
  'is not there on %s',
  async (path, { extension }) => {
    const page = await extension.openTrade(`https://www.binance.com/${path}`);
    await page.locator('#list a', { hasText: LONG }).click();
    await pillOn(page, ' Long. ');
    expect((await pageLog(page)).strangers).toEqual(['DIV']);
    await page.close();
  },
);

it('follows the cut-offs and the level it is wanted from, as they are chosen', async ({
  extension,
  market,
}) => {
  onTestFinished(() => market.faults.clear());
  await holdStill(extension, market);
  const page = await extension.openTrade(FUTURES + LONG);
  const before = (await (await pillOn(page)).attribute('aria-label')) ?? '';
  const score = Number(/^(\d+)/.exec(before)?.[1]);
  const options = await extension.openOptions();
  const cutOff = (band: string) => options.getByRole('spinbutton', { name: `${band} from` });

  await cutOff('Stressed').fill('100');
  await cutOff('Stretched').fill('99');
  await cutOff('Lean').fill(String(score + 1));
  await pillOn(page, ' Leaning long. Pressure score: Neutral, leaning long.');
  await options
    .getByRole('group', { name: 'Show it from' })
    .getByRole('radio', { name: 'Lean' })
    .check();
  await goneFrom(page);
  await cutOff('Lean').fill(String(score));
  await pillOn(page, ' Long. Pressure score: Lean.');

  await options.getByRole('checkbox', { name: 'Show the badge on exchange pages' }).uncheck();
  await goneFrom(page);
  await options.getByRole('checkbox', { name: 'Show the badge on exchange pages' }).check();
  await pillOn(page, ' Long. Pressure score: Lean.');
  await options.close();
  await page.close();
});
