/** `npm run evidence`: what is read of a file, what was known when, and what is counted. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { MARKET_YEARS } from '../../../lib/calibration/market-years';
import { HOUR_MS } from '../../../lib/domain/time';
import { PROJECT_DIR } from '../../tools/build';
import type { Evidence } from '../../tools/evidence/count';
import { evidenceOf, keptFigures } from '../../tools/evidence/count';
import { hourlySeries } from '../../tools/evidence/hourly-series';
import { keptModule } from '../../tools/evidence/kept';
import { evidenceTable } from '../../tools/evidence/print';
import type { CoinHours } from '../../tools/evidence/series-file';
import { coinOf, parseCoin, readCoin } from '../../tools/evidence/series-file';
import { needs } from '../../tools/needs';
import { runCommand } from '../../tools/run-command';

const HEADER = 'hour,openInterest,fundingRate,close,high,low,spot';
const FIRST_S = Date.UTC(2022, 0, 1) / 1_000;

const file = (...rows: readonly string[]) => [HEADER, ...rows].join('\n');
const parsed = (text: string) => parseCoin('X.csv.gz', 'X', text);
/** Rows of all cells but the hour, one hour after the other. */
const hourly = (...rows: readonly string[]) =>
  parsed(file(...rows.map((row, index) => `${FIRST_S + index * 3_600},${row}`)));

describe('a file', () => {
  it('is of a coin by its name', () => {
    const names = ['BTC.csv.gz', 'sol.csv.gz', 'README.md', 'a b.csv.gz', 'BTC.csv'];
    expect(names.map(coinOf)).toEqual(['BTC', 'SOL', null, null, null]);
  });

  it('has numbers, empty cells, gaps, and columns in any order', () => {
    const text = `\uFEFFclose,hour,spot,high,low,x,fundingRate,openInterest\r\n2,${FIRST_S},,3,1,?,-1e-4,5.5\r\n,${FIRST_S + 7_200},4,,,,,\r\n\r\n`;
    const coin = parsed(text);
    expect([...coin.hourMs]).toEqual([FIRST_S * 1_000, FIRST_S * 1_000 + 2 * HOUR_MS]);
    expect([...coin.close]).toEqual([2, NaN]);
    expect([...coin.high, ...coin.low]).toEqual([3, NaN, 1, NaN]);
    expect([...coin.fundingRate]).toEqual([-1e-4, NaN]);
    expect([...coin.openInterest]).toEqual([5.5, NaN]);
    expect([...coin.spot]).toEqual([NaN, 4]);
  });

  it.each([
    ['', 'X.csv.gz:1: no column hour'],
    ['hour,openInterest,fundingRate,close,high,low', 'X.csv.gz:1: no column spot'],
    [HEADER, 'X.csv.gz has no rows'],
    [file(`${FIRST_S},1,2`), 'X.csv.gz:2: 3 cells, the first line has 7'],
    [file('', `${FIRST_S},,,,,,`), 'X.csv.gz:2: 1 cell, the first line has 7'],
    [
      file(`${FIRST_S},,,,,,`, `${FIRST_S},,,,,,`),
      'X.csv.gz:3: hour: not later than the row before',
    ],
    [file('1800,,,,,,'), 'X.csv.gz:2: hour: “1800” is not a full hour in Unix seconds'],
    [file('2022-01-01,,,,,,'), 'hour: “2022-01-01” is not a full hour'],
    [file(`${FIRST_S},abc,,,,,`), 'X.csv.gz:2: openInterest: “abc” is not a number'],
    [file(`${FIRST_S},-1,,,,,`), 'openInterest: “-1” is out of range'],
    [file(`${FIRST_S},,1,,,,`), 'fundingRate: “1” is out of range'],
    [file(`${FIRST_S},,,0,,,`), 'close: “0” is out of range'],
    [file(`${FIRST_S},,,,,NaN,`), 'low: “NaN” is not a number'],
    [file(`${FIRST_S},,,,,,1e999`), 'spot: “1e999” is not a number'],
    [file(`${FIRST_S},,,\u001b[2J,,,`), 'close: '],
  ])('with a mistake names its line and column: %j', (text, message) => {
    expect(() => parsed(text)).toThrow(message);
  });
});

describe('an hour', () => {
  it('knows the price and the basis of the row before, and its own open interest', () => {
    const { series } = hourlySeries(hourly('10,,100,101,99,98', '11,,102,103,99,102', '12,,,,,'));
    expect([...series.markPrice]).toEqual([NaN, 100, 102, NaN]);
    expect([...series.basisPct]).toEqual([NaN, expect.closeTo(100 / 49, 9), 0, NaN]);
    expect([...series.baseQty]).toEqual([10, 11, 12, NaN]);
    expect([...series.atMs]).toEqual([0, 1, 2, 3].map((step) => FIRST_S * 1_000 + step * HOUR_MS));
  });

  it('has the funding settled in the eight hours before', () => {
    const rows = [',0.0005,,,,', ...Array.from({ length: 9 }, () => ',,,,,')];
    const { series } = hourlySeries(hourly(...rows));
    expect([...series.fundingRate].map(Number.isNaN).indexOf(true)).toBe(8);
  });

  it('is scored by the product, of open interest over exactly 1, 4 and 24 h, once it would be ranked', () => {
    // Twice the open interest within the hour, at full funding, after a day.
    const rows = Array.from({ length: 25 }, (_, hour) => `${hour === 24 ? 200 : 100},,,,,`);
    rows[24] = '200,0.0005,,,,';
    const { series } = hourlySeries(hourly(...rows));
    expect(series.classic.mean[24]).toBeCloseTo(12 + 16 + 28 + 28, 9);
    expect(series.crowding.mean[24]).toBeCloseTo((100 * 28) / 44, 9);
    // 12 and 16 of 100 known.
    expect(series.classic.mean[15]).toBeNaN();
  });

  it('has no price where a longer candle is repeated, but at its end, nor where nothing was traded', () => {
    const candle = ',,100,110,90,';
    const found = hourlySeries(hourly(candle, candle, candle, ',,105,105,105,', ',,105,105,105,'));
    expect([...found.series.markPrice]).toEqual([NaN, NaN, NaN, 100, 105, NaN]);
    expect([found.repeated, found.untraded]).toEqual([2, 1]);
  });
});

/** Hours of coins that move twice as much for 4 h after funding has gone up, by seeded chance, from the first day on. */
function coins(days: number, effect: number, firstS = FIRST_S): CoinHours[] {
  return ['AAA', 'BBB', 'CCC'].map((coin, place) => {
    let state = 12_345 + place;
    const random = () => {
      state = (state * 1_103_515_245 + 12_345) % 2 ** 31;
      return state / 2 ** 31;
    };
    const count = days * 24;
    const column = () => new Float64Array(count).fill(NaN);
    const all: CoinHours = {
      ...{ coin, hourMs: column(), openInterest: column(), fundingRate: column() },
      ...{ close: column(), high: column(), low: column(), spot: column() },
    };
    let [price, isCrowded] = [100, false];
    for (let hour = 0; hour < count; hour += 1) {
      // Known at the end of the window before: funding settled an hour before the window begins.
      if (hour % 4 === 3) isCrowded = random() < 0.3;
      const size = 0.01 * (isCrowded ? effect : 1);
      price *= Math.exp(size * (random() + random() + random() - 1.5));
      all.hourMs[hour] = (firstS + hour * 3_600) * 1_000;
      all.openInterest[hour] = 1_000;
      all.fundingRate[hour] = isCrowded ? 0.001 : 0;
      all.close[hour] = price;
      all.high[hour] = price * 1.001;
      all.low[hour] = price * 0.999;
    }
    return all;
  });
}

const cellIn = ({ cells }: Evidence, model: string, band: string, side: string, hours: number) =>
  cells.find(
    (one) => one.model === model && one.band === band && one.side === side && one.hours === hours,
  );

describe('what is counted', () => {
  let two: Evidence;
  let one: Evidence;

  beforeAll(async () => {
    two = await evidenceOf(coins(600, 2), [], 200);
    const kept = keptFigures(two);
    one = await evidenceOf(coins(200, 2), kept, 200);
  });

  it('is every band, side and horizon of both models, an effect found where it is', () => {
    // Full funding alone: 28 of the classic model's points, a lean to the long side.
    const cell = cellIn(two, 'classic', 'lean', 'all', 4);
    expect(cell?.low).toBeGreaterThan(1.2);
    expect(cellIn(two, 'classic', 'lean', 'LONG', 4)).toMatchObject({
      ...{ windows: cell?.windows, ratio: cell?.ratio, matching: 'fine' },
    });
    expect(cellIn(two, 'classic', 'lean', 'SHORT', 4)).toMatchObject({
      ...{ windows: 0, events: 0, days: 0, ratio: null, low: null, high: null, matching: null },
    });
    expect(cellIn(two, 'crowding', 'neutral', 'NEUTRAL', 4)?.high).toBeLessThan(1);
    expect(new Set(two.cells.map(({ side }) => side))).toEqual(
      new Set(['all', 'LONG', 'SHORT', 'NEUTRAL']),
    );
    expect(two.cells).toHaveLength(2 * 2 * (4 + 9));
    expect([two.from, two.to, two.coins]).toEqual([
      '2022-01-01',
      '2023-08-23',
      ['AAA', 'BBB', 'CCC'],
    ]);
  });

  it('predicts the last year from those before it', () => {
    expect([two.fittedOn, two.unseen]).toEqual(['2022', '2023']);
    const slope = two.calibration.find(({ model, hours }) => model === 'classic' && hours === 4);
    expect(slope?.low).toBeLessThan(1);
    expect(slope?.high).toBeGreaterThan(1);
    expect(slope?.low).toBeGreaterThan(0.5);
    expect(two.calibration.map(({ model, hours }) => `${model} ${hours}`)).toEqual([
      ...['classic 4', 'crowding 4', 'classic 24', 'crowding 24'],
    ]);
  });

  it('predicts a single year from the figures in the code, and nothing where there are none', async () => {
    expect(one.fittedOn).toBe('the figures kept in the code');
    const slope = one.calibration.find(({ model, hours }) => model === 'classic' && hours === 4);
    expect(slope?.slope).toBeGreaterThan(0.5);
    const none = await evidenceOf(coins(200, 2), [], 20);
    expect(none.calibration.map((each) => each.slope)).toEqual([null, null, null, null]);
  });

  it('takes no few days before or after a year for a year', async () => {
    const kept = keptFigures(two);
    const early = await evidenceOf(coins(200, 2, Date.UTC(2021, 11, 20) / 1_000), kept, 20);
    expect([early.fittedOn, early.unseen]).toEqual(['the figures kept in the code', '2021–2022']);
    const slopes = early.calibration.map(({ slope }) => slope);
    expect(slopes[0]).toBeGreaterThan(0.5);
    const late = await evidenceOf(coins(370, 2), kept, 20);
    expect([late.fittedOn, late.unseen]).toEqual(['the figures kept in the code', '2022–2023']);
    const both = await evidenceOf(coins(500, 2, Date.UTC(2021, 8, 1) / 1_000), kept, 20);
    expect([both.fittedOn, both.unseen]).toEqual(['2021', '2022–2023']);
  });

  it('is nothing of a short history', async () => {
    const short = await evidenceOf(coins(3, 1), MARKET_YEARS.figures, 20);
    expect(short.cells.every(({ ratio }) => ratio === null)).toBe(true);
    expect(short.coins).toEqual(['AAA', 'BBB', 'CCC']);
    const none = await evidenceOf([hourly('1,,,,,')], MARKET_YEARS.figures, 20);
    expect(none).toMatchObject({ from: null, to: null, coins: [], unseen: null });
    expect(evidenceTable(none)).toMatch(
      /\nNo coin; 0 days; 0 of 0 intervals exclude 1; 0\.0 would by chance\.$/,
    );
  });

  it('is printed as a table whose last line is a summary', () => {
    const lines = evidenceTable(two).split('\n');
    expect(lines[0]).toMatch(
      /^Model +Band +Side +Hours +Windows +Events +Days +Volatility +Matching$/,
    );
    expect(lines.at(-1)).toMatch(
      /^AAA, BBB, CCC, 2022-01-01 to 2023-08-23; 600 days; \d+ of \d+ intervals exclude 1; \d\.\d would by chance\.$/,
    );
    expect(lines).toContain('2023 as predicted by 2022');
  });

  it('is kept in the code, both sides together', () => {
    const text = keptModule(two, 'a source', '2026-03-01');
    expect(text).toContain('"source":"a source","takenOn":"2026-03-01"');
    expect(keptFigures(two).length).toBeGreaterThan(3);
    const nothing: Evidence = { ...two, cells: [] };
    expect(() => keptModule(nothing, 'a source', '2026-03-01')).toThrow('too little history');
  });
});

describe('the command', () => {
  let folder = '';

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'evidence-'));
  });
  afterAll(() => rm(folder, { recursive: true }));

  async function run(...args: readonly string[]) {
    const script = join(PROJECT_DIR, 'test/tools/evidence.ts');
    const { code, stdout, output } = await runCommand(
      process.execPath,
      ['--import', 'tsx', script, ...args],
      { cwd: PROJECT_DIR, env: { NO_COLOR: '1' } },
    );
    return { code, stdout, said: output.slice(stdout.length) };
  }

  it('prints JSON alone, and one sentence about what it cannot read', async () => {
    const empty = await run('--series', folder, '--json');
    expect(empty).toMatchObject({ code: 1, stdout: '' });
    expect(empty.said).toMatch(/^error: .* has no COIN\.csv\.gz\n$/);
    const rows = Array.from({ length: 48 }, (_, hour) => `${FIRST_S + hour * 3_600},1,,2,3,1,2`);
    await writeFile(join(folder, 'ABC.csv.gz'), gzipSync(file(...rows)));
    await writeFile(join(folder, 'README.md'), 'not read');
    const { code, stdout } = await run('--series', folder, '--json');
    expect(code).toBe(0);
    const answer: unknown = JSON.parse(stdout);
    expect(Object.keys(answer ?? {})).toEqual([
      ...['from', 'to', 'coins', 'cells', 'calibration', 'fittedOn', 'unseen', 'reports'],
    ]);
    await writeFile(join(folder, 'BAD.csv.gz'), 'not gzip');
    const bad = await run('--series', folder, '--json');
    expect(bad).toMatchObject({ code: 1, stdout: '' });
    expect(bad.said).toBe('error: BAD.csv.gz is not a gzip file, damaged or too large\n');
  });
});

const FOLDER = process.env['EVIDENCE_SERIES'] ?? '';

describe(
  'the figures in the code',
  needs('years of hourly history in the folder EVIDENCE_SERIES', FOLDER !== ''),
  () => {
    it('are what the code gives', async () => {
      const coinsThere = readdirSync(FOLDER)
        .filter((name) => coinOf(name) !== null)
        .sort()
        .map((name) => readCoin(join(FOLDER, name)));
      const evidence = await evidenceOf(coinsThere, []);
      const { figures, from, to, coins: counted, slopes } = MARKET_YEARS;
      expect(keptFigures(evidence)).toEqual(figures);
      expect(evidence).toMatchObject({ from, to, coins: counted });
      expect(evidence.calibration).toEqual(
        slopes.map(({ slope, low, high, ...which }) => ({
          ...which,
          slope: expect.closeTo(slope, 3) as unknown,
          low: expect.closeTo(low, 3) as unknown,
          high: expect.closeTo(high, 3) as unknown,
        })),
      );
    });
  },
);
