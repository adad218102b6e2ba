/**
 * The badge until somebody reaches for it: the same elements as badge.tsx draws, put there by hand. Most badges are only
 * looked at, and this is a third of the script and of the page's time. badge.tsx takes its elements over.
 */
import type { BadgeParts, MountedBadge, Scene } from './mounted';
import { badgeClass, isStale, pillWords } from './pill-words';
import { restingBox, sizeOf } from './placement';
import { ticking } from './ticking';

/** `unmount` leaves the elements where they are, for who comes after it. */
export function mountStill({ root, words: t }: BadgeParts, first: Scene): MountedBadge {
  let scene = first;
  const dots = element('span', { 'aria-hidden': 'true' });
  const grip = element('button', { type: 'button', class: 'grip' }, dots);
  let score = element('span', { class: 'score' });
  const pill = element('button', { type: 'button', class: 'pill', 'aria-expanded': 'false' });
  const badge = element('div', { role: 'group' }, grip, pill);
  const draw = () => {
    const { view, corner } = scene;
    const nowMs = Date.now();
    const { side, arrow, warning, spoken } = pillWords(view, nowMs, t);
    set(badge, {
      class: badgeClass(view),
      'data-stale': String(isStale(view, nowMs)),
      'data-collapsed': String(view.collapsed),
      'aria-label': t('badge_name'),
      style: restingBox(view.position, corner, sizeOf(view)),
    });
    set(grip, { 'aria-label': t('badge_move'), title: t('badge_move') });
    set(pill, { 'aria-label': spoken });
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
  const life = new AbortController();
  ticking(draw, life.signal);
  return {
    update: (next) => {
      if (next.view.band !== scene.view.band) score = element('span', { class: 'score is-new' });
      scene = next;
      draw();
    },
    unmount: () => {
      life.abort();
    },
  };
}

function element(
  tag: string,
  attributes: Record<string, string>,
  ...children: (Node | string)[]
): HTMLElement {
  const made = document.createElement(tag);
  set(made, attributes);
  made.append(...children);
  return made;
}

function set(target: Element, attributes: Record<string, string>): void {
  for (const [name, value] of Object.entries(attributes)) target.setAttribute(name, value);
}
