// @vitest-environment happy-dom
import { cleanup, screen, waitFor, within } from '@testing-library/preact';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Trouble } from '../../../../lib/domain/venue-status';
import { NOW_MS, PERP_STATES, board, status } from '../../board/rows-of';
import { openBoard } from './page';

const BOARDS = [board([...PERP_STATES])];
const REGION: Trouble = {
  kind: 'region',
  detail: 'Binance GET /fapi/v1/exchangeInfo answered 451.',
  sinceMs: NOW_MS,
  retryAtMs: null,
};

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: NOW_MS });
});
afterEach(() => {
  cleanup();
  vi.useRealTimers();
  vi.restoreAllMocks();
});

describe('every state has a sentence', () => {
  it('while the stored board is read', () => {
    openBoard(null);
    expect(screen.getByText('Reading the stored board…')).toBeTruthy();
  });

  it('on the first run: what happens next, and how far it is', () => {
    openBoard({ boards: [], statuses: [status({ sweep: { done: 12, wanted: 530 } })] });
    expect(screen.getByRole('heading', { name: 'Fetching the first board' })).toBeTruthy();
    const bar = screen.getByRole('progressbar', { name: 'History collected' });
    expect([bar.getAttribute('aria-valuenow'), bar.getAttribute('aria-valuemax')]).toEqual([
      '12',
      '530',
    ]);
  });

  it('while history is collected', async () => {
    const budgets = [{ id: 'data', used: 250, ceiling: 250, windowMs: 300_000 }];
    const history = { loaded: 312, wanted: 530 };
    openBoard({ boards: BOARDS, statuses: [status({ history, budgets })] });
    expect(
      await screen.findByText('Collecting history: 312 of 530 · about 5 min left'),
    ).toBeTruthy();
  });

  it('when a venue has trouble from the start', () => {
    const { access } = openBoard({ boards: [], statuses: [status({ trouble: REGION })] });
    expect(screen.getByText('No data from Binance yet.')).toBeTruthy();
    expect(screen.getAllByText(/Not available in your country/).length).toBeGreaterThan(0);
    screen.getByRole('button', { name: 'Try now' }).click();
    expect(access.refresh).toHaveBeenLastCalledWith(true);
    screen.getByRole('button', { name: 'Choose another exchange' }).click();
    expect(access.openVenueOptions).toHaveBeenCalledOnce();
  });

  it('when the browser allows no requests: the way to where they are allowed', () => {
    const trouble: Trouble = { ...REGION, kind: 'permission' };
    const { access } = openBoard({ boards: [], statuses: [status({ trouble })] });
    const empty = screen.getByRole('heading', { name: 'No data from Binance yet.' }).parentElement;
    within(empty ?? document.body)
      .getByRole('button', { name: 'Options' })
      .click();
    expect(access.openVenueOptions).toHaveBeenCalledOnce();
  });

  it('when a venue with a board has trouble: the rows stay', () => {
    const trouble: Trouble = { ...REGION, kind: 'rate-limited', retryAtMs: NOW_MS + 60_000 };
    openBoard({ boards: BOARDS, statuses: [status({ trouble })] });
    expect(
      screen.getByText(/^Binance: The exchange asked for fewer requests.*Trying again at/),
    ).toBeTruthy();
    expect(screen.getByRole('treegrid')).toBeTruthy();
  });

  it('when the board is old', () => {
    openBoard({ boards: BOARDS, statuses: [status({ refreshedAtMs: NOW_MS - 7_200_000 })] });
    expect(screen.getByText(/^Stale: last updated 2 h ago/)).toBeTruthy();
  });

  it('without a connection', () => {
    vi.spyOn(navigator, 'onLine', 'get').mockReturnValue(false);
    openBoard({ boards: BOARDS, statuses: [status()] });
    expect(screen.getByText(/^No connection. This is the last board/)).toBeTruthy();
  });

  it('when nothing matches, with a way back', async () => {
    const { store } = openBoard({ boards: BOARDS, statuses: [status()] });
    store.change({ query: 'zzz' });
    (await screen.findByRole('button', { name: 'Show all symbols' })).click();
    await waitFor(() => expect(screen.getByRole('treegrid')).toBeTruthy());
  });
});
