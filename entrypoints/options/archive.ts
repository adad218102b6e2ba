/** Data out and in. What does it is loaded by the first who asks: this page opens without it. */
import type { ArchiveAccess } from '../../components/options/archive-access';
import type { Settings } from '../../lib/settings/settings';
import { updateSettings } from '../../lib/settings/store';
import { VENUES } from '../../lib/venues/registry';

const load = () => import('../../lib/export');
const venueIds = VENUES.map(({ id }) => id);

export const archive: ArchiveAccess = {
  saveBoard: async (boards, format, job) => (await load()).saveBoard(boards, format, job),
  saveHistory: async (venues, days, format, job) =>
    (await load()).saveHistory({ venues, days, format, nowMs: Date.now() }, job),
  saveBackup: async (settings, job) => (await load()).saveBackup(settings, venueIds, job),
  restore: async (file, job) => {
    const save = (settings: Settings) => updateSettings(() => settings);
    return (await load()).takeBackup(file, save, venueIds, job);
  },
};
