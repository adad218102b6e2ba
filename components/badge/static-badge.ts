/**
 * The badge until the user's first interaction: the same elements as badge.tsx renders, created by hand. Most badges are
 * only looked at, and without Preact this takes a third of the script and of the page's time. badge.tsx hydrates its
 * elements, and shares the texts below.
 */
import { isKnownAge, isStaleAge } from '../../lib/domain/age';
import { ageParts } from '../../lib/domain/format';
import { isSqueeze, leaningOf, squeezedSide } from '../../lib/domain/level';
import type { BadgeView } from '../../lib/messages/protocol';
import type { Words } from '../ui/words';
import type { BadgeParts, BadgeContent, MountedBadge } from './handover';
import { levelWords, otherWords } from '../ui/headline-words';
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
    const { side, arrow, isPhrase, note, isWarning, mark, spoken } = pillWords(view, nowMs, t);
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
    const lines = element('span', { class: isPhrase ? 'words is-phrase' : 'words' }, sideWord);
    if (note !== '') lines.append(element('span', { class: noteClass(isWarning) }, note));
    pill.replaceChildren(score, ...(view.collapsed ? [] : [lines]));
    if (mark !== '') pill.append(element('span', { class: 'mark', 'aria-hidden': 'true' }, mark));
  };
  draw();
  root.replaceChildren(badge);
  const lifetime = new AbortController();
  redrawRegularly(draw, lifetime.signal);
  return {
    update: (next) => {
      if (next.view.level !== content.view.level)
        score = element('span', { class: 'score is-new' });
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
const SQUEEZE = '▸◂';
const DIFFERS = '≠';

/** The pill's text, as shown and for a screen reader. */
export interface PillWords {
  /** The squeeze risk, the leaning in the neutral band, or the side. */
  side: string;
  /** Empty when no side is crowded. */
  arrow: string;
  /** `side` is several words, and has two lines. */
  isPhrase: boolean;
  /** That the number is stale, or lacks inputs, or what the other model says; empty when none. */
  note: string;
  /** `note` is about the number's age or inputs. */
  isWarning: boolean;
  /** What has no room as words; empty when all has. */
  mark: string;
  spoken: string;
}

export function pillWords(view: BadgeView, nowMs: number, t: Words): PillWords {
  const { other, collapsed } = view;
  const isSqueezed = isSqueeze(view.regime);
  const leaning = leaningOf(view, view.band);
  const side = isSqueezed
    ? t(`regime_short_${view.regime}`)
    : t(leaning === null ? `bias_${view.bias}` : `leaning_${leaning}`);
  const old = isStale(view, nowMs) ? staleWords(nowMs - view.asOfMs, t) : '';
  const partial = view.coverage < 100 ? t('badge_part') : '';
  const warning = old || partial;
  // As shown, and first: users of voice control say it to press the pill.
  const visible = [String(view.score), side, old, partial].filter(Boolean).join(' ');
  const about = other ? `. ${otherWords(t, other)}` : '';
  return {
    side,
    arrow: isSqueezed ? SQUEEZE : ARROWS[view.bias],
    isPhrase: isSqueezed || leaning !== null,
    note: warning || (other ? `${t(`model_${other.model}`)} ${other.score}` : ''),
    isWarning: warning !== '',
    mark: [collapsed && isSqueezed && SQUEEZE, other && (collapsed || warning) && DIFFERS]
      .filter(Boolean)
      .join(' '),
    spoken: `${visible}. ${t('badge_spoken', levelWords(t, view) + about)}`,
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
export function badgeClass({ level, bias, regime }: BadgeView): string {
  return `badge level-${level} side-${(squeezedSide(regime) ?? bias).toLowerCase()}`;
}

/** The class of a note; see `PillWords.isWarning`. */
export function noteClass(isWarning: boolean): string {
  return isWarning ? 'note warning' : 'note';
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
