/** The badge while its data grows old, and while its extension is replaced under it. */
import { expect } from 'vitest';
import { complete, FUTURES, HOST, inBadge, LONG, pageLog, pillOn } from './harness/badge';
import { it } from './harness/fixtures';
import { settled, venueState } from './harness/refreshes';
import { plant } from './harness/planted';
import { waitFor } from './harness/wait';

const HOUR_MS = 3_600_000;

it('says when its data is old, and looks it', async ({ extension, market }) => {
  await complete(extension, [LONG]);
  await settled(extension);
  const page = await extension.openTrade(FUTURES + LONG);
  expect(await (await inBadge(page, '.badge')).attribute('data-stale')).toBe('false');
  // A refresh would measure the clock anew.
  market.faults.add({ match: '', fault: { kind: 'status', status: 500 } });
  const { clockSkewMs } = await venueState(extension);
  await plant(extension, { state: { clockSkewMs: clockSkewMs + 3 * HOUR_MS } });
  // In three hours it has slept, and keeps nothing of what it knew.
  await extension.killWorker();
  await page.reload();
  const pill = await pillOn(page);
  expect(await pill.text()).toContain('3 h old');
  expect(await (await inBadge(page, '.badge')).style('border-top-style')).toBe('dashed');
  await pill.click();
  expect(await (await inBadge(page, '.panel')).text()).toContain(
    'the oldest value is from 3 h ago',
  );
  market.faults.clear();
  await plant(extension, { state: { clockSkewMs } });
  await page.close();
});

it('is replaced, never doubled, when the extension is', async ({ extension }) => {
  const page = await extension.openTrade(FUTURES + LONG);
  await pillOn(page);
  await page.evaluate((host) => {
    const counts: number[] = [];
    const count = () => counts.push(document.querySelectorAll(host).length);
    new MutationObserver(count).observe(document.body, { childList: true });
    Object.assign(globalThis, { __counts: counts });
  }, HOST);
  // The worker is gone before it can answer.
  await extension
    .onPage((own) => own.evaluate(() => chrome.runtime.reload()))
    .catch(() => undefined);
  await waitFor(async () => (await pageLog(page)).strangers.length > 1, {
    what: 'the new badge',
  });
  await pillOn(page);
  const counts = await page.evaluate(
    () => (globalThis as unknown as { __counts: number[] }).__counts,
  );
  expect(Math.max(...counts)).toBe(1);
  // The new one is alive: it follows the page.
  await page.locator('#list a', { hasText: 'LTCUSDT' }).click();
  await pillOn(page, ' Short. ');
  await page.close();
});
