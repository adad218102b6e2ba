import { describe, expect, it } from 'vitest';
import { refreshCosts } from '../../../lib/refresh/cost';
import { DEFAULT_SETTINGS } from '../../../lib/settings/settings';
import { VENUES } from '../../../lib/venues/registry';
import { perpState } from '../components/options/fixtures';

const boards = [
  {
    venue: 'binance',
    asOfMs: 0,
    perpStates: Array.from({ length: 530 }, (_, index) => perpState(`S${index}USDT`, {})),
  },
];
const at = (refreshPeriodMinutes: number) =>
  refreshCosts(VENUES, boards, { ...DEFAULT_SETTINGS, refreshPeriodMinutes });

describe('the cost of refreshing', () => {
  it('is all prices (50) and one unit per symbol, shared over the period', () => {
    expect(at(5)).toEqual([
      {
        venue: 'binance',
        symbols: 530,
        symbolsPerRefresh: 530,
        perMinute: (50 + 530) / 5,
        ceilingPerMinute: 600,
      },
    ]);
  });

  it('counts the tiers of short periods and stays under the ceiling at each', () => {
    expect(at(1)[0]?.symbolsPerRefresh).toBe(100 + 430 / 5);
    for (let minutes = 1; minutes <= 60; minutes += 1) {
      const [cost] = at(minutes);
      expect(cost?.perMinute).toBeLessThan(cost?.ceilingPerMinute ?? 0);
    }
  });

  it('leaves out venues that are off or have no board', () => {
    expect(refreshCosts(VENUES, [], DEFAULT_SETTINGS)).toEqual([]);
    const off = { ...DEFAULT_SETTINGS, venues: { binance: false } };
    expect(refreshCosts(VENUES, boards, off)).toEqual([]);
  });
});
