/** What the badge's script listens to on the page, and that it stops. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { watchTitle } from '../../../../components/badge/watch-title';
import { every, scriptLife, sleep } from '../../../../entrypoints/badge.content/life';

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
  it('ends as a newer copy begins on the page', () => {
    const older = scriptLife(document);
    expect(older.aborted).toBe(false);
    const newer = scriptLife(document);
    expect([older.aborted, newer.aborted]).toEqual([true, false]);
    // Stops the newer one's pulse.
    scriptLife(document);
    expect(newer.aborted).toBe(true);
  });

  it('leaves no timer behind', async () => {
    vi.useFakeTimers();
    const life = new AbortController();
    const work = vi.fn();
    every(100, work, life.signal);
    const waiting = sleep(500, life.signal);
    vi.advanceTimersByTime(250);
    expect(work).toHaveBeenCalledTimes(2);
    life.abort();
    await expect(waiting).rejects.toThrow('gone');
    expect(vi.getTimerCount()).toBe(0);
  });
});
