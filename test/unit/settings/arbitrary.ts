import fc from 'fast-check';
import { LEVELS } from '../../../lib/domain/level';
import { MODEL_IDS } from '../../../lib/domain/score';
import type { Settings } from '../../../lib/settings/settings';

const fraction = fc.double({ min: 0, max: 1, noNaN: true }).map((x) => x + 0);
const venueId = fc.constantFrom('binance', 'bybit', 'okx', 'venue-2', 'constructor');
const site = fc.constantFrom('www.binance.com', 'binance.com', '127.0.0.1:8443', 'tostring');

const thresholds = fc
  .uniqueArray(fc.integer({ min: 1, max: 100 }), { minLength: 3, maxLength: 3 })
  .map((cuts) => cuts.sort((a, b) => a - b))
  .map(([lean = 1, stretched = 2, stressed = 3]) => ({ lean, stretched, stressed }));

/** Valid settings: every field at any value it allows. */
export const anySettings: fc.Arbitrary<Settings> = fc.record({
  thresholds,
  model: fc.constantFrom(...MODEL_IDS),
  venues: fc.dictionary(venueId, fc.boolean(), { noNullPrototype: true }),
  universe: fc.record(
    {
      quoteAssets: fc.uniqueArray(fc.constantFrom('USDT', 'USDC', 'USD1', 'BTC'), { minLength: 1 }),
      tokenised: fc.boolean(),
      builderMarkets: fc.constant(true as const),
    },
    { requiredKeys: ['quoteAssets', 'tokenised'] },
  ),
  view: fc.constantFrom('venues' as const, 'all' as const),
  refreshPeriodMinutes: fc.integer({ min: 1, max: 60 }),
  fundingUnit: fc.constantFrom('quoted' as const, '8h' as const),
  theme: fc.constantFrom('system' as const, 'light' as const, 'dark' as const),
  palette: fc.constantFrom('safe' as const, 'classic' as const),
  badge: fc.record({
    enabled: fc.boolean(),
    fromBand: fc.constantFrom(...LEVELS),
    tradingView: fc.boolean(),
    sites: fc.dictionary(
      site,
      fc.record({
        position: fc.option(fc.record({ x: fraction, y: fraction })),
        collapsed: fc.boolean(),
        hidden: fc.boolean(),
      }),
      { noNullPrototype: true },
    ),
  }),
  toolbarFromBand: fc.option(fc.constantFrom(...LEVELS)),
  watchlist: fc.uniqueArray(
    fc
      .tuple(venueId, fc.constantFrom('BTCUSDT', '1000PEPEUSDT', '币安人生USDT', 'BTC-USDT-SWAP'))
      .map(([venue, symbol]) => `${venue}:${symbol}` as const),
  ),
  historyDays: fc.integer({ min: 7, max: 90 }),
});

/** Settings with any value in place of any part. */
export const damagedSettings = fc
  .tuple(anySettings, fc.array(fc.tuple(fc.nat(), fc.anything()), { maxLength: 6 }))
  .map(([settings, damages]) => {
    const copy: unknown = structuredClone(settings);
    for (const [seed, damage] of damages) damageAt(copy, seed, damage);
    return copy;
  });

function damageAt(node: unknown, seed: number, damage: unknown): void {
  if (typeof node !== 'object' || node === null) return;
  const keys = Object.keys(node);
  const key = keys[seed % Math.max(1, keys.length)];
  if (key === undefined) return;
  const child: unknown = Reflect.get(node, key);
  const goDeeper = typeof child === 'object' && child !== null && seed % 3 !== 0;
  if (goDeeper) damageAt(child, Math.floor(seed / 3), damage);
  else Reflect.set(node, key, damage);
}
