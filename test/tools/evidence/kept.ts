/** The source of lib/calibration/market-years.ts, its figures from what was counted. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Evidence } from './count';
import { keptFigures, rounded } from './count';

export const KEPT_FILE = fileURLToPath(
  new URL('../../../lib/calibration/market-years.ts', import.meta.url),
);
/** What stands before it, the types and their words, stays. */
const DATA = 'export const MARKET_YEARS: MarketYears = ';

/** `takenOn`: a day, such as 2026-03-01. Throws where there is nothing to keep. */
export function keptModule(evidence: Evidence, source: string, takenOn: string): string {
  const { from, to, coins, fittedOn, unseen } = evidence;
  const figures = keptFigures(evidence);
  if (figures.length === 0) throw new Error('too little history for any figure');
  const slopes = evidence.calibration.flatMap(({ model, hours, slope, low, high }) =>
    slope === null || low === null || high === null
      ? []
      : [{ model, hours, slope: rounded(slope), low: rounded(low), high: rounded(high) }],
  );
  const value = { from, to, coins, source, takenOn, figures, fittedOn, unseen, slopes };
  const [head] = readFileSync(KEPT_FILE, 'utf8').split(DATA, 1);
  return `${head}${DATA}${JSON.stringify(value)};
`;
}
