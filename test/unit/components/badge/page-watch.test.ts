/** What the badge's script observes on the page, and its lifetime. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { watchAddress, watchTitle } from '../../../../components/badge/page-watch';
import { beginLifetime } from '../../../../entrypoints/badge/lifetime';
import { sleep } from '../../../../lib/domain/sleep';

beforeEach(() => {
  document.head.innerHTML = '<title>one</title><style></style>';
});
afterEach(() => {
  vi.useRealTimers();
});

const turn = () => new Promise((resolve) => setTimeout(resolve));

describe('the address', () => {
  const HERE = 'https://x.test/BTC';
  const THERE = 'https://x.test/ETH';

  /** A page whose navigations the test announces; `heard` are the addresses reported. */
  function announced() {
    const life = new AbortController();
    const navigation = new EventTarget();
    const location = { href: HERE };
    const heard: string[] = [];
    const page = Object.assign(Object.create(window) as Window, {});
    Object.defineProperties(page, {
      navigation: { value: navigation },
      location: { value: location },
    });
    watchAddress(page, ({ href }) => heard.push(href), life.signal);
    const say = (type: string, more: object = {}) =>
      navigation.dispatchEvent(Object.assign(new Event(type), more));
    return { heard, say, location, life };
  }

  it('is that of a navigation before it happens, and what it came to after', () => {
    const { heard, say, location, life } = announced();
    say('navigate', { destination: { url: THERE } });
    expect(heard).toEqual([THERE]);
    say('navigateerror');
    expect(heard).toEqual([THERE, HERE]);
    location.href = THERE;
    say('currententrychange');
    expect(heard).toEqual([THERE, HERE, THERE]);
    life.abort();
    say('navigate', { destination: { url: HERE } });
    expect(heard).toHaveLength(3);
  });

  it('stays where it is for a download, and where the browser names no other', () => {
    const { heard, say, life } = announced();
    say('navigate', { destination: { url: THERE }, downloadRequest: 'history.csv' });
    say('navigate', { destination: null });
    say('navigate', { destination: { url: 7 } });
    expect(heard).toEqual([HERE, HERE, HERE]);
    life.abort();
  });
});

describe('the title', () => {
  it('is watched in its text and in its replacement, not in the rest of the head', async () => {
    const life = new AbortController();
    const changed = vi.fn();
    watchTitle(document, changed, life.signal);
    document.head.querySelector('style')?.append('* {}');
    await turn();
    expect(changed).not.toHaveBeenCalled();
    document.title = 'two';
    await turn();
    expect(changed).toHaveBeenCalledTimes(1);
    const other = document.createElement('title');
    document.head.querySelector('title')?.replaceWith(other);
    await expect.poll(() => changed.mock.calls.length).toBe(2);
    other.textContent = 'three';
    await expect.poll(() => changed.mock.calls.length).toBe(3);
    life.abort();
    other.textContent = 'four';
    await turn();
    expect(changed).toHaveBeenCalledTimes(3);
  });

  it('is reported once for a burst of changes, and once more for the last', async () => {
    const life = new AbortController();
    const titles: string[] = [];
    watchTitle(document, () => titles.push(document.title), life.signal);
    for (let times = 0; times < 300; times += 1) {
      document.title = String(times);
      await Promise.resolve();
    }
    await expect.poll(() => titles.at(-1)).toBe('299');
    expect(titles).toHaveLength(2);
    life.abort();
  });

  it.each<[string, () => void]>([
    ['no head', () => document.head.remove()],
    ['no root', () => document.documentElement.remove()],
  ])('is not missed where there is %s', async (_, remove) => {
    const { documentElement, head } = document;
    const life = new AbortController();
    const changed = vi.fn();
    remove();
    watchTitle(document, changed, life.signal);
    if (!documentElement.isConnected) document.append(documentElement);
    if (!head.isConnected) documentElement.prepend(head);
    await expect.poll(() => changed.mock.calls.length).toBeGreaterThan(0);
    life.abort();
  });

  it('of a page that is still being parsed is reported once there is one', () => {
    const reading = vi.spyOn(document, 'readyState', 'get').mockReturnValue('loading');
    const life = new AbortController();
    const changed = vi.fn();
    watchTitle(document, changed, life.signal);
    expect(changed).not.toHaveBeenCalled();
    reading.mockRestore();
    document.dispatchEvent(new Event('DOMContentLoaded'));
    expect(changed).toHaveBeenCalledTimes(1);
    life.abort();
  });
});

describe('the script’s lifetime', () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    fakeBrowser.runtime.id = 'test-extension-id';
  });

  it('ends when its extension is gone, and leaves no timer', () => {
    const { signal, onHeartbeat, isAlive } = beginLifetime();
    const beat = vi.fn();
    onHeartbeat(beat);
    vi.advanceTimersByTime(10_000);
    expect(signal.aborted).toBe(false);
    expect(beat).toHaveBeenCalledTimes(10);
    Reflect.set(fakeBrowser.runtime, 'id', undefined);
    vi.advanceTimersByTime(1_000);
    expect(signal.aborted).toBe(true);
    expect(isAlive()).toBe(false);
    expect(beat).toHaveBeenCalledTimes(10);
    expect(vi.getTimerCount()).toBe(0);
  });

  it('ends when the next begins, and at no event of the page', () => {
    const first = beginLifetime();
    const { id } = fakeBrowser.runtime;
    for (const name of [`${id}:badge:wxt:content-script-started`, 'pressure-score-started']) {
      const detail = { contentScriptName: 'badge', messageId: 'x' };
      document.dispatchEvent(new CustomEvent(name, { detail }));
      window.dispatchEvent(new MessageEvent('message', { data: { type: name, ...detail } }));
    }
    expect(first.signal.aborted).toBe(false);
    const second = beginLifetime();
    expect(first.signal.aborted).toBe(true);
    expect(second.signal.aborted).toBe(false);
    second.end();
  });

  it('ends a sleep', async () => {
    const life = new AbortController();
    const waiting = sleep(500, life.signal);
    life.abort();
    await expect(waiting).rejects.toThrow('gone');
    expect(vi.getTimerCount()).toBe(0);
  });
});
