import badge from '../../components/badge/badge.css?inline';
import panel from '../../components/badge/panel.css?inline';
import reset from '../../components/badge/reset.css?inline';
import tokens from '../../components/ui/tokens.css?inline';

/** The tokens sit inside the badge instead of on its host, where a page's `* { --text: … }` would go before them. */
const inside = tokens.replaceAll(/:host(?:\(([^)]*)\))?/g, '.look$1');

export const styles = reset + inside + badge + panel;
