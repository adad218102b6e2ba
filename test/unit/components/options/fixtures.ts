import messages from '../../../../public/_locales/en/messages.json';
import type {
  HostAccess,
  Hosts,
  OptionsAccess,
  VenueOption,
  ArchiveAccess,
} from '../../../../components/options/access';
import type { Words } from '../../../../components/ui/words';
import type { PerpState, VenueBoard } from '../../../../lib/domain/board';
import { NO_INPUTS } from '../../../../lib/domain/inputs';
import type { ScoreInputs } from '../../../../lib/domain/inputs';
import type { TroubleKind, VenueStatus } from '../../../../lib/domain/venue-status';
import { parseSettings } from '../../../../lib/settings/schema';
import { DEFAULT_SETTINGS } from '../../../../lib/settings/settings';
import type { Settings, SettingsStore } from '../../../../lib/settings/settings';

/** The English words, as `browser.i18n` would give them. */
export const english: Words = (key, ...substitutions) =>
  messages[key].message.replace(/\$(\d)/g, (_, n: string) => substitutions[Number(n) - 1] ?? '');

export interface Memory extends SettingsStore {
  now: () => Settings;
  /** A change by another page. */
  put: (settings: Settings) => void;
}

export function inMemory(start: Partial<Settings> = {}): Memory {
  let settings: Settings = { ...DEFAULT_SETTINGS, ...start };
  const listeners = new Set<(settings: Settings) => void>();
  const put = (next: Settings) => {
    settings = parseSettings(next);
    for (const listener of listeners) listener(settings);
  };
  const update: SettingsStore['update'] = async (change) => {
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

export function perpState(symbol: string, inputs: Partial<ScoreInputs>): PerpState {
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
  perpStates: [
    perpState('BTCUSDT', { oi24hPct: 15, fundingPct: 0.05, basisPct: 0.25 }),
    perpState('ETHUSDT', { oi24hPct: 0, fundingPct: -0.05 }),
    perpState('SOLUSDT', { oi24hPct: 0, oi4hPct: 6 }),
    perpState('XRPUSDT', { oi24hPct: 0, oi4hPct: 0 }),
    perpState('NEWUSDT', { fundingPct: 0.05 }),
  ],
};

const BINANCE: VenueOption = {
  id: 'binance',
  name: 'Binance',
  onByDefault: true,
  hosts: { api: ['https://fapi.binance.com/*'], pages: ['https://www.binance.com/*'] },
};
export const BYBIT: VenueOption = {
  id: 'bybit',
  name: 'Bybit',
  onByDefault: false,
  hosts: {
    api: ['https://api.bybit.com/*', 'https://api.bytick.com/*'],
    pages: ['https://www.bybit.com/*'],
  },
};
export const TRADING_VIEW: Hosts = { api: [], pages: ['https://*.tradingview.com/*'] };

export interface BrowserHosts extends HostAccess {
  /** The user's answer to a permission request. */
  answer: boolean;
  asked: Hosts[];
  given: Hosts[];
  /** In the browser's own settings. */
  put: (hosts: Hosts, isAllowed: boolean) => void;
}

/** A browser that grants the default venue's hosts at installation, and the others on request. */
export function browserHosts(answer = true, ...allowed: Hosts[]): BrowserHosts {
  const now = new Set([BINANCE.hosts, ...allowed]);
  const listeners = new Set<() => void>();
  const put = (hosts: Hosts, isAllowed: boolean) => {
    if (isAllowed) now.add(hosts);
    else now.delete(hosts);
    for (const listener of listeners) listener();
  };
  const browser: BrowserHosts = {
    answer,
    asked: [],
    given: [],
    put,
    allows: (hosts) => Promise.resolve(now.has(hosts)),
    async request(hosts) {
      browser.asked.push(hosts);
      await Promise.resolve();
      if (browser.answer) put(hosts, true);
      return browser.answer;
    },
    async remove(hosts) {
      await Promise.resolve();
      browser.given.push(hosts);
      put(hosts, false);
    },
    onChange(listener, signal) {
      listeners.add(listener);
      signal.addEventListener('abort', () => listeners.delete(listener));
    },
  };
  return browser;
}

/** Every job is cancelled or fails. */
const NO_ARCHIVE: ArchiveAccess = {
  saveBoard: () => Promise.resolve(null),
  saveHistory: () => Promise.resolve(null),
  historySize: () => Promise.resolve(null),
  check: () => Promise.resolve({ problem: 'not_backup', details: [] }),
  saveBackup: () => Promise.resolve(null),
  restore: () => Promise.resolve({ problem: 'not_backup', details: [] }),
};

export function access(settings: SettingsStore, part: Partial<OptionsAccess> = {}): OptionsAccess {
  return {
    settings,
    board: { read: () => Promise.resolve({ boards: [BOARD], statuses: [] }), onChange: () => {} },
    venues: [BINANCE, BYBIT],
    tradingView: TRADING_VIEW,
    hosts: browserHosts(),
    refreshCosts: (_, { refreshPeriodMinutes }) => [
      {
        venue: 'binance',
        symbols: 600,
        symbolsPerRefresh: 600,
        perMinute: 650 / refreshPeriodMinutes,
        ceilingPerMinute: 600,
      },
    ],
    historyBytes: (symbols, days) => symbols * days * 10_000,
    about: {
      version: '1.2.3',
      permissions: ['storage', 'alarms'],
    },
    saveFile: () => {},
    archive: NO_ARCHIVE,
    notes: () => Promise.resolve(NO_NOTES),
    protection: { read: () => Promise.resolve(true), request: () => Promise.resolve(true) },
    restartHistory: () => Promise.resolve(null),
    ...part,
  };
}

/** A history of which nothing was deleted. */
export const NO_NOTES = { trimmed: null, forgotten: null, damaged: null, lost: null };

export function statusOf(venue: string, kind: TroubleKind): VenueStatus {
  return {
    venue,
    refreshedAtMs: null,
    trouble: { kind, detail: 'as planted', sinceMs: 0, retryAtMs: null },
    history: { loaded: 0, wanted: 0 },
    collecting: null,
    sweep: null,
    droppedRows: 0,
    clockSkewMs: 0,
    budgets: [],
  };
}
