/** Whatever the exchange does, the last good board stays, and the product says what is the matter. */
import { describe, expect } from 'vitest';
import type { VenueBoard } from '../../lib/domain/board';
import type { TroubleKind } from '../../lib/domain/venue-status';
import type { FaultKind } from '../market';
import { storedBoards } from '../tools/start/stored-board';
import type { Extension } from './harness/extension';
import { it } from './harness/fixtures';
import {
  emptyLedger,
  everyMinute,
  idle,
  requestRefresh,
  settled,
  stopAlarms,
  venueState,
} from './harness/refreshes';
import { waitFor } from './harness/wait';

const PRICES = '/fapi/v1/premiumIndex';

function trouble(extension: Extension, kind: TroubleKind) {
  return waitFor(
    async () => {
      const found = (await venueState(extension)).trouble;
      return found?.kind === kind && found;
    },
    { what: `trouble: ${kind}` },
  );
}

/** Of every symbol, in the board's order; nothing where the board lacks it. */
function readingsOf(board: VenueBoard | undefined) {
  return (board?.perpStates ?? []).map(({ perp, reading }) => ({ symbol: perp.symbol, reading }));
}

const STATUS = (status: number, retryAfterS?: number): Extract<FaultKind, { kind: 'status' }> => ({
  kind: 'status',
  status,
  ...(retryAfterS !== undefined && { retryAfterS }),
});

describe('a venue in trouble', () => {
  it('is well to begin with', async ({ extension }) => {
    await settled(extension);
    await everyMinute(extension);
    expect((await venueState(extension)).trouble).toBeNull();
  });

  it.afterEach(async ({ extension, market }) => {
    market.faults.clear();
    let looks = 0;
    await waitFor(
      async () => {
        const { trouble, cycle } = await venueState(extension);
        if (trouble === null && cycle === null) return true;
        // A user would press it again: the wait that a fault asked for may not have been over. Each waits for its turn.
        if (looks % 10 === 0) await requestRefresh(extension, market);
        looks += 1;
        return false;
      },
      { everyMs: 300, what: 'the venue to be well again' },
    );
  });

  it.for<[string, FaultKind, TroubleKind, RegExp]>([
    ['429', STATUS(429, 2), 'rate-limited', /fewer requests/],
    ['418', STATUS(418, 2), 'banned', /temporarily banned/],
    ['451', STATUS(451), 'region', /Not available in your country/],
    ['403 with a page', STATUS(403), 'forbidden', /refused/],
    ['202 and not a word', { ...STATUS(202), body: '' }, 'forbidden', /refused/],
    [
      'a page about the country',
      { ...STATUS(403), body: '<html>Access is blocked from your country.</html>' },
      'region',
      /Not available in your country/,
    ],
    [
      'a time-out of its own, with HTTP 200',
      { ...STATUS(200), body: '{"code":-1007,"msg":"No answer from within."}' },
      'timeout',
      /did not answer/,
    ],
    ['a redirect', STATUS(302), 'redirected', /redirected to another/],
    ['more than can be', { kind: 'flood', bytes: 20_000_000 }, 'not-json', /not answer with data/],
    ['500', STATUS(500), 'server', /server error/],
    ['a cut-off body', { kind: 'truncate' }, 'not-json', /not answer with data/],
    ['another shape', { kind: 'wrong-shape' }, 'shape', /changed its format/],
    ['an empty list', { kind: 'empty-list' }, 'shape', /changed its format/],
    ['no answer at all', { kind: 'hang' }, 'timeout', /did not answer/],
  ])('%s: keeps the board and says so', async ([, fault, kind, words], { extension, market }) => {
    // No prices are answered from here on; those that are on their way already may still come in.
    market.faults.add({ match: PRICES, fault });
    const faultedAtMs = market.clock.now();
    await settled(extension);
    const [before] = (await storedBoards(extension)).boards;
    await requestRefresh(extension, market);
    const { detail } = await trouble(extension, kind);
    expect(detail).toContain('binance, GET /fapi/v1/premiumIndex');

    const [after] = (await storedBoards(extension)).boards;
    const kept = readingsOf(after);
    const old = readingsOf(before);
    expect(kept.map(({ symbol }) => symbol)).toEqual(old.map(({ symbol }) => symbol));
    expect(kept.every(({ reading }) => (reading?.pricedAtMs ?? Infinity) <= faultedAtMs)).toBe(
      true,
    );
    const isAsOld = (at: number) => kept[at]?.reading?.pricedAtMs === old[at]?.reading?.pricedAtMs;
    expect(kept.filter((_, at) => isAsOld(at))).toEqual(old.filter((_, at) => isAsOld(at)));
    const popup = await extension.openPopupPage();
    await popup.getByRole('row').nth(10).waitFor();
    await popup
      .getByRole('button', { name: /Binance/ })
      .first()
      .focus();
    await popup.getByText(words).first().waitFor();
    await popup.close();
  });

  it('drops and counts a bad row, and keeps the others fresh', async ({ extension, market }) => {
    await settled(extension);
    market.faults.add({ match: PRICES, times: 1, fault: { kind: 'bad-rows', rows: 3 } });
    await requestRefresh(extension, market);
    const state = await waitFor(async () => {
      const now = await venueState(extension);
      return now.droppedRows > 0 && now;
    });
    expect(state.droppedRows).toBe(3);
    expect(state.trouble).toBeNull();
  });

  it("leaves the address to the user's own trading, and says so", async ({ extension, market }) => {
    // A refresh that ran while their bot asks would be refused, and wait for that instead.
    await stopAlarms(extension);
    await idle(extension);
    const { refreshedAtMs } = await settled(extension);
    await requestRefresh(extension, market);
    await settled(extension, refreshedAtMs ?? 0);
    // Another may have been waiting since the test before.
    await idle(extension);
    // Their bot asks from the same machine.
    market.clock.advance(60_000);
    await extension.onPage((page) =>
      page.evaluate(async () => {
        const url = 'https://fapi.binance.com/fapi/v1/ticker/24hr';
        for (let times = 0; times < 56; times += 1) await fetch(url);
      }),
    );
    await emptyLedger(extension);
    const sent = market.requests.all.length;
    const popup = await extension.openPopupPage();
    await popup.getByRole('button', { name: 'Refresh now' }).click();
    await popup
      .getByText(/^Binance: your IP has used most of .* so that your own trading comes first/)
      .waitFor();
    await popup.close();
    const since = market.requests.all.slice(sent);
    expect(since.length).toBeLessThanOrEqual(1);
    expect(since.filter(({ status }) => status !== 200)).toEqual([]);
    market.clock.advance(60_000);
    await emptyLedger(extension);
  });

  it('says that there is no connection, and catches up when it is back', async ({
    extension,
    market,
  }) => {
    await settled(extension);
    await extension.context.setOffline(true);
    await requestRefresh(extension, market);
    await trouble(extension, 'offline');
    await extension.context.setOffline(false);
  });
});
