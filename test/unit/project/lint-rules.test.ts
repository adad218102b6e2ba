/** Every lint rule beyond the presets is seen to fail on a planted breach, and to keep quiet on code that looks alike. */
import { join } from 'node:path';
import { ESLint, type Linter } from 'eslint';
import tseslint from 'typescript-eslint';
import { describe, expect, it } from 'vitest';
import { PROJECT_DIR } from '../../tools/build';
import { BREACHES, type PlantedCode, SOUND } from './planted-lint';

/** Without the rules that need types: there is no program for a file that is not there. */
const eslint = new ESLint({
  cwd: PROJECT_DIR,
  overrideConfig: [
    { files: ['**/*.{ts,tsx}'], ...(tseslint.configs.disableTypeChecked as Linter.Config) },
  ],
});

/** What is the project's own choice, as against presets and rules that need types. */
const OWN =
  /^(react|react-hooks|vitest|local)\/|^(eqeqeq|no-(empty|console|restricted-\w+))$|^@typescript-eslint\/(consistent-type-(assertions|imports)|no-unused-vars)$/;

async function brokenRules({ file, text }: Omit<PlantedCode, 'rule'>): Promise<string[]> {
  const filePath = join(PROJECT_DIR, file);
  const [result] = await eslint.lintText(`${text}\n`, { filePath });
  return (result?.messages ?? []).map(({ ruleId, message }) => ruleId ?? message);
}

describe('lint rules', () => {
  it.each(BREACHES)('$rule sees $text', async ({ rule, ...code }) => {
    expect(await brokenRules(code)).toContain(rule);
  });

  it.each(SOUND)('keep quiet in $file', async (code) => {
    expect(await brokenRules(code)).toEqual([]);
  });

  it('each have a planted breach', async () => {
    const configs = await Promise.all(
      [...new Set(BREACHES.map(({ file }) => file))].map(
        (file) => eslint.calculateConfigForFile(join(PROJECT_DIR, file)) as Promise<Linter.Config>,
      ),
    );
    const own = configs
      .flatMap(({ rules = {} }) => Object.entries(rules))
      .filter(([name, entry]) => OWN.test(name) && [entry].flat()[0] !== 0)
      .map(([name]) => name);
    const planted = new Set(BREACHES.map(({ rule }) => rule));
    expect([...planted].sort()).toEqual([...new Set(own)].sort());
  });

  it('cannot be switched off by a comment', async () => {
    const text = '/* eslint-disable */\nexport let count = 0;';
    expect(await brokenRules({ file: 'lib/domain/planted.ts', text })).toContain(
      'local/no-module-state',
    );
  });
});
