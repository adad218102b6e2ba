import { describe, expect, it, vi } from 'vitest';
import { createPairFollower } from '../../../../components/badge/pair-follower';
import type { BadgeView } from '../../../../lib/messages/protocol';
import type { ViewedPair } from '../../../../lib/venues/pages-contract';

const url = (symbol: string) => new URL(`https://x.test/${symbol}`);
const pair = (symbol: string): ViewedPair => ({ venue: 'v', symbol, market: 'perpetual' });
/** The follower reads nothing of a view; the pair identifies it. */
const view = (symbol: string) => ({ pair: pair(symbol) }) as BadgeView;

/** Answers are given by hand, so that they may come late or in another order. */
function following() {
  let page = url('');
  const asked: {
    pair: ViewedPair | null;
    answer: (view: BadgeView | null) => void;
    fail: () => void;
  }[] = [];
  const shown: (string | null)[] = [];
  const wakers: (() => void)[] = [];
  let nowMs = 0;
  const follower = createPairFollower({
    pairAt: ({ pathname }) => (pathname === '/' ? null : pair(pathname.slice(1))),
    here: () => page,
    ask: (wanted) =>
      new Promise((answer, reject) => {
        asked.push({ pair: wanted, answer, fail: () => reject(new Error('no worker')) });
      }),
    show: (next) => shown.push(next && next.pair.symbol),
    sleep: (_, signal) =>
      new Promise((resolve, reject) => {
        wakers.push(resolve);
        signal.addEventListener('abort', () => reject(new Error('gone')));
      }),
    nowMs: () => nowMs,
  });
  const at = (symbol: string) => {
    page = url(symbol);
  };
  const pass = (ms: number) => {
    nowMs += ms;
  };
  return { follower, asked, shown, wakers, at, pass };
}
const settle = () => vi.waitFor(() => Promise.resolve());

describe('the follower of the page’s pair', () => {
  it('hides the old score before it asks for the new one', async () => {
    const { follower, asked, shown, at } = following();
    at('BTC');
    follower.goTo(url('BTC'));
    asked[0]?.answer(view('BTC'));
    await settle();
    at('ETH');
    follower.goTo(url('ETH'));
    expect(shown).toEqual([null, 'BTC', null]);
    expect(asked.map((each) => each.pair?.symbol)).toEqual(['BTC', 'ETH']);
  });

  it('drops an answer that comes after the page has moved on', async () => {
    const { follower, asked, shown, at } = following();
    at('BTC');
    follower.goTo(url('BTC'));
    at('ETH');
    follower.goTo(url('ETH'));
    asked[0]?.answer(view('BTC'));
    await expect.poll(() => asked.length).toBe(2);
    expect(shown).toEqual([null, null]);
    asked[1]?.answer(view('ETH'));
    await settle();
    expect(shown).toEqual([null, null, 'ETH']);
  });

  it('has one question in flight, and asks for the last of many pairs after it', async () => {
    const { follower, asked, at } = following();
    for (let move = 0; move < 5_000; move += 1) {
      at(`P${move}`);
      follower.goTo(url(`P${move}`));
    }
    await settle();
    expect(asked).toHaveLength(1);
    asked[0]?.answer(null);
    await expect.poll(() => asked.length).toBe(2);
    expect(asked[1]?.pair).toEqual(pair('P4999'));
  });

  it('asks five times in two seconds at most, however fast it is answered', async () => {
    const { follower, asked, shown, wakers, at, pass } = following();
    const move = async (number: number) => {
      at(`P${number}`);
      follower.goTo(url(`P${number}`));
      asked.at(-1)?.answer(view(`P${number}`));
      await settle();
      pass(20);
    };
    for (let number = 0; number < 100; number += 1) await move(number);
    expect(asked).toHaveLength(5);
    expect(wakers).toHaveLength(1);
    pass(2_000);
    wakers[0]?.();
    await expect.poll(() => asked.length).toBe(6);
    asked[5]?.answer(view('P99'));
    await settle();
    expect(shown.at(-1)).toBe('P99');
  });

  it('shows nothing of a pair whose navigation was cancelled, and goes back', async () => {
    const { follower, asked, shown, at } = following();
    at('BTC');
    follower.goTo(url('ETH'));
    asked[0]?.answer(view('ETH'));
    await expect.poll(() => asked.length).toBe(2);
    expect(shown).not.toContain('ETH');
    expect(asked.at(-1)?.pair).toEqual(pair('BTC'));
  });

  it('accepts pushes for its own pair only', () => {
    const { follower, shown, at } = following();
    at('BTC');
    follower.goTo(url('BTC'));
    follower.receive(pair('ETH'), view('ETH'));
    follower.receive({ ...pair('BTC'), market: 'spot' }, view('BTC'));
    follower.receive({ ...pair('BTC'), byTitle: true }, view('BTC'));
    expect(shown).toEqual([null]);
    follower.receive(pair('BTC'), view('BTC'));
    expect(shown).toEqual([null, 'BTC']);
  });

  it('retries while the worker cannot be reached, a limited number of times', async () => {
    const { follower, asked, shown, wakers, at, pass } = following();
    at('BTC');
    follower.goTo(url('BTC'));
    for (let failed = 0; failed < 5; failed += 1) {
      await expect.poll(() => asked.length).toBe(failed + 1);
      asked[failed]?.fail();
      if (failed === 4) break;
      await expect.poll(() => wakers.length).toBe(failed + 1);
      pass(1_000);
      wakers[failed]?.();
    }
    await settle();
    expect([asked.length, wakers.length]).toEqual([5, 4]);
    follower.askAgain();
    asked[5]?.answer(view('BTC'));
    await settle();
    expect(shown).toEqual([null, 'BTC']);
  });

  it('retries as often for the next pair, whatever failed before', async () => {
    const { follower, asked, wakers, at, pass } = following();
    const failNext = async (count: number) => {
      await expect.poll(() => asked.length).toBe(count);
      asked[count - 1]?.fail();
      pass(1_000);
    };
    at('BTC');
    follower.goTo(url('BTC'));
    for (let count = 1; count <= 3; count += 1) {
      await failNext(count);
      await expect.poll(() => wakers.length).toBe(count);
      if (count < 3) wakers[count - 1]?.();
    }
    at('ETH');
    follower.goTo(url('ETH'));
    for (let count = 4; count <= 8; count += 1) {
      await failNext(count);
      if (count === 8) break;
      await expect.poll(() => wakers.length).toBe(count);
      wakers[count - 1]?.();
    }
    await settle();
    expect(asked.map((each) => each.pair?.symbol)).toEqual([
      ...['BTC', 'BTC', 'BTC'],
      ...['ETH', 'ETH', 'ETH', 'ETH', 'ETH'],
    ]);
  });

  it('asks for nothing without a pair, and shows nothing once it is stopped', async () => {
    const { follower, asked, shown, at } = following();
    follower.askAgain();
    expect(asked).toEqual([]);
    at('BTC');
    follower.goTo(url('BTC'));
    follower.stop();
    asked[0]?.answer(view('BTC'));
    follower.receive(pair('BTC'), view('BTC'));
    await settle();
    expect(shown).toEqual([null, null]);
  });
});
