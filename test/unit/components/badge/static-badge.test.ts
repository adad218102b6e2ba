/** The badge that most pages ever see, and its change into the one that answers. */
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

function stage() {
  const root = document.createElement('div');
  document.body.replaceChildren(root);
  return { root, words, onChange: () => undefined, steadySinceMs: () => 0 };
}

/** Without the place, which the two say in different words; those are compared in a browser. */
function drawn(root: HTMLElement): string {
  return root.innerHTML.replaceAll(/ style="[^"]*"/g, '');
}

describe('the still badge', () => {
  it.each([
    ['of a crowded side', {}],
    ['of no side', { bias: 'NEUTRAL', band: 'neutral', score: 3 }],
    ['that is old', { asOfMs: NOW_MS - 3_600_000 }],
    ['that lacks inputs', { coverage: 60 }],
    ['made small', { collapsed: true, bias: 'SHORT' }],
  ] as const)('is drawn as the one that answers: %s', (_, changes) => {
    const still = stage();
    mountStaticBadge(still, content(changes));
    const answering = stage();
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

  it('gives its very elements to the one that answers, so that focus and pointer stay', () => {
    const parts = stage();
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
    const { root, ...parts } = stage();
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

  it('grows old by itself, until it is taken over', () => {
    const parts = stage();
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
