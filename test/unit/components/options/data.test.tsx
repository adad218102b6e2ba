// @vitest-environment happy-dom
import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/preact';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { DEFAULT_SETTINGS } from '../../../../lib/settings/settings';
import { SETTINGS_FORMAT, exportSettings } from '../../../../lib/settings/transfer';
import { BYBIT, TRADING_VIEW, access, browserHosts, inMemory } from './fixtures';
import { openPage } from './page';

afterEach(cleanup);

function choose(text: string | Uint8Array<ArrayBuffer>): void {
  const input = screen.getByLabelText('Import settings');
  const file = new File([text], 'settings.json', { type: 'application/json' });
  Object.defineProperty(input, 'files', { value: [file], configurable: true });
  input.dispatchEvent(new Event('change', { bubbles: true }));
}

describe('your settings', () => {
  it('are handed over as a file that can be imported', async () => {
    const saveFile = vi.fn();
    await openPage(access(inMemory({ historyDays: 77 }), { saveFile }));
    fireEvent.click(screen.getByRole('button', { name: 'Export settings' }));
    expect(saveFile).toHaveBeenCalledExactlyOnceWith(
      expect.stringMatching(/^pressure-settings-\d{4}-\d\d-\d\d-\d{4}Z-v[\d.]+\.json$/),
      exportSettings({ ...DEFAULT_SETTINGS, historyDays: 77 }),
    );
    expect(await screen.findByText('Settings exported.')).toBeTruthy();
  });

  it('are replaced by an imported file', async () => {
    const settings = inMemory();
    await openPage(access(settings));
    const imported = { ...DEFAULT_SETTINGS, theme: 'light', watchlist: ['okx:BTC'] } as const;
    choose(exportSettings({ ...imported, watchlist: [...imported.watchlist] }));
    expect(await screen.findByText('Settings imported.')).toBeTruthy();
    await waitFor(() => {
      expect(settings.now()).toEqual(imported);
    });
  });

  it('are said to be imported, reset or exported only once they are', async () => {
    const remove = vi.fn(() => Promise.resolve());
    const full = () => Promise.reject(new Error('QUOTA_BYTES quota exceeded'));
    const settings = { ...inMemory({ venues: { bybit: true } }), update: full, reset: full };
    const hosts = { ...browserHosts(true, BYBIT.hosts), remove };
    const saveFile = () => {
      throw new Error('no downloads');
    };
    vi.spyOn(console, 'error').mockImplementation(() => {});
    await openPage(access(settings, { hosts, saveFile }));
    choose(exportSettings(DEFAULT_SETTINGS));
    expect(await screen.findByText(/^Nothing was imported: the browser/)).toBeTruthy();
    fireEvent.click(screen.getByRole('button', { name: 'Reset all settings…' }));
    fireEvent.click(await screen.findByRole('button', { name: 'Reset everything' }));
    expect(await screen.findByText(/^Nothing was reset/)).toBeTruthy();
    fireEvent.click(screen.getByRole('button', { name: 'Export settings' }));
    expect(await screen.findByText(/^Nothing was exported/)).toBeTruthy();
    expect(screen.queryByText(/^Settings (imported|exported|are back)/)).toBeNull();
    // What is still on keeps its permissions.
    expect(remove).not.toHaveBeenCalled();
    vi.restoreAllMocks();
  });

  it('stay as they are when the file is wrong, and each wrong field is named', async () => {
    const settings = inMemory();
    await openPage(access(settings));
    choose(
      JSON.stringify({
        format: SETTINGS_FORMAT,
        version: 1,
        settings: { ...DEFAULT_SETTINGS, historyDays: 365, theme: 'pink' },
      }),
    );
    expect(await screen.findByText('Nothing was imported:')).toBeTruthy();
    expect(screen.getAllByRole('listitem').map(({ textContent }) => textContent)).toEqual(
      expect.arrayContaining([
        'theme must be one of: system, light, dark.',
        'historyDays must be at most 90.',
      ]),
    );
    expect(settings.now()).toEqual(DEFAULT_SETTINGS);
    choose('{');
    expect(await screen.findByText('The file is not JSON.')).toBeTruthy();
  });

  it('names each fault of a file in one line, and only so many', async () => {
    await openPage(access(inMemory()));
    const strange = Object.fromEntries(
      Array.from({ length: 500 }, (_, n) => [`${'x'.repeat(n)}\u202E\u0007${n}`, 1]),
    );
    const settings = { ...DEFAULT_SETTINGS, ...strange };
    choose(JSON.stringify({ format: SETTINGS_FORMAT, version: 1, settings }));
    expect(await screen.findByText('and 480 more.')).toBeTruthy();
    const [alert] = screen.getAllByRole('alert').filter((each) => each.textContent !== '');
    expect(alert?.textContent).not.toMatch(/[\u202E\u0007]/);
    expect(alert?.textContent.length).toBeLessThan(21 * 120);
  });

  it.each([
    ['UTF-8', (text: string) => new TextEncoder().encode(`\uFEFF${text}`)],
    [
      'UTF-16',
      (text: string) =>
        new Uint8Array(Uint16Array.from(`\uFEFF${text}`, (letter) => letter.charCodeAt(0)).buffer),
    ],
  ])('are read from a file in %s with a mark', async (_, bytesOf) => {
    const settings = inMemory();
    await openPage(access(settings));
    choose(bytesOf(exportSettings({ ...DEFAULT_SETTINGS, historyDays: 66 })));
    expect(await screen.findByText('Settings imported.')).toBeTruthy();
    await waitFor(() => {
      expect(settings.now().historyDays).toBe(66);
    });
  });

  it('are reset only after a second yes, and the keyboard stays with the question', async () => {
    const settings = inMemory({ historyDays: 77, watchlist: ['binance:BTCUSDT'] });
    await openPage(access(settings));
    const ask = () => fireEvent.click(screen.getByRole('button', { name: 'Reset all settings…' }));
    ask();
    const keep = await screen.findByRole('button', { name: 'Cancel' });
    expect(screen.getByRole('alertdialog', { name: /watchlist \(1\)/ })).toBeTruthy();
    await waitFor(() => {
      expect(document.activeElement).toBe(keep);
    });
    fireEvent.keyDown(keep, { key: 'Escape' });
    await waitFor(() => {
      expect(document.activeElement?.textContent).toBe('Reset all settings…');
    });
    expect(settings.now().historyDays).toBe(77);
    ask();
    fireEvent.click(await screen.findByRole('button', { name: 'Reset everything' }));
    expect(await screen.findByText('Settings are back to their defaults.')).toBeTruthy();
    await waitFor(() => {
      expect(settings.now()).toEqual(DEFAULT_SETTINGS);
    });
  });
});

describe('what settings no longer need', () => {
  const venues = { bybit: true };
  const badge = { ...DEFAULT_SETTINGS.badge, tradingView: true };

  it('is given back to the browser with a reset', async () => {
    const hosts = browserHosts(true, BYBIT.hosts, TRADING_VIEW);
    await openPage(access(inMemory({ venues, badge }), { hosts }));
    fireEvent.click(screen.getByRole('button', { name: 'Reset all settings…' }));
    fireEvent.click(await screen.findByRole('button', { name: 'Reset everything' }));
    await waitFor(() => {
      expect(hosts.given).toEqual([BYBIT.hosts, TRADING_VIEW]);
    });
  });

  it('is given back with an import, and what they need stays', async () => {
    const hosts = browserHosts(true, BYBIT.hosts, TRADING_VIEW);
    await openPage(access(inMemory({ venues, badge }), { hosts }));
    choose(exportSettings({ ...DEFAULT_SETTINGS, venues }));
    await waitFor(() => {
      expect(hosts.given).toEqual([TRADING_VIEW]);
    });
  });
});

describe('saving', () => {
  it('says when the browser refuses, and shows what is stored', async () => {
    const settings = inMemory();
    await openPage(access({ ...settings, update: () => Promise.reject(new Error('no space')) }));
    fireEvent.click(screen.getByRole('radio', { name: 'Light' }));
    expect(await screen.findByText(/^Not saved: the browser/)).toBeTruthy();
    expect(screen.getByRole('radio', { name: 'System' })).toHaveProperty('checked', true);
  });

  it('keeps what was chosen last when changes overlap', async () => {
    const settings = inMemory();
    await openPage(access(settings));
    for (const name of ['Light', 'Dark', 'Light', 'Dark']) {
      fireEvent.click(screen.getByRole('radio', { name }));
    }
    await screen.findByText('Saved');
    expect(settings.now().theme).toBe('dark');
    expect(screen.getByRole('radio', { name: 'Dark' })).toHaveProperty('checked', true);
  });
});

describe('what is said about the extension', () => {
  it('names every permission with its reason, the version and what it is not', async () => {
    await openPage(access(inMemory()));
    for (const name of ['storage', 'alarms']) {
      const reason = screen.getByText(name).closest('div')?.querySelector('dd');
      expect(reason?.textContent).toMatch(/\.$/);
    }
    expect(screen.getByText('Version 1.2.3, MIT licence.')).toBeTruthy();
    expect(screen.getByText(/not investment advice/)).toBeTruthy();
    expect(screen.getByText(/Not affiliated/)).toBeTruthy();
  });

  it('links every section from the contents', async () => {
    await openPage(access(inMemory()));
    const links = within(screen.getByRole('navigation')).getAllByRole('link');
    expect(links.length).toBe(screen.getAllByRole('heading', { level: 2 }).length);
    for (const link of links) {
      const target = document.querySelector(link.getAttribute('href') ?? '');
      expect(target?.querySelector('h2')?.textContent).toBe(link.textContent);
    }
  });
});
