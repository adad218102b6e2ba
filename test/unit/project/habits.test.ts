/** What contributors rely on: commands that are described and exist, and CI that runs what a developer runs. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { engines, scripts, version } from '../../../package.json';
import { PROJECT_DIR } from '../../tools/build';
import { calledScripts, undescribed } from './described-scripts';
import { filesIn } from './source-files';
import { FILES } from './top-level';

const read = (path: string): string => readFileSync(join(PROJECT_DIR, path), 'utf8');
const names = Object.keys(scripts);

describe('scripts of package.json', () => {
  it('are each described in CONTRIBUTING.md', () => {
    expect(undescribed(names, read('CONTRIBUTING.md'))).toEqual([]);
  });

  it('exist where a document, a form or a workflow names one', () => {
    const texts = FILES.filter((path) => path.endsWith('.md'))
      .map((path) => ({ path, text: read(path) }))
      .concat(filesIn(['.github', '.ci'], /^run$|\.(yml|md)$/));
    const missing = texts.flatMap(({ path, text }) =>
      calledScripts(text)
        .filter((name) => !names.includes(name))
        .map((name) => `${path}: ${name}`),
    );
    expect(missing).toEqual([]);
  });

  it('are found by each way to call them', () => {
    const text =
      '`npm ci && npm start -- --live`, `npm run build:firefox`; npm tests, `postinstall`';
    expect(calledScripts(text)).toEqual(['start', 'build:firefox']);
    expect(undescribed(['start', 'build', 'postinstall', 'prepare', 'test'], text)).toEqual([
      'build',
      'prepare',
      'test',
    ]);
  });
});

describe('CI', () => {
  const workflows = filesIn(['.github/workflows'], /\.yml$/);

  it('runs the same command as a developer', () => {
    expect(read('.ci/run')).toContain('\nnpm cit\n');
    expect(read('.github/workflows/ci.yml')).toMatch(/^ +- run: npm cit$/m);
  });

  it('asks the exchanges on a schedule, and shows what was seen', () => {
    const text = read('.github/workflows/probe.yml');
    expect(text).toMatch(/^ +- cron: /m);
    expect(text).toMatch(/^ +run: npm run probe -- .*\| tee /m);
    // Else `tee` would have the last word.
    expect(text).toContain('shell: bash');
    expect(text).toContain('GITHUB_STEP_SUMMARY');
    expect(text).toContain('uses: actions/upload-artifact@');
    expect(read('.github/ISSUE_TEMPLATE/exchange-changed.yml')).toContain('npm run probe');
  });

  it('may only read, and uses actions of a version', () => {
    expect(workflows).not.toEqual([]);
    for (const { path, text } of workflows) {
      expect(text, path).toMatch(/^permissions:\n {2}contents: read\n\n/m);
      expect(text, path).not.toMatch(/: write\b/);
      const actions = [...text.matchAll(/uses: (.+)/g)].map((match) => match[1] ?? '');
      expect(actions.filter((action) => !/^[\w/-]+@(v\d|[0-9a-f]{40})/.test(action))).toEqual([]);
    }
  });

  it('has the Node of .nvmrc, which package.json promises', () => {
    const [major = 0, minor = 0] = read('.nvmrc').trim().split('.').map(Number);
    const [oldestMajor = 0, oldestMinor = 0] = engines.node
      .replace('>=', '')
      .split('.')
      .map(Number);
    expect(major * 1000 + minor).toBeGreaterThanOrEqual(oldestMajor * 1000 + oldestMinor);
    for (const { path, text } of workflows) {
      const setups = text.match(/uses: actions\/setup-node@/g) ?? [];
      expect(text.match(/node-version-file: \.nvmrc$/gm), path).toHaveLength(setups.length);
    }
  });
});

it('has the version of package.json in the changelog, under what is not released', () => {
  const [unreleased, newest] = [...read('CHANGELOG.md').matchAll(/^## (\S+)/gm)].map(
    ([, of]) => of,
  );
  expect([unreleased, newest]).toEqual(['Unreleased', version]);
});
