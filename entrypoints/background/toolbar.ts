import { browser } from 'wxt/browser';
import type { FirstView } from '../../lib/board/first-view';
import { boardUpdatedAtMs } from '../../lib/board/freshness';
import type { RankedRow } from '../../lib/board/rows';
import { countFromBand } from '../../lib/board/summary';
import { staleAfterMs } from '../../lib/domain/board';
import { grouped } from '../../lib/domain/format';

const LOUD = '#b3261e';
/** A number that may not be true any more. */
const QUIET = '#5f6a7a';

/** Puts the number of stressed symbols on the toolbar icon, and what it means in its tooltip. `rows` are all of them. */
export async function showOnToolbar(
  rows: readonly RankedRow[],
  view: FirstView,
  nowMs: number,
): Promise<void> {
  const { settings } = view;
  const count = countFromBand(rows, settings);
  const oldSinceMs = sinceWhenOld(view, nowMs);
  const said = [
    browser.i18n.getMessage('extension_action'),
    ...(view.summary.ranked === 0 ? [] : [marketWords(count, view)]),
    ...(oldSinceMs === null ? [] : [browser.i18n.getMessage('toolbar_old', when(oldSinceMs))]),
  ];
  await Promise.all([
    browser.action.setBadgeText({ text: count === null || count === 0 ? '' : String(count) }),
    browser.action.setBadgeBackgroundColor({ color: oldSinceMs === null ? LOUD : QUIET }),
    browser.action.setTitle({ title: said.join('\n') }),
  ]);
}

function marketWords(count: number | null, { settings, summary }: FirstView): string {
  const band = settings.toolbarFromBand;
  const market = [String(summary.averageScore), grouped(summary.ranked)];
  return count === null || band === null
    ? browser.i18n.getMessage('toolbar_average', market)
    : browser.i18n.getMessage('toolbar_count', [
        grouped(count),
        browser.i18n.getMessage(`band_${band}`),
        ...market,
      ]);
}

/** When the board was last updated, ms, if that is too long ago to look fresh; else null. */
function sinceWhenOld({ boards, statuses, settings }: FirstView, nowMs: number): number | null {
  const atMs = boardUpdatedAtMs(boards, statuses);
  const isOld = atMs !== null && nowMs - atMs > staleAfterMs(settings.refreshPeriodMinutes);
  return isOld ? atMs : null;
}

/** `27 Nov 2026, 14:05`, in the person's own way of writing it. */
function when(atMs: number): string {
  return new Date(atMs).toLocaleString(undefined, { dateStyle: 'medium', timeStyle: 'short' });
}
