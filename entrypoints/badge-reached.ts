/** The rest of the badge: what it takes to be moved, opened and put away. Comes when somebody reaches for it. */
import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { mountBadge } from '../components/badge/badge';
import { mountFarewell } from '../components/badge/farewell';
import css from '../components/badge/panel.css?inline';
import { hand } from '../components/badge/handover';

export default defineUnlistedScript(() => {
  hand({ mount: mountBadge, farewell: mountFarewell, css });
});
