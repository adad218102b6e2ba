/** Data out and in. What does it is loaded by the first who asks: this page opens without it. */
import { browser } from 'wxt/browser';
import type { ArchiveAccess } from '../../components/options/archive-access';
import { unmarkHistory } from '../../lib/history/history-marker';
import { applyStaged, dropStaged, stageSettings } from '../../lib/settings/staged';
import { VENUES } from '../../lib/venues/registry';

const load = () => import('../../lib/export');
const { version } = browser.runtime.getManifest();
const staging = { stage: stageSettings, apply: applyStaged, drop: dropStaged };
const venueIds = VENUES.map(({ id }) => id);

export const archive: ArchiveAccess = {
  saveBoard: async (boards, format, style, job) =>
    (await load()).saveBoard(boards, format, { ...style, version }, job),
  saveHistory: async (choice, job) =>
    (await load()).saveHistory({ ...choice, version, nowMs: Date.now() }, job),
  historySize: async (choice) => (await load()).sizeOfHistory({ ...choice, nowMs: Date.now() }),
  saveBackup: async (settings, job) => (await load()).saveBackup(settings, venueIds, version, job),
  check: async (file, job) => (await load()).checkFile(file, job),
  restore: async (file, job) => {
    const restored = await (await load()).takeBackup(file, staging, venueIds, job);
    // Its history may be none: nothing would have been lost then.
    if ('settings' in restored) await unmarkHistory(browser.storage.local);
    return restored;
  },
};
