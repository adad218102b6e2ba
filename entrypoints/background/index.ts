/** Registers every listener before anything is awaited, and hands each event to one use case. */
import { browser } from 'wxt/browser';
import { defineBackground } from 'wxt/utils/define-background';
import { onMessage } from '../../lib/messages';
import { parseRefresh } from '../../lib/messages/parse';
import { readSettings, watchSettings } from '../../lib/settings/store';
import { isRefreshAlarmOutOfStep } from './alarms';
import { changeBadge, viewPair } from './badge-requests';
import { putBackBadges, syncBadgeSites } from './badge-sites';
import { finishRestore } from './house';
import { createOwnTime } from './own-time';
import { readBoards, restartHistory } from './page-requests';
import { BADGE_REST, putScript } from './put-badges';
import { run, runNow } from './run';
import { showAfterRestart, showEverywhere } from './scene';
import { viewers } from './viewers';

export default defineBackground(() => {
  browser.runtime.onInstalled.addListener(() => {
    void readSettings().then(putBackBadges);
    void run({ force: false });
  });
  browser.runtime.onStartup.addListener(() => void run({ force: false }));
  const ownTime = createOwnTime(() => void run({ force: false }));
  const mendAlarms = async (): Promise<void> => {
    if (!(await isRefreshAlarmOutOfStep())) return;
    ownTime.keep();
    await run({ force: false });
  };
  browser.alarms.onAlarm.addListener(() => {
    ownTime.end();
    void run({ force: false });
  });
  browser.tabs.onRemoved.addListener((tabId) => void viewers.close(tabId));
  // Somebody may give or take a permission behind our back, in the browser's own settings.
  browser.permissions.onAdded.addListener(() => void onRules({ force: true }));
  browser.permissions.onRemoved.addListener(() => void onRules({ force: true }));

  onMessage('refresh', (data) => {
    const { force, warned = false } = parseRefresh(data);
    if (force) return runNow({ warned });
    void run({ force });
    return [];
  });
  onMessage('readBoards', readBoards);
  onMessage('restartHistory', restartHistory);
  onMessage('viewPair', viewPair);
  onMessage('changeBadge', changeBadge);
  onMessage('reachBadge', (_, { tab }) => putScript(BADGE_REST, tab));

  watchSettings(() => void onRules({ force: false }), new AbortController().signal);

  // A clock that is set leaves alarms where they were. A worker that lives sees it by the clock that nobody can set; one that is
  // woken by no alarm is by the next tab that somebody turns to.
  browser.tabs.onActivated.addListener(() => void mendAlarms());
  let ahead = Date.now() - performance.now();
  setInterval(() => {
    const before = ahead;
    ahead = Date.now() - performance.now();
    if (Math.abs(ahead - before) > 5_000) void mendAlarms();
  }, 20_000);

  // Before a run, which would put the alarm right and leave no trace of it.
  void mendAlarms().then(begin);
});

async function begin(): Promise<void> {
  // A restore that died half-way is brought to its end first: both settings and history are old then, or both new.
  await finishRestore().catch((error: unknown) => {
    console.error('A restore could not be finished.', error);
  });
  const shown = showAfterRestart().catch((error: unknown) => {
    console.error('What is stored could not be shown.', error);
  });
  await Promise.all([readSettings().then(syncBadgeSites), shown, run({ force: false })]);
}

/** What people chose or allowed may have changed: everything that follows from it does too. */
async function onRules(options: { force: boolean }): Promise<void> {
  await Promise.all([readSettings().then(syncBadgeSites), showEverywhere(), run(options)]);
}
