/** What pages, badges and the toolbar are told, and when. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { createPublishedBoard } from '../../../entrypoints/background/badges';
import { FIRST_VIEW } from '../../../lib/board/first-view';
import type { VenueId } from '../../../lib/domain/venue';
import { updateSettings } from '../../../lib/settings/store';
import { board, NOW_MS, PERP_STATES, perpState } from '../board/rows-of';
import { state } from '../history/boards';
import { endFakeWorker, fakeWorker } from './fake-worker';

let color: () => unknown = () => undefined;

beforeEach(() => {
  fakeWorker();
  const set = vi.spyOn(fakeBrowser.action, 'setBadgeBackgroundColor').mockResolvedValue();
  color = () => set.mock.lastCall?.[0].color;
});
afterEach(endFakeWorker);

function published(
  informs: () => Promise<void> = () => Promise.resolve(),
  perpStates = [...PERP_STATES],
) {
  const load = vi.fn((venue: VenueId) =>
    Promise.resolve({
      state: { ...state, venue, refreshedAtMs: NOW_MS },
      perps: [],
      board: { ...board(perpStates, venue), asOfMs: NOW_MS },
    }),
  );
  const inform = vi.fn(informs);
  return { load, inform, board: createPublishedBoard({ load }, inform) };
}

const firstView = async () => (await fakeBrowser.storage.session.get(FIRST_VIEW))[FIRST_VIEW];
const toolbar = async () => ({
  text: await fakeBrowser.action.getBadgeText({}),
  title: (await fakeBrowser.action.getTitle({})).split('\n'),
});
describe('the board', () => {
  it('is of the venues that are on, or of one of them', async () => {
    await updateSettings((settings) => ({ ...settings, venues: { okx: true } }));
    const { board: of, load } = published();
    expect((await of.read()).boards.map(({ venue }) => venue)).toEqual(['binance', 'okx']);
    expect((await of.read('okx')).boards.map(({ venue }) => venue)).toEqual(['okx']);
    expect((await of.read('gate')).boards).toEqual([]);
    expect(load.mock.calls.flat()).toEqual(['binance', 'okx', 'okx']);
  });

  it('is read once for badges that ask one after another, until it changes', async () => {
    const { board: of, load } = published();
    await Promise.all([of.readCached('binance'), of.readCached('binance')]);
    await of.readCached('binance');
    expect(load).toHaveBeenCalledTimes(1);
    await of.publish();
    expect(load).toHaveBeenCalledTimes(2);
    await of.readCached('binance');
    expect(load).toHaveBeenCalledTimes(3);
  });

  it('is read again after a failure', async () => {
    const { board: of, load } = published();
    load.mockRejectedValueOnce(new Error('no disk'));
    await expect(of.readCached('binance')).rejects.toThrow('no disk');
    expect((await of.readCached('binance')).boards).toHaveLength(1);
  });
});

describe('publishing', () => {
  it('informs pages, badges and the toolbar', async () => {
    const { board: of, inform } = published();
    await of.publish();
    expect(await firstView()).toMatchObject({ summary: { ranked: 4 } });
    expect(inform.mock.calls).toEqual([[await of.read()]]);
    expect(await toolbar()).toEqual({
      text: '1',
      title: ['extension_action', 'toolbar_count_top 1 band_stressed 34 4'],
    });
    expect(color()).toBe('#b3261e');
  });

  it('leaves no first rows where the venues are combined', async () => {
    await updateSettings((settings) => ({ ...settings, view: 'all' }));
    const set = vi.spyOn(fakeBrowser.storage.session, 'set');
    await published().board.publish();
    expect(set.mock.calls).toEqual([[{ [FIRST_VIEW]: null }]]);
  });

  it('turns the number grey when the board is stale, and says since when', async () => {
    vi.setSystemTime(NOW_MS + 3_600_000);
    await published().board.publish();
    const { text, title } = await toolbar();
    expect([text, color()]).toEqual(['1', '#5f6a7a']);
    expect(title).toHaveLength(3);
    expect(title[2]).toMatch(/^toolbar_old .*2026/);
  });

  it.each([
    ['off', null, ''],
    ['below the band', 'stressed', '1'],
    ['at lower bands', 'lean', '2'],
    ['at a squeeze risk or above', 'squeeze', '1'],
  ] as const)('puts a number on the toolbar: %s', async (_, toolbarFromBand, text) => {
    await updateSettings((settings) => ({ ...settings, toolbarFromBand }));
    await published().board.publish();
    expect((await toolbar()).text).toBe(text);
  });

  it.each([
    [1, 'squeeze', 'toolbar_squeeze'],
    [2, 'stretched', 'toolbar_squeezes 2'],
  ] as const)('counts squeeze risks, however low their score: %i', async (count, from, line) => {
    const squeezes = Array.from({ length: count }, (_, index) =>
      perpState(`SQ${index}USDT`, { oi1hPct: 0, oi24hPct: 15, fundingPct: -0.05, basisPct: 0 }),
    );
    await updateSettings((settings) => ({ ...settings, toolbarFromBand: from }));
    await published(undefined, [...PERP_STATES, ...squeezes]).board.publish();
    const { text, title } = await toolbar();
    expect(Number(text)).toBe(count + (from === 'squeeze' ? 1 : 2));
    expect(title[1]).toMatch(new RegExp(`^toolbar_count ${text} (level|band)_${from} `));
    expect(title[2]).toBe(line);
  });

  it.each(['neutral', null] as const)('says the average alone for %s', async (toolbarFromBand) => {
    await updateSettings((settings) => ({ ...settings, toolbarFromBand }));
    await published().board.publish();
    expect((await toolbar()).title).toEqual(['extension_action', 'toolbar_average 34 4']);
  });

  it('leaves the icon without a number where none is in the band: no 0', async () => {
    await updateSettings((settings) => ({
      ...settings,
      thresholds: { ...settings.thresholds, stressed: 100 },
    }));
    await published().board.publish();
    expect(await toolbar()).toEqual({
      text: '',
      title: ['extension_action', 'toolbar_count_top 0 band_stressed 34 4'],
    });
  });

  it('says nothing of the market while no symbol is ranked', async () => {
    const { load, board: of } = published();
    load.mockImplementation((venue) =>
      Promise.resolve({
        state: { ...state, venue, refreshedAtMs: NOW_MS },
        perps: [],
        board: { ...board([], venue), asOfMs: NOW_MS },
      }),
    );
    await of.publish();
    expect(await toolbar()).toEqual({ text: '', title: ['extension_action'] });
  });

  it('does not fail with a badge', async () => {
    const logged = vi.spyOn(console, 'error').mockImplementation(() => undefined);
    await published(() => Promise.reject(new Error('no tab'))).board.publish();
    expect(logged).toHaveBeenCalledTimes(1);
    expect(await firstView()).toMatchObject({ summary: { ranked: 4 } });
  });

  it('is done after a restart of the browser, and only then', async () => {
    const { board: of, inform } = published();
    // Browsers leave out what is not there; the fake one says null.
    vi.spyOn(fakeBrowser.storage.session, 'get').mockImplementationOnce(() => Promise.resolve({}));
    await of.publishAfterRestart();
    await of.publishAfterRestart();
    expect(inform).toHaveBeenCalledTimes(1);
  });
});
