import { describe, expect, it } from 'vitest';
import type { FaultKind } from '../../market';
import { marketFetch } from '../../market';
import type { Row } from './ask';
import { asRow, asRows, MIDNIGHT_MS } from './ask';
import { historyPath, openVenue } from './bybit-venue';

const MINUTE_MS = 60_000;

const symbolsOf = (rows: readonly Row[]) => rows.map(({ symbol }) => String(symbol));

describe('the listing', () => {
  it('has those that trade, of all kinds, by symbol', async () => {
    const { rows } = openVenue();
    const all = await rows('instruments-info?category=linear&limit=1000');
    const count = (wanted: Record<string, unknown>) =>
      all.filter((row) => Object.entries(wanted).every(([key, value]) => row[key] === value))
        .length;
    expect(all.length).toBeGreaterThan(500);
    expect(count({ status: 'Trading', isPreListing: false })).toBe(all.length);
    expect(count({ contractType: 'LinearFutures', fundingInterval: 0 })).toBe(8);
    expect(count({ contractType: 'LinearPerpetual', quoteCoin: 'USDC' })).toBe(24);
    expect(count({ symbolType: 'stock' })).toBeGreaterThan(20);
    expect(count({ symbolType: 'commodity' })).toBeGreaterThan(2);
    expect(count({ symbolType: 'ETF' })).toBe(2);
    expect(count({ symbolType: 'innovation' })).toBeGreaterThan(30);
    for (const minutes of [60, 120, 240, 480]) {
      expect(count({ fundingInterval: minutes })).toBeGreaterThan(2);
    }
    const symbols = symbolsOf(all);
    expect(symbols).toEqual([...symbols].sort());
    expect(new Set(symbols).size).toBe(symbols.length);
    expect(symbols).toEqual(
      expect.arrayContaining(['BTCUSDT', 'BTCPERP', 'BTC-27MAR26', 'BTCUSDT-27MAR26']),
    );
    expect(symbols).toEqual(
      expect.arrayContaining(['SHIB1000USDT', '1000PEPEUSDT', '10000SATSUSDT', '1000XUSDT']),
    );
  });

  it('comes in pages of 500 when nothing is said, and is whole at the end of them', async () => {
    const { result, rows } = openVenue();
    expect(await rows('instruments-info?category=linear')).toHaveLength(500);
    const path = 'instruments-info?category=linear&limit=200';
    const collected: string[] = [];
    let cursor = '';
    do {
      const page = await result(path + (cursor && `&cursor=${encodeURIComponent(cursor)}`));
      collected.push(...symbolsOf(asRows(page['list'])));
      cursor = String(page['nextPageCursor']);
      expect(cursor).toMatch(/^(first%3D\w+%26last%3D.*)?$/);
    } while (cursor !== '');
    const whole = await rows('instruments-info?category=linear&limit=1000');
    expect(collected).toEqual(symbolsOf(whole));
  });

  it('tells announced and closed ones to those who ask for them', async () => {
    const { core, rows } = openVenue();
    const early = await rows('instruments-info?category=linear&status=PreLaunch');
    expect(symbolsOf(early)).toContain('NEWCOUSDT');
    expect(early).toHaveLength(3);
    expect(early[0]).toMatchObject({ isPreListing: true });
    expect(early[0]?.['preListingInfo']).not.toBeNull();
    core.clock.advance(10 * MINUTE_MS);
    expect(await rows('instruments-info?category=linear&status=PreLaunch')).toHaveLength(2);
    const closed = await rows('instruments-info?category=linear&status=Closed&limit=1000');
    expect(symbolsOf(closed)).toContain('OLDCOUSDT');
    const trading = symbolsOf(await rows('instruments-info?category=linear&limit=1000'));
    expect(trading).toContain('NEWCOUSDT');
    expect(trading).not.toContain('OLDCOUSDT');
    expect(core.stories().map(({ symbols }) => symbols['bybit'])).toEqual(
      core.world.stories.map(({ asset }) => `${asset}USDT`),
    );
  });
});

describe('the prices', () => {
  it('are text, empty where they do not apply, and everybody is there', async () => {
    const { rows, body } = openVenue();
    const tickers = await rows('tickers?category=linear');
    for (const row of tickers) {
      for (const value of Object.values(row)) expect(value).toBeTypeOf('string');
    }
    const dated = tickers.filter(({ symbol }) => String(symbol).includes('-'));
    expect(dated).toHaveLength(8);
    for (const row of dated) {
      expect(row).toMatchObject({ fundingRate: '', nextFundingTime: '', fundingIntervalHour: '' });
      expect(Number(row['deliveryTime'])).toBeGreaterThan(MIDNIGHT_MS);
      expect(Number(row['basisRate'])).toBeGreaterThan(0);
    }
    expect(tickers.filter((row) => row['curPreListingPhase'] !== '')).toHaveLength(3);
    expect(await body('time')).toMatchObject({ retCode: 0, retMsg: 'OK', time: MIDNIGHT_MS });
  });

  it('have open interest of both sides, and its value at the mark', async () => {
    for (const row of await openVenue().rows('tickers?category=linear')) {
      const baseQty = Number(row['openInterest']);
      expect(baseQty).toBeCloseTo(2 * Number(row['singleOpenInterest']), 6);
      const value = baseQty * Number(row['markPrice']);
      expect(Math.abs(Number(row['openInterestValue']) - value)).toBeLessThan(1);
    }
  });

  it('are about what they are elsewhere, names and multipliers aside', async () => {
    const { core, rows } = openVenue();
    const ours = new Map(
      (await rows('tickers?category=linear')).map((row) => [row['symbol'], row['indexPrice']]),
    );
    const prices = await marketFetch(core)('https://fapi.binance.com/fapi/v1/premiumIndex');
    const theirs = new Map(
      asRows(await prices.json()).map((row) => [row['symbol'], row['indexPrice']]),
    );
    for (const [symbol, other, factor] of [
      ['BTCUSDT', 'BTCUSDT', 1],
      ['BTCPERP', 'BTCUSDC', 1],
      ['SHIB1000USDT', '1000SHIBUSDT', 1],
      ['10000SATSUSDT', '1000SATSUSDT', 10],
      ['1000000BABYDOGEUSDT', '1MBABYDOGEUSDT', 1],
    ] as const) {
      const ratio = Number(ours.get(symbol)) / Number(theirs.get(other)) / factor;
      expect(Math.abs(ratio - 1)).toBeLessThan(0.001);
    }
  });
});

describe('wrong questions', () => {
  it.each([
    'tickers',
    'tickers?category=futures',
    'tickers?category=linear&symbol=NOPEUSDT',
    'instruments-info?category=linear&limit=1001',
    'open-interest?category=linear&symbol=NOPEUSDT&intervalTime=1h',
    'open-interest?category=linear&symbol=BTCUSD&intervalTime=1h',
    'open-interest?category=linear&symbol=BTCUSDT',
    historyPath('BTCUSDT', '7min', 10),
    historyPath('BTCUSDT', '5min', 201),
    historyPath('BTCUSDT', '5min', 0),
  ])('are refused within HTTP 200: %s', async (path) => {
    const response = await openVenue().get(path);
    expect(response.status).toBe(200);
    expect(await response.json()).toMatchObject({ retCode: 10001, result: {}, time: MIDNIGHT_MS });
  });

  it('to unknown paths are not found', async () => {
    expect((await openVenue().get('nothing')).status).toBe(404);
  });
});

describe('the limit', () => {
  it('bans the address at the 601st request in 5 s, for ten minutes, on all hosts', async () => {
    const { core, get, fetch } = openVenue();
    for (let call = 0; call < 599; call += 1) await get('time');
    const last = await get('time');
    expect(last.headers.get('X-Bapi-Limit')).toBe('600');
    expect(last.headers.get('X-Bapi-Limit-Status')).toBe('0');
    core.clock.advance(4_999);
    const banned = await get('time');
    expect([banned.status, await banned.text()]).toEqual([403, '403, access too frequent']);
    expect(banned.headers.get('retry-after')).toBeNull();
    core.clock.advance(10 * MINUTE_MS - 1);
    expect((await fetch('https://api.bytick.com/v5/market/time')).status).toBe(403);
    core.clock.advance(1);
    expect((await get('time')).status).toBe(200);
    expect(core.peaks()).toMatchObject({ bybit: { requests: 600 } });
  });

  it.each(['api.bytick.com', 'api.bybick.com', 'api.bybit.nl', 'api.bybit.eu', 'api.bybit.kz'])(
    '%s answers too',
    async (host) => {
      expect(await openVenue({}, host).body('time')).toMatchObject({ retCode: 0 });
    },
  );
});

describe('a fault', () => {
  const faulty = async (fault: FaultKind) => {
    const { core, get } = openVenue();
    core.faults.add({ match: 'tickers', fault });
    return get('tickers?category=linear');
  };

  it('reaches the rows within the envelope', async () => {
    const list = async (fault: FaultKind) => {
      const json = asRow(await (await faulty(fault)).json());
      expect(json).toMatchObject({ retCode: 0, result: { category: 'linear' } });
      return asRows(asRow(json['result'])['list']);
    };
    expect(await list({ kind: 'empty-list' })).toEqual([]);
    const [broken, kept] = await list({ kind: 'bad-rows', rows: 1 });
    expect(broken).toEqual({ broken: true });
    expect(kept).toHaveProperty('symbol');
    expect((await list({ kind: 'missing-field', field: 'markPrice' })).at(-1)).not.toHaveProperty(
      'markPrice',
    );
    expect((await list({ kind: 'extra-fields' }))[0]).toMatchObject({ newField: { a: [1] } });
  });

  it('of where one is comes from the doorkeeper, of haste from the venue', async () => {
    const geo = await faulty({ kind: 'status', status: 403 });
    expect(geo.headers.get('content-type')).toContain('text/html');
    expect(await geo.text()).toContain('country');
    const haste = await faulty({ kind: 'status', status: 429 });
    expect(await haste.json()).toMatchObject({ retCode: 10006 });
  });
});
