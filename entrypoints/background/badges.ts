/** What is shown outside the pages: the boards as they are published, the number on the toolbar, and the badges of all tabs. */
import { browser } from 'wxt/browser';
import { badgeView, findRow } from '../../lib/board/badge-view';
import { FIRST_VIEW, firstView } from '../../lib/board/first-view';
import type { FirstView } from '../../lib/board/first-view';
import { boardUpdatedAtMs } from '../../lib/board/freshness';
import { createScorer, rankRows } from '../../lib/board/rows';
import type { RankedRow } from '../../lib/board/rows';
import { countFromBand } from '../../lib/board/summary';
import { venueStatus } from '../../lib/board/venue-status';
import { staleAfterMs } from '../../lib/domain/board';
import type { VenueBoard } from '../../lib/domain/board';
import { grouped } from '../../lib/domain/format';
import { isSqueeze, leaningOf } from '../../lib/domain/level';
import type { VenueId } from '../../lib/domain/venue';
import type { VenueStatus } from '../../lib/domain/venue-status';
import { announceBoardChange } from '../../lib/history/board-changes';
import type { VenueStore } from '../../lib/history/store';
import { sendMessage } from '../../lib/messages';
import type { Sender } from '../../lib/messages';
import { parseBadgeChange, parseViewedPair } from '../../lib/messages/parse';
import type { BadgeView } from '../../lib/messages/protocol';
import type { VenueState } from '../../lib/refresh/state';
import * as z from '../../lib/schema';
import type { Settings } from '../../lib/settings/settings';
import { isVenueOn, withPlacement } from '../../lib/settings/settings';
import { readSettings, updateSettings } from '../../lib/settings/store';
import type { Venue } from '../../lib/venues/contract';
import type { ViewedPair } from '../../lib/venues/pages-contract';
import { VENUES, findVenue } from '../../lib/venues/registry';
import { isChosenSite, isPermittedSite, mayCarryBadge } from './badge-sites';

/** The boards and statuses of the enabled venues, with the settings they are shown by. */
export interface ShownBoards {
  boards: VenueBoard[];
  statuses: VenueStatus[];
  settings: Settings;
}

export interface PublishedBoard {
  /** Reads the boards of all enabled venues, or of `venue` alone. Rejects with the browser's error. */
  read: (venue?: VenueId) => Promise<ShownBoards>;
  /** As `read`, cached until the next `publish`: badges send requests one after another. */
  readCached: (venue: VenueId) => Promise<ShownBoards>;
  /** Notifies pages, badges and the toolbar. Call it after every change of what they show. */
  publish: () => Promise<void>;
  /** Publishes if nothing has been since the browser started: it forgets number, tooltip and first rows when it ends. */
  publishAfterRestart: () => Promise<void>;
}

export function enabledVenues(settings: Settings): Venue[] {
  return VENUES.filter((venue) => isVenueOn(venue, settings));
}

export function createPublishedBoard(
  store: Pick<VenueStore<VenueState>, 'load'>,
  informBadges: (shown: ShownBoards) => Promise<void>,
): PublishedBoard {
  const cache = new Map<VenueId, Promise<ShownBoards>>();

  const read = async (venue?: VenueId): Promise<ShownBoards> => {
    const settings = await readSettings();
    const wanted = enabledVenues(settings).filter(({ id }) => id === (venue ?? id));
    const stored = await Promise.all(wanted.map(({ id }) => store.load(id)));
    return {
      settings,
      boards: stored.flatMap(({ board }) => board ?? []),
      statuses: stored.map(({ state, board }) => venueStatus(state, board, Date.now())),
    };
  };

  const readCached = (venue: VenueId): Promise<ShownBoards> => {
    const cached = cache.get(venue);
    if (cached !== undefined) return cached;
    const reading = read(venue);
    cache.set(venue, reading);
    reading.catch(() => cache.delete(venue));
    return reading;
  };

  const publish = async (): Promise<void> => {
    announceBoardChange();
    cache.clear();
    const shown = await read();
    const rows = rankRows(shown.boards, shown.settings, createScorer());
    const view = firstView(rows, shown);
    // Not awaited: a tab may never answer.
    informBadges(shown).catch((error: unknown) => {
      console.error('The badges could not be informed.', error);
    });
    await Promise.all([
      // Only pages combine the assets of all venues, so that view has no first rows.
      browser.storage.session.set({ [FIRST_VIEW]: shown.settings.view === 'venues' ? view : null }),
      updateToolbar(rows, view, Date.now()),
    ]);
  };

  return {
    read,
    readCached,
    publish,
    async publishAfterRestart() {
      const session = await browser.storage.session.get(FIRST_VIEW);
      if (!(FIRST_VIEW in session)) await publish();
    },
  };
}

const TOOLBAR_RED = '#b3261e';
/** Of a number that may be out of date. */
const TOOLBAR_GREY = '#5f6a7a';

/** Puts the number of stressed symbols on the toolbar icon and explains it in the tooltip. `rows` are all rows. */
async function updateToolbar(
  rows: readonly RankedRow[],
  view: FirstView,
  nowMs: number,
): Promise<void> {
  const { settings } = view;
  const count = countFromBand(rows, settings);
  const staleSinceMs = whenStale(view, nowMs);
  const lines = [
    browser.i18n.getMessage('extension_action'),
    ...(view.summary.ranked === 0 ? [] : [marketLine(count, view)]),
    ...squeezeLines(view.summary.squeeze),
    ...(staleSinceMs === null
      ? []
      : [browser.i18n.getMessage('toolbar_old', dateTime(staleSinceMs))]),
  ];
  await Promise.all([
    browser.action.setBadgeText({ text: count === null || count === 0 ? '' : String(count) }),
    browser.action.setBadgeBackgroundColor({
      color: staleSinceMs === null ? TOOLBAR_RED : TOOLBAR_GREY,
    }),
    browser.action.setTitle({ title: lines.join('\n') }),
  ]);
}

function marketLine(count: number | null, { settings, summary }: FirstView): string {
  const level = settings.toolbarFromBand;
  const market = [String(summary.averageScore), grouped(summary.ranked)];
  if (count === null || level === null || level === 'neutral') {
    return browser.i18n.getMessage('toolbar_average', market);
  }
  const levelName = level === 'squeeze' ? 'level_squeeze' : (`band_${level}` as const);
  return browser.i18n.getMessage(level === 'stressed' ? 'toolbar_count_top' : 'toolbar_count', [
    grouped(count),
    browser.i18n.getMessage(levelName),
    ...market,
  ]);
}

/** How many symbols are a squeeze risk, whatever the number counts. */
function squeezeLines(count: number): string[] {
  if (count === 0) return [];
  return [
    count === 1
      ? browser.i18n.getMessage('toolbar_squeeze')
      : browser.i18n.getMessage('toolbar_squeezes', grouped(count)),
  ];
}

/** When the board was last updated, ms, if it is stale; else null. */
function whenStale({ boards, statuses, settings }: FirstView, nowMs: number): number | null {
  const atMs = boardUpdatedAtMs(boards, statuses);
  const isStale = atMs !== null && nowMs - atMs > staleAfterMs(settings.refreshPeriodMinutes);
  return isStale ? atMs : null;
}

/** `27 Nov 2026, 14:05`, in the user's locale. */
function dateTime(atMs: number): string {
  return new Date(atMs).toLocaleString(undefined, { dateStyle: 'medium', timeStyle: 'short' });
}

// Badges: their requests, the pair that each tab shows, and how they are notified of a new score.

interface BadgeRequestParts {
  viewers: Viewers;
  published: Pick<PublishedBoard, 'readCached'>;
  refreshDue: () => Promise<void>;
}

/** The minimum pause between refreshes started by viewed pairs, however many pages navigate. */
const REFRESH_PAUSE_MS = 2_000;

/** Handlers of the badges' messages. Badges run in exchanges' pages, so data is parsed and the sender's site checked. */
export function createBadgeRequests({ viewers, published, refreshDue }: BadgeRequestParts) {
  const refreshSoon = throttled(refreshDue, REFRESH_PAUSE_MS);
  return {
    /** Answers the view of the pair that the sender's tab now shows; null without one, or if the venue does not list it. */
    viewPair: async (data: unknown, sender: Sender): Promise<BadgeView | null> => {
      const from = originOf(sender);
      const pair = data === null ? null : parseViewedPair(data);
      if (from === null) return null;
      const view = pair && { site: from.site, pair };
      const stored = viewers.setView(from.tabId, view);
      if (view === null) {
        await stored;
        return null;
      }
      // Not awaited: a badge that the worker has lost sends another request within a minute.
      stored.catch((error: unknown) => {
        console.error('The pair of a tab could not be stored.', error);
      });
      const [hidden, shown, isPermitted] = await Promise.all([
        viewers.isHidden(from.tabId),
        published.readCached(view.pair.venue),
        isPermittedSite(from.site),
      ]);
      // Scripts stay in open pages after their site is switched off or its permission withdrawn.
      if (!isPermitted || !isChosenSite(from.site, shown.settings)) return null;
      const answer = viewFor({ ...view, tabId: from.tabId, hidden }, shown);
      // In a later turn: the answer goes first.
      setTimeout(() => {
        refreshSoon().catch((error: unknown) => {
          console.error('The refresh for a viewed pair failed.', error);
        });
      });
      return answer;
    },
    changeBadge: async (data: unknown, sender: Sender): Promise<void> => {
      const from = originOf(sender);
      const change = parseBadgeChange(data);
      if (from === null || change === null) return;
      const place = (placement: Parameters<typeof withPlacement>[2]) =>
        updateSettings((settings) => withPlacement(settings, from.site, placement));
      if (change.kind === 'move') await place({ position: change.position });
      else if (change.kind === 'collapse') await place({ collapsed: change.collapsed });
      else if (change.kind === 'model') {
        await updateSettings((settings) => ({ ...settings, model: change.model }));
      } else {
        const hidden = change.kind === 'hide';
        if (change.where === 'tab') await viewers.setHidden(from.tabId, hidden);
        else if (change.where === 'site') await place({ hidden });
        else {
          await updateSettings((settings) => ({
            ...settings,
            badge: { ...settings.badge, enabled: !hidden },
          }));
        }
      }
    },
  };
}

/** From the browser, not from the message. `site` is the page's host. */
function originOf({ tab, url }: Sender): { tabId: number; site: string } | null {
  if (tab?.id === undefined || url === undefined || !URL.canParse(url)) return null;
  return { tabId: tab.id, site: new URL(url).host };
}

/**
 * Sends every badge its view; null where the site is no longer chosen or permitted. A tab that does not answer is dropped:
 * its badge asks when it is active again.
 */
export async function informBadges(viewers: Viewers, shown: ShownBoards): Promise<void> {
  await Promise.all(
    (await viewers.all()).map(async (viewer) => {
      const { tabId, site, pair } = viewer;
      try {
        const view = (await mayCarryBadge(site, shown.settings)) ? viewFor(viewer, shown) : null;
        await sendMessage('badgeChanged', { pair, view }, tabId);
      } catch {
        await viewers.setView(tabId, null);
      }
    }),
  );
}

function viewFor(viewer: Viewer, shown: ShownBoards): BadgeView | null {
  const row = findRow(shown.boards, viewer.pair);
  if (row === null) return null;
  const view = badgeView(row, {
    pair: viewer.pair,
    venueName: findVenue(row.venue)?.name ?? row.venue,
    site: viewer.site,
    hiddenInTab: viewer.hidden,
    clockSkewMs: shown.statuses.find(({ venue }) => venue === row.venue)?.clockSkewMs ?? 0,
    settings: shown.settings,
  });
  return { ...view, words: pillMessages(view) };
}

/** The messages that the pill needs; see `BadgeView.words`. */
function pillMessages(view: Omit<BadgeView, 'words'>): BadgeView['words'] {
  const { other } = view;
  const keys = [
    'badge_name',
    'badge_move',
    'badge_spoken',
    'badge_old',
    'badge_part',
    `bias_${view.bias}`,
    ...readingKeys(view),
    ...(other === null
      ? []
      : ([
          'model_says',
          'model_says_side',
          `model_${other.model}`,
          `bias_${other.bias}`,
          ...readingKeys(other),
        ] as const)),
  ] as const;
  const places = ['$1', '$2', '$3', '$4'];
  return Object.fromEntries(keys.map((key) => [key, browser.i18n.getMessage(key, places)]));
}

/** The keys of a reading's level in words. */
function readingKeys({ band, bias, regime }: Pick<BadgeView, 'band' | 'bias' | 'regime'>) {
  const leaning = leaningOf({ bias }, band);
  return [
    `band_${band}`,
    ...(isSqueeze(regime) ? ([`regime_short_${regime}`] as const) : []),
    ...(leaning === null ? [] : ([`leaning_${leaning}`, `neutral_leaning_${leaning}`] as const)),
  ] as const;
}

interface TabView {
  /** The page's host. */
  site: string;
  pair: ViewedPair;
}

interface Viewer extends TabView {
  tabId: number;
  /** The user hid the badge in this tab. */
  hidden: boolean;
}

/** A tab with a hidden badge has a record until it is closed, also on pages without a pair. */
interface TabRecord {
  tabId: number;
  view: TabView | null;
  hidden: boolean;
}

const tabRecord = z.object({
  tabId: z.number(),
  view: z.nullable(
    z.object({
      site: z.string(),
      pair: z.object({
        venue: z.string(),
        symbol: z.string(),
        market: z.enum(['perpetual', 'spot']),
      }),
    }),
  ),
  hidden: z.boolean(),
});

function isTabRecord(stored: unknown): stored is TabRecord {
  return tabRecord.safeParse(stored).success;
}

interface TabChange {
  view?: TabView | null;
  hidden?: boolean;
  isClosed?: true;
}

/** The minimum pause between writes to session storage, however often pages navigate. */
const WRITE_PAUSE_MS = 250;

export type Viewers = ReturnType<typeof createViewers>;

/** Which tab shows which pair. In session storage, which outlives the worker and ends with the browser, as tabs do. */
export function createViewers() {
  let pending = new Map<number, TabChange>();
  const records = async (): Promise<TabRecord[]> => {
    const { viewers: stored } = await browser.storage.session.get('viewers');
    // Invalid records are dropped: every refresh reads this.
    return Array.isArray(stored) ? stored.filter(isTabRecord) : [];
  };
  const write = throttled(async () => {
    await navigator.locks.request('viewers', async () => {
      const changes = pending;
      pending = new Map();
      const tabs = new Map((await records()).map((tab) => [tab.tabId, tab]));
      for (const [tabId, { isClosed, ...change }] of changes) {
        const record = { tabId, view: null, hidden: false, ...tabs.get(tabId), ...change };
        if (!isClosed && (record.view !== null || record.hidden)) tabs.set(tabId, record);
        else tabs.delete(tabId);
      }
      await browser.storage.session.set({ viewers: [...tabs.values()] });
    });
  }, WRITE_PAUSE_MS);
  /** Resolves once the change, or a newer one of the tab, is stored. */
  const change = (tabId: number, by: TabChange): Promise<void> => {
    pending.set(tabId, { ...pending.get(tabId), ...by });
    return write();
  };
  return {
    all: async (): Promise<Viewer[]> =>
      (await records())
        .flatMap(({ tabId, view, hidden }) => view && { tabId, ...view, hidden })
        .filter((viewer) => viewer !== null),
    isHidden: async (tabId: number): Promise<boolean> =>
      (await records()).some((tab) => tab.tabId === tabId && tab.hidden),
    /** Null: the tab shows no pair. */
    setView: (tabId: number, view: TabView | null) => change(tabId, { view }),
    setHidden: (tabId: number, hidden: boolean) => change(tabId, { hidden }),
    /** The tab was closed. */
    close: (tabId: number) => change(tabId, { isClosed: true }),
  };
}

/**
 * Throttles `work`: the first call runs it at once; all calls from then until `pauseMs` after it is done share one more
 * run. Resolves when a run that began after the call is done; rejects with its error.
 */
export function throttled(work: () => Promise<void>, pauseMs: number): () => Promise<void> {
  let running: Promise<void> | null = null;
  let next: Promise<void> | null = null;
  const begin = (): Promise<void> => {
    next = null;
    const done = work();
    running = done
      .catch(() => undefined)
      .then(() => new Promise<void>((resolve) => setTimeout(resolve, pauseMs)))
      .then(() => {
        running = null;
      });
    return done;
  };
  return () => {
    if (running === null) return begin();
    next ??= running.then(begin);
    return next;
  };
}
