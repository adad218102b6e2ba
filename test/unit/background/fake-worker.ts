/** The browser APIs of the worker that WXT's fake browser lacks, and boards to show. */
import { vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { DEFAULT_SETTINGS } from '../../../lib/settings/settings';
import type { Settings } from '../../../lib/settings/settings';
import type { ShownBoards } from '../../../entrypoints/background/published-board';
import { board, NOW_MS, STANDINGS, status } from '../board/rows-of';
import { fakeLocks } from '../settings/locks';

const HOST = 'www.binance.com';

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

function shownBoards(settings: Partial<Settings> = {}): ShownBoards {
  return {
    boards: [board([...STANDINGS])],
    statuses: [status()],
    settings: { ...DEFAULT_SETTINGS, ...settings },
  };
}

/** Resolves as `work` does, past the pauses of throttled writes. */
async function done<T>(work: Promise<T>): Promise<T> {
  await vi.advanceTimersByTimeAsync(1_000);
  return work;
}
