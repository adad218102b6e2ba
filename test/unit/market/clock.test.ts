import { describe, expect, it } from 'vitest';
import { MarketClock } from '../../market/server/clock';

describe('a clock that stands still', () => {
  it('wakes sleepers in the order of time, each at its own', async () => {
    const clock = new MarketClock(1_000, 0);
    const woken: [string, number][] = [];
    const sleeper = async (name: string, ms: number) => {
      await clock.sleep(ms);
      woken.push([name, clock.now()]);
    };
    const all = [sleeper('late', 300), sleeper('early', 100), sleeper('never', 1_001)];
    await clock.runFor(1_000);
    expect(woken).toEqual([
      ['early', 1_100],
      ['late', 1_300],
    ]);
    expect(clock.now()).toBe(2_000);
    clock.advance(1);
    await Promise.all(all);
  });

  it('moves by itself until work is done, however long that sleeps', async () => {
    const clock = new MarketClock(0, 0);
    const work = async (): Promise<number> => {
      for (let step = 0; step < 100; step += 1) await clock.sleep(60_000);
      return clock.now();
    };
    expect(await clock.run(work())).toBe(6_000_000);
  });

  it('hands the error of the work on', async () => {
    const clock = new MarketClock(0, 0);
    const work = clock.sleep(5).then(() => Promise.reject(new Error('work')));
    await expect(clock.run(work)).rejects.toThrow('work');
  });

  it('lets a sleeper be woken by its signal, and forgets it', async () => {
    const clock = new MarketClock(0, 0);
    const abort = new AbortController();
    const sleep = clock.sleep(5, abort.signal);
    abort.abort(new Error('enough'));
    await expect(sleep).rejects.toThrow('enough');
    await clock.runFor(10);
    await expect(clock.sleep(1, abort.signal)).rejects.toThrow('enough');
  });
});

describe('a clock that goes', () => {
  it('goes at its pace, and wakes in real time', async () => {
    const before = Date.now();
    const clock = new MarketClock(1_000, 1_000);
    const begun = Date.now();
    await clock.sleep(20_000);
    const woken = Date.now();
    const nowMs = clock.now();
    expect(nowMs).toBeGreaterThanOrEqual(21_000);
    expect(nowMs - 1_000).toBeGreaterThanOrEqual((woken - begun) * 1_000);
    expect(nowMs - 1_000).toBeLessThanOrEqual((Date.now() - before) * 1_000);
  });

  it('jumps, stands and goes on', async () => {
    const clock = new MarketClock(0, 0);
    clock.setTime(500);
    expect(clock.now()).toBe(500);
    const sleep = clock.sleep(10);
    clock.setSpeed(10);
    await sleep;
    clock.setSpeed(0);
    const nowMs = clock.now();
    expect(nowMs).toBeGreaterThanOrEqual(510);
    expect(clock.now()).toBe(nowMs);
  });
});
