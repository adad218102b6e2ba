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
    ['Score model', /^Crowding/, { model: 'crowding' }],
    ['Show funding', /^Per 8 hours/, { fundingUnit: '8h' }],
    ['Theme', 'Light', { theme: 'light' }],
    ['Side colours', /^Green and red/, { palette: 'classic' }],
    ['Count symbols from', 'No number', { toolbarFromBand: null }],
    ['Count symbols from', 'Lean', { toolbarFromBand: 'lean' }],
    ['Count symbols from', 'Squeeze risk', { toolbarFromBand: 'squeeze' }],
    [
      'Show it from',
      'Squeeze risk',
      { badge: { enabled: true, fromBand: 'squeeze', tradingView: false, sites: {} } },
    ],
    [
      'Show it from',
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
      /^Include Hyperliquid markets run by/,
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
    expect(await screen.findByText(/^Every exchange is off/)).toBeTruthy();
  });

  it('keeps the last quote asset and says why', async () => {
    const settings = inMemory();
    await openPage(access(settings));
    const usdt = screen.getByRole('checkbox', { name: 'USDT' });
    fireEvent.click(usdt);
    expect(await screen.findByText(/^Choose at least one/)).toBeTruthy();
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
    expect(screen.getByText(/^About 130 of 600 requests/)).toBeTruthy();
    type(screen.getByRole('spinbutton', { name: 'Refresh every' }), '10');
    await expectSaved(settings, { refreshPeriodMinutes: 10 });
    expect(screen.getByText(/^About 65 of 600 requests/)).toBeTruthy();
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
    fireEvent.click(screen.getByRole('button', { name: /^Reset all positions/ }));
    await waitFor(() => {
      expect(settings.now().badge.sites).toEqual({});
    });
    expect(await screen.findByText(/^No site has its own/)).toBeTruthy();
  });
});
