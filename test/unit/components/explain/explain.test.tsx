// @vitest-environment happy-dom
/** How an explanation is opened and closed: by pointer, finger, focus and key. */
import { act, cleanup, render } from '@testing-library/preact';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Explain } from '../../../../components/explain/explain';
import { CLOSE_MS, OPEN_MS } from '../../../../components/explain/follow';
import { explained } from '../../../../components/ui/explained';
import { TermButton } from '../../../../components/ui/term';
import { WordsProvider } from '../../../../components/ui/words';
import { english, press } from '../board/page';

let sorted = 0;

beforeEach(() => {
  sorted = 0;
  vi.useFakeTimers();
  render(
    <WordsProvider value={english}>
      <p id="elsewhere">Nothing to explain</p>
      <input id="search" />
      <div id="header" aria-sort="none" {...explained('funding')}>
        <button type="button" id="sort" onClick={() => (sorted += 1)}>
          Funding %
        </button>
      </div>
      <TermButton id="counterAverage">Average stress</TermButton>
      <div role="row" aria-selected="true" data-key="binance:BTCUSDT">
        <span
          id="regime"
          title="Long crowded · high funding"
          {...explained('regime_LONG_CROWDED')}
        />
        <span id="dot" {...explained('stale')} />
      </div>
      <div inert>
        <TermButton id="score">Under another view</TermButton>
      </div>
      <Explain />
    </WordsProvider>,
  );
});
afterEach(() => {
  cleanup();
  vi.useRealTimers();
});

const at = (id: string): HTMLElement => {
  const element = document.getElementById(id);
  if (element === null) throw new Error(`no ${id}`);
  return element;
};
const term = () => document.querySelector<HTMLElement>('button.term') ?? at('no term');
const box = () => at('explanation');
/** The explanation that is to be seen. */
const seen = () => (box().classList.contains('is-open') ? box().textContent : null);
/** Synchronous: what `work` causes is drawn when it returns. */
const drawn = (work: () => void): void => void act(work);
const wait = (ms: number) => drawn(() => vi.advanceTimersByTime(ms));
const point = (type: string, target: Element, pointerType = 'mouse', x = 0) =>
  drawn(() => {
    const init = { bubbles: true, cancelable: true, pointerType, clientX: x, clientY: 0 };
    target.dispatchEvent(new PointerEvent(type, init));
  });
const click = (target: HTMLElement) => drawn(() => target.click());
const key = (name: string, target?: Element) => {
  let result = '';
  drawn(() => {
    result = press(name, target);
  });
  return result;
};

describe('with the pointer', () => {
  it('opens after a delay: what it is, unit, period, what a high one means', () => {
    point('pointerover', at('sort'));
    wait(OPEN_MS - 1);
    expect(seen()).toBeNull();
    wait(1);
    expect(seen()).toMatch(/^Funding rate.+Unit: .+Period: .+High: .+Press to sort/);
  });

  it('stays while the pointer is on it, and closes after that', () => {
    point('pointerover', at('sort'));
    wait(OPEN_MS);
    point('pointerover', at('elsewhere'));
    wait(CLOSE_MS - 1);
    point('pointerover', box());
    wait(10 * CLOSE_MS);
    expect(seen()).toContain('Funding rate');
    point('pointerover', at('elsewhere'));
    wait(CLOSE_MS);
    expect(seen()).toBeNull();
  });

  it('does not open for a pointer that only passes', () => {
    point('pointerover', at('sort'));
    wait(OPEN_MS - 1);
    point('pointerover', at('elsewhere'));
    wait(OPEN_MS);
    expect(seen()).toBeNull();
  });

  it('lets a press sort, and stays away until the pointer has left', () => {
    point('pointerover', at('sort'));
    wait(OPEN_MS);
    click(at('sort'));
    expect([sorted, seen()]).toEqual([1, null]);
    point('pointerover', at('header'));
    wait(OPEN_MS);
    expect(seen()).toBeNull();
    point('pointerover', at('elsewhere'));
    point('pointerover', at('header'));
    wait(OPEN_MS);
    expect(seen()).toContain('Funding rate');
  });

  it('shows the tooltip of the row in the explanation instead of twice', () => {
    point('pointerover', at('regime'));
    wait(OPEN_MS);
    expect(seen()).toContain('Long crowded · high funding');
    expect(at('regime').getAttribute('title')).toBe('');
    point('pointerover', at('elsewhere'));
    wait(CLOSE_MS);
    expect(at('regime').getAttribute('title')).toBe('Long crowded · high funding');
  });
});

describe('a word that only explains itself', () => {
  it('opens at once when pressed, and closes when pressed again or elsewhere', () => {
    click(term());
    expect(seen()).toContain('mean score of all ranked rows');
    click(term());
    expect(seen()).toBeNull();
    click(term());
    click(at('elsewhere'));
    expect(seen()).toBeNull();
  });
});

describe('with a finger', () => {
  it('explains a header by a long press, and does not sort then', () => {
    point('pointerdown', at('sort'), 'touch');
    wait(OPEN_MS);
    expect(seen()).toContain('Funding rate');
    point('pointerup', at('sort'), 'touch');
    click(at('sort'));
    expect([sorted, seen()?.slice(0, 7)]).toEqual([0, 'Funding']);
    click(at('sort'));
    expect([sorted, seen()]).toEqual([1, null]);
  });

  it('sorts by a tap', () => {
    point('pointerover', at('sort'), 'touch');
    point('pointerdown', at('sort'), 'touch');
    point('pointerup', at('sort'), 'touch');
    click(at('sort'));
    wait(OPEN_MS);
    expect([sorted, seen()]).toEqual([1, null]);
  });

  it('does not open while it scrolls', () => {
    point('pointerover', at('sort'), 'touch');
    point('pointerdown', at('sort'), 'touch');
    point('pointermove', at('sort'), 'touch', 30);
    wait(OPEN_MS);
    expect(seen()).toBeNull();
  });
});

describe('with the keyboard', () => {
  const focus = (element: HTMLElement) => drawn(() => element.focus());

  it('describes the focused element at once, and shows it after a delay', () => {
    focus(at('sort'));
    expect(seen()).toBeNull();
    expect(at('sort').getAttribute('aria-describedby')).toBe('explanation');
    expect(box().textContent).toContain('Funding rate');
    wait(OPEN_MS);
    expect(seen()).toContain('Funding rate');
    focus(at('search'));
    expect(seen()).toBeNull();
    expect(at('sort').hasAttribute('aria-describedby')).toBe(false);
  });

  it('closes with Escape, which goes no further the first time', () => {
    focus(at('sort'));
    wait(OPEN_MS);
    expect(key('Escape', at('sort'))).toBe('taken');
    expect(seen()).toBeNull();
    expect(key('Escape', at('sort'))).toBe('not taken');
  });

  it('leaves Escape to the page while nothing is to be seen', () => {
    focus(at('sort'));
    expect(key('Escape', at('sort'))).toBe('not taken');
  });

  it('explains the focused header by i, and the next terms by the arrows', () => {
    focus(at('sort'));
    key('i', at('sort'));
    expect(seen()).toContain('Funding rate');
    key('ArrowRight', at('sort'));
    expect(seen()).toContain('Average stress');
    key('ArrowLeft', at('sort'));
    expect(seen()).toContain('Funding rate');
    key('i', at('sort'));
    expect(seen()).toBeNull();
  });

  it('explains the selected row by i, and does not leave it', () => {
    key('i', document.body);
    expect(seen()).toContain('Long crowded');
    expect(box().getAttribute('aria-live')).toBe('polite');
    key('ArrowRight', document.body);
    expect(seen()).toContain('Old data');
    key('ArrowRight', document.body);
    expect(seen()).toContain('Old data');
    expect(key('ArrowDown', document.body)).toBe('not taken');
    expect(seen()).toBeNull();
  });

  it('types an i where text is typed, and leaves shortcuts alone', () => {
    focus(at('search'));
    expect(key('i', at('search'))).toBe('not taken');
    const shortcut = new KeyboardEvent('keydown', { key: 'i', ctrlKey: true, cancelable: true });
    expect(document.body.dispatchEvent(shortcut)).toBe(true);
    expect(seen()).toBeNull();
  });

  it('opens nothing that is under another view', () => {
    at('regime').closest('[data-key]')?.remove();
    key('i', document.body);
    const names = [seen()];
    for (let step = 0; step < 3; step += 1) {
      key('ArrowRight', document.body);
      names.push(seen());
    }
    expect(names.join()).not.toContain('one-sided');
    expect(names[0]).toContain('Funding rate');
  });
});
