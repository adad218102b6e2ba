// @vitest-environment happy-dom
/** What a row, its reasons and its detail view say beyond the number. */
import { cleanup, screen, waitFor, within } from '@testing-library/preact';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
// Loaded when they are opened; here before, so that no test waits for the disk.
import '../../../../components/board/help';
import '../../../../components/detail/why-panel';
import '../../../../components/detail/detail-page';
import type { StoredBoards } from '../../../../lib/domain/board';
import type { Settings } from '../../../../lib/settings/settings';
import { NOW_MS, PERP_STATES, board, perpState, status } from '../../board/rows-of';
import { openBoard, press } from './page';

const WHOLE = { oi1hPct: 0, oi4hPct: 0, oi24hPct: 0, fundingPct: 0, basisPct: 0 };
/** Classic 8, and a squeeze risk all the same; crowding 73. */
const SQUEEZE = { oi1hPct: 0, oi4hPct: 6, oi24hPct: 15, fundingPct: -0.05, basisPct: -0.125 };
const STATES = [
  ...PERP_STATES,
  perpState('SQZUSDT', SQUEEZE),
  perpState('SAMEUSDT', { ...WHOLE, fundingPct: 0.02, basisPct: 0.125, oi24hPct: -1 }),
];
const STORED: StoredBoards = { boards: [board(STATES)], statuses: [status()] };

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: NOW_MS });
});
afterEach(() => {
  cleanup();
  vi.useRealTimers();
});

function row(symbol: string): HTMLElement {
  const found = document.querySelector<HTMLElement>(`[data-key="binance:${symbol}USDT"]`);
  if (found === null) throw new Error(`no row ${symbol}`);
  return found;
}

async function openWhy(symbol: string, part: Partial<Settings> = {}): Promise<HTMLElement> {
  const { store } = openBoard(STORED, part);
  store.change({ selected: `binance:${symbol}USDT`, open: `binance:${symbol}USDT` });
  await screen.findByRole('table', { name: `Reasons for the score of ${symbol}USDT` });
  return document.querySelector<HTMLElement>('.why') ?? document.body;
}

describe('a squeeze risk', () => {
  it('is marked in its row, whatever the score is', () => {
    openBoard(STORED);
    const squeeze = row('SQZ');
    expect(squeeze.querySelector('.score-number')?.textContent).toBe('8');
    expect(squeeze.classList).toContain('level-squeeze');
    const cell = squeeze.querySelector('.c-regime.has-squeeze');
    expect(cell?.textContent).toContain('Short squeeze risk');
    expect(cell?.getAttribute('title')).toBe(
      'Short squeeze risk · OI building against negative funding',
    );
    expect(row('BTC').querySelector('.has-squeeze')).toBeNull();
  });

  it('has a mark for narrow boards where the other model differs', () => {
    openBoard(STORED);
    expect(row('SQZ').querySelector('.c-regime.has-other')).not.toBeNull();
    expect(row('SAME').querySelector('.has-other')).toBeNull();
  });

  it('is counted, and shown alone by the last choice of the filter', async () => {
    openBoard(STORED);
    const counter = screen.getByText('Squeeze risk', { selector: 'dt *' }).closest('dt');
    expect(counter?.nextElementSibling?.textContent).toBe('1');
    const choices = screen.getAllByRole('radio').map((radio) => radio.parentElement?.textContent);
    expect(choices).toEqual(['All', '▲Long', '▼Short', 'Neutral', 'Squeeze risk']);
    screen.getByRole('radio', { name: 'Squeeze risk' }).click();
    await waitFor(() => expect(document.querySelectorAll('.row')).toHaveLength(1));
    expect(row('SQZ')).toBeTruthy();
  });

  it('is named in the detail view, and no Neutral next to it', async () => {
    const { store } = openBoard(STORED);
    store.change({ detail: 'binance:SQZUSDT' });
    await screen.findByRole('button', { name: 'Board' });
    const head = document.querySelector('.detail-head');
    expect(head?.querySelector('.detail-band')?.textContent).toBe('Short squeeze risk');
    expect(head?.textContent).not.toContain('Neutral');
  });

  it('of the crowding model says that the crowded side builds', async () => {
    const why = await openWhy('SQZ', { model: 'crowding' });
    expect(why.querySelector('.why-regime.has-squeeze')?.textContent).toBe(
      'Short squeeze risk · shorts crowded, OI rising',
    );
  });
});

describe('the other model', () => {
  it('is named in the row where it is a band away, and nowhere else', () => {
    openBoard(STORED);
    expect(within(row('SQZ')).getByText('Crowding 73')).toBeTruthy();
    expect(within(row('SQZ')).getByText('Crowding says 73 · Stressed · Short')).toBeTruthy();
    expect(row('SAME').textContent).not.toContain('Crowding');
  });

  it('is named by its squeeze risk, also where both have one in bands apart', () => {
    openBoard(STORED, { model: 'crowding', thresholds: { lean: 15, stretched: 35, stressed: 90 } });
    const words = 'Classic says 8 · Short squeeze risk';
    expect(within(row('SQZ')).getByText(words, { selector: '.sr-only' })).toBeTruthy();
  });

  it('is a button away in the reasons', async () => {
    const why = await openWhy('SQZ');
    expect(why.textContent).toContain('Crowding says 73 · Stressed · Short');
    within(why)
      .getByRole('button', { name: /Switch to Crowding/ })
      .click();
    await waitFor(() => expect(why.textContent).toContain('Classic says 8 · Short squeeze risk'));
  });
});

describe('the key M and its button', () => {
  it('switch the model, save it and say so, in the board and in the detail view', async () => {
    const { store, saved } = openBoard(STORED);
    expect(press('m')).toBe('taken');
    expect(saved().model).toBe('crowding');
    expect(await screen.findByText('Model: Crowding')).toBeTruthy();
    expect(row('SQZ').querySelector('.score-number')?.textContent).toBe('73');
    screen.getByRole('button', { name: 'Model: Crowding. Switch to Classic (M).' }).click();
    expect(await screen.findByText('Model: Classic')).toBeTruthy();
    expect(saved().model).toBe('classic');
    store.change({ detail: 'binance:SQZUSDT' });
    const back = await screen.findByRole('button', { name: 'Board' });
    await waitFor(() => expect(document.activeElement).toBe(back));
    expect(press('M')).toBe('taken');
    expect(await screen.findByText('Model: Crowding')).toBeTruthy();
    expect(store.getState()).toMatchObject({ detail: 'binance:SQZUSDT' });
    expect(saved().model).toBe('crowding');
  });

  it('are in the list of keys, and type into the search as anywhere', async () => {
    const { saved } = openBoard(STORED);
    press('/');
    expect(press('m')).toBe('not taken');
    expect(saved().model).toBe('classic');
    press('Escape');
    press('?', document.body);
    expect(await screen.findByText('Switch between the models: Classic and Crowding')).toBeTruthy();
  });

  it('are taken back when the setting cannot be saved', async () => {
    vi.spyOn(console, 'error').mockImplementation(() => {});
    const settings = { update: () => Promise.reject(new Error('full')) };
    const { store } = openBoard(STORED, {}, undefined, { settings });
    press('m');
    expect(store.getState().settings.model).toBe('crowding');
    await waitFor(() => expect(store.getState().settings.model).toBe('classic'));
  });

  it('say nothing when the settings are read for the first time', async () => {
    const { store } = openBoard(null);
    const { settings } = store.getState();
    store.change({ stored: STORED, settings: { ...settings, model: 'crowding' } });
    await waitFor(() => expect(row('BTC')).toBeTruthy());
    expect(screen.queryByText('Model: Crowding')).toBeNull();
  });
});

describe('a side in the neutral band', () => {
  it('is a leaning, never a side next to Neutral', async () => {
    openBoard(STORED);
    expect(row('SOL').querySelector('.c-side .word')?.textContent).toBe('Leaning long');
    expect(row('BTC').querySelector('.c-side .word')?.textContent).toBe('Long');
    cleanup();
    const why = await openWhy('SOL');
    expect(why.querySelector('.why-band')?.textContent).toMatch(/^Neutral, leaning long · /);
    expect(why.querySelector('tfoot')?.textContent).toContain('Leaning long');
  });

  it('follows the cut-offs', () => {
    openBoard(STORED, { thresholds: { lean: 10, stretched: 35, stressed: 60 } });
    expect(row('SOL').querySelector('.c-side .word')?.textContent).toBe('Long');
  });

  it('has one word for both in the detail view', async () => {
    const { store } = openBoard(STORED);
    store.change({ detail: 'binance:SOLUSDT' });
    await screen.findByRole('button', { name: 'Board' });
    const head = document.querySelector('.detail-head');
    expect(head?.querySelector('.c-side')).toBeNull();
    expect(head?.querySelector('.detail-band')?.textContent).toBe('Neutral, leaning long');
  });
});

describe('a partial score', () => {
  it('has its range in the row, and what is known of it on hover', () => {
    openBoard(STORED);
    expect(row('SOL').querySelector('.score-range')?.textContent).toBe('0–42could be 0 to 42');
    expect(row('SOL').querySelector('.score-figures')?.getAttribute('title')).toBe(
      'Partial score: inputs worth 72 of 100 points are known. It could be 0 to 42.',
    );
    expect(row('SQZ').querySelector('.score-range')).toBeNull();
  });

  it('has it in the reasons of both models and in the sentence of what is missing', async () => {
    const why = await openWhy('SOL');
    expect(why.querySelector('.why-missing')?.textContent).toContain('It could be 0 to 42.');
    const ranges = [...why.querySelectorAll('tfoot .coverage')].map((one) => one.textContent);
    expect(ranges).toHaveLength(2);
    expect(ranges[0]).toBe('0–42could be 0 to 42');
  });

  it('has it in the detail view', async () => {
    const { store } = openBoard(STORED);
    store.change({ detail: 'binance:SOLUSDT' });
    await screen.findByRole('button', { name: 'Board' });
    expect(document.querySelector('.detail-head .score-range .sr-only')?.textContent).toBe(
      'could be 0 to 42',
    );
  });
});
