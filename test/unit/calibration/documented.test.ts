/** The documents say of the real market what the figures in the code say. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { MARKET_YEARS } from '../../../lib/calibration/market-years';
import { PROJECT_DIR } from '../../tools/build';

const documented = (name: string) => readFileSync(join(PROJECT_DIR, name), 'utf8');

function figureOf(model: string, band: string, hours: number): number[] | null {
  const found = MARKET_YEARS.figures.find(
    (figure) => figure.model === model && figure.band === band && figure.hours === hours,
  );
  return found === undefined ? null : [found.ratio, found.low, found.high];
}

/** `1.08 (1.04 – 1.12)`; null for words. */
function numbersIn(cell: string): number[] | null {
  const found = cell.match(/\d\.\d\d/g)?.map(Number);
  return found === undefined ? null : found;
}

/** Printed with two decimals. */
function expectPrinted(printed: number[] | null, figure: number[] | null, what: string): void {
  expect(printed === null, what).toBe(figure === null);
  for (const [index, value] of (figure ?? []).entries()) {
    expect(Math.abs((printed?.[index] ?? NaN) - value), what).toBeLessThanOrEqual(0.005 + 1e-9);
  }
}

describe('what followed the scores', () => {
  it('is in the table of ARCHITECTURE.md as in the code', () => {
    const rows = [
      ...documented('ARCHITECTURE.md').matchAll(
        /^\| (classic|crowding) (\w+) +\|([^|]+)\|([^|]+)\|$/gm,
      ),
    ];
    expect(rows).toHaveLength(5);
    for (const [, model = '', band = '', four = '', day = ''] of rows) {
      expectPrinted(numbersIn(four), figureOf(model, band, 4), `${model} ${band}, 4 h`);
      expectPrinted(numbersIn(day), figureOf(model, band, 24), `${model} ${band}, 24 h`);
    }
  });

  it('is in README.md as in the code', () => {
    const [said = ''] =
      /moved \d\.\d\d times .*? stretched crowding score .*?\([^)]+\)/.exec(
        documented('README.md'),
      ) ?? [];
    expectPrinted(numbersIn(said), figureOf('crowding', 'stretched', 4), 'README.md');
  });
});
