import { describe, expect, it, vi } from 'vitest';
import type { Perp } from '../../../lib/domain/perp';
import type { TroubleKind } from '../../../lib/domain/venue-status';
import { VenueError } from '../../../lib/http/venue-error';
import { askMany } from '../../../lib/refresh/requests';

const SITE = { venue: 'binance', endpoint: 'GET /one' };

const perps = (count: number) =>
  Array.from({ length: count }, (_, index) => ({ symbol: `S${index}` }) as Perp);
const trouble = (kind: TroubleKind) => new VenueError(SITE, kind, 'planted');
const turn = () => new Promise((resolve) => setTimeout(resolve));

describe('askMany', () => {
  it('asks for each, six at a time', async () => {
    let under = 0;
    let most = 0;
    const { good, failed, stop } = await askMany(perps(40), async ({ symbol }) => {
      most = Math.max(most, ++under);
      await turn();
      under -= 1;
      return symbol.toLowerCase();
    });
    expect(most).toBe(6);
    expect([...good].slice(0, 2)).toEqual([
      ['S0', 's0'],
      ['S1', 's1'],
    ]);
    expect([good.size, failed.size, stop]).toEqual([40, 0, null]);
  });

  it('begins the next as soon as one is answered, and not with the slowest', async () => {
    let answer = (_: string): void => undefined;
    const slowest = new Promise<string>((resolve) => {
      answer = resolve;
    });
    const asked = vi.fn(({ symbol }: Perp) =>
      symbol === 'S0' ? slowest : Promise.resolve(symbol),
    );
    const all = askMany(perps(30), asked);
    await expect.poll(() => asked.mock.calls.length).toBe(30);
    answer('S0');
    expect((await all).good.size).toBe(30);
  });

  it('leaves the others alone when one is in trouble', async () => {
    const { good, failed, stop } = await askMany(perps(10), ({ symbol }) =>
      symbol === 'S3' ? Promise.reject(trouble('server')) : Promise.resolve(symbol),
    );
    expect([good.size, [...failed.keys()], stop]).toEqual([9, ['S3'], null]);
  });

  it('sends no more once the venue is in trouble, and keeps what was under way', async () => {
    const banned = trouble('banned');
    const ask = vi.fn(async ({ symbol }: Perp) => {
      await turn();
      if (symbol === 'S2') throw banned;
      return symbol;
    });
    const { good, failed, stop } = await askMany(perps(40), ask);
    expect(stop).toBe(banned);
    expect([...failed]).toEqual([['S2', banned]]);
    expect(ask.mock.calls.length).toBeLessThanOrEqual(8);
    expect(good.size).toBe(ask.mock.calls.length - 1);
  });

  it('throws what is no trouble of a venue, and sends no more', async () => {
    const ask = vi.fn(async ({ symbol }: Perp) => {
      await turn();
      if (symbol === 'S1') throw new DOMException('The work was given up', 'AbortError');
      return symbol;
    });
    await expect(askMany(perps(40), ask)).rejects.toThrow('The work was given up');
    const sent = ask.mock.calls.length;
    for (let turns = 0; turns < 5; turns += 1) await turn();
    expect(sent).toBeLessThan(10);
    expect(ask).toHaveBeenCalledTimes(sent);
  });

  it('takes it for the venue’s trouble when none of several is answered, but not when refused', async () => {
    const server = await askMany(perps(2), () => Promise.reject(trouble('server')));
    expect(server.stop?.kind).toBe('server');
    const one = await askMany(perps(1), () => Promise.reject(trouble('server')));
    expect(one.stop).toBeNull();
    const refused = await askMany(perps(9), () => Promise.reject(trouble('refused')));
    expect([refused.stop, refused.failed.size]).toEqual([null, 9]);
  });

  it('has nothing to do for none', async () => {
    const { good, failed, stop } = await askMany([], () => Promise.reject(new Error('asked')));
    expect([good.size, failed.size, stop]).toEqual([0, 0, null]);
  });
});
