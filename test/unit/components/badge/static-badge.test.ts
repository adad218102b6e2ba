/** The static badge, which most pages keep, and its replacement by the interactive one. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { mountBadge } from '../../../../components/badge/badge';
import { mountStaticBadge } from '../../../../components/badge/static-badge';
import { content, LEANING, NOW_MS, OTHER, SQUEEZE } from './view';

beforeEach(() => {
  vi.useFakeTimers({ now: NOW_MS });
});
afterEach(() => {
  vi.useRealTimers();
});

const words = (key: string, ...substitutions: string[]) => [key, ...substitutions].join(' ');

function badgeParts() {
  const root = document.createElement('div');
  document.body.replaceChildren(root);
  const onChange = () => undefined;
  return { root, words, onChange, onGuide: () => undefined, steadySinceMs: () => 0 };
}

/** Without the position, which the two write differently; a browser test compares them. */
function drawn(root: HTMLElement): string {
  return root.innerHTML.replaceAll(/ style="[^"]*"/g, '');
}

describe('the static badge', () => {
  it.each([
    ['of a crowded side', {}],
    ['of no side', { bias: 'NEUTRAL', band: 'neutral', level: 'neutral', score: 3 }],
    ['of a squeeze', SQUEEZE],
    ['of a squeeze, partial, where the models differ', { ...SQUEEZE, coverage: 60, other: OTHER }],
    ['of a squeeze, small, where the models differ', { ...SQUEEZE, collapsed: true, other: OTHER }],
    ['that only leans', LEANING],
    ['where the models differ', { other: OTHER }],
    ['that is old', { asOfMs: NOW_MS - 3_600_000 }],
    ['that lacks inputs', { coverage: 60 }],
    ['made small', { collapsed: true, bias: 'SHORT' }],
  ] as const)('has the elements of the interactive one: %s', (_, changes) => {
    const still = badgeParts();
    mountStaticBadge(still, content(changes));
    const answering = badgeParts();
    mountBadge(answering, content(changes));
    const attributes = (root: HTMLElement) =>
      [...root.querySelectorAll('*')].map((element) => ({
        tag: element.tagName,
        text: element.textContent,
        attributes: Object.fromEntries(
          [...element.attributes]
            .filter(({ name }) => name !== 'style')
            .map(({ name, value }) => [name, value]),
        ),
      }));
    expect(attributes(still.root)).toEqual(attributes(answering.root));
  });

  it('hands its elements over to the interactive one, so that focus and pointer stay', () => {
    const parts = badgeParts();
    const still = mountStaticBadge(parts, content());
    const before = [...parts.root.querySelectorAll('.badge, button')];
    parts.root.querySelector<HTMLElement>('.pill')?.focus();
    still.unmount();
    const badge = mountBadge(parts, content());
    expect([...parts.root.querySelectorAll('.badge, button')]).toEqual(before);
    expect(document.activeElement).toBe(before[2]);
    expect(parts.root.querySelectorAll('.score, .side')).toHaveLength(2);
    badge.unmount();
    expect(parts.root.innerHTML).toBe('');
  });

  it('follows its view, and fades its number on a new band alone', () => {
    const { root, ...parts } = badgeParts();
    const still = mountStaticBadge({ root, ...parts }, content());
    still.update(content({ score: 52 }));
    expect([root.querySelector('.score')?.textContent, root.querySelector('.is-new')]).toEqual([
      '52',
      null,
    ]);
    still.update(content({ score: 90, band: 'stressed', level: 'stressed' }));
    expect(root.querySelector('.is-new')?.textContent).toBe('90');
    expect(root.querySelector('.badge')?.className).toBe('badge level-stressed side-long');
    still.update(content({ collapsed: true }));
    expect(root.querySelector('.words')).toBe(null);
  });

  it('turns stale by itself, until it is taken over', () => {
    const parts = badgeParts();
    const still = mountStaticBadge(parts, content());
    vi.advanceTimersByTime(700_000);
    expect(drawn(parts.root)).toContain('data-stale="true"');
    expect(drawn(parts.root)).toContain('badge_old badge_age_m 12');
    still.unmount();
    const last = drawn(parts.root);
    vi.advanceTimersByTime(3_600_000);
    expect(drawn(parts.root)).toBe(last);
  });
});
