/** Settings that were stored come out with every choice, whatever the schema and the migrations have become since. */
import { describe, expect, it } from 'vitest';
import { migrated, MIGRATIONS, versionAfter } from '../../../lib/settings/migrations';
import { parseSettings } from '../../../lib/settings/schema';
import { DEFAULT_SETTINGS, type Settings } from '../../../lib/settings/settings';

interface Stored {
  version: number;
  /** As it was stored: never changed. No field has its default. */
  text: string;
  /** What it has to be today; changed together with a migration. */
  today: Settings;
}

const STORED: readonly Stored[] = [
  {
    version: 1,
    text: `{"thresholds":{"lean":10,"stretched":20,"stressed":30},"model":"crowding",
      "venues":{"binance":false,"okx":true},
      "universe":{"quoteAssets":["USDC","USD1"],"tokenised":true,"builderMarkets":true},
      "view":"all","refreshPeriodMinutes":17,"fundingUnit":"8h","theme":"dark","palette":"classic",
      "badge":{"enabled":false,"fromBand":"stretched","tradingView":true,"sites":
        {"www.binance.com":{"position":{"x":0.25,"y":0.75},"collapsed":true,"hidden":true}}},
      "toolbarFromBand":"lean","watchlist":["binance:BTCUSDT","okx:ETH-USDT-SWAP"],"historyDays":77}`,
    today: {
      thresholds: { lean: 10, stretched: 20, stressed: 30 },
      model: 'crowding',
      venues: { binance: false, okx: true },
      universe: { quoteAssets: ['USDC', 'USD1'], tokenised: true, builderMarkets: true },
      view: 'all',
      refreshPeriodMinutes: 17,
      fundingUnit: '8h',
      theme: 'dark',
      palette: 'classic',
      badge: {
        enabled: false,
        fromBand: 'stretched',
        tradingView: true,
        sites: {
          'www.binance.com': { position: { x: 0.25, y: 0.75 }, collapsed: true, hidden: true },
        },
      },
      toolbarFromBand: 'lean',
      watchlist: ['binance:BTCUSDT', 'okx:ETH-USDT-SWAP'],
      historyDays: 77,
    },
  },
];

/** Values by their path, such as `.badge.enabled`. */
function leaves(value: unknown, path = ''): [path: string, value: unknown][] {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.entries(value).flatMap(([key, of]) => leaves(of, `${path}.${key}`))
    : [[path, value]];
}

describe('stored settings', () => {
  it.each(STORED)('of version $version come out whole', ({ version, text, today }) => {
    expect(parseSettings(migrated(JSON.parse(text), version, MIGRATIONS))).toEqual(today);
  });

  it('of the newest version are here, with no field at its default', () => {
    const newest = STORED.at(-1);
    expect(newest?.version).toBe(versionAfter(MIGRATIONS));
    const stored = new Map(leaves(newest?.today));
    const same = leaves(DEFAULT_SETTINGS).filter(
      ([path, value]) => JSON.stringify(stored.get(path)) === JSON.stringify(value),
    );
    expect(same).toEqual([]);
    expect(Object.keys(newest?.today ?? {}).sort()).toEqual(Object.keys(DEFAULT_SETTINGS).sort());
  });
});
