import { describe, expect, it } from 'vitest';
import { okx } from '../../../lib/venues/okx';
import { bitget } from '../../../lib/venues/bitget';
import { bybit } from '../../../lib/venues/bybit';
import {
  paymentOrNull,
  periodEndingAt,
  periodOrNull,
} from '../../../lib/venues/shared/funding-period';
import { reply } from './replies';

const DAY_MS = Date.UTC(2026, 2, 10);
const at = (hour: number, minute = 0) => DAY_MS + (hour * 60 + minute) * 60_000;

describe('a period and the time of the next payment', () => {
  it.each([
    ['on its grid', [8], at(24), at(16, 2), 8],
    ['that is behind a switch to 1 h', [8], at(17), at(16, 2), 1],
    ['that is behind a switch to 4 h', [8], at(20), at(16, 2), 4],
    ['that is behind a switch back to 8 h', [1], at(24), at(16, 2), 8],
    ['that is ahead of a switch', [1], at(16), at(9, 30), 8],
    ['that is wrong where what was known before is not', [8, 1], at(18), at(17, 2), 1],
    ['that is wrong where two others are possible', [8], at(18), at(17, 2), null],
    ['that nobody states, of which one is possible', [null], at(20), at(16, 2), 4],
    ['that nobody states, of which several are', [null], at(24), at(23, 30), null],
    ['named a minute early for the payment after', [8], at(24), at(15, 59), 8],
    ['in the second of a payment', [8], at(17), at(16), 8],
    ['without a next payment', [8, 1], null, at(16, 2), 8],
    ['with a payment that is over', [4], at(16), at(16, 2), 4],
    ['with a time that is no payment’s', [8], at(17) + 1, at(16, 2), 8],
  ])('%s', (_name, stated, nextMs, atMs, hours) => {
    expect(periodEndingAt(stated, nextMs, atMs)).toBe(hours);
  });

  it.each([0, -8, 1e-9, 0.5, 300, 480, Infinity, Number.NaN, null, undefined])(
    'is not %s hours',
    (hours) => {
      expect(periodOrNull(hours)).toBeNull();
    },
  );

  it('takes no payment that is days away, or long over', () => {
    expect(paymentOrNull(at(24), at(16))).toBe(at(24));
    expect(paymentOrNull(at(72), at(16))).toBeNull();
    expect(paymentOrNull(at(-12), at(16))).toBeNull();
  });
});

const signal = new AbortController().signal;
const answering = (bodyOf: (path: string) => unknown) => (request: { url: string }) =>
  Promise.resolve(reply(bodyOf(request.url)));

function perp(symbol: string, fundingPeriodHours: number | null) {
  return {
    symbol,
    baseAsset: 'A',
    quoteAsset: 'USDT',
    assetClass: 'crypto' as const,
    listedAtMs: null,
    fundingPeriodHours,
    coinsPerContract: 1,
  };
}

describe('OKX', () => {
  const funding = (before: number | string, next: number) => ({
    instId: 'A-USDT-SWAP',
    fundingRate: '0.0001',
    prevFundingTime: String(before),
    fundingTime: String(at(16)),
    nextFundingTime: String(next),
    ts: String(at(15, 30)),
  });
  it.each([
    ['its own period while a shorter one lies ahead', at(8), at(17), 8],
    ['its own period while the longer one is just behind', at(15), at(24), 1],
    ['the coming period where the payment before is not told', '', at(24), 8],
    ['the coming period after a halt of days', at(-80), at(20), 4],
  ])('takes %s', async (_name, before, next, hours) => {
    const http = answering((url) => ({
      code: '0',
      data: url.includes('funding-rate') ? [funding(before, next)] : [],
    }));
    const { readings } = await okx.snapshot.fetch(http, [perp('A-USDT-SWAP', null)], signal);
    expect(readings[0]?.fundingPeriodHours).toBe(hours);
    expect(readings[0]?.nextFundingAtMs).toBe(at(16));
  });
});

describe('Bybit', () => {
  it.each([
    ['the listing’s where the tickers have none and the payment agrees', '', at(24), 8, 8],
    ['no listing’s that is behind a switch', '', at(17), 8, 1],
    ['no ticker’s that is ahead of one', '1', at(24), 8, 8],
  ])('takes %s', async (_name, fundingIntervalHour, next, listed, hours) => {
    const row = {
      symbol: 'AUSDT',
      markPrice: '1',
      indexPrice: '1',
      fundingRate: '0.0001',
      nextFundingTime: String(next),
      fundingIntervalHour,
      openInterest: '1',
      turnover24h: '1',
    };
    const body = { retCode: 0, retMsg: '', time: at(16, 2), result: { list: [row] } };
    const http = answering(() => body);
    const { readings } = await bybit.snapshot.fetch(http, [perp('AUSDT', listed)], signal);
    expect(readings[0]?.fundingPeriodHours).toBe(hours);
  });
});

describe('Bitget', () => {
  it('takes the period that the next payment allows', async () => {
    const ticker = {
      symbol: 'AUSDT',
      markPrice: '1',
      indexPrice: '1',
      fundingRate: '0.0001',
      holdingAmount: '1',
      quoteVolume: '1',
      ts: String(at(16, 2)),
    };
    const funding = { symbol: 'AUSDT', fundingRate: '0.0001', nextUpdate: String(at(17)) };
    const http = answering((url) => ({
      code: '00000',
      msg: '',
      data: url.includes('fund-rate') ? [{ ...funding, fundingRateInterval: '8' }] : [ticker],
    }));
    const { readings } = await bitget.snapshot.fetch(http, [perp('AUSDT', 8)], signal);
    expect(readings[0]?.fundingPeriodHours).toBe(1);
  });
});
