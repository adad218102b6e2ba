/** What badges ask for. They run in exchange pages, so what they send is parsed before it is believed. */
import type { Sender } from '../../lib/messages';
import { parseBadgeChange, parseViewedPair } from '../../lib/messages/parse';
import type { BadgeView } from '../../lib/messages/protocol';
import { withPlacement } from '../../lib/settings/badge-change';
import { updateSettings } from '../../lib/settings/store';
import { viewFor } from './badges';
import { run } from './run';
import { venueScene } from './scene';
import { hideInTab, setViewer, viewers } from './viewers';

/** The view of the pair the sender's tab now shows; null when it shows none, or none that the venue lists. */
export async function viewPair(data: unknown, sender: Sender): Promise<BadgeView | null> {
  const place = placeOf(sender);
  const pair = data === null ? null : parseViewedPair(data);
  if (place === null) return null;
  const view = pair && { site: place.site, pair };
  const kept = setViewer(place.tabId, view);
  if (view === null) {
    await kept;
    return null;
  }
  // Beside the answer, which people wait for: a badge that the worker has forgotten asks again within a minute.
  kept.catch((error: unknown) => {
    console.error('The tab could not be noted.', error);
  });
  const [before, scene] = await Promise.all([viewers(), venueScene(view.pair.venue)]);
  const hidden = before.find(({ tabId }) => tabId === place.tabId)?.hidden ?? false;
  const answer = viewFor({ ...view, tabId: place.tabId, hidden }, scene);
  // After the answer: people wait for that, not for what the pair may still lack.
  setTimeout(() => void run({ force: false }));
  return answer;
}

export async function changeBadge(data: unknown, sender: Sender): Promise<void> {
  const origin = placeOf(sender);
  const change = parseBadgeChange(data);
  if (origin === null || change === null) return;
  const place = (placement: Parameters<typeof withPlacement>[2]) =>
    updateSettings((settings) => withPlacement(settings, origin.site, placement));
  if (change.kind === 'move') await place({ position: change.position });
  else if (change.kind === 'collapse') await place({ collapsed: change.collapsed });
  else if (change.where === 'tab') await hideInTab(origin.tabId);
  else if (change.where === 'site') await place({ hidden: true });
  else {
    await updateSettings((settings) => ({
      ...settings,
      badge: { ...settings.badge, enabled: false },
    }));
  }
}

function placeOf({ tab, url }: Sender): { tabId: number; site: string } | null {
  if (tab?.id === undefined || url === undefined || !URL.canParse(url)) return null;
  return { tabId: tab.id, site: new URL(url).host };
}
