/** The badge's door: reads the address, asks the worker, shows what it answers. Decides nothing. */
import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { hand, handed } from '../../components/badge/handover';
import { settled } from '../../components/badge/settled';
import { clearStages, createStage } from '../../components/badge/stage';
import { sendMessage } from '../../lib/messages';
import { followPairs } from './follow';
import { beginLife } from './life';
import { createPainter } from './painter';
import { canCarry, siteOf } from './site';
import { styles } from './styles';

// Runs at the page's start, so that the score is there when the page is. Not one of WXT's content scripts, whose
// context tells the page of itself, and ends when the page says so: see life.ts.
export default defineUnlistedScript(() => {
  const site = siteOf(new URL(location.href));
  if (site === undefined || !canCarry(document)) return;
  const life = beginLife();
  const { signal } = life;
  // What an older version of the extension left behind.
  clearStages(document);
  hand(undefined);
  const whenSettled = settled(document, signal);
  const painter = createPainter(
    {
      newStage: () =>
        createStage(document, styles, { settled: whenSettled, isAlive: life.isAlive, signal }),
      corner: site.freeCorner,
      loadRest: async () => {
        await sendMessage('reachBadge', null);
        return handed() ?? Promise.reject(new Error('the rest of the badge did not come'));
      },
      onChange: (change) => sendMessage('changeBadge', change).catch(() => undefined),
      askAgain: () => {
        follower.askAgain();
      },
      farewell: () => handed()?.farewell,
    },
    signal,
  );
  life.onBeat(painter.beat);
  const follower = followPairs(site, painter.show, life);
});
