/** What a room's mutants come to: which count, which are allowed, and which entries are out of date. */
import { describe, expect, it } from 'vitest';
import allowed from '../../tools/mutation/allowed.json';
import {
  findingsOf,
  isGood,
  LEAST_SCORE,
  resultOf,
  tableOf,
  textAt,
} from '../../tools/mutation/result';
import type { Allowed, Mutant } from '../../tools/mutation/result';
import { allRooms, filesOf, testFolders } from '../../tools/mutation/rooms';

const mutant = (status: string, original = 'a > 0', replacement = 'a >= 0'): Mutant => ({
  file: 'lib/scoring/score.ts',
  line: 7,
  status,
  original,
  replacement,
});
const many = (count: number, status: string) => Array.from({ length: count }, () => mutant(status));
const ALLOWED: Allowed = {
  file: 'lib/scoring/score.ts',
  original: 'a > 0',
  replacement: 'a >= 0',
  reason: 'a is never 0 here',
};

describe('a room', () => {
  it('is good from 85 % killed on, a test that ran out of time with them', () => {
    const good = resultOf(
      'scoring',
      [...many(16, 'Killed'), ...many(1, 'Timeout'), ...many(3, 'Survived')],
      [],
    );
    expect([good.score, isGood(good)]).toEqual([LEAST_SCORE, true]);
    const bad = resultOf('scoring', [...many(84, 'Killed'), ...many(16, 'Survived')], []);
    expect([bad.score, isGood(bad)]).toEqual([84, false]);
  });

  it('counts what no test runs against it, and what was left out not at all', () => {
    const result = resultOf(
      'scoring',
      [...many(1, 'Killed'), ...many(2, 'NoCoverage'), ...many(9, 'Ignored')],
      [],
    );
    expect(result).toMatchObject({ killed: 1, survived: 0, uncovered: 2, allowed: 0 });
    expect(result.score).toBeCloseTo(100 / 3, 10);
    expect(resultOf('scoring', [], []).score).toBe(100);
  });

  it('does not count survivors that are allowed in it', () => {
    const mutants = [...many(1, 'Killed'), mutant('Survived'), mutant('Survived', 'b')];
    expect(resultOf('scoring', mutants, [ALLOWED])).toMatchObject({
      killed: 1,
      survived: 1,
      allowed: 1,
      score: 50,
      outdated: [],
    });
    expect(resultOf('domain', mutants, [ALLOWED])).toMatchObject({ allowed: 0, outdated: [] });
  });

  it('fails where an allowed one is killed, or is no more', () => {
    for (const mutants of [[mutant('Killed')], [mutant('Killed', 'b')]]) {
      const result = resultOf('scoring', mutants, [ALLOWED]);
      expect([result.outdated, isGood(result)]).toEqual([[ALLOWED], false]);
      expect(findingsOf(result)).toEqual([
        'allowed.json: no such survivor in lib/scoring/score.ts: a > 0 → a >= 0',
      ]);
    }
  });

  it('names its survivors by file and line, and itself in a table', () => {
    const mutants = [mutant('Survived', 'x', ''), mutant('NoCoverage')];
    const result = resultOf('scoring', mutants, [], 61.4);
    expect(findingsOf(result)).toEqual([
      'lib/scoring/score.ts:7 x → nothing',
      'lib/scoring/score.ts:7 (no coverage) a > 0 → a >= 0',
    ]);
    expect(tableOf([result]).split('\n')).toEqual([
      'room     killed  survived  no coverage  allowed  time  score',
      'scoring  0       1         1            0        61 s  0.0 % ✗',
    ]);
  });
});

it('the text of a mutant is found by lines and columns, and put on one line', () => {
  const source = 'const a = {\n  b: 1,\n};\n';
  const at = (from: [number, number], to: [number, number]) =>
    textAt(source, {
      start: { line: from[0], column: from[1] },
      end: { line: to[0], column: to[1] },
    });
  expect(at([1, 7], [1, 8])).toBe('a');
  expect(at([1, 11], [3, 2])).toBe('{ b: 1, }');
  expect(at([2, 3], [2, 7])).toBe('b: 1');
});

describe('the rooms', () => {
  it('are the folders of lib/, each with files of its own', () => {
    expect(allRooms()).toEqual(expect.arrayContaining(['domain', 'scoring', 'venues']));
    for (const room of allRooms()) {
      expect(
        filesOf(room).every((file) => file.startsWith(`lib/${room}/`)),
        room,
      ).toBe(true);
    }
    expect(testFolders('scoring')).toEqual(['test/unit/scoring']);
    expect(testFolders('board')).toEqual(['test/unit/board', 'test/unit/components/board']);
    expect(testFolders('nowhere')).toEqual([]);
  });

  it('have survivors that are allowed for a reason, each once', () => {
    const entries: readonly Allowed[] = allowed;
    const texts = entries.map(
      ({ file, original, replacement }) => `${file} ${original} ${replacement}`,
    );
    expect(texts).toEqual([...new Set(texts)]);
    for (const { file, reason } of entries) {
      expect(allRooms().flatMap(filesOf), file).toContain(file);
      expect(reason.length, reason).toBeGreaterThan(20);
    }
  });
});
