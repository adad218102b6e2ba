/** What the badge's script listens to on the page, and that it stops. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { ContentScriptContext } from 'wxt/utils/content-script-context';
import { watchTitle } from '../../../../components/badge/watch-title';
import { endWithExtension } from '../../../../entrypoints/badge.content/pulse';
import { sleep } from '../../../../entrypoints/badge.content/sleep';

beforeEach(() => {
  document.head.innerHTML = '<title>one</title><style></style>';
});
afterEach(() => {
  vi.useRealTimers();
});

const turn = () => new Promise((resolve) => setTimeout(resolve));

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
    await turn();
    changed.mockClear();
    other.textContent = 'three';
    await turn();
    expect(changed).toHaveBeenCalledTimes(1);
    life.abort();
    other.textContent = 'four';
    await turn();
    expect(changed).toHaveBeenCalledTimes(1);
  });
});

describe('the script’s life', () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    fakeBrowser.runtime.id = 'test-extension-id';
  });

  it('ends as its extension goes, and leaves no timer behind', () => {
    const context = new ContentScriptContext('badge');
    endWithExtension(context);
    vi.advanceTimersByTime(10_000);
    expect(context.signal.aborted).toBe(false);
    Reflect.set(fakeBrowser.runtime, 'id', undefined);
    vi.advanceTimersByTime(2_000);
    expect(context.signal.aborted).toBe(true);
    expect(vi.getTimerCount()).toBe(0);
  });

  it('is waited for no longer than it lasts', async () => {
    const life = new AbortController();
    const waiting = sleep(500, life.signal);
    life.abort();
    await expect(waiting).rejects.toThrow('gone');
    expect(vi.getTimerCount()).toBe(0);
  });
});
