import badge from '../../components/badge/badge.css?inline';
import reset from '../../components/badge/reset.css?inline';
import tokens from '../../components/ui/tokens.css?inline';

export const styles = reset + tokens + badge;
