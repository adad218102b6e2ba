/** Messages and their answers. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { onMessage, sendMessage } from '../../../lib/messages';
import type { BadgeView } from '../../../lib/messages/protocol';
import type { ViewedPair } from '../../../lib/venues/pages-contract';
import { NOBODY, openChannel } from './channel';

const PAIR: ViewedPair = { venue: 'binance', symbol: 'BTCUSDT', market: 'perpetual' };
const SENDER = { tab: { id: 7 }, url: 'https://www.binance.com/en/futures/BTCUSDT' };
const VIEW = { score: 61 } as BadgeView;

let channel: ReturnType<typeof openChannel>;

beforeEach(() => {
  channel = openChannel(SENDER, [7]);
});
afterEach(() => {
  vi.restoreAllMocks();
});

describe('a message', () => {
  it('delivers data and sender to the listener for its type, and returns the answer', async () => {
    const handler = vi.fn(() => VIEW);
    onMessage('viewPair', handler);
    expect(await sendMessage('viewPair', PAIR)).toEqual(VIEW);
    expect(handler.mock.calls).toEqual([[PAIR, SENDER]]);
  });

  it('waits for an answer that takes its time', async () => {
    onMessage('viewPair', async () => {
      await new Promise((resolve) => setTimeout(resolve));
      return VIEW;
    });
    expect(await sendMessage('viewPair', PAIR)).toEqual(VIEW);
  });

  it('distinguishes null and undefined from no answer', async () => {
    onMessage('viewPair', () => null);
    onMessage('changeBadge', () => undefined);
    onMessage('loadSecondScript', () => Promise.resolve());
    expect(await sendMessage('viewPair', null)).toBeNull();
    await expect(sendMessage('changeBadge', { kind: 'hide', where: 'tab' })).resolves.toBe(
      undefined,
    );
    await expect(sendMessage('loadSecondScript', null)).resolves.toBe(undefined);
  });

  it('goes to the badge of a tab where one is named, and to no other', async () => {
    const handler = vi.fn();
    onMessage('badgeChanged', handler);
    await sendMessage('badgeChanged', { pair: PAIR, view: null }, 7);
    expect(handler).toHaveBeenCalledTimes(1);
    await expect(sendMessage('badgeChanged', { pair: PAIR, view: null }, 8)).rejects.toThrow(
      NOBODY,
    );
    // Tab 0 is a tab, too.
    await expect(sendMessage('badgeChanged', { pair: PAIR, view: null }, 0)).rejects.toThrow(
      NOBODY,
    );
    expect(handler).toHaveBeenCalledTimes(1);
  });

  it('is rejected when nothing listens at all, or only for others', async () => {
    await expect(sendMessage('refresh', { force: true })).rejects.toThrow(NOBODY);
    const handler = vi.fn(() => null);
    onMessage('viewPair', handler);
    await expect(sendMessage('refresh', { force: true })).rejects.toThrow(
      'nobody answered "refresh"',
    );
    expect(handler).not.toHaveBeenCalled();
  });

  it.each<[string, () => null | Promise<null>]>([
    [
      'at once',
      () => {
        throw new Error('the disk is full');
      },
    ],
    ['later', () => Promise.reject(new Error('the disk is full'))],
  ])('is rejected when its handler throws %s, without the reason', async (_, handler) => {
    const told = vi.spyOn(console, 'error').mockImplementation(() => undefined);
    onMessage('viewPair', handler);
    await expect(sendMessage('viewPair', PAIR)).rejects.toThrow('nobody answered "viewPair"');
    expect(told).toHaveBeenCalledWith('"viewPair" failed.', new Error('the disk is full'));
  });
});

describe('a listener', () => {
  it('ignores whatever else is sent', async () => {
    const handler = vi.fn(() => null);
    onMessage('viewPair', handler);
    const others = [undefined, null, 'viewPair', 5, true, [], {}, { type: 'view' }, { type: 7 }];
    for (const other of others) expect(await channel.deliver(other)).toBeUndefined();
    expect(handler).not.toHaveBeenCalled();
  });

  it('gets undefined for a message without data', async () => {
    const handler = vi.fn(() => null);
    onMessage('viewPair', handler);
    expect(await channel.deliver({ type: 'viewPair' })).toEqual({ answer: null });
    expect(handler.mock.calls).toEqual([[undefined, SENDER]]);
  });

  it('gets nothing once it has stopped, and the others still do', async () => {
    const first = vi.fn(() => null);
    const stop = onMessage('viewPair', first);
    const stopOther = onMessage('refresh', () => []);
    stop();
    await expect(sendMessage('viewPair', PAIR)).rejects.toThrow('nobody answered');
    await sendMessage('refresh', { force: false });
    expect(first).not.toHaveBeenCalled();
    stop();
    expect(channel.isOpen()).toBe(true);
    stopOther();
    expect(channel.isOpen()).toBe(false);
  });
});
