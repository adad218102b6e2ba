/** Limits are of the IP address: we leave what the user's own programs use. The market counts as the exchanges do. */
import { describe, expect, it } from 'vitest';
import type { Venue } from '../../../lib/venues/contract';
import { VENUES } from '../../../lib/venues/registry';
import type { MarketCore } from '../../market';
import { createMarket, marketFetch } from '../../market';
import { binance } from '../../../lib/venues/binance';
import { SixVenues } from './six-venues';

const AT_MS = Date.UTC(2026, 2, 10, 12, 0, 5);
const MINUTE_MS = 60_000;
/** Whom SixVenues asks as. */
const ADDRESS = { client: 'six' };

/** The user's own bot asks the same endpoint until so many units are used. */
async function use(core: MarketCore, url: string, times: number): Promise<void> {
  for (let asked = 0; asked < times; asked += 1) {
    const response = await marketFetch(core, ADDRESS)(url);
    expect(response.status).toBe(200);
  }
}

function refused(core: MarketCore): number {
  return core.requests.filter(({ status }) => status === 429 || status === 418).length;
}

const TICKERS = 'https://fapi.binance.com/fapi/v1/ticker/24hr';
const ONE = 'https://fapi.binance.com/fapi/v1/openInterest?symbol=BTCUSDT';

describe("the address's use", () => {
  it.each([2_330, 2_399])(
    'of Binance, %i of 2,400: nothing of ours is refused, and the rest stays free',
    async (weight) => {
      const core = createMarket({ atMs: AT_MS, speed: 0 });
      const six = new SixVenues(core);
      await use(core, TICKERS, Math.floor(weight / 40));
      await use(core, ONE, weight % 40);
      const before = core.requests.length;
      const resumeAtMs = (await six.refresh([binance])).get('binance') ?? 0;
      expect(refused(core)).toBe(0);
      expect(core.requests.length - before).toBeLessThanOrEqual(2);
      expect(resumeAtMs - core.clock.now()).toBeGreaterThan(MINUTE_MS - 1_000);
      expect(resumeAtMs - core.clock.now()).toBeLessThan(MINUTE_MS + 5_000);
      expect((await six.stored('binance')).state.trouble).toBeNull();
      // And when the bot rests, all goes on by itself.
      core.clock.setTime(resumeAtMs);
      await six.live(resumeAtMs + 5 * MINUTE_MS, [binance]);
      expect((await six.stored('binance')).board?.perpStates.length).toBeGreaterThan(100);
      expect(refused(core)).toBe(0);
      six.close();
    },
  );

  it('that rises while we sweep stops the sweep, and loses no symbol', async () => {
    const core = createMarket({ atMs: AT_MS, speed: 0 });
    const six = new SixVenues(core);
    await six.live(AT_MS + 12 * MINUTE_MS, [binance]);
    core.clock.advance(5 * MINUTE_MS);
    const { length } = core.requests;
    await use(core, TICKERS, 43);
    const resumeAtMs = (await six.refresh([binance])).get('binance') ?? 0;
    const swept = core.requests.slice(length).filter(({ path }) => path.endsWith('/openInterest'));
    // Up to three quarters of the limit, and those that were on their way.
    expect(swept.length).toBeGreaterThanOrEqual(30);
    expect(swept.length).toBeLessThanOrEqual(36);
    const { state } = await six.stored('binance');
    expect(state.cycle?.queue.length).toBe((state.cycle?.wanted ?? 0) - swept.length);
    expect(refused(core)).toBe(0);
    core.clock.setTime(resumeAtMs);
    await six.refresh([binance]);
    expect((await six.stored('binance')).state.cycle).toBeNull();
    six.close();
  });

  const headersOf: Record<string, Record<string, string>> = {
    binance: { 'x-mbx-used-weight-1m': '2400' },
    bybit: { 'x-bapi-limit': '600', 'x-bapi-limit-status': '0' },
    bitget: { 'x-mbx-used-remain-limit': '0' },
    gate: { 'x-gate-ratelimit-limit': '200', 'x-gate-ratelimit-requests-remain': '0' },
  };
  const telling = VENUES.filter(({ id }) => id in headersOf);

  it.each(telling)('of $name that never ends does not stop us for ever', async (venue) => {
    const core = createMarket({ atMs: AT_MS, speed: 0 });
    const six = new SixVenues(core);
    six.changeHeaders = (headers) => {
      for (const [name, value] of Object.entries(headersOf[venue.id] ?? {})) {
        headers.set(name, value);
      }
    };
    await six.live(AT_MS + 30 * MINUTE_MS, [venue]);
    const { state, board } = await six.stored(venue.id);
    expect(board?.perpStates.length).toBeGreaterThan(20);
    expect(core.clock.now() - (state.startedAtMs ?? 0)).toBeLessThan(25 * MINUTE_MS);
    expect(state.trouble).toBeNull();
    six.close();
  });

  it('said in words that are no number, or as none, lets us have our quarter and no more', async () => {
    const said = ['-1', '', 'NaN', '1e3', 'Infinity', '-99999', '0x10', '12, 13', '99999999999999'];
    for (const value of said) {
      const headers = new Headers({ 'x-mbx-used-weight-1m': value });
      expect(binance.stated?.({ venue: 'binance', endpoint: 'GET /x' }, headers)).toBeNull();
    }
    const core = createMarket({ atMs: AT_MS, speed: 0 });
    const six = new SixVenues(core);
    six.changeHeaders = (headers) => {
      headers.set('x-mbx-used-weight-1m', '0');
    };
    await six.live(AT_MS + 6 * MINUTE_MS, [binance]);
    expect(core.peaks()['binance']?.['weight']).toBeLessThanOrEqual(600);
    expect((await six.stored('binance')).state.refreshedAtMs).not.toBeNull();
    six.close();
  });

  it('is read from every venue that says it', () => {
    const site = (venue: Venue) => ({
      venue: venue.id,
      endpoint:
        {
          bitget: 'GET /api/v2/mix/market/tickers USDT-FUTURES',
          gate: 'GET /api/v4/futures/usdt/contract_stats',
        }[venue.id] ?? 'GET /x',
    });
    const said = telling.map((venue) =>
      venue.stated?.(site(venue), new Headers(headersOf[venue.id])),
    );
    expect(said).toEqual([
      { budget: 'weight', used: 2_400, limit: 2_400, windowMs: 60_000 },
      { budget: 'tickers', used: 20, limit: 20, windowMs: 1_000 },
      { budget: 'requests', used: 600, limit: 600, windowMs: 5_000 },
      { budget: 'history', used: 200, limit: 200, windowMs: 10_000 },
    ]);
    expect(telling.flatMap(({ budgets }) => budgets.map(({ id }) => id))).toEqual(
      expect.arrayContaining(said.map((one) => one?.budget)),
    );
  });
});
