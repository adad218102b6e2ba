// @vitest-environment happy-dom
import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/preact';
import { afterEach, describe, expect, it } from 'vitest';
import type { Settings } from '../../../../lib/settings/settings';
import { access, inMemory } from './fixtures';
import { openPage, type } from './page';

afterEach(cleanup);

const choose = (group: string, choice: string | RegExp) =>
  fireEvent.click(
    within(screen.getByRole('group', { name: group })).getByRole('radio', { name: choice }),
  );

async function expectSaved(
  settings: { now: () => Settings },
  part: Partial<Settings>,
): Promise<void> {
  await waitFor(() => {
    expect(settings.now()).toMatchObject(part);
  });
}

describe('each choice is saved as it is made', () => {
  it.each<[string, string | RegExp, Partial<Settings>]>([
    ['How the score is made', /^Crowding/, { model: 'crowding' }],
    ['Show funding', /^Per 8 hours/, { fundingUnit: '8h' }],
    ['Theme', 'Light', { theme: 'light' }],
    ['Colours of the sides', /^Green and red/, { palette: 'classic' }],
    ['Count the symbols from this level up', 'No number', { toolbarFromBand: null }],
    ['Count the symbols from this level up', 'Lean', { toolbarFromBand: 'lean' }],
    ['Count the symbols from this level up', 'Squeeze risk', { toolbarFromBand: 'squeeze' }],
    [
      'Show it from this level up',
      'Squeeze risk',
      { badge: { enabled: true, fromBand: 'squeeze', tradingView: false, sites: {} } },
    ],
    [
      'Show it from this level up',
      'Stressed',
      { badge: { enabled: true, fromBand: 'stressed', tradingView: false, sites: {} } },
    ],
  ])('%s: %s', async (group, choice, part) => {
    const settings = inMemory();
    await openPage(access(settings));
    choose(group, choice);
    await expectSaved(settings, part);
  });

  it('switches: badge, quote asset, tokenised, venue', async () => {
    const settings = inMemory();
    await openPage(access(settings));
    for (const name of [
      'Show the badge on exchange pages',
      'USDC',
      'USD1',
      /^Include tokenised/,
      /^Include markets that others run/,
      'Binance',
    ]) {
      // A venue is named once more among those to export; the switch comes first.
      const [box] = screen.getAllByRole('checkbox', { name });
      if (box !== undefined) fireEvent.click(box);
    }
    await expectSaved(settings, {
      badge: { enabled: false, fromBand: 'neutral', tradingView: false, sites: {} },
      universe: { quoteAssets: ['USDT', 'USDC', 'USD1'], tokenised: true, builderMarkets: true },
      venues: { binance: false },
    });
    expect(await screen.findByText(/^Every venue is off/)).toBeTruthy();
  });

  it('keeps the last quote asset and says why', async () => {
    const settings = inMemory();
    await openPage(access(settings));
    const usdt = screen.getByRole('checkbox', { name: 'USDT' });
    fireEvent.click(usdt);
    expect(await screen.findByText(/^At least one is needed/)).toBeTruthy();
    expect(usdt).toHaveProperty('checked', true);
    expect(settings.now().universe.quoteAssets).toEqual(['USDT']);
  });
});

describe('the look', () => {
  it('follows the settings on the root element', async () => {
    const settings = inMemory({ theme: 'light', palette: 'classic' });
    await openPage(access(settings));
    await waitFor(() => {
      expect(document.documentElement.dataset).toMatchObject({
        theme: 'light',
        palette: 'classic',
      });
    });
    settings.put({ ...settings.now(), theme: 'dark', palette: 'safe' });
    await waitFor(() => {
      expect(document.documentElement.dataset).toMatchObject({ theme: 'dark', palette: 'safe' });
    });
  });
});

describe('numbers', () => {
  it('says what a refresh period costs', async () => {
    const settings = inMemory();
    await openPage(access(settings));
    expect(screen.getByText(/^About 130 of the 600 request units/)).toBeTruthy();
    type(screen.getByRole('spinbutton', { name: 'Refresh every' }), '10');
    await expectSaved(settings, { refreshPeriodMinutes: 10 });
    expect(screen.getByText(/^About 65 of the 600 request units/)).toBeTruthy();
  });

  it.each(['0', '61', '', '5.5', '1e1'])('refuses %j and says the limits', async (text) => {
    const settings = inMemory();
    await openPage(access(settings));
    type(screen.getByRole('spinbutton', { name: 'Refresh every' }), text);
    expect(await screen.findByText('Not saved: enter a whole number from 1 to 60.')).toBeTruthy();
    expect(settings.now().refreshPeriodMinutes).toBe(5);
  });

  it('keeps history as long as is slid to', async () => {
    const settings = inMemory();
    await openPage(access(settings));
    fireEvent.change(screen.getByRole('slider', { name: 'Keep history for' }), {
      target: { value: '90' },
    });
    await expectSaved(settings, { historyDays: 90 });
  });
});

describe('the sites of the badge', () => {
  const sites = {
    'www.binance.com': { position: { x: 0.5, y: 0.5 }, collapsed: false, hidden: true },
  };

  it('can be shown again, moved back and forgotten', async () => {
    const settings = inMemory({
      badge: { enabled: true, fromBand: 'neutral', tradingView: false, sites },
    });
    await openPage(access(settings));
    fireEvent.click(screen.getByRole('checkbox', { name: 'Show the badge on www.binance.com' }));
    fireEvent.click(screen.getByRole('button', { name: 'Reset the position on www.binance.com' }));
    await waitFor(() => {
      expect(settings.now().badge.sites).toEqual({
        'www.binance.com': { position: null, collapsed: false, hidden: false },
      });
    });
    fireEvent.click(screen.getByRole('button', { name: /^Forget all/ }));
    await waitFor(() => {
      expect(settings.now().badge.sites).toEqual({});
    });
    expect(await screen.findByText(/^No site has a rule/)).toBeTruthy();
  });
});
