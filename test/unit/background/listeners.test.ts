/** The worker's entrypoint: a browser wakes it for an event only if its listener is registered in the first turn. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import background from '../../../entrypoints/background';
import { endFakeWorker, fakeWorker } from './fake-worker';

const EVENTS = [
  'runtime.onInstalled',
  'runtime.onStartup',
  'runtime.onMessage',
  'alarms.onAlarm',
  'tabs.onActivated',
  'tabs.onRemoved',
  'permissions.onAdded',
  'permissions.onRemoved',
  'storage.local.onChanged',
] as const;

let registered: string[] = [];

/** Replaces the event's `addListener`, which the fake browser has for some events only. */
function record(event: string): void {
  const [api = '', ...path] = event.split('.');
  let target: unknown = Reflect.get(fakeBrowser, api);
  for (const name of path) target = Reflect.get(target as object, name);
  Object.assign(target as object, {
    addListener: () => {
      registered.push(event);
    },
  });
}

beforeEach(() => {
  fakeWorker();
  registered = [];
});
afterEach(endFakeWorker);

it('registers every listener before anything is awaited', () => {
  for (const event of EVENTS) record(event);
  // The first thing awaited: nothing after it happens in this test.
  vi.spyOn(fakeBrowser.alarms, 'get').mockReturnValue(new Promise(() => undefined));
  background.main();
  expect([...new Set(registered)].sort()).toEqual([...EVENTS].sort());
});

it('opens the page on how to read the score in a new tab', async () => {
  for (const event of EVENTS) record(event);
  const listeners: ((message: unknown, sender: object, reply: () => void) => unknown)[] = [];
  Object.assign(fakeBrowser.runtime.onMessage, {
    addListener: (listener: (typeof listeners)[number]) => listeners.push(listener),
  });
  vi.spyOn(fakeBrowser.alarms, 'get').mockReturnValue(new Promise(() => undefined));
  const create = vi.spyOn(fakeBrowser.tabs, 'create');
  background.main();
  await new Promise<void>((resolve) => {
    for (const listener of listeners) listener({ type: 'openGuide', data: null }, {}, resolve);
  });
  expect(create.mock.calls).toEqual([[{ url: '/guide.html' }]]);
});

describe('boards and the history’s restart', () => {
  const OWN = 'chrome-extension://test-extension-id/';

  /** The worker's replies to a message from there; undefined: no answer. */
  async function repliesTo(type: string, url: string | undefined): Promise<unknown[]> {
    const listeners: ((
      message: unknown,
      sender: object,
      reply: (it: unknown) => void,
    ) => unknown)[] = [];
    for (const event of EVENTS) record(event);
    vi.spyOn(fakeBrowser.runtime.onMessage, 'addListener').mockImplementation((listener) => {
      listeners.push(listener);
    });
    vi.spyOn(fakeBrowser.runtime, 'getURL').mockImplementation((path) => OWN.slice(0, -1) + path);
    vi.spyOn(fakeBrowser.alarms, 'get').mockReturnValue(new Promise(() => undefined));
    background.main();
    const replies: unknown[] = [];
    for (const listener of listeners) {
      listener({ type, data: null }, { url, tab: { id: 1 } }, (reply) => replies.push(reply));
    }
    await vi.waitUntil(() => replies.length > 0);
    return replies;
  }

  it.each([
    ['a page with a badge', 'https://www.binance.com/en/futures/BTCUSDT'],
    ['a page with our address in its own', `https://example.org/?${OWN}`],
    ['nowhere', undefined],
  ])('are not for %s', async (_, url) => {
    const logged = vi.spyOn(console, 'error').mockImplementation(() => undefined);
    expect(await repliesTo('readBoards', url)).toEqual([undefined]);
    expect(await repliesTo('restartHistory', url)).toEqual([undefined]);
    expect(logged.mock.calls.map(([text]: unknown[]) => text)).toEqual([
      '"readBoards" failed.',
      '"restartHistory" failed.',
    ]);
  });

  it('are for our own pages', async () => {
    vi.spyOn(console, 'warn').mockImplementation(() => undefined);
    expect(await repliesTo('readBoards', `${OWN}popup.html`)).toMatchObject([
      { answer: { boards: [] } },
    ]);
  });
});
