// @vitest-environment happy-dom
import { cleanup, screen } from '@testing-library/preact';
import { afterEach, expect, it } from 'vitest';
import { access, inMemory, NO_NOTES } from './fixtures';
import { openPage } from './page';

afterEach(cleanup);

it('says when a full disk cost history, and how much', async () => {
  const trimmed = { atMs: Date.UTC(2026, 2, 3, 12), days: 4 };
  const notes = () => Promise.resolve({ ...NO_NOTES, trimmed });
  await openPage(access(inMemory(), { notes }));
  const said = await screen.findByText(/The disk was full on/);
  expect(said.textContent).toContain('2026');
  expect(said.textContent).toContain('the oldest first: 4.');
});

it('says nothing of it where none was lost, or nobody can tell', async () => {
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
  expect(await screen.findByText(/older than you keep/)).toBeDefined();
  expect(screen.getByText(/damaged/).textContent).toContain('1,234');
  expect(screen.getByText(/is gone/).textContent).toContain('2026');
});
