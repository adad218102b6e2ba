// @vitest-environment happy-dom
import { cleanup, fireEvent, screen, waitFor } from '@testing-library/preact';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { ArchiveAccess } from '../../../../components/options/access';
import type { Job } from '../../../../lib/domain/jobs';
import { RESTORE_PROBLEMS } from '../../../../lib/domain/jobs';

import { DEFAULT_SETTINGS } from '../../../../lib/settings/settings';
import { access, BOARD, browserHosts, BYBIT, english, inMemory } from './fixtures';
import { openPage } from './page';

afterEach(cleanup);

const NOTHING = () => Promise.resolve(null);

const WHOLE = { settings: DEFAULT_SETTINGS, createdAtMs: 0, records: 1234 };

function archive(part: Partial<ArchiveAccess>): ArchiveAccess {
  return {
    saveBoard: NOTHING,
    saveHistory: NOTHING,
    historySize: NOTHING,
    saveBackup: NOTHING,
    check: () => Promise.resolve(WHOLE),
    restore: () => Promise.resolve({ problem: 'not_backup', details: [] }),
    ...part,
  };
}

const click = (name: string) => fireEvent.click(screen.getByRole('button', { name }));

async function chooseFile(): Promise<void> {
  const input = screen.getByLabelText('Restore a backup');
  const file = new File(['…'], 'mine.dpsbackup');
  Object.defineProperty(input, 'files', { value: [file], configurable: true });
  await Promise.resolve(fireEvent.change(input));
}

const question = () =>
  screen.findByRole('alertdialog', { name: /contents of mine\.dpsbackup\?.* 1,234 records/ });

describe('an export', () => {
  it('has what was chosen, and says how much that was', async () => {
    const saveHistory = vi.fn<ArchiveAccess['saveHistory']>(() =>
      Promise.resolve({ files: 2, rows: 30 }),
    );
    await openPage(access(inMemory({ historyDays: 20 }), { archive: archive({ saveHistory }) }));
    fireEvent.click(screen.getByRole('radio', { name: 'The history' }));
    fireEvent.click(screen.getByRole('radio', { name: 'Parquet' }));
    await screen.findByRole('spinbutton', { name: 'Last' });
    click('Export');
    expect(await screen.findByText('Exported 30 rows in 2 files.')).toBeTruthy();
    expect(saveHistory.mock.lastCall?.[0]).toMatchObject({
      venues: ['binance'],
      days: 20,
      format: 'parquet',
      grain: 'all',
    });
  });

  it('asks how a spreadsheet writes numbers, only where that matters, and the bands go along', async () => {
    const saveBoard = vi.fn<ArchiveAccess['saveBoard']>(NOTHING);
    const thresholds = { lean: 10, stretched: 20, stressed: 30 };
    await openPage(access(inMemory({ thresholds }), { archive: archive({ saveBoard }) }));
    fireEvent.click(screen.getByRole('radio', { name: /^0,5/ }));
    click('Export');
    await waitFor(() => {
      expect(saveBoard.mock.lastCall?.[2]).toEqual({ numbers: 'comma', thresholds });
    });
    fireEvent.click(screen.getByRole('radio', { name: 'JSON' }));
    await waitFor(() => {
      expect(screen.queryByRole('radio', { name: /^0,5/ })).toBeNull();
    });
  });

  it('says how large the history gets, and warns of what no spreadsheet opens', async () => {
    const historySize: ArchiveAccess['historySize'] = ({ grain }) =>
      Promise.resolve(
        grain === 'all' ? { rows: 1_821_120, bytes: 364_000_000 } : { rows: 390_240, bytes: 78e6 },
      );
    await openPage(access(inMemory(), { archive: archive({ historySize }) }));
    fireEvent.click(screen.getByRole('radio', { name: 'The history' }));
    expect(await screen.findByText('At most about 1,821,120 rows, 364 MB.')).toBeTruthy();
    expect(await screen.findByText(/up to 2 files.* a lot for a spreadsheet/)).toBeTruthy();
    fireEvent.click(screen.getByRole('radio', { name: 'hour' }));
    expect(await screen.findByText('At most about 390,240 rows, 78 MB.')).toBeTruthy();
    await waitFor(() => {
      expect(screen.queryByText(/a lot for a spreadsheet/)).toBeNull();
    });
  });

  it('leaves venues out, and with none of them there is nothing to begin', async () => {
    const saveBoard = vi.fn<ArchiveAccess['saveBoard']>(NOTHING);
    await openPage(access(inMemory(), { archive: archive({ saveBoard }) }));
    const venue = screen.getByRole('group', { name: 'Exchanges to export' }).querySelector('input');
    if (venue === null) throw new Error('no venue');
    fireEvent.click(venue);
    await waitFor(() => {
      expect(screen.getByRole('button', { name: 'Export' })).toHaveProperty('disabled', true);
    });
    fireEvent.click(venue);
    await waitFor(() => {
      expect(screen.getByRole('button', { name: 'Export' })).toHaveProperty('disabled', false);
    });
    click('Export');
    expect(await screen.findByText(/^Cancelled/)).toBeTruthy();
    expect(saveBoard.mock.lastCall?.[0]).toEqual([BOARD]);
  });

  it('shows how far it is, and is cancelled by the same button', async () => {
    let job: Job | undefined;
    const saveBoard: ArchiveAccess['saveBoard'] = (_, __, ___, given) => {
      job = given;
      return new Promise((_resolve, reject) => {
        given.signal.addEventListener('abort', () => reject(new Error('aborted')));
      });
    };
    await openPage(access(inMemory(), { archive: archive({ saveBoard }) }));
    click('Export');
    await screen.findByText(/^Waiting/);
    job?.onProgress(3, 12);
    await screen.findByText('In progress');
    expect(screen.getByRole('progressbar', { name: 'Export' }).getAttribute('aria-valuenow')).toBe(
      '3',
    );
    click('Cancel: Export');
    expect(await screen.findByText(/^Cancelled/)).toBeTruthy();
    expect(screen.queryByRole('progressbar', { name: 'Export' })).toBeNull();
  });

  it('says why it did not work', async () => {
    const saveBackup = () => Promise.reject(new Error('disk full'));
    vi.spyOn(console, 'error').mockReturnValueOnce();
    await openPage(access(inMemory(), { archive: archive({ saveBackup }) }));
    click('Make a backup');
    expect(await screen.findByText('Failed: disk full')).toBeTruthy();
  });
});

describe('a backup', () => {
  it('is restored only after a second yes, and what it does not need is given back', async () => {
    const hosts = browserHosts(true, BYBIT.hosts);
    const restore = vi.fn<ArchiveAccess['restore']>(() =>
      Promise.resolve({ settings: DEFAULT_SETTINGS, createdAtMs: 0, records: 7 }),
    );
    const settings = inMemory({ venues: { bybit: true } });
    await openPage(access(settings, { hosts, archive: archive({ restore }) }));
    await chooseFile();
    await question();
    await waitFor(() => {
      expect(document.activeElement?.textContent).toBe('Cancel');
    });
    fireEvent.keyDown(screen.getByRole('button', { name: 'Cancel' }), { key: 'Escape' });
    await waitFor(() => {
      expect(screen.queryByRole('alertdialog')).toBeNull();
    });
    expect(restore).not.toHaveBeenCalled();
    await chooseFile();
    await question();
    click('Replace everything');
    expect(await screen.findByText(/^Restored the backup of .* with 7 records/)).toBeTruthy();
    expect(hosts.given).toContain(BYBIT.hosts);
  });

  it.each(RESTORE_PROBLEMS)(
    'that is refused (%s) says why, and nothing is asked',
    async (problem) => {
      const restore = vi.fn<ArchiveAccess['restore']>();
      const check = () => Promise.resolve({ problem, details: ['50'] } as const);
      await openPage(access(inMemory(), { archive: archive({ check, restore }) }));
      await chooseFile();
      const words = english(`options_restore_${problem}`, '50');
      expect(await screen.findByText(`Nothing was changed. ${words}`)).toBeTruthy();
      expect(words).toMatch(/^[A-Z].*\.$/);
      expect(screen.queryByRole('alertdialog')).toBeNull();
      expect(restore).not.toHaveBeenCalled();
    },
  );

  it('that turns out wrong only while it is taken says so, too', async () => {
    const restore = () => Promise.resolve({ problem: 'no_room', details: [] } as const);
    await openPage(access(inMemory(), { archive: archive({ restore }) }));
    await chooseFile();
    await question();
    click('Replace everything');
    expect(
      await screen.findByText(/^Nothing was changed\. There is not enough disk space/),
    ).toBeTruthy();
  });

  it('is read with its progress shown, and left alone when that is cancelled', async () => {
    let job: Job | undefined;
    const check: ArchiveAccess['check'] = (_, given) => {
      job = given;
      return new Promise((_resolve, reject) => {
        given.signal.addEventListener('abort', () => reject(new Error('aborted')));
      });
    };
    await openPage(access(inMemory(), { archive: archive({ check }) }));
    await chooseFile();
    await screen.findByText(/^Waiting/);
    job?.onProgress(30, 60);
    const bar = await screen.findByRole('progressbar', { name: 'Restore a backup' });
    await waitFor(() => {
      expect(bar.getAttribute('aria-valuenow')).toBe('30');
    });
    click('Cancel: Restore a backup');
    expect(await screen.findByText(/^Cancelled/)).toBeTruthy();
    expect(screen.queryByRole('alertdialog')).toBeNull();
  });
});
