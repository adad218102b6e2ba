/** Unreadable text: cut off, outside of what can be scrolled to, or overlapping other text. */
import type { Page } from 'playwright-core';

/**
 * One line per finding: what is wrong, where, and the text. Empty is good. Looks only at what is drawn, and scrolls
 * nothing.
 */
export function cutTexts(page: Page): Promise<string[]> {
  return page.evaluate(findCut);
}

/** The same as a function body, for a page that Playwright does not drive. */
export const CUT_TEXTS = `return (${findCut.toString()})()`;

function findCut(): string[] {
  const found = new Set<string>();
  const TOLERANCE = 1;
  const nameOf = (element: Element): string => {
    const classes = [...element.classList].slice(0, 2).map((name) => `.${name}`);
    return element.tagName.toLowerCase() + classes.join('');
  };
  const said = (text: string): string => text.trim().replaceAll(/\s+/g, ' ').slice(0, 40);
  const clips = (value: string): boolean => value === 'hidden' || value === 'clip';
  const scrolls = (value: string): boolean => value === 'auto' || value === 'scroll';
  /** Visually hidden on purpose, such as texts for screen readers. */
  const isForEars = (element: Element): boolean => {
    for (let at: Element | null = element; at !== null; at = at.parentElement) {
      const { clipPath, opacity, visibility } = getComputedStyle(at);
      if (clipPath.startsWith('inset') || opacity === '0' || visibility !== 'visible') return true;
    }
    return false;
  };
  interface Edges {
    left: number;
    top: number;
    right: number;
    bottom: number;
  }
  const texts: { element: Element; text: string; box: Edges }[] = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    const element = node.parentElement;
    const text = said(node.textContent ?? '');
    if (element === null || text === '' || element.closest('script, style, select, svg, [inert]'))
      continue;
    if (!element.checkVisibility() || parseFloat(getComputedStyle(element).fontSize) === 0)
      continue;
    if (isForEars(element)) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    for (const { left, top, right, bottom } of range.getClientRects()) {
      if (right - left < 1) continue;
      const box: Edges = { left, top, right, bottom };
      // Text that is scrolled away can be scrolled back: only what is drawn counts.
      let isAway = false;
      for (let at: Element | null = element; at !== null; at = at.parentElement) {
        const style = getComputedStyle(at);
        if (at === document.documentElement || style.position === 'fixed') break;
        const room = at.getBoundingClientRect();
        const [x, y] = [style.overflowX, style.overflowY];
        if (scrolls(y) && (top < room.top || bottom > room.bottom)) isAway = true;
        if (scrolls(x) && (left < room.left || right > room.right)) isAway = true;
        if (isAway) break;
        const isCutX = clips(x) && (left < room.left - TOLERANCE || right > room.right + TOLERANCE);
        const isCutY = clips(y) && (top < room.top - 3 || bottom > room.bottom + 3);
        if (isCutX || isCutY) {
          found.add(`cut off by ${nameOf(at)}: ${nameOf(element)} “${text}”`);
          break;
        }
      }
      if (!isAway) texts.push({ element, text, box });
    }
  }
  const page = document.scrollingElement ?? document.documentElement;
  const canScrollX = !clips(getComputedStyle(document.body).overflowX);
  const wide = canScrollX ? page.scrollWidth : innerWidth;
  for (const { element, text, box } of texts) {
    if (box.left < -TOLERANCE || box.right > wide + TOLERANCE) {
      found.add(`outside of the window: ${nameOf(element)} “${text}”`);
    }
  }
  if (canScrollX && page.scrollWidth > innerWidth + TOLERANCE) {
    found.add(`the page is ${page.scrollWidth} px wide in ${innerWidth}`);
  }
  // Overlaps within one layer: a layer above others covers them on purpose.
  const planeOf = (element: Element): Element | null =>
    element.closest('[role=dialog], [role=tooltip]');
  const top = texts.filter(({ element, box }) => {
    const x = (Math.max(0, box.left) + Math.min(innerWidth, box.right)) / 2;
    const seen = document.elementFromPoint(x, (box.top + box.bottom) / 2);
    return seen !== null && (seen.contains(element) || element.contains(seen));
  });
  top.sort((a, b) => a.box.top - b.box.top);
  top.forEach((one, index) => {
    for (const other of top.slice(index + 1)) {
      if (other.box.top > one.box.bottom) break;
      const across =
        Math.min(one.box.right, other.box.right) - Math.max(one.box.left, other.box.left);
      const down =
        Math.min(one.box.bottom, other.box.bottom) - Math.max(one.box.top, other.box.top);
      if (across > 1 && down > 5 && planeOf(one.element) === planeOf(other.element)) {
        found.add(
          `over each other: ${nameOf(one.element)} “${one.text}” and ${nameOf(other.element)} “${other.text}”`,
        );
      }
    }
  });
  // Fields cut off long input; but their placeholders are ours.
  for (const field of document.querySelectorAll('input[placeholder], select')) {
    if (!field.checkVisibility() || isForEars(field)) continue;
    const room = field.getBoundingClientRect();
    if (room.left < -TOLERANCE || room.right > wide + TOLERANCE) {
      found.add(`outside of the window: ${nameOf(field)}`);
    }
  }
  return [...found];
}
