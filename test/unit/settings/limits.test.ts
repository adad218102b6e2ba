/** Each field's default and bounds, the names that are taken, and the rules of a site's badge and a venue. */
import { describe, expect, it } from 'vitest';
import { parseSettings } from '../../../lib/settings/schema';
import { DEFAULT_SETTINGS, isVenueOn, withPlacement } from '../../../lib/settings/settings';
import type { Settings } from '../../../lib/settings/settings';
import { importSettings, SETTINGS_FORMAT } from '../../../lib/settings/transfer';

function problemsOf(change: Partial<Settings>): string[] {
  const settings = { ...DEFAULT_SETTINGS, ...change };
  const result = importSettings(JSON.stringify({ format: SETTINGS_FORMAT, version: 1, settings }));
  return 'errors' in result
    ? result.errors.map(({ path, problem, details }) => [path, problem, ...details].join(' '))
    : [];
}

describe('what nobody has chosen', () => {
  it('asks no further site and shows what is least loud', () => {
    const settings = parseSettings(undefined);
    // No exchange is named: each has its registry's default. TradingView is another site.
    expect(settings.venues).toEqual({});
    expect(settings.badge).toEqual({
      enabled: true,
      fromBand: 'neutral',
      tradingView: false,
      sites: {},
    });
    expect(settings.universe).toEqual({ quoteAssets: ['USDT'], tokenised: false });
    expect([settings.model, settings.view, settings.theme, settings.palette]).toEqual([
      ...['classic', 'venues', 'system', 'safe'],
    ]);
    expect([settings.fundingUnit, settings.toolbarFromBand]).toEqual(['quoted', 'stressed']);
    expect([settings.refreshPeriodMinutes, settings.historyDays]).toEqual([5, 30]);
    expect(settings.thresholds).toEqual({ lean: 15, stretched: 35, stressed: 60 });
    expect(settings.watchlist).toEqual([]);
  });

  it('is what a file of it says, too', () => {
    expect(problemsOf({})).toEqual([]);
  });
});

describe('each choice', () => {
  it.each([
    ['model', ['classic', 'crowding']],
    ['view', ['venues', 'all']],
    ['theme', ['system', 'light', 'dark']],
    ['palette', ['safe', 'classic']],
    ['fundingUnit', ['quoted', '8h']],
    ['toolbarFromBand', [null, 'neutral', 'lean', 'stretched', 'squeeze', 'stressed']],
  ] as const)('of %s is stored and read as it is', (name, values) => {
    for (const value of values) {
      expect(parseSettings({ [name]: value })[name]).toBe(value);
      expect(problemsOf({ [name]: value })).toEqual([]);
    }
    for (const value of ['', 'other', 1, {}, undefined]) {
      expect(parseSettings({ [name]: value })[name]).toBe(DEFAULT_SETTINGS[name]);
    }
  });

  it.each(['neutral', 'lean', 'stretched', 'squeeze', 'stressed'] as const)(
    'of the badge’s level, %s',
    (fromBand) => {
      expect(parseSettings({ badge: { fromBand } }).badge.fromBand).toBe(fromBand);
      expect(problemsOf({ badge: { ...DEFAULT_SETTINGS.badge, fromBand } })).toEqual([]);
    },
  );

  it.each(['enabled', 'tradingView'] as const)('of the badge’s %s is a clear yes or no', (name) => {
    for (const value of [true, false]) {
      expect(parseSettings({ badge: { [name]: value } }).badge[name]).toBe(value);
    }
    for (const value of [1, 'true', null]) {
      expect(parseSettings({ badge: { [name]: value } }).badge[name]).toBe(
        DEFAULT_SETTINGS.badge[name],
      );
    }
  });
});

describe('a number', () => {
  it.each([
    ['refreshPeriodMinutes', 1, 60],
    ['historyDays', 7, 90],
  ] as const)('of %s is from %i to %i', (name, least, most) => {
    expect(problemsOf({ [name]: least })).toEqual([]);
    expect(problemsOf({ [name]: most })).toEqual([]);
    expect(problemsOf({ [name]: least - 1 })).toEqual([`${name} too_small ${least}`]);
    expect(problemsOf({ [name]: most + 1 })).toEqual([`${name} too_big ${most}`]);
    const stored = [least - 1, least, most, most + 1].map(
      (value) => parseSettings({ [name]: value })[name],
    );
    expect(stored).toEqual([least, least, most, most]);
  });
});

describe('a name', () => {
  const venue = (id: string) => Object.keys(parseSettings({ venues: { [id]: true } }).venues);
  const site = (host: string) =>
    Object.keys(parseSettings({ badge: { sites: { [host]: { hidden: true } } } }).badge.sites);
  const asset = (name: string) =>
    parseSettings({ universe: { quoteAssets: [name] } }).universe.quoteAssets;
  const watched = (key: unknown) => parseSettings({ watchlist: [key] }).watchlist;

  it.each(['binance', 'gate-io', 'a1', 'x'])('of a venue is %s', (id) => {
    expect(venue(id)).toEqual([id]);
  });
  it.each(['', 'Binance', '1a', '-a', 'a b', 'a_b', 'a.b', ' a', 'a\n'])(
    'of a venue is not %j',
    (id) => {
      expect(venue(id)).toEqual([]);
    },
  );

  it.each(['www.binance.com', 'localhost:8443', '127.0.0.1', 'a'])('of a site is %s', (host) => {
    expect(site(host)).toEqual([host]);
  });
  it.each(['', '.a', '-a', ':1', 'A.com', 'a/b', 'https://a', 'a b', 'a\n'])(
    'of a site is not %j',
    (host) => {
      expect(site(host)).toEqual([]);
    },
  );

  it.each(['USDT', 'U', 'USD1', 'ABCDEFGHIJKL'])('of a quote asset is %s', (name) => {
    expect(asset(name)).toEqual([name]);
  });
  it.each(['', 'usdt', 'US-D', ' USDT', 'USDT ', 'ABCDEFGHIJKLM'])(
    'of a quote asset is not %j',
    (name) => {
      expect(asset(name)).toEqual(['USDT']);
    },
  );

  it.each(['binance:BTCUSDT', 'okx:币安人生', 'gate-io:a:b', 'x:a\nb'])(
    'of a pair is %j',
    (key) => {
      expect(watched(key)).toEqual([key]);
    },
  );
  it.each(['BTCUSDT', ':BTC', 'binance:', 'Binance:BTC', '1a:BTC', ' binance:BTC', 'a b:C', 5])(
    'of a pair is not %j',
    (key) => {
      expect(watched(key)).toEqual([]);
    },
  );
});

describe('a badge’s place', () => {
  const placeOf = (position: unknown) =>
    parseSettings({ badge: { sites: { 'a.b': { position } } } }).badge.sites['a.b']?.position;

  it.each([
    [0, 0],
    [1, 1],
    [0.5, 0.25],
  ])('is %d, %d of the window', (x, y) => {
    expect(placeOf({ x, y })).toEqual({ x, y });
  });

  it.each([
    [-0.01, 0],
    [0, -0.01],
    [1.01, 0],
    [0, 1.01],
    [Number.NaN, 0],
    ['0', 0],
  ])('is not %s, %s', (x, y) => {
    expect(placeOf({ x, y })).toBeNull();
  });

  it('is its own site’s, and neither collapsed nor hidden where that is not said', () => {
    expect(parseSettings({ badge: { sites: { 'a.b': {} } } }).badge.sites).toEqual({
      'a.b': { position: null, collapsed: false, hidden: false },
    });
    expect(parseSettings({ badge: { sites: { 'a.b': 5, 'c.d': null } } }).badge.sites).toEqual({});
  });
});

describe('a site’s badge', () => {
  const HIDDEN = { position: null, collapsed: false, hidden: true };

  it('is changed in what is said, on that site alone', () => {
    const hidden = withPlacement(DEFAULT_SETTINGS, 'a.b', { hidden: true });
    expect(hidden.badge.sites).toEqual({ 'a.b': HIDDEN });
    const more = withPlacement(hidden, 'c.d', { position: { x: 0.5, y: 1 } });
    expect(more.badge.sites).toEqual({
      'a.b': HIDDEN,
      'c.d': { position: { x: 0.5, y: 1 }, collapsed: false, hidden: false },
    });
    const shown = withPlacement(more, 'a.b', { hidden: false, collapsed: true });
    expect(shown.badge.sites['a.b']).toEqual({ position: null, collapsed: true, hidden: false });
    expect(shown.badge.sites['c.d']).toEqual(more.badge.sites['c.d']);
  });

  it('changes nothing else, and not what it was made of', () => {
    const changed = withPlacement(DEFAULT_SETTINGS, 'a.b', { hidden: true });
    expect({ ...changed, badge: DEFAULT_SETTINGS.badge }).toEqual(DEFAULT_SETTINGS);
    expect({ ...changed.badge, sites: {} }).toEqual(DEFAULT_SETTINGS.badge);
    expect(DEFAULT_SETTINGS.badge.sites).toEqual({});
  });
});

it.each([
  [true, {}, true],
  [false, {}, false],
  [true, { v: false }, false],
  [false, { v: true }, true],
  [false, { other: true }, false],
])('a venue that is on by default (%s) is on with %j: %s', (onByDefault, venues, isOn) => {
  expect(isVenueOn({ id: 'v', onByDefault }, { venues })).toBe(isOn);
});

describe('a file', () => {
  it('is taken up to a million characters', () => {
    const file = JSON.stringify({
      format: SETTINGS_FORMAT,
      version: 1,
      settings: DEFAULT_SETTINGS,
    });
    expect(importSettings(file.padEnd(1_000_000))).toEqual({ settings: DEFAULT_SETTINGS });
    expect(importSettings(file.padEnd(1_000_001))).toEqual({
      errors: [{ path: '', problem: 'too_long', details: [] }],
    });
  });

  it('has names of up to 250 characters, and up to 5,000 of them', () => {
    const key = (length: number) => `okx:${'X'.repeat(length - 4)}` as const;
    const many = (count: number) => Array.from({ length: count }, (_, n) => `okx:${n}` as const);
    expect(problemsOf({ watchlist: [key(250)] })).toEqual([]);
    expect(problemsOf({ watchlist: [key(251)] })).toEqual(['watchlist.0 malformed']);
    expect(problemsOf({ watchlist: many(5_000) })).toEqual([]);
    expect(problemsOf({ watchlist: many(5_001) })).toEqual(['watchlist too_big 5000']);
  });
});
