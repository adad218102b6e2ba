/** The static badge, which most pages keep, and its replacement by the interactive one. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { mountBadge } from '../../../../components/badge/badge';
import type { BadgeContent } from '../../../../components/badge/handover';
import { mountStaticBadge } from '../../../../components/badge/static-badge';
import type { BadgeView } from '../../../../lib/messages/protocol';

const NOW_MS = Date.UTC(2026, 0, 5, 12);

beforeEach(() => {
  vi.useFakeTimers({ now: NOW_MS });
});
afterEach(() => {
  vi.useRealTimers();
});

function content(changes: Partial<BadgeView> = {}): BadgeContent {
  const view: BadgeView = {
    pair: { venue: 'binance', symbol: 'BTCUSDT', market: 'perpetual' },
    venueName: 'Binance',
    score: 71,
    bias: 'LONG',
    band: 'stretched',
    regime: 'NET_LONG',
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
  return { view, corner: 'bottom-left' };
}

const words = (key: string, ...substitutions: string[]) => [key, ...substitutions].join(' ');

function badgeParts() {
  const root = document.createElement('div');
  document.body.replaceChildren(root);
  return { root, words, onChange: () => undefined, steadySinceMs: () => 0 };
}

/** Without the position, which the two write differently; a browser test compares them. */
function drawn(root: HTMLElement): string {
  return root.innerHTML.replaceAll(/ style="[^"]*"/g, '');
}

describe('the static badge', () => {
  it.each([
    ['of a crowded side', {}],
    ['of no side', { bias: 'NEUTRAL', band: 'neutral', score: 3 }],
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
    still.update(content({ score: 72 }));
    expect([root.querySelector('.score')?.textContent, root.querySelector('.is-new')]).toEqual([
      '72',
      null,
    ]);
    still.update(content({ score: 90, band: 'stressed' }));
    expect(root.querySelector('.is-new')?.textContent).toBe('90');
    expect(root.querySelector('.badge')?.className).toBe('badge band-stressed side-long');
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
