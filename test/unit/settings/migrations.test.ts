import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Migration } from '../../../lib/settings/migrations';
import { MIGRATIONS, migrated, versionAfter } from '../../../lib/settings/migrations';
import { problemsOf } from './migration-rules';

describe('the migrations of the settings', () => {
  it('follow one another, have their examples, and are total and repeatable', () => {
    expect(problemsOf(MIGRATIONS, new URL('./migrations/', import.meta.url))).toEqual([]);
  });
});

describe('the rules for migrations', () => {
  const folder = mkdtempSync(join(tmpdir(), 'migrations-'));
  const examples = pathToFileURL(`${folder}/`);

  /** `days` became `historyDays`. */
  const rename: Migration = {
    to: 2,
    migrate: (old) =>
      typeof old === 'object' && old !== null && 'days' in old ? { historyDays: old.days } : old,
  };

  beforeAll(() => {
    const write = (name: string, value: unknown) =>
      writeFileSync(join(folder, name), JSON.stringify(value));
    for (const version of [2, 3]) {
      write(`v${version}.before.json`, { days: 14 });
      write(`v${version}.after.json`, { historyDays: 14 });
    }
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  it('accept a sound chain', () => {
    expect(problemsOf([rename, { ...rename, to: 3 }], examples)).toEqual([]);
  });

  it.each<[string, Migration[], string[]]>([
    ['a skipped version', [{ ...rename, to: 3 }], ['v3 stands where v2 belongs']],
    [
      'a missing example',
      [rename, { ...rename, to: 3 }, { ...rename, to: 4 }],
      ['v4 lacks an example'],
    ],
    [
      'one that throws on what it does not expect',
      [
        {
          to: 2,
          migrate: (old) => ({ historyDays: JSON.stringify(old).length }),
        },
      ],
      ['v2 throws'],
    ],
    ['one that does nothing', [{ to: 2, migrate: (old) => old }], ['v2 differs from its example']],
    [
      'one that cannot be repeated',
      [
        {
          to: 2,
          migrate: (old) =>
            typeof old === 'object' && old !== null && 'days' in old
              ? { historyDays: old.days }
              : { historyDays: 30 },
        },
      ],
      ['v2 is not repeatable'],
    ],
  ])('find %s', (_, chain, problems) => {
    expect(problemsOf(chain, examples)).toEqual(problems);
  });

  it('run the steps after a version, in order', () => {
    const steps: Migration[] = [2, 3, 4].map((to) => ({
      to,
      migrate: (old) => `${String(old)}>${to}`,
    }));
    expect(migrated('1', 1, steps)).toBe('1>2>3>4');
    expect(migrated('3', 3, steps)).toBe('3>4');
    expect(versionAfter(steps)).toBe(4);
  });
});
