import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { areThresholds } from '../../../lib/domain/band';
import { parseSettings } from '../../../lib/settings/schema';
import { DEFAULT_SETTINGS } from '../../../lib/settings/settings';
import { exportSettings, importSettings } from '../../../lib/settings/transfer';
import { anySettings, damagedSettings } from './arbitrary';

describe('parseSettings', () => {
  it.each([undefined, null, 0, 'settings', [], {}, new Date(), NaN])(
    'gives the defaults for %s',
    (stored) => {
      expect(parseSettings(stored)).toEqual(DEFAULT_SETTINGS);
    },
  );

  it('leaves settings that are right as they are', () => {
    fc.assert(
      fc.property(anySettings, (settings) => {
        expect(parseSettings(settings)).toEqual(settings);
      }),
    );
  });

  it('makes valid settings of anything, and parsing them again changes nothing', () => {
    fc.assert(
      fc.property(fc.oneof(fc.anything(), damagedSettings), (stored) => {
        const settings = parseSettings(stored);
        expect(areThresholds(settings.thresholds)).toBe(true);
        // The strict reader accepts them: every field is within its limits.
        expect(importSettings(exportSettings(settings))).toEqual({ settings });
        expect(parseSettings(settings)).toEqual(settings);
      }),
      { numRuns: 1000 },
    );
  });

  it('lets only the unreadable field fall back', () => {
    const stored = { ...DEFAULT_SETTINGS, model: 'crowding', theme: 'purple', historyDays: 60 };
    expect(parseSettings(stored)).toEqual({
      ...DEFAULT_SETTINGS,
      model: 'crowding',
      historyDays: 60,
    });
  });

  it('takes the cut-offs as a triple or not at all', () => {
    for (const thresholds of [
      { lean: 35, stretched: 15, stressed: 60 },
      { lean: 0, stretched: 15, stressed: 60 },
      { lean: 10, stretched: 15, stressed: 101 },
      { lean: 10, stretched: 15.5, stressed: 60 },
      { lean: 10, stretched: 15 },
    ]) {
      expect(parseSettings({ thresholds }).thresholds).toEqual(DEFAULT_SETTINGS.thresholds);
    }
  });

  it.each([
    ['below', -5, 1, 7],
    ['above', 1e9, 60, 90],
    ['between whole numbers', 20.4, 20, 20],
    ['not a number', NaN, 5, 30],
    ['infinite', Infinity, 5, 30],
  ])('brings numbers that are %s into their limits', (_, given, minutes, days) => {
    const settings = parseSettings({ refreshPeriodMinutes: given, historyDays: given });
    expect(settings.refreshPeriodMinutes).toBe(minutes);
    expect(settings.historyDays).toBe(days);
  });

  it('drops unreadable entries of lists and records and keeps the others', () => {
    const settings = parseSettings({
      venues: { binance: false, okx: 'yes', 'Not a venue': true },
      universe: { quoteAssets: ['USDC', 7, 'USDC', 'usdt'], tokenised: true },
      badge: {
        sites: {
          'www.binance.com': { position: { x: 0.5, y: 2 }, collapsed: true, hidden: 'no' },
          'https://okx.com/': { position: null, collapsed: false, hidden: true },
          'bybit.com': null,
        },
      },
      watchlist: ['binance:BTCUSDT', 'BTCUSDT', 'binance:BTCUSDT', 5, 'okx:币安人生'],
    });
    expect(settings.venues).toEqual({ binance: false });
    expect(settings.universe).toEqual({ quoteAssets: ['USDC'], tokenised: true });
    expect(settings.badge.sites).toEqual({
      'www.binance.com': { position: null, collapsed: true, hidden: false },
    });
    expect(settings.watchlist).toEqual(['binance:BTCUSDT', 'okx:币安人生']);
  });

  it('has others’ markets only where the user has said yes', () => {
    const universeOf = (builderMarkets: unknown) =>
      parseSettings({ universe: { builderMarkets } }).universe;
    expect(universeOf(true).builderMarkets).toBe(true);
    for (const no of [false, null, undefined, 'true', 1]) {
      expect(universeOf(no)).not.toHaveProperty('builderMarkets');
    }
  });

  it('has no negative zero, which a file could not keep', () => {
    const sites = { 'a.b': { position: { x: -0, y: 1 }, collapsed: false, hidden: false } };
    const settings = parseSettings({ badge: { sites } });
    expect(importSettings(exportSettings(settings))).toEqual({ settings });
  });

  it('never leaves the universe without a quote asset', () => {
    expect(parseSettings({ universe: { quoteAssets: [] } }).universe.quoteAssets).toEqual(['USDT']);
  });
});
