import messages from '../../../../public/_locales/en/messages.json';
import type { OptionsAccess, SettingsAccess } from '../../../../components/options/access';
import type { Words } from '../../../../components/ui/words';
import type { Standing, VenueBoard } from '../../../../lib/domain/board';
import { NO_INPUTS } from '../../../../lib/domain/inputs';
import type { ScoreInputs } from '../../../../lib/domain/inputs';
import { parseSettings } from '../../../../lib/settings/schema';
import { DEFAULT_SETTINGS } from '../../../../lib/settings/settings';
import type { Settings } from '../../../../lib/settings/settings';

/** The English words, as `browser.i18n` would give them. */
export const english: Words = (key, ...substitutions) =>
  messages[key].message.replace(/\$(\d)/g, (_, n: string) => substitutions[Number(n) - 1] ?? '');

export interface Memory extends SettingsAccess {
  now: () => Settings;
  /** A change from elsewhere. */
  put: (settings: Settings) => void;
}

export function inMemory(start: Partial<Settings> = {}): Memory {
  let settings: Settings = { ...DEFAULT_SETTINGS, ...start };
  const listeners = new Set<(settings: Settings) => void>();
  const put = (next: Settings) => {
    settings = parseSettings(next);
    for (const listener of listeners) listener(settings);
  };
  const update: SettingsAccess['update'] = async (change) => {
    await Promise.resolve();
    put(change(settings));
    return settings;
  };
  return {
    now: () => settings,
    put,
    update,
    read: () => Promise.resolve(settings),
    reset: () => update(() => DEFAULT_SETTINGS),
    watch(listener, signal) {
      listeners.add(listener);
      signal.addEventListener('abort', () => listeners.delete(listener));
    },
  };
}

export function standing(symbol: string, inputs: Partial<ScoreInputs>): Standing {
  return {
    perp: {
      symbol,
      baseAsset: symbol.replace('USDT', ''),
      quoteAsset: 'USDT',
      assetClass: 'crypto',
      listedAtMs: null,
      fundingPeriodHours: 8,
      coinsPerContract: 1,
    },
    reading: null,
    openInterest: null,
    inputs: { ...NO_INPUTS, ...inputs },
  };
}

/** Classic scores 72 long, 28 short, 16 long, 0, and one without enough inputs for a rank. */
export const BOARD: VenueBoard = {
  venue: 'binance',
  asOfMs: 0,
  standings: [
    standing('BTCUSDT', { oi24hPct: 15, fundingPct: 0.05, basisPct: 0.25 }),
    standing('ETHUSDT', { oi24hPct: 0, fundingPct: -0.05 }),
    standing('SOLUSDT', { oi24hPct: 0, oi4hPct: 6 }),
    standing('XRPUSDT', { oi24hPct: 0, oi4hPct: 0 }),
    standing('NEWUSDT', { fundingPct: 0.05 }),
  ],
};

export function access(settings: SettingsAccess, part: Partial<OptionsAccess> = {}): OptionsAccess {
  return {
    settings,
    board: { read: () => Promise.resolve({ boards: [BOARD], statuses: [] }), onChange: () => {} },
    venues: [{ id: 'binance', name: 'Binance', onByDefault: true }],
    refreshCosts: (_, { refreshPeriodMinutes }) => [
      {
        venue: 'binance',
        symbols: 600,
        symbolsPerRefresh: 600,
        perMinute: 650 / refreshPeriodMinutes,
        ceilingPerMinute: 600,
        publishedPerMinute: 2400,
      },
    ],
    bytesPerSymbolDay: 10_000,
    about: {
      version: '1.2.3',
      permissions: ['storage', 'alarms'],
      apiOrigins: ['https://fapi.binance.com'],
      pages: ['https://www.binance.com/*'],
    },
    saveFile: () => {},
    ...part,
  };
}
