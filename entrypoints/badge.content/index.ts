/** The badge's door: reads the address, asks the worker, shows what it answers. Decides nothing. */
import { defineContentScript } from 'wxt/utils/define-content-script';
import { hand, handed } from '../../components/badge/handover';
import { clearStages, createStage } from '../../components/badge/stage';
import { sendMessage } from '../../lib/messages';
import { VENUE_PAGES } from '../../lib/venues/pages';
import { followPairs } from './follow';
import { createPainter } from './painter';
import { endWithExtension } from './pulse';
import { siteOf } from './site';
import { styles } from './styles';

export default defineContentScript({
  // The other sites are asked for when a person switches them on, and registered by the worker then.
  matches: VENUE_PAGES.filter((pages) => pages.byDefault).flatMap(({ matches }) => matches),
  // So that the score is there when the page is. Nothing is added to the page before it is read.
  runAt: 'document_start',
  // The page's own messages are no place for ours.
  noScriptStartedPostMessage: true,
  main(context) {
    const site = siteOf(new URL(location.href));
    if (site === undefined) return;
    const { signal } = context;
    endWithExtension(context);
    // What an older version of the extension left behind.
    clearStages(document);
    hand(undefined);
    const { show } = createPainter(
      {
        newStage: () => createStage(document, styles),
        corner: site.freeCorner,
        loadRest: async () => {
          await sendMessage('reachBadge', null);
          return handed() ?? Promise.reject(new Error('the rest of the badge did not come'));
        },
        onChange: (change) => {
          sendMessage('changeBadge', change).catch(() => undefined);
        },
      },
      signal,
    );
    followPairs(site, show, context);
  },
});
