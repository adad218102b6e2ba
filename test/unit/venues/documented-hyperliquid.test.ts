/**
 * Whole answers in the forms that Hyperliquid has documented, with values of our own, all to POST /info.
 * https://hyperliquid.gitbook.io/hyperliquid-docs/for-developers/api/info-endpoint/perpetuals
 */
import { expect, it } from 'vitest';
import { hyperliquid } from '../../../lib/venues/hyperliquid';
import { context, DELISTED, http, listingOf, NOW_MS, signal, SITE } from './hyperliquid-bodies';

const margin = (maxLeverage: number) => ({
  description: '',
  marginTiers: [{ lowerBound: '0.0', maxLeverage }],
});

function answer(universe: unknown[], contexts: unknown[]) {
  const marginTables = [50, 20, 3].map((leverage) => [leverage, margin(leverage)]);
  return [{ universe, marginTables, collateralToken: 0 }, contexts];
}

async function snapshotOf(json: unknown) {
  const { perps } = await listingOf(json);
  return hyperliquid.snapshot.fetch(http(json), perps, signal);
}

it('metaAndAssetCtxs, 2026: each asset with its own prices, funding per hour, open interest in coins', async () => {
  const universe = [
    { szDecimals: 5, name: 'BTC', maxLeverage: 50, marginTableId: 50 },
    { szDecimals: 1, name: 'OLD', maxLeverage: 20, marginTableId: 20, isDelisted: true },
    { szDecimals: 0, name: 'kPEPE', maxLeverage: 20, marginTableId: 20 },
    {
      szDecimals: 1,
      name: 'THIN',
      maxLeverage: 3,
      marginTableId: 3,
      onlyIsolated: true,
      marginMode: 'noCross',
    },
  ];
  const contexts = [
    context({ markPx: '60010.0', oraclePx: '60000.0', openInterest: '1500.25' }),
    DELISTED,
    context({ markPx: '0.0071', oraclePx: '0.007', funding: '-0.00031', dayNtlVlm: '98765.4321' }),
    context({ openInterest: '0.0', dayNtlVlm: '0.0', premium: null, midPx: null, impactPxs: null }),
  ];
  const snapshot = await snapshotOf(answer(universe, contexts));
  const times = {
    fundingPeriodHours: 1,
    nextFundingAtMs: Date.UTC(2026, 2, 10, 13),
    pricedAtMs: NOW_MS,
  };
  const usual = { fundingRate: 0.0000125, ...times };
  expect(snapshot.readings).toEqual([
    { symbol: 'BTC', markPrice: 60_010, indexPrice: 60_000, quoteVolume24h: 1234.5678, ...usual },
    {
      symbol: 'kPEPE',
      markPrice: 0.0071,
      indexPrice: 0.007,
      quoteVolume24h: 98_765.4321,
      fundingRate: -0.00031,
      ...times,
    },
    { symbol: 'THIN', markPrice: 101, indexPrice: 100, quoteVolume24h: 0, ...usual },
  ]);
  expect([...snapshot.openInterest].map(([symbol, { baseQty }]) => [symbol, baseQty])).toEqual([
    ['BTC', 1500.25],
    ['kPEPE', 24_469.14838],
    ['THIN', 0],
  ]);
  expect([snapshot.droppedRows, snapshot.errors, snapshot.settled]).toEqual([0, [], []]);
});

it('has 229 assets, as in March 2026: the 190 that are not delisted keep their own prices', async () => {
  const places = Array.from({ length: 229 }, (_, place) => place);
  const isDelisted = (place: number): boolean => place % 6 === 3 || place === 7;
  const json = answer(
    places.map((place) => ({
      szDecimals: 2,
      name: `A${place}`,
      maxLeverage: 20,
      marginTableId: 20,
      ...(isDelisted(place) && { isDelisted: true }),
    })),
    places.map((place) => (isDelisted(place) ? DELISTED : context({ markPx: `${place + 1}.5` }))),
  );
  const { readings, openInterest, droppedRows } = await snapshotOf(json);
  expect([readings.length, openInterest.size, droppedRows]).toEqual([190, 190, 0]);
  for (const { symbol, markPrice } of readings) {
    expect(markPrice).toBe(Number(symbol.slice(1)) + 1.5);
  }
});

const DEPLOYER = '0x00000000000000000000000000000000000000aa';

/** Answers to questions that we do not ask: taken for ours, they are refused as a whole. */
it.each([
  [
    'perpDexs, 2026',
    'meta: Invalid input',
    [
      null,
      {
        name: 'abc',
        fullName: 'A. B. C.',
        deployer: DEPLOYER,
        oracleUpdater: null,
        feeRecipient: DEPLOYER,
        assetToStreamingOiCap: [['abc:X', '1000000.0']],
        subDeployers: [],
        deployerFeeScale: '1.0',
        lastDeployerFeeScaleChangeTime: '1970-01-01T00:00:00',
      },
    ],
  ],
  [
    'fundingHistory, 2026',
    'meta.universe: Invalid input',
    [1, 2, 3].map((hour) => ({
      coin: 'BTC',
      fundingRate: '0.0000125',
      premium: '-0.0002',
      time: Date.UTC(2026, 2, 10, hour) + 41,
    })),
  ],
])('%s, is refused: %s', async (_name, words, json) => {
  await expect(listingOf(json)).rejects.toThrow(`${SITE}: ${words}`);
});
