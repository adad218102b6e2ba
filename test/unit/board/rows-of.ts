import type { PerpState, VenueBoard } from '../../../lib/domain/board';
import { NO_INPUTS } from '../../../lib/domain/inputs';
import type { ScoreInputs } from '../../../lib/domain/inputs';
import type { VenueStatus } from '../../../lib/domain/venue-status';
import { createScorer, rankRows } from '../../../lib/board/rows';
import type { RankedRow } from '../../../lib/board/rows';
import { DEFAULT_SETTINGS } from '../../../lib/settings/settings';
import type { Settings } from '../../../lib/settings/settings';

export const NOW_MS = Date.UTC(2026, 0, 2, 12);

export function perpState(symbol: string, inputs: Partial<ScoreInputs> = {}): PerpState {
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
    reading: {
      symbol,
      markPrice: 100,
      indexPrice: 100,
      fundingRate: (inputs.fundingPct ?? 0) / 100,
      fundingPeriodHours: 8,
      nextFundingAtMs: NOW_MS + 3_600_000,
      quoteVolume24h: 2_500_000,
      pricedAtMs: NOW_MS - 10_000,
    },
    openInterest: { baseQty: 1_200_000, atMs: NOW_MS - 20_000 },
    inputs: { ...NO_INPUTS, funding8hPct: inputs.fundingPct ?? null, ...inputs },
  };
}

export function board(perpStates: PerpState[], venue = 'binance'): VenueBoard {
  return { venue, asOfMs: NOW_MS - 10_000, perpStates };
}

export function status(part: Partial<VenueStatus> = {}): VenueStatus {
  return {
    venue: 'binance',
    refreshedAtMs: NOW_MS - 12_000,
    trouble: null,
    history: { loaded: 0, wanted: 0 },
    collecting: null,
    sweep: null,
    droppedRows: 0,
    clockSkewMs: 0,
    budgets: [],
    ...part,
  };
}

/** Classic scores 77 long, 44 short, 14 long, 0; and one below the minimum coverage. */
export const PERP_STATES: readonly PerpState[] = [
  perpState('AAAUSDT', { oi1hPct: 0, oi24hPct: 0, fundingPct: 0, basisPct: 0 }),
  perpState('BTCUSDT', { oi1hPct: 1, oi24hPct: 15, fundingPct: 0.05, basisPct: 0.25 }),
  perpState('NEWUSDT', { fundingPct: 0.05 }),
  perpState('ETHUSDT', { oi1hPct: null, oi24hPct: -15, fundingPct: -0.05, basisPct: 0.1875 }),
  perpState('SOLUSDT', { oi1hPct: -0.5, oi24hPct: 0, oi4hPct: 6, basisPct: 0 }),
];

export function rowsOf(
  perpStates: readonly PerpState[] = PERP_STATES,
  settings: Partial<Settings> = {},
): RankedRow[] {
  return rankRows([board([...perpStates])], { ...DEFAULT_SETTINGS, ...settings }, createScorer());
}

export function symbols(rows: readonly { perp: { symbol: string } }[]): string[] {
  return rows.map(({ perp }) => perp.symbol.replace('USDT', ''));
}
