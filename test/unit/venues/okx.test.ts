import { describe, expect, it } from 'vitest';
import { createHttpClient } from '../../../lib/http/client';
import { okx } from '../../../lib/venues/okx';
import { HISTORY, http, instrument, listingOf, NOW_MS, perpsOf, signal } from './okx-bodies';

describe('the listing', () => {
  it('takes linear swaps of USDT and USDC that trade, and nothing else', async () => {
    const { perps, droppedRows } = await listingOf([
      instrument('BTC-USDT-SWAP'),
      instrument('PEPE-USDT-SWAP', { ctVal: '10000000' }),
      instrument('BTC-USDC-SWAP'),
      instrument('OLD-USDT-SWAP', { ruleType: undefined, instCategory: undefined }),
      instrument('BTC-USD-SWAP', { ctType: 'inverse', settleCcy: 'BTC' }),
      instrument('BTC-USD_UM-SWAP', { settleCcy: 'USDⓈ' }),
      instrument('AAPL-USD_UM-SWAP', { settleCcy: 'USDT' }),
      instrument('BTC-USDT-261225', { instType: 'FUTURES' }),
      instrument('HALT-USDT-SWAP', { state: 'suspend' }),
      instrument('SPLIT-USDT-SWAP', { state: 'rebase', ruleType: 'rebase_contract' }),
      instrument('MAKER-USDT-SWAP', { state: 'post_only' }),
      instrument('NOVEL-USDT-SWAP', { state: 'auction', ruleType: null, instCategory: null }),
      instrument('BLANK-USDT-SWAP', { state: null }),
      instrument('TEST-USDT-SWAP', { state: 'test' }),
      instrument('EARLY-USDT-SWAP', { ruleType: 'pre_market' }),
      { instId: 'NEXT-USDT-SWAP', instType: 'SWAP', state: 'preopen', ctType: '', ctVal: '' },
      { instId: 'LATER-USDT-SWAP', instType: 'SWAP', state: 'preopen', listTime: '' },
    ]);
    expect(perps.map(({ symbol }) => symbol)).toEqual([
      'BTC-USDT-SWAP',
      'PEPE-USDT-SWAP',
      'BTC-USDC-SWAP',
      'OLD-USDT-SWAP',
      'MAKER-USDT-SWAP',
      'NOVEL-USDT-SWAP',
    ]);
    expect(droppedRows).toBe(0);
    expect(perps[1]).toEqual({
      symbol: 'PEPE-USDT-SWAP',
      baseAsset: 'PEPE',
      quoteAsset: 'USDT',
      assetClass: 'crypto',
      listedAtMs: 1_600_000_000_000,
      fundingPeriodHours: null,
      coinsPerContract: 10_000_000,
    });
  });

  it.each([
    ['1', 'crypto'],
    ['', 'crypto'],
    [null, 'crypto'],
    ['3', 'stock'],
    [3, 'stock'],
    ['4', 'commodity'],
    ['5', 'forex'],
    ['6', 'stock'],
    ['77', 'stock'],
  ])('marks category %o as %s', async (instCategory, assetClass) => {
    const { perps } = await listingOf([instrument('A-USDT-SWAP', { instCategory })]);
    expect(perps[0]?.assetClass).toBe(assetClass);
  });

  it('drops and counts a bad row, and refuses a bad body by the name of its field', async () => {
    const some = await listingOf([instrument('A-USDT-SWAP'), instrument('B-USDT-SWAP'), {}]);
    expect(some.perps).toHaveLength(2);
    expect(some.droppedRows).toBe(1);
    await expect(listingOf([{ instId: 'A-USDT-SWAP' }])).rejects.toThrow(
      /okx, GET \/api\/v5\/public\/instruments: \[0\]\.state/,
    );
    await expect(listingOf([])).rejects.toThrow(/an empty list/);
    await expect(listingOf({ code: '0', msg: '' })).rejects.toThrow(/expected a list/);
    await expect(listingOf({ rows: [] })).rejects.toThrow(/instruments: code/);
    await expect(listingOf({ code: '', data: [] })).rejects.toThrow(/refused|code/);
  });
});

describe('the history', () => {
  const historyOf = async (data: unknown) => {
    const [perp] = await perpsOf('A-USDT-SWAP');
    if (!perp) throw new Error('no perp');
    return okx.openInterestHistory?.fetch(http({ [HISTORY]: data }), perp, signal);
  };

  it('is in coins, oldest first', async () => {
    const rows = [
      [String(NOW_MS), '300', '3', '303'],
      [String(NOW_MS - 900_000), '200', '2', '202'],
    ];
    expect(await historyOf(rows)).toEqual([
      { baseQty: 2, atMs: NOW_MS - 900_000 },
      { baseQty: 3, atMs: NOW_MS },
    ]);
  });

  it('is empty for a contract too young to have one, and drops rows without coins', async () => {
    expect(await historyOf([])).toEqual([]);
    const rows = [
      [String(NOW_MS), '3', '', '303'],
      ['1790000000', '2', '2', '2'],
    ];
    const good = [String(NOW_MS), '3', '0.03', '3'];
    expect(await historyOf([...rows, good, good])).toHaveLength(2);
    await expect(historyOf(rows)).rejects.toThrow(/open-interest-history: \[0\]\.2/);
  });

  it('is refused by name for an unknown instrument', async () => {
    await expect(historyOf({ code: '51001', msg: 'Unknown', data: [] })).rejects.toMatchObject({
      kind: 'refused',
    });
  });
});

describe('a refusal', () => {
  const answering = (status: number, body: string) =>
    createHttpClient({
      fetch: () => Promise.resolve(new Response(body, { status })),
      now: () => NOW_MS,
    });

  it.each([
    [200, '{"code":"50011","msg":"Too Many Requests"}', 'rate-limited'],
    [200, '{"code":50011,"msg":"Requests too frequent."}', 'rate-limited'],
    [429, '{"msg":"Too Many Requests","code":"50011"}', 'rate-limited'],
    [429, '{"msg":"busy","code":"50013"}', 'rate-limited'],
    [200, '{"code":"50013","msg":"busy","data":[]}', 'server'],
    [400, '{"code":"50026","msg":"System error"}', 'server'],
    [503, '<html>down</html>', 'server'],
    [200, '{"code":"50060","msg":"not in your region"}', 'region'],
    [400, '{"code":"50060","msg":"not in your region"}', 'region'],
    [200, '{"code":"50040","msg":"Too frequent operations","data":[]}', 'rate-limited'],
    [200, '{"code":"50061","msg":"the maximum order rate limit","data":[]}', 'rate-limited'],
    [400, '{"code":"50004","msg":"API endpoint request timeout"}', 'timeout'],
    [200, '{"code":"50004","msg":"API endpoint request timeout"}', 'timeout'],
    [503, '{"code":"50001","msg":"Service temporarily unavailable"}', 'server'],
    [410, '{"code":"50005","msg":"inactive"}', 'server'],
    [200, '{"code":"50046","msg":"temporarily unavailable"}', 'server'],
    [200, '{"code":"50062","msg":"currently unavailable"}', 'server'],
    [200, '{"code":"50051","msg":"compliance","data":[]}', 'region'],
    [200, '{"code":"50052","msg":"local laws","data":[]}', 'region'],
    [200, '{"code":"50059","msg":"local regulators","data":[]}', 'region'],
    [200, '{"code":"50121","msg":"You can\'t access our services","data":[]}', 'region'],
    [200, '{"code":"51024","msg":"unavailable","data":[]}', 'region'],
    [200, '{"code":"1","msg":"not offered in your country or region","data":[]}', 'region'],
    [403, '<html>configured to block access from your country</html>', 'region'],
    [200, '{"code":"50030","msg":"no permission"}', 'forbidden'],
    [401, '{"code":"50111","msg":"Invalid OK-ACCESS-KEY"}', 'forbidden'],
    [451, '', 'region'],
    [403, '<html>Access denied</html>', 'forbidden'],
    [401, '{"code":"50103","msg":"Request header OK-ACCESS-KEY can not be empty."}', 'forbidden'],
    [200, '{"code":"51000","msg":"Parameter instType error"}', 'refused'],
    [400, '{"code":"51000","msg":"Parameter instType error"}', 'refused'],
    [200, '<html>', 'not-json'],
    [200, '[]', 'shape'],
  ])('of status %i with %s is %s', async (status, body, kind) => {
    await expect(okx.listing.fetch(answering(status, body), signal)).rejects.toMatchObject({
      kind,
      venue: 'okx',
      endpoint: 'GET /api/v5/public/instruments',
    });
  });
});

it('stays at a quarter of the published limits', () => {
  const published = new Map([
    ['instruments', 20],
    ['mark-price', 10],
    ['funding-rate', 10],
    ['open-interest', 20],
    ['tickers', 20],
    ['index-tickers', 20],
    ['history', 10],
  ]);
  for (const { id, ceiling, windowMs } of okx.budgets) {
    expect(windowMs).toBe(2_000);
    expect(ceiling * 4).toBeLessThanOrEqual(published.get(id) ?? 0);
  }
  const costs = [okx.listing.cost, okx.snapshot.cost, okx.openInterestHistory?.cost ?? {}];
  expect(costs.flatMap((cost) => Object.keys(cost)).sort()).toEqual([...published.keys()].sort());
});
