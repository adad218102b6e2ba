// @vitest-environment happy-dom
import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/preact';
import { afterEach, describe, expect, it } from 'vitest';
import { access, inMemory } from './fixtures';
import { openPage, type } from './page';

afterEach(cleanup);

const number = (name: string) => screen.getByRole('spinbutton', { name });
const slider = (name: string) => screen.getByRole('slider', { name });
const bandOf = (symbol: string) =>
  within(screen.getByRole('row', { name: new RegExp(`^${symbol}`) })).getAllByRole('cell')[2]
    ?.textContent;
const count = (band: string) =>
  screen.getByText(band, { selector: 'dt' }).nextElementSibling?.textContent;

describe('the bands', () => {
  it('are shown on the current board', async () => {
    await openPage(access(inMemory()));
    await screen.findByText('Top of the board');
    expect([count('Neutral'), count('Lean'), count('Stretched'), count('Stressed')]).toEqual([
      '1',
      '2',
      '0',
      '1',
    ]);
    expect(bandOf('BTCUSDT')).toContain('Stressed');
    expect(bandOf('ETHUSDT')).toContain('Lean');
    expect(screen.queryByRole('row', { name: /^NEWUSDT/ })).toBeNull();
    expect(screen.getByText(/^1 more symbol has too little data/)).toBeTruthy();
  });

  it('save a valid cut-off as it is typed and show what it does', async () => {
    const settings = inMemory();
    await openPage(access(settings));
    await screen.findByText('Top of the board');
    type(number('Stretched from'), '20');
    await waitFor(() => {
      expect(settings.now().thresholds).toEqual({ lean: 15, stretched: 20, stressed: 60 });
    });
    expect(bandOf('ETHUSDT')).toContain('Stretched');
    expect(await screen.findByText('Saved')).toBeTruthy();
  });

  it.each([
    ['Stretched from', '15', 'Must be above Lean (15).'],
    ['Stressed from', '101', 'Enter a whole number from 1 to 100.'],
    ['Lean from', '', 'Enter a whole number from 1 to 100.'],
    ['Lean from', '0', 'Enter a whole number from 1 to 100.'],
    ['Lean from', '2.5', 'Enter a whole number from 1 to 100.'],
  ])('refuse %s %j and say why', async (name, text, reason) => {
    const settings = inMemory();
    await openPage(access(settings));
    type(number(name), text);
    await waitFor(() => {
      expect(number(name).getAttribute('aria-invalid')).toBe('true');
    });
    const described = document.getElementById(number(name).getAttribute('aria-describedby') ?? '');
    expect(described?.textContent).toBe(reason);
    expect(screen.getByText('Not saved. In use: 15 · 35 · 60')).toBeTruthy();
    expect(settings.now().thresholds).toEqual({ lean: 15, stretched: 35, stressed: 60 });
  });

  it('names the cut-off that is too low when the one before it grows past it', async () => {
    await openPage(access(inMemory()));
    type(number('Lean from'), '40');
    expect(await screen.findByText('Must be above Lean (40).')).toBeTruthy();
  });

  it('slide with a preview and are saved on release, never past each other', async () => {
    const settings = inMemory();
    await openPage(access(settings));
    type(slider('Lean from'), '30');
    await waitFor(() => {
      expect(number('Lean from')).toHaveProperty('value', '30');
    });
    expect(settings.now().thresholds.lean).toBe(15);
    fireEvent.change(slider('Lean from'), { target: { value: '90' } });
    await waitFor(() => {
      expect(settings.now().thresholds.lean).toBe(34);
    });
    expect(slider('Lean from')).toHaveProperty('value', '34');
  });

  it('go back to the published cut-offs', async () => {
    const settings = inMemory({ thresholds: { lean: 5, stretched: 6, stressed: 7 } });
    await openPage(access(settings));
    fireEvent.click(screen.getByRole('button', { name: 'Reset to 15 · 35 · 60' }));
    await waitFor(() => {
      expect(settings.now().thresholds).toEqual({ lean: 15, stretched: 35, stressed: 60 });
    });
  });

  it('can be put back while what is typed makes no sense', async () => {
    const settings = inMemory();
    await openPage(access(settings));
    const back = () => screen.getByRole('button', { name: 'Reset to 15 · 35 · 60' });
    expect(back()).toHaveProperty('disabled', true);
    fireEvent.input(screen.getByRole('spinbutton', { name: 'Lean from' }), {
      target: { value: '40' },
    });
    await waitFor(() => expect(back()).toHaveProperty('disabled', false));
    fireEvent.click(back());
    await waitFor(() =>
      expect(screen.getByRole('spinbutton', { name: 'Lean from' })).toHaveProperty('value', '15'),
    );
  });

  it('follow a change made elsewhere', async () => {
    const settings = inMemory();
    await openPage(access(settings));
    settings.put({ ...settings.now(), thresholds: { lean: 10, stretched: 20, stressed: 30 } });
    await waitFor(() => {
      expect(number('Stressed from')).toHaveProperty('value', '30');
    });
  });

  it('and the rest of the page say nothing of a board that is not read yet', async () => {
    const slow = { read: () => new Promise<never>(() => undefined), onChange: () => {} };
    await openPage(access(inMemory(), { board: slow }));
    for (const words of [/first refresh/, /nothing to export/i, /no board|no data/i]) {
      expect(screen.queryByText(words)).toBeNull();
    }
  });

  it('say what comes next while there is no board, and when it cannot be read', async () => {
    const empty = { read: () => Promise.resolve({ boards: [], statuses: [] }), onChange: () => {} };
    await openPage(access(inMemory(), { board: empty }));
    expect(screen.getByText(/appears after the first refresh/)).toBeTruthy();
    cleanup();
    const broken = { read: () => Promise.reject(new Error('no')), onChange: () => {} };
    await openPage(access(inMemory(), { board: broken }));
    expect(await screen.findByText(/The board could not be read/)).toBeTruthy();
  });
});
