/** The browser APIs of the worker that WXT's fake browser lacks. */
import { vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { NOW_MS } from '../board/rows-of';
import { fakeLocks } from '../settings/locks';

/** Empties the fake browser. `permits` decides on each origin pattern. */
export function fakeWorker(permits: (origin: string) => boolean = () => true): void {
  vi.useFakeTimers({ now: NOW_MS });
  fakeBrowser.reset();
  vi.stubGlobal('navigator', { locks: fakeLocks() });
  const contains = ({ origins = [] }: { origins?: string[] }) =>
    Promise.resolve(origins.every(permits));
  const getMessage = (key: string, substitutions: string | string[] = []) =>
    [key, ...[substitutions].flat()].join(' ');
  Object.assign(fakeBrowser.permissions, { contains });
  Object.assign(fakeBrowser.i18n, { getMessage });
}

export function endFakeWorker(): void {
  vi.useRealTimers();
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
}
