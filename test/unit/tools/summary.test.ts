import { expect, it, vi } from 'vitest';
import { runStep } from '../../tools/step';
import {
  add,
  EMPTY,
  readSummary,
  summaryLine,
  summaryText,
  wanting,
  countOf,
} from '../../tools/summary';

const ANSWERS = 'answers that nobody has, e.g. none';

it('says skipped tests only when there are some', () => {
  expect(summaryLine({ ...EMPTY, passed: 3 })).toBe('3 passed, 0 failed');
  expect(summaryLine({ ...EMPTY, passed: 3, failed: 1, skipped: 2 })).toBe(
    '3 passed, 1 failed, 2 skipped',
  );
});

it('adds runs up, each want for itself', () => {
  const run = { passed: 1, failed: 2, skipped: 3, wants: { rain: 3 } };
  expect([run, EMPTY, wanting('sun'), wanting('rain')].reduce(add, EMPTY)).toEqual({
    passed: 1,
    failed: 2,
    skipped: 5,
    wants: { rain: 4, sun: 1 },
  });
});

it('says before the last line for want of what tests were skipped', () => {
  const total = [wanting(ANSWERS), wanting('a browser'), wanting(ANSWERS)].reduce(add, EMPTY);
  expect(summaryText(total).split('\n')).toEqual([
    `Skipped: 2 tests that need ${ANSWERS}.`,
    'Skipped: 1 test that needs a browser.',
    '0 passed, 0 failed, 3 skipped',
  ]);
  expect(readSummary(`all that was said\n${summaryText(total)}\n`)).toEqual(total);
});

it('reads the last summary of a command, and only a line of its own', () => {
  expect(
    readSummary(
      'Skipped: 1 test that needs rain.\n1 passed, 0 failed, 1 skipped\nmore\n 9 passed, 9 failed\n4 passed, 2 failed, 1 skipped\n',
    ),
  ).toEqual({ passed: 4, failed: 2, skipped: 1, wants: {} });
  expect(readSummary('Tests  3 passed (3)')).toBeNull();
});

it('is kept of a step, which does not print it: it must not be taken for the whole run’s', async () => {
  const said = vi.spyOn(console, 'log').mockReturnValue();
  const total = add(wanting(ANSWERS), { ...EMPTY, passed: 4 });
  const output = `four went well\n${summaryText(total)}\n`;
  const run = () => Promise.resolve({ ok: true, output });
  const summary = await runStep({ name: 'weather', run, loud: true });
  const lines = said.mock.calls.flat();
  said.mockRestore();
  expect(summary).toEqual(total);
  expect(lines).toEqual([expect.stringMatching(/^✓ weather \(4\)/), '    four went well']);
});

it('counts a command by its own summary, else as one, and never loses a failing exit', () => {
  expect(countOf(true, '4 passed, 2 failed\n')).toMatchObject({ passed: 4, failed: 2 });
  expect(countOf(false, '4 passed, 0 failed\n')).toMatchObject({ passed: 4, failed: 1 });
  expect(countOf(false, '4 passed, 2 failed\n')).toMatchObject({ passed: 4, failed: 2 });
  expect(countOf(true, 'nothing')).toMatchObject({ passed: 1, failed: 0 });
  expect(countOf(false, 'nothing')).toMatchObject({ passed: 0, failed: 1 });
});
