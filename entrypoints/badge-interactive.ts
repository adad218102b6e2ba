/** The badge's second script, injected at the user's first interaction: makes it movable, opens its panel, hides it. */
import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { mountBadge } from '../components/badge/badge';
import { handOver } from '../components/badge/handover';
import { mountHiddenNotice } from '../components/badge/hidden-notice';
import css from '../components/badge/panel.css?inline';

export default defineUnlistedScript(() => {
  handOver({ mount: mountBadge, mountHiddenNotice, css });
});
