/** The terminal's rows: what the table says beyond the JSON, whose words are the published ones. */
import { expect, it } from 'vitest';
import { NO_INPUTS } from '../../../lib/domain/inputs';
import type { ScoreInputs } from '../../../lib/domain/inputs';
import { ranked, scoreAll } from '../../../lib/scoring/score';
import type { ScoredEntry } from '../../tools/board/rows';
import { jsonRow, table } from '../../tools/board/rows';

function entry(symbol: string, given: Partial<ScoreInputs>): ScoredEntry {
  const inputs = { ...NO_INPUTS, funding8hPct: given.fundingPct ?? null, ...given };
  const times = { pricedAtMs: null, openInterestAtMs: null };
  return {
    ...{ venue: 'v', symbol, inputs, fundingPeriodHours: 8, ...times },
    scores: scoreAll(inputs),
  };
}

const PARTIAL = entry('PART', { oi1hPct: 0, oi4hPct: 0, fundingPct: 0.05, basisPct: 0.25 });
const WHOLE = { oi1hPct: 0, oi4hPct: 0, oi24hPct: 0, basisPct: 0 };
const ENTRIES = [
  PARTIAL,
  entry('FALLING', { ...WHOLE, oi24hPct: -5, fundingPct: -0.05 }),
  entry('LEANING', { ...WHOLE, fundingPct: -0.023 }),
  entry('SQUEEZE', { ...WHOLE, oi24hPct: 15, fundingPct: -0.05 }),
  entry('NEW', { fundingPct: 0.05 }),
];

it('the table is ranked by what a score can at least become, and says its range', () => {
  const [head = '', ...lines] = table(ranked(ENTRIES, 'classic'), 'classic').split('\n');
  expect(head).toContain('could be');
  const cells = lines.map((line) => line.split(/\s{2,}/));
  expect(cells.map(([rank, , symbol]) => `${rank} ${symbol}`)).toEqual([
    '1 FALLING',
    '2 PART',
    '3 LEANING',
    '4 SQUEEZE',
    '– NEW',
  ]);
  expect(lines[0]).toMatch(/ 37 .* SHORT +stretched .* Net short · OI falling$/);
  expect(lines[1]).toMatch(/ 44 {2}16–72 .* 72 {2}Net long$/);
  expect(lines[2]).toMatch(/ 13 .* SHORT .* neutral, leaning /);
  expect(lines[3]).toMatch(/ 0 .* Short squeeze risk · OI building against negative funding$/);
});

it('each model has its own words for a squeeze', () => {
  const squeeze = entry('SQUEEZE', { ...WHOLE, oi24hPct: 15, fundingPct: -0.05, basisPct: -0.25 });
  expect(table([squeeze], 'crowding')).toMatch(/Short squeeze risk · shorts crowded, OI rising$/);
});

it('the JSON keeps the published label, and no fields of the range', () => {
  const row = jsonRow(PARTIAL, 'classic');
  expect(row).toMatchObject({ score: 44, coverage: 72, regimeLabel: 'Net long bias building' });
  expect(Object.keys(row)).not.toContain('low');
});
