// @vitest-environment happy-dom
import { cleanup, screen } from '@testing-library/preact';
import { afterEach, expect, it } from 'vitest';
import { access, inMemory } from './fixtures';
import { openPage } from './page';

afterEach(cleanup);

it('says when a full disk cost history, and how much', async () => {
  const trimmed = () => Promise.resolve({ atMs: Date.UTC(2026, 2, 3, 12), days: 4 });
  await openPage(access(inMemory(), { trimmed }));
  const said = await screen.findByText(/The disk was full on/);
  expect(said.textContent).toContain('2026');
  expect(said.textContent).toContain('the oldest first: 4.');
});

it('says nothing of it where none was lost, or nobody can tell', async () => {
  await openPage(access(inMemory()));
  cleanup();
  await openPage(access(inMemory(), { trimmed: () => Promise.reject(new Error('unreadable')) }));
  expect(screen.queryByText(/The disk was full/)).toBeNull();
});
