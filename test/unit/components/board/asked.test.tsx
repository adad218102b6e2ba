// @vitest-environment happy-dom
import { cleanup, screen } from '@testing-library/preact';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { RefreshAnswer } from '../../../../lib/domain/venue-status';
import { NOW_MS, PERP_STATES, board, status } from '../../board/rows-of';
import { english, openBoard } from './page';
import { momentWords } from '../../../../components/ui/times';

const DAY_MS = 86_400_000;

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: NOW_MS });
});
afterEach(() => {
  cleanup();
  vi.useRealTimers();
});

function pressRefresh(answers: readonly RefreshAnswer[] | null) {
  const opened = openBoard({ boards: [board([...PERP_STATES])], statuses: [status()] });
  vi.mocked(opened.access.refresh).mockResolvedValue(answers);
  screen.getByRole('button', { name: 'Refresh now' }).click();
  return opened;
}

const untilMs = NOW_MS + 40_000;
const answer = (change: Partial<RefreshAnswer>): RefreshAnswer => ({
  venue: 'binance',
  outcome: 'asked',
  untilMs: null,
  mayInsist: false,
  ...change,
});

describe('refresh now', () => {
  it.each<[string, RefreshAnswer[] | null, RegExp]>([
    ['what is fresh', [answer({}), answer({ venue: 'okx' })], /^Refreshed: Binance, OKX\.$/],
    ['that one is under way', [answer({ outcome: 'busy' })], /^Binance: a refresh is already/],
    [
      'that our share is used up, and until when',
      [answer({ outcome: 'budget', untilMs })],
      new RegExp(`our share .* again at ${momentWords(untilMs, NOW_MS)}`),
    ],
    [
      "that the user's own trading comes first",
      [answer({ outcome: 'address', untilMs })],
      new RegExp(`Waiting until ${momentWords(untilMs, NOW_MS)}, so that your own trading`),
    ],
    [
      'which trouble there is',
      [answer({ outcome: 'region', untilMs })],
      /^Binance: Not available in your country/,
    ],
    ['that nobody answered', null, /did not answer/],
  ])('says %s', async (_, answers, words) => {
    pressRefresh(answers);
    expect(await screen.findByText(words)).toBeTruthy();
  });

  it('says the day of a wait that is long, and lets a user try who was warned', async () => {
    const lateMs = NOW_MS + DAY_MS;
    const late = answer({ outcome: 'rate-limited', untilMs: lateMs, mayInsist: true });
    const { access } = pressRefresh([late]);
    const day = new Date(lateMs).toLocaleDateString(undefined, { dateStyle: 'medium' });
    expect((await screen.findByText(/fewer requests/)).textContent).toContain(day);
    expect(screen.getByText(/may get your IP banned/)).toBeTruthy();
    screen.getByRole('button', { name: 'Try anyway' }).click();
    expect(access.refresh).toHaveBeenLastCalledWith(true, true);
  });

  it('offers nothing while a ban runs', async () => {
    pressRefresh([answer({ outcome: 'banned', untilMs })]);
    expect(await screen.findByText(/^Binance: /)).toBeTruthy();
    expect(screen.queryByRole('button', { name: 'Try anyway' })).toBeNull();
  });
});

describe("the header's age", () => {
  it('says whose it is where there are several', () => {
    const ages = [status({ refreshedAtMs: NOW_MS - 5_000 })];
    ages.push(status({ venue: 'okx', refreshedAtMs: NOW_MS - 240_000 }));
    openBoard({ boards: [board([...PERP_STATES]), board([], 'okx')], statuses: ages });
    expect(screen.getByText('OKX: 4 min ago').title).toBe('Binance: 5 s ago\nOKX: 4 min ago');
  });

  it('is unknown, and looks it, when it lies in the future', () => {
    const boards = [board([...PERP_STATES])];
    openBoard({ boards, statuses: [status({ refreshedAtMs: NOW_MS + 7_200_000 })] });
    const age = screen.getByText(english('age_unknown'));
    expect(age.className).toContain('is-old');
    expect(screen.getByText(/^Stale: last updated age unknown/)).toBeTruthy();
  });
});

describe('the meter', () => {
  it('says what the whole address has used, and that we wait for it', () => {
    const budget = { id: 'weight', used: 51, ceiling: 600, windowMs: 60_000 };
    const address = { used: 2_331, limit: 2_400, heldUntilMs: untilMs };
    const statuses = [status({ budgets: [{ ...budget, address }] })];
    openBoard({ boards: [board([...PERP_STATES])], statuses });
    expect(screen.getByText(/^Your IP in total: 2,331 of 2,400/).textContent).toContain(
      'so that your own trading comes first',
    );
  });
});
