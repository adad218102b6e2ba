import type { RegimeId } from '../domain/score';

/** The contract's English labels, for the command line and exports. What people see on screen is in the locale files. */
export const REGIME_LABELS: Record<RegimeId, string> = {
  LONG_CROWDED: 'Long crowded · high funding + rising OI',
  SHORT_RAMP: 'Short ramp · rising OI + negative funding',
  SHORT_SQUEEZE_RISK: 'Short squeeze risk · OI building against negative funding',
  LONG_SQUEEZE_RISK: 'Long squeeze risk · OI building against positive funding',
  UNWINDING: 'Positions closing',
  NET_LONG: 'Net long bias building',
  NET_SHORT: 'Net short bias building',
  NEUTRAL: 'Balanced',
};
