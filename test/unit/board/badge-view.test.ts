/** What the badge is told: above all, that a rate stands under the period it is of. */
import { describe, expect, it } from 'vitest';
import { badgeView } from '../../../lib/board/badge-view';
import { cellOf } from '../../../lib/board/columns';
import { scoreAll } from '../../../lib/scoring/score';
import type { PerpState } from '../../../lib/domain/board';
import { DEFAULT_SETTINGS } from '../../../lib/settings/settings';
import type { FundingUnit } from '../../../lib/settings/settings';
import { perpState } from './rows-of';

/** 0.015 % an hour, which the score reads as 0.12 % in 8 hours. */
function hourly(fundingRate: number | null = 0.00015): PerpState {
  const base = perpState('AUSDT', { fundingPct: 0.12, funding8hPct: 0.12 });
  const { perp, reading } = base;
  return {
    ...base,
    perp: { ...perp, fundingPeriodHours: 1 },
    reading: reading && { ...reading, fundingRate, fundingPeriodHours: 1 },
  };
}

function fundingOn(of: PerpState, fundingUnit: FundingUnit) {
  const view = badgeView(
    { ...of, venue: 'binance', scores: scoreAll(of.inputs) },
    {
      pair: { venue: 'binance', symbol: 'AUSDT', market: 'perpetual' },
      venueName: 'Binance',
      site: 'www.binance.com',
      hiddenInTab: false,
      clockSkewMs: 0,
      settings: { ...DEFAULT_SETTINGS, fundingUnit },
    },
  );
  const reason = view.reasons.find(({ factor }) => factor === 'funding');
  return reason?.value;
}

describe('the badge’s funding', () => {
  it('is the quoted rate under the quoted period', () => {
    expect(fundingOn(hourly(), 'quoted')).toEqual({ text: '+0.0150 %', periodHours: 1 });
  });

  it('is per 8 hours where that is chosen', () => {
    expect(fundingOn(hourly(), '8h')).toEqual({ text: '+0.1200 %', periodHours: 8 });
  });

  it('without the rate is its equivalent, under the period of that', () => {
    expect(fundingOn(hourly(null), 'quoted')).toEqual({ text: '+0.1200 %', periodHours: 8 });
  });

  it('is missing without a period to it', () => {
    const unfunded = { ...hourly(), reading: null, inputs: perpState('AUSDT').inputs };
    expect(fundingOn(unfunded, 'quoted')).toEqual({ text: '–', periodHours: null });
  });

  it.each(['quoted', '8h'] as const)('reads as the board’s cell does, %s', (unit) => {
    const { text, periodHours } = cellOf(hourly(), 'funding', unit, 'classic');
    expect(fundingOn(hourly(), unit)).toEqual({ text: `${text} %`, periodHours });
  });
});
