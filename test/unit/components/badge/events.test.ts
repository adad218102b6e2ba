/** Interactions with the static badge are recorded until the second script is loaded, then replayed. */
import { describe, expect, it } from 'vitest';
import { loadOnFirstUse } from '../../../../components/badge/events';

function still(load: () => Promise<unknown>) {
  const root = document.createElement('div');
  root.innerHTML = '<div class="badge"><button class="pill"><span>71</span></button></div>';
  document.body.replaceChildren(root);
  const life = new AbortController();
  loadOnFirstUse(root, load, (copy, target) => target.dispatchEvent(copy), life.signal);
  const pill = root.querySelector('button') ?? root;
  const inside = root.querySelector('span') ?? root;
  const heard: string[] = [];
  const listen = () => {
    for (const type of ['pointerenter', 'pointerdown', 'click', 'keydown', 'focusin']) {
      pill.addEventListener(type, (event) => {
        heard.push(event instanceof KeyboardEvent ? `${type} ${event.key}` : type);
      });
    }
  };
  return { life, pill, inside, heard, listen };
}

const turn = () => new Promise((resolve) => setTimeout(resolve));

describe('the first interaction', () => {
  it('loads once, and replays in order what was recorded meanwhile', async () => {
    let loads = 0;
    let loaded: () => void = () => undefined;
    const { pill, inside, heard, listen } = still(() => {
      loads += 1;
      return new Promise<void>((resolve) => {
        loaded = () => {
          listen();
          resolve();
        };
      });
    });
    pill.dispatchEvent(new PointerEvent('pointerenter'));
    pill.dispatchEvent(new FocusEvent('focusin', { bubbles: true }));
    inside.dispatchEvent(new MouseEvent('click', { bubbles: true }));
    pill.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true }));
    expect([loads, heard]).toEqual([1, []]);
    loaded();
    await turn();
    expect(heard).toEqual(['pointerenter', 'focusin', 'click', 'keydown Escape']);
    // From here on nothing is recorded.
    pill.dispatchEvent(new MouseEvent('click', { bubbles: true }));
    await turn();
    expect([loads, heard.length]).toEqual([1, 5]);
  });

  it('replays a finished press as a click alone', async () => {
    const { pill, heard, listen } = still(async () => {
      await turn();
      listen();
    });
    pill.dispatchEvent(new PointerEvent('pointerdown', { bubbles: true }));
    pill.dispatchEvent(new PointerEvent('pointermove', { bubbles: true }));
    pill.dispatchEvent(new PointerEvent('pointerup', { bubbles: true }));
    pill.dispatchEvent(new MouseEvent('click', { bubbles: true }));
    await turn();
    await turn();
    expect(heard).toEqual(['click']);
  });

  it('is tried again at the next one when the worker could not be reached', async () => {
    const answers = [() => Promise.reject(new Error('away')), () => Promise.resolve()];
    let loads = 0;
    const { pill, heard, listen } = still(() => {
      const answer = answers[loads];
      loads += 1;
      return answer === undefined ? Promise.reject(new Error('too often')) : answer();
    });
    listen();
    pill.dispatchEvent(new MouseEvent('click', { bubbles: true }));
    await turn();
    expect([loads, heard]).toEqual([1, ['click']]);
    pill.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true }));
    await turn();
    // The second press itself, and its replay; the first is dropped.
    expect([loads, heard]).toEqual([2, ['click', 'keydown Enter', 'keydown Enter']]);
  });

  it('does nothing after the script’s lifetime', async () => {
    let loads = 0;
    const { pill, life } = still(() => Promise.resolve((loads += 1)));
    life.abort();
    pill.dispatchEvent(new MouseEvent('click', { bubbles: true }));
    await turn();
    expect(loads).toBe(0);
  });
});
