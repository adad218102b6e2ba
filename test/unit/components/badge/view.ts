import messages from '../../../../public/_locales/en/messages.json';
import type { BadgeContent } from '../../../../components/badge/handover';
import type { Words } from '../../../../components/ui/words';
import type { BadgeView } from '../../../../lib/messages/protocol';

export const NOW_MS = Date.UTC(2026, 0, 5, 12);

/** The English words, as `browser.i18n` would give them. */
export const english: Words = (key, ...substitutions) =>
  messages[key].message.replace(/\$(\d)/g, (_, n: string) => substitutions[Number(n) - 1] ?? '');

/** A view that is whole, a minute old, and that the models agree on. */
export function badge(changes: Partial<BadgeView> = {}): BadgeView {
  return {
    pair: { venue: 'binance', symbol: 'BTCUSDT', market: 'perpetual' },
    venueName: 'Binance',
    score: 51,
    low: 51,
    high: 51,
    bias: 'LONG',
    band: 'stretched',
    level: 'stretched',
    regime: 'NET_LONG',
    phrase: 'NET_LONG_RISING',
    other: null,
    coverage: 100,
    ranked: true,
    model: 'classic',
    reasons: [],
    asOfMs: NOW_MS - 60_000,
    staleAfterMs: 600_000,
    visible: true,
    collapsed: false,
    position: { x: 0.5, y: 0.5 },
    words: {},
    theme: 'system',
    palette: 'safe',
    ...changes,
  };
}

export function content(changes: Partial<BadgeView> = {}): BadgeContent {
  return { view: badge(changes), corner: 'bottom-left' };
}

/** A squeeze in the classic model: its inputs cancel each other out. */
export const SQUEEZE = {
  score: 9,
  low: 9,
  high: 9,
  bias: 'NEUTRAL',
  band: 'neutral',
  level: 'squeeze',
  regime: 'SHORT_SQUEEZE_RISK',
  phrase: 'SHORT_SQUEEZE_RISK',
} as const;

/** 12 to 14 points: the neutral band, and a side. */
export const LEANING = {
  score: 13,
  low: 13,
  high: 13,
  bias: 'SHORT',
  band: 'neutral',
  level: 'neutral',
  regime: 'NET_SHORT',
  phrase: 'NET_SHORT',
} as const;

/** What the crowding model says of the same symbol. */
export const OTHER = {
  model: 'crowding',
  score: 71,
  bias: 'SHORT',
  band: 'stressed',
  level: 'stressed',
  regime: 'NET_SHORT',
} as const;
