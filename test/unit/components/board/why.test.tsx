// @vitest-environment happy-dom
import { cleanup, screen, within } from '@testing-library/preact';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
// The panel is loaded when a row is opened; here it is loaded before, so that no test waits for the disk.
import '../../../../components/detail/why-panel';
import { NOW_MS, PERP_STATES, board, status } from '../../board/rows-of';
import { openBoard } from './page';

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: NOW_MS });
});
afterEach(() => {
  cleanup();
  vi.useRealTimers();
});

async function openWhy(symbol: string): Promise<HTMLElement> {
  const { store } = openBoard({ boards: [board([...PERP_STATES])], statuses: [status()] });
  store.change({ selected: `binance:${symbol}`, open: `binance:${symbol}` });
  return screen.findByRole('table', { name: `Reasons for the score of ${symbol}` });
}

/** The printed points of a column, e.g. `+4.8`; null for a dash. */
function points(table: HTMLElement, column: number): (number | null)[] {
  return within(table)
    .getAllByRole('row')
    .slice(1)
    .map((row) => {
      const text =
        row.querySelectorAll('td.points')[column]?.querySelector('.num')?.textContent ?? undefined;
      return text === undefined || text === '–' ? null : Number(text.replace('−', '-'));
    });
}

describe('the reasons', () => {
  it.each([
    ['BTCUSDT', 77],
    ['ETHUSDT', 44],
    ['SOLUSDT', 14],
    ['NEWUSDT', 28],
  ])('of %s are points that add up to the printed score, in both models', async (symbol, score) => {
    const table = await openWhy(symbol);
    const totals: number[] = [];
    for (const column of [0, 1]) {
      const printed = points(table, column);
      const total = printed.pop() ?? Number.NaN;
      const sum = printed.reduce<number>((all, part) => all + (part ?? 0), 0);
      expect(sum).toBeCloseTo(total, 9);
      totals.push(Math.round(Math.abs(total)));
    }
    expect(totals[0]).toBe(score);
  });

  it('name the value, its age, and the distance to the next band', async () => {
    const table = await openWhy('SOLUSDT');
    expect(within(table).getByText('+6.0 %')).toBeTruthy();
    expect(within(table).getAllByText('20 s ago')).toHaveLength(3);
    expect(screen.getByText('Neutral, leaning long · 1 point below Lean')).toBeTruthy();
  });

  it('say what is missing', async () => {
    await openWhy('NEWUSDT');
    expect(
      screen.getByText(/^Coverage 28 of 100. Missing: OI 1h, OI 4h, OI 24h, Basis/),
    ).toBeTruthy();
  });

  it('link to the venue’s page of the symbol, and show the market’s figures', async () => {
    await openWhy('BTCUSDT');
    const link = await screen.findByRole('link', { name: /Trade on Binance/ });
    expect(link.getAttribute('href')).toBe('https://binance.example/BTCUSDT');
    expect(screen.getByText('1.2 M BTC')).toBeTruthy();
    expect(screen.getByText('in 1 h 0 min')).toBeTruthy();
  });
});
