import { describe, expect, it } from 'vitest';
import { findVenue } from '../../../lib/venues/registry';
import { decimal, mustBeOf, positive, symbolName } from '../../../lib/venues/shared/answers';
import { reply } from './replies';

describe('a number of a venue', () => {
  it.each([
    ['0.00010', 0.0001],
    ['-5', -5],
    ['1e-7', 1e-7],
    ['.5', 0.5],
    [12.5, 12.5],
  ])('is %o', (sent, number) => {
    expect(decimal.safeParse(sent).data).toBe(number);
  });

  it.each([
    '0x10',
    '0b11',
    ' 5 ',
    '5\n',
    '+5',
    '1,000',
    '1_000',
    'NaN',
    'Infinity',
    '1e300',
    '18446744073709551615',
    1e308,
    Infinity,
    '٣',
    '１２',
    true,
    [5],
    {},
    '',
    null,
  ])('is not %o', (sent) => {
    expect(decimal.safeParse(sent).success).toBe(false);
  });

  it('is no price when nothing costs as little', () => {
    expect([0, -5, 1e-320, null, undefined].map(positive)).toEqual(Array(5).fill(null));
    expect(positive(1e-12)).toBe(1e-12);
  });
});

describe('a name of a venue', () => {
  it.each(['BTCUSDT', '龙虾USDT', '😀USDT', '__proto__', 'constructor'])('is %o', (name) => {
    expect(symbolName.safeParse(name).success).toBe(true);
  });

  it.each(['', '\uD800', 'A\uDC00USDT', 'A'.repeat(201), 7, null])('is not %o', (name) => {
    expect(symbolName.safeParse(name).success).toBe(false);
  });

  it('is the one asked for, where an answer has one', () => {
    const site = { venue: 'binance', endpoint: 'GET /x' };
    for (const named of ['AUSDT', null, undefined]) mustBeOf(site, 'AUSDT', named);
    expect(() => {
      mustBeOf(site, 'AUSDT', 'BUSDT');
    }).toThrow('binance, GET /x: symbol: asked for AUSDT, answered for BUSDT');
  });
});

it('says how often each venue counts a contract', async () => {
  const sidesOf = async (id: string, body: unknown) => {
    const http = () => Promise.resolve(reply(body));
    const listing = await findVenue(id)?.listing.fetch(http, new AbortController().signal);
    return listing?.perps.map(({ openInterestSides }) => openInterestSides);
  };
  const contract = {
    symbol: 'AUSDT',
    status: 'TRADING',
    contractType: 'PERPETUAL',
    baseAsset: 'A',
    quoteAsset: 'USDT',
  };
  expect(await sidesOf('binance', { symbols: [contract] })).toEqual([1]);
  expect(await sidesOf('hyperliquid', [{ universe: [{ name: 'A' }] }, [{}]])).toEqual([2]);
});
