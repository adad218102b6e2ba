/**
 * The badge until the user's first interaction: the same elements as badge.tsx renders, created by hand. Most badges are
 * only looked at, and without Preact this takes a third of the script and of the page's time. badge.tsx hydrates its
 * elements, and shares the texts below.
 */
import { isKnownAge, isStaleAge } from '../../lib/domain/age';
import { ageParts } from '../../lib/domain/format';
import type { BadgeView } from '../../lib/messages/protocol';
import type { Words } from '../ui/words';
import type { BadgeParts, BadgeContent, MountedBadge } from './handover';
import { restingBox, sizeOf } from './placement';

/** `unmount` leaves the elements in place, for badge.tsx. */
export function mountStaticBadge(
  { root, words: t }: BadgeParts,
  first: BadgeContent,
): MountedBadge {
  let content = first;
  const dots = element('span', { 'aria-hidden': 'true' });
  const grip = element('button', { type: 'button', class: 'grip' }, dots);
  let score = element('span', { class: 'score' });
  const pill = element('button', { type: 'button', class: 'pill', 'aria-expanded': 'false' });
  const badge = element('div', { role: 'group' }, grip, pill);
  const draw = () => {
    const { view, corner } = content;
    const nowMs = Date.now();
    const { side, arrow, warning, spoken } = pillWords(view, nowMs, t);
    setAttributes(badge, {
      class: badgeClass(view),
      'data-stale': String(isStale(view, nowMs)),
      'data-collapsed': String(view.collapsed),
      'aria-label': t('badge_name'),
      style: restingBox(view.position, corner, sizeOf(view)),
    });
    setAttributes(grip, { 'aria-label': t('badge_move'), title: t('badge_move') });
    setAttributes(pill, { 'aria-label': spoken });
    score.textContent = String(view.score);
    const sideWord = element('span', { class: 'side' });
    if (arrow !== '') {
      sideWord.append(element('span', { class: 'arrow', 'aria-hidden': 'true' }, arrow));
    }
    sideWord.append(side);
    const lines = element('span', { class: 'words' }, sideWord);
    if (warning !== '') lines.append(element('span', { class: 'warning' }, warning));
    pill.replaceChildren(score, ...(view.collapsed ? [] : [lines]));
  };
  draw();
  root.replaceChildren(badge);
  const lifetime = new AbortController();
  redrawRegularly(draw, lifetime.signal);
  return {
    update: (next) => {
      if (next.view.band !== content.view.band) score = element('span', { class: 'score is-new' });
      content = next;
      draw();
    },
    unmount: () => {
      lifetime.abort();
    },
  };
}

function element(
  tag: string,
  attributes: Record<string, string>,
  ...children: (Node | string)[]
): HTMLElement {
  const made = document.createElement(tag);
  setAttributes(made, attributes);
  made.append(...children);
  return made;
}

function setAttributes(target: Element, attributes: Record<string, string>): void {
  for (const [name, value] of Object.entries(attributes)) target.setAttribute(name, value);
}

const ARROWS = { LONG: '▲', SHORT: '▼', NEUTRAL: '' } as const;

/** The pill's text, as shown and for a screen reader. */
export interface PillWords {
  side: string;
  /** Empty when no side is crowded. */
  arrow: string;
  /** That the number is stale, or lacks inputs; empty when neither. */
  warning: string;
  spoken: string;
}

export function pillWords(view: BadgeView, nowMs: number, t: Words): PillWords {
  const side = t(`bias_${view.bias}`);
  const old = isStale(view, nowMs) ? staleWords(nowMs - view.asOfMs, t) : '';
  const partial = view.coverage < 100 ? t('badge_part') : '';
  // Visible text first and unchanged: users of voice control say it to press the pill.
  const visible = [String(view.score), side, old, partial].filter(Boolean).join(' ');
  return {
    side,
    arrow: ARROWS[view.bias],
    warning: old || partial,
    spoken: `${visible}. ${t('badge_spoken', t(`band_${view.band}`))}`,
  };
}

function staleWords(ageMs: number, t: Words): string {
  if (!isKnownAge(ageMs)) return t('badge_age_unknown');
  const { unit, count } = ageParts(ageMs);
  return t('badge_old', t(`badge_age_${unit}`, String(count)));
}

export function isStale({ asOfMs, staleAfterMs }: BadgeView, nowMs: number): boolean {
  return isStaleAge(nowMs - asOfMs, staleAfterMs);
}

/** The badge's classes, which set its colours. */
export function badgeClass({ band, bias }: BadgeView): string {
  return `badge band-${band} side-${bias.toLowerCase()}`;
}

const REDRAW_MS = 5_000;

/** Keeps ages and the stale look current while the page is visible, until `signal` aborts. */
export function redrawRegularly(draw: () => void, signal: AbortSignal): void {
  const redraw = () => {
    if (!document.hidden) draw();
  };
  document.addEventListener('visibilitychange', redraw, { signal });
  const timer = setInterval(redraw, REDRAW_MS);
  signal.addEventListener('abort', () => {
    clearInterval(timer);
  });
}
