/** The badge's panel: what it says of the number, and what its model switch and its link ask for. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { mountBadge } from '../../../../components/badge/badge';
import type { MountedBadge } from '../../../../components/badge/handover';
import type { BadgeView } from '../../../../lib/messages/protocol';
import { content, english, LEANING, NOW_MS, OTHER, SQUEEZE } from './view';

let mounted: MountedBadge | null = null;

beforeEach(() => {
  vi.useFakeTimers({ now: NOW_MS });
});
afterEach(() => {
  mounted?.unmount();
  vi.useRealTimers();
});

/** A badge; pinned open unless told otherwise. */
function open(changes: Partial<BadgeView> = {}, isPinned = true) {
  const root = document.createElement('div');
  document.body.replaceChildren(root);
  const [onChange, onGuide] = [vi.fn(), vi.fn()];
  const parts = { root, words: english, onChange, onGuide, steadySinceMs: () => performance.now() };
  mounted = mountBadge(parts, content(changes));
  if (isPinned) root.querySelector<HTMLElement>('.pill')?.click();
  const button = (name: string) =>
    [...root.querySelectorAll('button')].find(({ textContent }) => textContent === name);
  return {
    root,
    onChange,
    onGuide,
    panel: () => root.querySelector('.panel')?.textContent ?? null,
    /** As by keyboard or by pointer. */
    press: (name: string, detail = 0) =>
      button(name)?.dispatchEvent(
        new MouseEvent('click', { bubbles: true, cancelable: true, detail }),
      ),
    key: (key: string, modifiers: KeyboardEventInit = {}) =>
      root
        .querySelector('.pill')
        ?.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, ...modifiers })),
  };
}

describe('the panel', () => {
  it('names the squeeze risk and the phrase of its model', () => {
    const { root, panel } = open(SQUEEZE);
    expect(root.querySelector('.level-word')?.textContent).toBe('Short squeeze risk');
    expect(panel()).toContain('Short squeeze risk · OI building against negative funding');
    expect(panel()).not.toContain('Neutral');
    const crowding = open({
      ...SQUEEZE,
      model: 'crowding',
      phrase: 'SHORT_SQUEEZE_RISK_CROWDED',
    }).panel();
    expect(crowding).toContain('shorts crowded');
    expect(crowding).not.toContain('against');
  });

  it('says that a neutral score leans', () => {
    expect(open(LEANING).panel()).toContain('Neutral, leaning short');
  });

  it('says what a partial score can still become', () => {
    expect(open({ coverage: 72, low: 9, high: 72 }).panel()).toContain(
      'covers 72 of 100, so it could be 9 to 72.',
    );
    const settled = open({ coverage: 72 }).panel();
    expect(settled).toContain('covers 72 of 100.');
    expect(settled).not.toContain('could be');
    expect(open().panel()).not.toContain('covers');
  });

  it('says what the other model says, only where they differ', () => {
    expect(open({ other: OTHER }).panel()).toContain('Crowding says 71 · Stressed · Short');
    expect(open().panel()).not.toContain('says');
  });
});

describe('the model', () => {
  it('is switched by a button, and the panel stays open', () => {
    const { onChange, press, panel } = open({ other: OTHER });
    press('Switch to Crowding (m)');
    expect(onChange.mock.calls).toEqual([[{ kind: 'model', model: 'crowding' }]]);
    expect(panel()).not.toBeNull();
  });

  it('is switched back by the same button', () => {
    const { onChange, press } = open({ model: 'crowding' });
    press('Switch to Classic (m)');
    expect(onChange.mock.calls).toEqual([[{ kind: 'model', model: 'classic' }]]);
  });

  it('is switched by its key, alone and in an open panel', () => {
    const badge = open({}, false);
    badge.key('m');
    expect(badge.onChange).not.toHaveBeenCalled();
    const { onChange, key } = open();
    key('m', { ctrlKey: true });
    key('m', { metaKey: true });
    key('m', { altKey: true });
    key('m', { repeat: true });
    key('n');
    expect(onChange).not.toHaveBeenCalled();
    key('m');
    key('M');
    expect(onChange.mock.calls).toEqual(
      Array.from({ length: 2 }, () => [{ kind: 'model', model: 'crowding' }]),
    );
  });

  it('is not switched by a press on a badge that has just moved', () => {
    const { onChange, press } = open();
    press('Switch to Crowding (m)', 1);
    expect(onChange).not.toHaveBeenCalled();
  });
});

it('leads to the page on how to read it', () => {
  const { onGuide, onChange, press, panel } = open();
  press('How to read this', 1);
  expect(onGuide).not.toHaveBeenCalled();
  press('How to read this');
  expect(onGuide).toHaveBeenCalledTimes(1);
  expect(onChange).not.toHaveBeenCalled();
  expect(panel()).not.toBeNull();
});
