import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DEFAULT_SETTINGS } from '../../../lib/settings/settings';
import type { Settings } from '../../../lib/settings/settings';
import { SETTINGS_FORMAT, exportSettings, importSettings } from '../../../lib/settings/transfer';
import type { ImportError } from '../../../lib/settings/transfer';
import { anySettings } from './arbitrary';

const file = (settings: unknown, version = 1) =>
  JSON.stringify({ format: SETTINGS_FORMAT, version, settings });

/** `path problem details` of each error, for a file with `change` made to the defaults. */
function problems(change: (settings: Settings) => object): string[] {
  return described(importSettings(file(change(structuredClone(DEFAULT_SETTINGS)))));
}

function described(result: ReturnType<typeof importSettings>): string[] {
  const line = ({ path, problem, details }: ImportError) =>
    [path || '(file)', problem, ...details].join(' ');
  return 'errors' in result ? result.errors.map(line) : [];
}

describe('exportSettings and importSettings', () => {
  it('are each other’s inverse', () => {
    fc.assert(
      fc.property(anySettings, (settings) => {
        expect(importSettings(exportSettings(settings))).toEqual({ settings });
      }),
    );
  });

  it('names the format and its version in the file', () => {
    expect(JSON.parse(exportSettings(DEFAULT_SETTINGS))).toMatchObject({
      format: 'derivatives-pressure-score/settings',
      version: 1,
      settings: { model: 'classic' },
    });
  });

  it('never throws, and takes settings or names errors', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json(), fc.json().map(asFile)), (text) => {
        const result = importSettings(text);
        expect('settings' in result || result.errors.length > 0).toBe(true);
      }),
    );
  });

  it.each([
    ['not JSON', '{', '(file) not_json'],
    ['another program’s file', '{"version": 1}', '(file) format'],
    ['a list', '[]', '(file) format'],
    ['a version that is no version', file({}, 0), '(file) format'],
    ['a newer version’s file', file(DEFAULT_SETTINGS, 2), '(file) newer'],
    ['settings that are no object', file(7), '(file) type object'],
  ])('refuses %s', (_, text, problem) => {
    expect(described(importSettings(text))).toEqual([problem]);
  });

  it.each<[string, (settings: Settings) => object, string[]]>([
    ['a missing field', ({ model: _, ...rest }) => rest, ['model missing']],
    ['an unknown field', (s) => ({ ...s, sound: true }), ['sound unknown']],
    ['a value of the wrong type', (s) => ({ ...s, watchlist: 'x' }), ['watchlist type array']],
    ['a fraction', (s) => ({ ...s, historyDays: 30.5 }), ['historyDays type int']],
    ['a choice that is none', (s) => ({ ...s, palette: 'x' }), ['palette choice safe, classic']],
    [
      'too little',
      (s) => ({ ...s, refreshPeriodMinutes: 0 }),
      ['refreshPeriodMinutes too_small 1'],
    ],
    ['too much', (s) => ({ ...s, historyDays: 91 }), ['historyDays too_big 90']],
    [
      'cut-offs out of order',
      (s) => ({ ...s, thresholds: { lean: 60, stretched: 35, stressed: 15 } }),
      ['thresholds order'],
    ],
    [
      'no quote asset',
      (s) => ({ ...s, universe: { ...s.universe, quoteAssets: [] } }),
      ['universe.quoteAssets empty'],
    ],
    [
      'a watchlist entry that is none',
      (s) => ({ ...s, watchlist: ['X'] }),
      ['watchlist.0 malformed'],
    ],
    [
      'a site that is none',
      (s) => ({
        ...s,
        badge: {
          ...s.badge,
          sites: { 'a/b': { position: null, collapsed: false, hidden: false } },
        },
      }),
      ['badge.sites.a/b malformed'],
    ],
    [
      'an unknown field deep down',
      (s) => ({ ...s, universe: { ...s.universe, all: true } }),
      ['universe.all unknown'],
    ],
    [
      'several at once',
      (s) => ({ ...s, theme: 1, badge: { ...s.badge, enabled: 'yes' } }),
      ['theme choice system, light, dark', 'badge.enabled type boolean'],
    ],
  ])('refuses %s, naming the field', (_, change, expected) => {
    expect(problems(change)).toEqual(expected);
  });

  it('brings a file of an older version up to date first', () => {
    const renamed = {
      to: 2,
      migrate: (old: unknown) =>
        typeof old === 'object' && old !== null && 'look' in old
          ? { ...DEFAULT_SETTINGS, theme: old.look }
          : old,
    };
    expect(importSettings(file({ look: 'dark' }, 1), [renamed])).toEqual({
      settings: { ...DEFAULT_SETTINGS, theme: 'dark' },
    });
  });
});

function asFile(json: string): string {
  return file(JSON.parse(json));
}

it('is refused where it could not be used: too long a file, list or name', () => {
  const problemsOf = (watchlist: string[]) => {
    const settings = { ...DEFAULT_SETTINGS, watchlist };
    const result = importSettings(
      JSON.stringify({ format: SETTINGS_FORMAT, version: 1, settings }),
    );
    return 'errors' in result ? result.errors.map(({ problem }) => problem) : [];
  };
  const watched = (count: number) => Array.from({ length: count }, (_, row) => `okx:S${row}`);
  expect(problemsOf(watched(500_000))).toEqual(['too_long']);
  expect(problemsOf(watched(5_001))).toEqual(['too_big']);
  expect(problemsOf([`okx:${'X'.repeat(300)}`])).toEqual(['malformed']);
  expect(problemsOf(watched(5_000))).toEqual([]);
});
