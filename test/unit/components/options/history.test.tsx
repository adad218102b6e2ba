// @vitest-environment happy-dom
import { cleanup, fireEvent, screen } from '@testing-library/preact';
import { afterEach, expect, it, vi } from 'vitest';
import type { HistoryTrouble } from '../../../../lib/domain/history-trouble';
import { access, inMemory, NO_NOTES } from './fixtures';
import { openPage } from './page';

afterEach(cleanup);

it('says when a full disk cost history, and how much', async () => {
  const trimmed = { atMs: Date.UTC(2026, 2, 3, 12), days: 4 };
  const notes = () => Promise.resolve({ ...NO_NOTES, trimmed });
  await openPage(access(inMemory(), { notes }));
  const said = await screen.findByText(/The disk was full on/);
  expect(said.textContent).toContain('2026');
  expect(said.textContent).toContain('were deleted: 4.');
});

it('says nothing of it where none was lost, or that is unknown', async () => {
  await openPage(access(inMemory()));
  cleanup();
  await openPage(access(inMemory(), { notes: () => Promise.reject(new Error('unreadable')) }));
  expect(screen.queryByText(/The disk was full/)).toBeNull();
});

it('says what was deleted by age, what was damaged, and that all of it is gone', async () => {
  const day = (date: number) => Date.UTC(2026, 2, date, 12);
  const notes = () =>
    Promise.resolve({
      trimmed: null,
      forgotten: { atMs: day(9), beforeMs: day(2) },
      damaged: { atMs: day(8), records: 1_234 },
      lost: { atMs: day(7), fromMs: day(1), toMs: day(6) },
    });
  await openPage(access(inMemory(), { notes }));
  expect(await screen.findByText(/exceeded the days you keep/)).toBeDefined();
  expect(screen.getByText(/Damaged records were/).textContent).toContain('1,234');
  expect(screen.getByText(/is lost/).textContent).toContain('2026');
});

it('says where there is no history why, and offers a new one only when it may help', async () => {
  const boards = { boards: [], statuses: [] };
  const board = (history: HistoryTrouble) => ({
    read: () => Promise.resolve({ ...boards, history }),
    onChange: () => {},
  });
  await openPage(access(inMemory(), { board: board('private') }));
  expect(await screen.findByText(/cannot be opened in a private window/)).toBeDefined();
  expect(screen.queryByRole('button', { name: /Start a new history/ })).toBeNull();
  expect(screen.getByRole('button', { name: 'Make a backup' })).toHaveProperty('disabled', true);
  cleanup();

  const restartHistory = vi.fn(() => Promise.resolve<HistoryTrouble | null>('unavailable'));
  await openPage(access(inMemory(), { board: board('unavailable'), restartHistory }));
  fireEvent.click(await screen.findByRole('button', { name: /Start a new history/ }));
  expect(restartHistory).not.toHaveBeenCalled();
  fireEvent.click(screen.getByRole('button', { name: 'Start a new history' }));
  expect(await screen.findByText(/still gives this extension no storage/)).toBeDefined();
});

it('says whether it is protected, and protects it', async () => {
  await openPage(access(inMemory()));
  expect(await screen.findByText(/^Protected:/)).toBeDefined();
  cleanup();
  const ask = vi.fn(() => Promise.resolve(true));
  const protection = { read: () => Promise.resolve(false), request: ask };
  await openPage(access(inMemory(), { protection }));
  expect(await screen.findByText(/^Not protected:/)).toBeDefined();
  fireEvent.click(screen.getByRole('button', { name: 'Protect the history' }));
  expect(await screen.findByText(/^Protected:/)).toBeDefined();
});
