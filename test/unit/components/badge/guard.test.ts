/** Presses count when the user can see what they press. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { guardPresses } from '../../../../components/badge/guard';

interface Observed {
  seen: (isVisible: boolean) => void;
}

let life = new AbortController();
beforeEach(() => {
  life = new AbortController();
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval', 'performance'] });
});
afterEach(() => {
  life.abort();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

function guarded(): {
  press: (selector: string, detail?: number) => void;
  heard: string[];
  place: (left: number) => void;
  root: HTMLElement;
} & Observed {
  let tell: (isVisible: boolean) => void = () => undefined;
  class Entry {
    readonly isVisible = true;
  }
  Object.defineProperty(Entry.prototype, 'isVisible', { value: true });
  vi.stubGlobal('IntersectionObserverEntry', Entry);
  vi.stubGlobal(
    'IntersectionObserver',
    class {
      constructor(callback: (entries: { target: Element; isVisible: boolean }[]) => void) {
        tell = (isVisible) => callback([{ target: badge, isVisible }]);
      }
      observe = () => undefined;
      disconnect = () => undefined;
    },
  );
  const root = document.createElement('div');
  root.innerHTML =
    '<div class="badge"><button class="pill"></button><div class="panel"><button class="hide"></button></div></div>';
  document.body.replaceChildren(root);
  const badge = root.firstElementChild ?? root;
  let left = 0;
  badge.getBoundingClientRect = () => new DOMRect(left, 0, 10, 10);
  const heard: string[] = [];
  guardPresses(root, () => 0, life.signal);
  for (const button of root.querySelectorAll('button')) {
    for (const type of ['click', 'pointerdown']) {
      button.addEventListener(type, () => heard.push(`${type} ${button.className}`));
    }
  }
  return {
    root,
    heard,
    place: (to) => (left = to),
    seen: (isVisible) => {
      tell(isVisible);
    },
    press: (selector, detail = 1) => {
      const button = root.querySelector(selector);
      button?.dispatchEvent(new PointerEvent('pointerdown', { bubbles: true }));
      button?.dispatchEvent(new MouseEvent('click', { bubbles: true, detail }));
    },
  };
}

describe('a press', () => {
  it('counts once the badge has stood there for a moment', () => {
    const { press, heard, root } = guarded();
    vi.advanceTimersByTime(300);
    press('.hide');
    expect(heard).toEqual([]);
    vi.advanceTimersByTime(200);
    expect(root.dataset['steady']).toBe('true');
    press('.hide');
    expect(heard).toEqual(['pointerdown hide', 'click hide']);
  });

  it('does not count while the badge is shifted, and for a moment after', () => {
    const { press, heard, place } = guarded();
    vi.advanceTimersByTime(1_000);
    place(200);
    press('.hide');
    vi.advanceTimersByTime(300);
    press('.hide');
    expect(heard).toEqual([]);
    vi.advanceTimersByTime(400);
    press('.hide');
    expect(heard).toHaveLength(2);
  });

  it('does not count while something is over the badge, or it is made faint', () => {
    const { press, heard, seen } = guarded();
    vi.advanceTimersByTime(1_000);
    seen(false);
    vi.advanceTimersByTime(5_000);
    press('.hide');
    expect(heard).toEqual([]);
    seen(true);
    vi.advanceTimersByTime(500);
    press('.hide');
    expect(heard).toHaveLength(2);
  });

  it('on the pill opens the reasons at any time, and so do keys press what has the focus', () => {
    const { press, heard } = guarded();
    press('.pill');
    press('.hide', 0);
    expect(heard).toEqual(['click pill', 'click hide']);
  });

  it('does not count where something of the page is on top at that point', () => {
    const host = document.createElement('div');
    const root = document.createElement('div');
    root.innerHTML = '<div class="badge"><button class="hide"></button></div>';
    host.attachShadow({ mode: 'open' }).append(root);
    document.body.replaceChildren(host);
    guardPresses(root, () => 0, life.signal);
    const heard = vi.fn();
    const button = root.querySelector('.hide');
    button?.addEventListener('click', heard);
    const pressAt = (clientX: number) => {
      const click = { bubbles: true, cancelable: true, detail: 1, clientX, clientY: 2 };
      button?.dispatchEvent(new MouseEvent('click', click));
    };
    vi.advanceTimersByTime(1_000);
    const top = vi.fn((x: number): Element => (x < 5 ? host : document.body));
    Object.assign(document, { elementFromPoint: top });
    pressAt(7);
    expect(heard).not.toHaveBeenCalled();
    pressAt(3);
    expect(heard).toHaveBeenCalledTimes(1);
    expect(top.mock.calls).toEqual([
      [7, 2],
      [3, 2],
    ]);
    Reflect.deleteProperty(document, 'elementFromPoint');
  });
});
