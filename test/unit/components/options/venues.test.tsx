// @vitest-environment happy-dom
import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/preact';
import { afterEach, describe, expect, it } from 'vitest';
import type { StoredBoards } from '../../../../lib/domain/board';
import type { TroubleKind } from '../../../../lib/domain/venue-status';
import { BOARD, BYBIT, TRADING_VIEW, access, browserHosts, inMemory, statusOf } from './fixtures';
import { openPage } from './page';

afterEach(cleanup);

const bybit = () => screen.getByRole('checkbox', { name: 'Bybit' });
const allow = (name = 'Bybit') => screen.findByRole('button', { name: `Allow ${name} again` });

describe('a further venue', () => {
  it('is on once the browser was asked for its hosts, in the click itself, and allows them', async () => {
    const settings = inMemory();
    const hosts = browserHosts();
    await openPage(access(settings, { hosts }));
    fireEvent.click(bybit());
    expect(hosts.asked).toEqual([BYBIT.hosts]);
    expect(settings.now().venues).toEqual({});
    await waitFor(() => {
      expect(settings.now().venues).toEqual({ bybit: true });
    });
    expect(bybit()).toHaveProperty('checked', true);
    expect(screen.queryByText(/does not allow requests/)).toBeNull();
  });

  it('stays off when that is refused, and says why', async () => {
    const settings = inMemory();
    await openPage(access(settings, { hosts: browserHosts(false) }));
    fireEvent.click(bybit());
    expect(await screen.findByText(/^Still off: requests to Bybit need/)).toBeTruthy();
    expect(bybit()).toHaveProperty('checked', false);
    expect(settings.now().venues).toEqual({});
  });

  it('stays off when the browser can not be asked', async () => {
    const settings = inMemory();
    const hosts = { ...browserHosts(), request: () => Promise.reject(new Error('no gesture')) };
    await openPage(access(settings, { hosts }));
    fireEvent.click(bybit());
    expect(await screen.findByText(/^Still off/)).toBeTruthy();
    expect(settings.now().venues).toEqual({});
  });

  it('gives its hosts back when it is switched off', async () => {
    const settings = inMemory({ venues: { bybit: true } });
    const hosts = browserHosts(true, BYBIT.hosts);
    await openPage(access(settings, { hosts }));
    fireEvent.click(bybit());
    await waitFor(() => {
      expect(hosts.given).toEqual([BYBIT.hosts]);
    });
    expect(settings.now().venues).toEqual({ bybit: false });
    expect(screen.queryByText(/does not allow requests/)).toBeNull();
  });

  it('shows at once what was taken away or given in the browser itself', async () => {
    const hosts = browserHosts(true, BYBIT.hosts);
    await openPage(access(inMemory({ venues: { bybit: true } }), { hosts }));
    expect(screen.queryByRole('button', { name: 'Allow Bybit again' })).toBeNull();
    hosts.put(BYBIT.hosts, false);
    await allow();
    expect(screen.getByText(/no longer allows requests to Bybit/)).toBeTruthy();
    expect(bybit()).toHaveProperty('checked', true);
    hosts.put(BYBIT.hosts, true);
    await waitFor(() => {
      expect(screen.queryByText(/does not allow requests/)).toBeNull();
    });
  });

  it('can be allowed again, or refused again', async () => {
    const hosts = browserHosts(false);
    await openPage(access(inMemory({ venues: { bybit: true } }), { hosts }));
    fireEvent.click(await allow());
    expect(await screen.findByText(/still does not allow requests to Bybit/)).toBeTruthy();
    hosts.answer = true;
    fireEvent.click(await allow());
    await waitFor(() => {
      expect(screen.queryByText(/does not allow requests/)).toBeNull();
    });
    expect(hosts.asked).toEqual([BYBIT.hosts, BYBIT.hosts]);
  });
});

describe('the default venue', () => {
  it('says when its hosts were withdrawn, and asks for them again', async () => {
    const hosts = browserHosts();
    const page = access(inMemory(), { hosts });
    await openPage(page);
    for (const { hosts: of } of page.venues) hosts.put(of, false);
    fireEvent.click(await allow('Binance'));
    await waitFor(() => {
      expect(screen.queryByText(/does not allow requests to Binance/)).toBeNull();
    });
  });

  it('keeps its hosts when it is switched off: they came with the installation', async () => {
    const settings = inMemory();
    const hosts = browserHosts();
    await openPage(access(settings, { hosts }));
    const venues = within(screen.getByRole('group', { name: 'Exchanges' }));
    fireEvent.click(venues.getByRole('checkbox', { name: 'Binance' }));
    await waitFor(() => {
      expect(settings.now().venues).toEqual({ binance: false });
    });
    expect(hosts.given).toEqual([]);
  });
});

describe("TradingView's charts", () => {
  const charts = () => screen.getByRole('checkbox', { name: /^Show it on TradingView/ });

  it.each([true, false])('are asked for and, answered %s, switched so', async (answer) => {
    const settings = inMemory();
    const hosts = browserHosts(answer);
    await openPage(access(settings, { hosts }));
    fireEvent.click(charts());
    expect(hosts.asked).toEqual([TRADING_VIEW]);
    if (!answer) await screen.findByText(/^Still off: requests to TradingView need/);
    await waitFor(() => {
      expect(settings.now().badge.tradingView).toBe(answer);
    });
  });

  it('are given back', async () => {
    const settings = inMemory();
    const hosts = browserHosts();
    await openPage(access(settings, { hosts }));
    fireEvent.click(charts());
    await waitFor(() => {
      expect(charts()).toHaveProperty('checked', true);
    });
    fireEvent.click(charts());
    await waitFor(() => {
      expect(hosts.given).toEqual([TRADING_VIEW]);
    });
    expect(settings.now().badge.tradingView).toBe(false);
  });
});

describe('a country that a venue refuses', () => {
  const boardsWith = (
    ...kinds: [string, TroubleKind][]
  ): { read: () => Promise<StoredBoards> } => ({
    read: () =>
      Promise.resolve({ boards: [BOARD], statuses: kinds.map(([id, kind]) => statusOf(id, kind)) }),
  });
  const open = (venues: Record<string, boolean>, ...kinds: [string, TroubleKind][]) =>
    openPage(
      access(inMemory({ venues }), {
        board: { ...boardsWith(...kinds), onChange: () => {} },
        hosts: browserHosts(true, BYBIT.hosts),
      }),
    );
  const way = () => screen.queryByRole('link', { name: 'Choose another exchange' });

  it('is said with the way to another one', async () => {
    await open({}, ['binance', 'region']);
    expect(await screen.findByText(/^Binance is not available in your country/)).toBeTruthy();
    const target = document.querySelector(way()?.getAttribute('href') ?? 'nothing');
    expect(within(target as HTMLElement).getByRole('checkbox', { name: 'Bybit' })).toBeTruthy();
  });

  it.each<[string, Record<string, boolean>, [string, TroubleKind]]>([
    ['another venue carries the board', { bybit: true }, ['binance', 'region']],
    ['the venue is off', { binance: false, bybit: true }, ['binance', 'region']],
    ['the trouble is another one', {}, ['binance', 'server']],
  ])('is not said where %s', async (_, venues, kind) => {
    await open(venues, kind);
    await screen.findByRole('table', { name: 'Top of the board' });
    expect(way()).toBeNull();
  });
});

describe('the list of sites', () => {
  it('says of each what is read, where the badge is, and what is allowed now', async () => {
    const hosts = browserHosts(true, BYBIT.hosts);
    await openPage(access(inMemory({ venues: { bybit: true } }), { hosts }));
    const list = screen.getByRole('table', { name: 'Sites' });
    const cells = (site: string) =>
      within(within(list).getByRole('rowheader', { name: site }).closest('tr') ?? list)
        .getAllByRole('cell')
        .map(({ textContent }) => textContent);
    await waitFor(() => {
      expect(cells('Binance')).toEqual([
        'fapi.binance.com',
        'www.binance.com',
        'Yes, since installation',
      ]);
    });
    expect(cells('Bybit')[0]).toBe('api.bybit.comapi.bytick.com');
    expect(cells('Bybit')[2]).toBe('Yes, until you switch it off');
    expect(cells('TradingView')).toEqual([
      '–',
      '*.tradingview.com',
      'No, asked when you switch it on',
    ]);
    hosts.put(BYBIT.hosts, false);
    hosts.put(TRADING_VIEW, true);
    await waitFor(() => {
      expect(cells('Bybit')[2]).toBe('No, removed in the browser');
      expect(cells('TradingView')[2]).toBe('Yes, although it is off');
    });
  });
});
