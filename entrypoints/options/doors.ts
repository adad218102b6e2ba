/** The options page's access to the browser, the worker and the database. */
import { browser } from 'wxt/browser';
import type {
  ArchiveAccess,
  HostAccess,
  Hosts,
  OptionsAccess,
  Protection,
} from '../../components/options/access';
import { boardWorker } from '../../lib/board/board-worker';
import { storedVenueStatus } from '../../lib/board/venue-status';
import { createBoardSource } from '../../lib/history/board-source';
import { unmarkHistory } from '../../lib/history/history-marker';
import { refreshCosts } from '../../lib/refresh/cost';
import { sendMessage } from '../../lib/messages';
import { applyStaged, dropStaged, stageSettings } from '../../lib/settings/staged';
import { settingsStore } from '../../lib/settings/store';
import { VENUES } from '../../lib/venues/registry';
import { historyBytes } from '../../lib/storage/codec';
import { readNotes } from '../../lib/storage/notes';
import { matchesOf } from '../../lib/venues/sites';
import { TRADING_VIEW_MATCHES } from '../../lib/venues/tradingview';

const { version, permissions = [] } = browser.runtime.getManifest();

const originsOf = ({ api, pages }: Hosts) => ({ origins: [...api, ...pages] });

const hosts: HostAccess = {
  allows: (wanted) => browser.permissions.contains(originsOf(wanted)),
  request: (wanted) => browser.permissions.request(originsOf(wanted)),
  async remove(unused) {
    await browser.permissions.remove(originsOf(unused));
  },
  onChange(listener, signal) {
    for (const event of [browser.permissions.onAdded, browser.permissions.onRemoved]) {
      const onEvent = () => listener();
      event.addListener(onEvent);
      signal.addEventListener('abort', () => event.removeListener(onEvent));
    }
  },
};

/**
 * With `unlimitedStorage`, which no browser warns of, neither Chromium nor Firefox evicts the database
 * (https://developer.chrome.com/docs/extensions/develop/concepts/storage-and-cookies,
 * https://developer.mozilla.org/docs/Mozilla/Add-ons/WebExtensions/manifest.json/permissions); `persist` is for browsers
 * that only honour that.
 */
const protection: Protection = {
  read: async () =>
    permissions.includes('unlimitedStorage') || (await navigator.storage.persisted()),
  request: () => navigator.storage.persist(),
};

/** Loaded by the first job: the page opens without it. */
const loadExport = () => import('../../lib/export');
const staging = { stage: stageSettings, apply: applyStaged, drop: dropStaged };
const venueIds = VENUES.map(({ id }) => id);

const archive: ArchiveAccess = {
  saveBoard: async (boards, format, style, job) =>
    (await loadExport()).saveBoard(boards, format, { ...style, version }, job),
  saveHistory: async (choice, job) =>
    (await loadExport()).saveHistory({ ...choice, version, nowMs: Date.now() }, job),
  historySize: async (choice) =>
    (await loadExport()).sizeOfHistory({ ...choice, nowMs: Date.now() }),
  saveBackup: async (settings, job) =>
    (await loadExport()).saveBackup(settings, venueIds, version, job),
  check: async (file, job) => (await loadExport()).checkFile(file, job),
  restore: async (file, job) => {
    const restored = await (await loadExport()).takeBackup(file, staging, venueIds, job);
    // The backup may be without a history; it must not be reported as lost then.
    if ('settings' in restored) await unmarkHistory(browser.storage.local);
    return restored;
  },
};

function saveFile(name: string, text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: 'application/json' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // Browsers may start to read the data a little after the click.
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}

export const doors: OptionsAccess = {
  settings: settingsStore,
  board: createBoardSource(storedVenueStatus, boardWorker),
  venues: VENUES.map(({ id, name, onByDefault, apiOrigins }) => ({
    id,
    name,
    onByDefault,
    hosts: { api: apiOrigins.map((origin) => `${origin}/*`), pages: matchesOf(id) },
  })),
  tradingView: { api: [], pages: TRADING_VIEW_MATCHES },
  hosts,
  refreshCosts: (boards, settings) => refreshCosts(VENUES, boards, settings),
  historyBytes,
  notes: readNotes,
  protection,
  restartHistory: () => sendMessage('restartHistory', null),
  about: { version, permissions },
  saveFile,
  archive,
};
